// Records of the workspace in view: rows for the lists, details for what is open. The host decides; this only keeps.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { DraftMeta, KeptTextView, Params, RecordDetail, RecordRow, Results, SearchHit } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useLanguage } from './language.ts'
import { useOverview } from './overview.ts'
import { useReading } from './reading.ts'

/** Rows after the host told of changes: replaced, added, removed. */
export function patchRows(rows: ReadonlyMap<string, RecordRow>, changed: readonly RecordRow[], removed: readonly string[]): Map<string, RecordRow> {
  const next = new Map(rows)
  for (const row of changed) next.set(row.id, row)
  for (const id of removed) next.delete(id)
  return next
}

/** Of a draft's row nothing is new but when it was edited last, as with each letter that is typed into it. */
export function onlyEdited(before: RecordRow | undefined, now: RecordRow): boolean {
  if (!before || (now.state !== 'draft' && !now.flags.includes('edited since offer'))) return false
  return JSON.stringify({ ...before, updatedAt: 0 }) === JSON.stringify({ ...now, updatedAt: 0 })
}

const FIRST_ROWS = 100
/** Lists and pages follow a draft once nothing was typed for so long, or at the latest after so long. */
const PAUSE_MS = 300
const PAUSE_AT_LATEST_MS = 2000

export const useRecords = defineStore('records', () => {
  const host = useHost()
  const overview = useOverview()
  const rows = shallowRef<ReadonlyMap<string, RecordRow>>(new Map())
  /** Another text whenever any record moved: for what is worked out from all of them. */
  const moved = computed(() => {
    let last = 0
    for (const { updatedAt } of rows.value.values()) last = Math.max(last, updatedAt)
    return `${last}:${rows.value.size}`
  })
  const details = shallowRef<ReadonlyMap<string, RecordDetail>>(new Map())
  const loaded = ref(false)
  /** Records that are open somewhere, and by how many: only these are read again when they change. */
  const open = new Map<string, number>()
  const workspace = computed(() => overview.workspace?.id ?? null)

  const setDetail = (detail: RecordDetail): void => {
    details.value = new Map(details.value).set(detail.id, detail)
  }

  async function load(): Promise<void> {
    const id = workspace.value
    if (!id) return
    // The newest first: a long list would keep the page waiting for what nobody looks at yet.
    const first = await host.call('records.list', { workspace: id, limit: FIRST_ROWS })
    if (id !== workspace.value) return
    if (!loaded.value) rows.value = new Map(first.map((row) => [row.id, row]))
    loaded.value = true
    const list = await host.call('records.list', { workspace: id })
    if (id !== workspace.value) return
    rows.value = new Map(list.map((row) => [row.id, row]))
    for (const record of open.keys()) void show(record).catch(() => {})
  }
  const { problem, read } = useReading(load)

  async function show(id: string): Promise<void> {
    const ws = workspace.value
    if (!ws) return
    const detail = await host.call('records.show', { workspace: ws, id })
    if (ws === workspace.value) setDetail(detail)
  }

  /** Drafts that are being typed into: to sort and draw ten thousand rows with each letter would keep the letters waiting. */
  const edited = new Map<string, RecordRow>()
  let pause: ReturnType<typeof setTimeout> | undefined
  let since = 0
  function take(changed: readonly RecordRow[], removed: readonly string[]): void {
    clearTimeout(pause)
    const now = [...edited.values(), ...changed]
    edited.clear()
    rows.value = patchRows(rows.value, now, removed)
    for (const row of now) if (open.has(row.id) && !removed.includes(row.id)) void show(row.id).catch(() => {})
    if (removed.length > 0) details.value = new Map([...details.value].filter(([id]) => !removed.includes(id)))
  }
  function takeSoon(row: RecordRow): void {
    if (edited.size === 0) since = Date.now()
    edited.set(row.id, row)
    clearTimeout(pause)
    pause = setTimeout(() => take([], []), Math.max(0, Math.min(PAUSE_MS, since + PAUSE_AT_LATEST_MS - Date.now())))
  }
  host.hear((event) => {
    if (event.event !== 'records' || event.workspace !== workspace.value) return
    const [edit] = event.rows
    if (edit && event.rows.length === 1 && event.removed.length === 0 && onlyEdited(rows.value.get(edit.id), edit)) takeSoon(edit)
    else take(event.rows, event.removed)
  })
  watch(workspace, () => {
    clearTimeout(pause)
    edited.clear()
    rows.value = new Map()
    details.value = new Map()
    loaded.value = false
    read()
  }, { immediate: true })
  host.whenBack(read)

  /** Keeps a record's detail current until what is returned is called. */
  function follow(id: string): () => void {
    open.set(id, (open.get(id) ?? 0) + 1)
    return () => {
      const left = (open.get(id) ?? 1) - 1
      if (left > 0) open.set(id, left)
      else open.delete(id)
    }
  }

  const here = (): string => {
    if (!workspace.value) throw new Error('no workspace in view')
    return workspace.value
  }

  /** Numbers of revisions that are offered but not signed yet: nobody but this page has shown them. */
  const heldNumbers = new Map<string, number>()
  const heldNumber = (held: string): number | null => heldNumbers.get(held) ?? null

  /** `number`: what the revision will be called, where it does not exist yet. */
  async function give(given: Omit<Params<'records.give'>, 'workspace'>, number?: number): Promise<Results['records.give']> {
    const result = await host.call('records.give', { workspace: here(), ...given })
    if (result.held && number !== undefined) heldNumbers.set(result.held.id, number)
    setDetail(result.record)
    return result
  }

  const createDraft = async (meta: DraftMeta, words?: string): Promise<string> =>
    (await host.call('draft.create', {
      workspace: here(), meta: { ...meta, gives: [...meta.gives], receives: [...meta.receives] }, circle: 'me', ...(words ? { words } : {}),
    })).id
  const setMeta = async (id: string, meta: Partial<Omit<DraftMeta, 'kind' | 'gives' | 'receives'>>): Promise<void> => {
    await host.call('draft.meta', { workspace: here(), id, meta: meta as Params<'draft.meta'>['meta'] })
  }
  const amend = async (id: string): Promise<string> => (await host.call('draft.amend', { workspace: here(), id })).id
  const preview = (id: string): Promise<Results['draft.preview']> => host.call('draft.preview', { workspace: here(), id, rule: useLanguage().weeks })
  const share = (id: string): Promise<null> => host.call('draft.share', { workspace: here(), id })
  /** Keeps a draft, and says that I do not go on with it; or takes that back. */
  async function putAside(id: string, aside: boolean): Promise<void> {
    await host.call('draft.aside', { workspace: here(), id, aside })
    await show(id)
  }
  /** What was typed before the draft was begun anew and is not in it; null where nothing is missing. */
  /** For good: a draft that is on this device alone, once it was put aside. */
  const removeDraft = (id: string): Promise<null> => host.call('draft.remove', { workspace: here(), id })
  const kept = (id: string): Promise<KeptTextView | null> => host.call('draft.kept', { workspace: here(), id })
  /** A picture of a draft or record; null where its bytes are not on this device. */
  const image = (id: string, hash: string): Promise<Results['draft.image']> => host.call('draft.image', { workspace: here(), id, image: hash })
  const putBack = (id: string): Promise<null> => host.call('draft.putBack', { workspace: here(), id })
  const letGo = (id: string): Promise<null> => host.call('draft.letGo', { workspace: here(), id })
  const exportRecord = (id: string): Promise<Results['export.record']> => host.call('export.record', { workspace: here(), id })
  const search = (text: string): Promise<readonly SearchHit[]> => host.call('search', { workspace: here(), text, limit: 20 })

  return { rows, moved, details, loaded, workspace, problem, read, load, show, follow, give, heldNumber, createDraft, setMeta, amend, preview, share, putAside, removeDraft, kept, image, putBack, letGo, exportRecord, search }
})
