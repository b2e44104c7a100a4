// People of the workspace in view, and the invites I wrote.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { InviteView, PersonView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'
import { useReading } from './reading.ts'

export const usePeople = defineStore('people', () => {
  const host = useHost()
  const overview = useOverview()
  const people = shallowRef<readonly PersonView[]>([])
  const invites = shallowRef<readonly InviteView[]>([])
  const loaded = ref(false)
  const workspace = computed(() => overview.workspace?.id ?? null)
  const byId = computed(() => new Map(people.value.map((person) => [person.id, person])))
  const me = computed(() => people.value.find((person) => person.you) ?? null)
  const members = computed(() => people.value.filter((person) => person.member))

  async function load(): Promise<void> {
    const id = workspace.value
    if (!id) return
    const [list, written] = await Promise.all([
      host.call('people.list', { workspace: id }),
      host.call('invite.list', { workspace: id }),
    ])
    if (id !== workspace.value) return
    people.value = list
    invites.value = written
    loaded.value = true
  }
  const { problem, read } = useReading(load)

  host.hear((event) => {
    if (event.event === 'people' && event.workspace === workspace.value) people.value = event.people
    if (event.event === 'invites' && event.workspace === workspace.value) invites.value = event.invites
  })
  watch(workspace, () => {
    people.value = []
    invites.value = []
    loaded.value = false
    read()
  }, { immediate: true })
  host.whenBack(read)

  async function invite(uses: number, expiresInMinutes: number): Promise<InviteView> {
    const made = await host.call('invite.create', { workspace: workspace.value!, uses, expiresInMinutes })
    invites.value = [made, ...invites.value.filter((known) => known.id !== made.id)]
    return made
  }

  async function revoke(id: string): Promise<void> {
    await host.call('invite.revoke', { workspace: workspace.value!, invite: id })
    await load()
  }

  return { people, members, invites, loaded, byId, me, problem, read, load, invite, revoke }
})
