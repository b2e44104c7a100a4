// Who of a group knows about its topics, as they say themselves in the directory: in order of names, and nobody is ranked.
import { computed, type ComputedRef } from 'vue'
import type { GroupPerson, GroupView } from '../../../shared/domain/group/view.ts'
import type { FoundPeople } from '../../../shared/protocol/contract.ts'
import { useHost } from '../../stores/host.ts'
import { useLive } from '../../stores/live.ts'

export interface Knower {
  readonly person: GroupPerson
  readonly topics: readonly string[]
}

/** `found`: what the directory says under each topic. */
export function knowersOf(members: readonly GroupPerson[], found: ReadonlyMap<string, FoundPeople['helps']>): readonly Knower[] {
  return members.map((person) => ({ person, topics: [...found].filter(([, helps]) => helps.some((one) => one.person === person.id)).map(([topic]) => topic) }))
    .filter(({ topics }) => topics.length > 0).sort((a, b) => a.person.name.localeCompare(b.person.name))
}

/** Nobody where facilitation does not go to who knows most. */
export function useKnowers(group: () => GroupView): ComputedRef<readonly Knower[]> {
  const host = useHost()
  const topics = computed(() => (group().facilitation.how === 'knows most' && group().members.length > 0 ? group().topics : []))
  const live = useLive(() => topics.value.join('\n'), async (workspace) => new Map(await Promise.all(
    topics.value.map(async (topic) => [topic, (await host.call('people.find', { workspace, text: topic })).helps] as const),
  )))
  return computed(() => knowersOf(group().members, live.value.value ?? new Map()))
}
