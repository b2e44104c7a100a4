// Per act of a record: who of those it concerns is known to have it.
import type { PersonId, RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { verbOf } from '#shared/domain/record/told.ts'
import type { ActReach } from '#shared/protocol/contract.ts'
import type { Workspace } from './workspace.ts'

/** Oldest act first; none for a draft, of which nothing is signed. */
export function reachOf(workspace: Workspace, id: RecordId): ActReach[] {
  const { parties } = workspace.list.detail(id)
  if (!workspace.records.has(id)) return []
  return orThrow(workspace.records.fold(id)).acts.map((act) => ({
    act: act.id, type: act.type, verb: verbOf(workspace.told(act)), by: act.person, byName: workspace.people.name(act.person), at: act.at,
    who: parties.filter((party) => party.id !== act.person && party.id !== workspace.me).map((party) => {
      const person = party.id as PersonId
      const delivered = workspace.deliveries.delivered(act.id, person)
      return { person, name: party.name, state: delivered ? 'delivered' : 'not reached', since: delivered ? workspace.deliveries.since(act.id, person) : null }
    }),
  }))
}
