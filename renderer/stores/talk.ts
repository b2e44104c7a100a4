// Talk about the records that are open, what waits for me in it, and all tags in use. The host decides; this only keeps.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { AddressedView, LinkKind, Mention, Params, TalkView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

/** A place in a record to be shown: a remark, or words to be found in it. */
export interface Spot { readonly record: string; readonly remark: string | null; readonly words: string | null }

export const useTalk = defineStore('talk', () => {
  const host = useHost()
  const overview = useOverview()
  const views = shallowRef<ReadonlyMap<string, TalkView>>(new Map())
  const addressed = shallowRef<readonly AddressedView[]>([])
  const tags = shallowRef<readonly { readonly tag: string; readonly records: number }[]>([])
  /** Where the record that opens next is to be shown; taken by whoever shows it. */
  const spot = ref<Spot | null>(null)
  const open = new Map<string, number>()
  const workspace = computed(() => overview.workspace?.id ?? null)

  const here = (): string => {
    if (!workspace.value) throw new Error('no workspace in view')
    return workspace.value
  }
  const set = (view: TalkView): void => { views.value = new Map(views.value).set(view.id, view) }

  async function show(id: string): Promise<void> {
    const ws = workspace.value
    if (!ws) return
    const view = await host.call('talk.show', { workspace: ws, id })
    if (ws === workspace.value) set(view)
  }

  async function load(): Promise<void> {
    const ws = workspace.value
    if (!ws) return
    const [named, used] = await Promise.all([host.call('talk.addressed', { workspace: ws }), host.call('talk.tags', { workspace: ws })])
    if (ws !== workspace.value) return
    addressed.value = named
    tags.value = used
  }

  /** A burst of records is read again once. */
  let soon: ReturnType<typeof setTimeout> | undefined
  host.hear((event) => {
    if (event.event !== 'records' || event.workspace !== workspace.value) return
    for (const row of event.rows) if (open.has(row.id)) void show(row.id).catch(() => {})
    clearTimeout(soon)
    soon = setTimeout(() => void load().catch(() => {}), 120)
  })
  watch(workspace, () => {
    views.value = new Map()
    addressed.value = []
    tags.value = []
    void load().catch(() => {})
  }, { immediate: true })
  host.whenBack(() => {
    void load().catch(() => {})
    for (const id of open.keys()) void show(id).catch(() => {})
  })

  /** Keeps the talk on a record current until what is returned is called. */
  function follow(id: string): () => void {
    open.set(id, (open.get(id) ?? 0) + 1)
    return () => {
      const left = (open.get(id) ?? 1) - 1
      if (left > 0) open.set(id, left)
      else open.delete(id)
    }
  }

  async function say(id: string, kind: 'comment' | 'question', text: string, mentions: readonly Mention[], reply?: string): Promise<string> {
    const said = await host.call('talk.say', { workspace: here(), id, kind, text, mentions: [...mentions], ...(reply !== undefined && { reply }) })
    set(said.talk)
    return said.remark
  }
  const edit = async (id: string, remark: string, text: string, mentions: readonly Mention[]): Promise<void> =>
    set(await host.call('talk.edit', { workspace: here(), id, remark, text, mentions: [...mentions] }))
  const takeBack = async (id: string, remark: string): Promise<void> => set(await host.call('talk.takeBack', { workspace: here(), id, remark }))
  const answered = async (id: string, remark: string, by?: string): Promise<void> =>
    set(await host.call('talk.answered', { workspace: here(), id, remark, ...(by !== undefined && { by }) }))
  const reopen = async (id: string, remark: string): Promise<void> => set(await host.call('talk.reopen', { workspace: here(), id, remark }))
  async function tag(id: string, word: string, on: boolean): Promise<void> {
    const { tags: now } = await host.call('talk.tag', { workspace: here(), id, tag: word, on })
    const view = views.value.get(id)
    if (view) set({ ...view, tags: now })
  }
  const link = async (id: string, to: string, as: LinkKind, on: boolean): Promise<void> => set(await host.call('talk.link', { workspace: here(), id, to, as, on }))
  async function heard(remark: string): Promise<void> {
    await host.call('talk.heard', { workspace: here(), remark })
    addressed.value = addressed.value.filter((one) => one.remark !== remark)
  }
  const activity = (asked: Omit<Params<'activity.list'>, 'workspace'>) => host.call('activity.list', { workspace: here(), ...asked })

  return { views, addressed, tags, spot, workspace, show, follow, say, edit, takeBack, answered, reopen, tag, link, heard, activity }
})
