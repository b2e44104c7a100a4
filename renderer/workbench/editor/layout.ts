// How the editor area is laid out, as it is kept: a tree of rows and columns whose leaves are groups of tabs. Read with
// care: a kept layout may be of an older Parley, of one with other pages, or nonsense.

export interface Tab {
  /** Of a page in the registry. */
  readonly kind: string
  /** Of the record, the person ...; empty where there is one page of its kind. */
  readonly id: string
  /** It gives way to the next preview, until it is kept. */
  readonly preview: boolean
}

export interface GroupLayout { readonly tabs: readonly Tab[]; readonly current: number }
export interface SplitLayout {
  readonly split: 'row' | 'column'
  /** Shares of the whole, in the order of the screen; they need not add up to anything. */
  readonly of: readonly { readonly share: number; readonly part: PartLayout }[]
}
export type PartLayout = GroupLayout | SplitLayout

export interface EditorLayout {
  /** Null: nothing is open. */
  readonly root: PartLayout | null
  /** Which group was active, counted as `groupsOf` does. */
  readonly active: number
  /** How far each page was scrolled, in px, by `tabKey` and then by its scrollers in document order. */
  readonly scrolled: Readonly<Record<string, readonly number[]>>
}

export const EMPTY: EditorLayout = { root: null, active: 0, scrolled: {} }
export const DESK: Tab = { kind: 'desk', id: '', preview: false }

export const tabKey = (tab: Pick<Tab, 'kind' | 'id'>): string => `${tab.kind}:${tab.id}`
export const isSplit = (part: PartLayout): part is SplitLayout => 'split' in part
/** Groups in reading order. */
export const groupsOf = (part: PartLayout | null): readonly GroupLayout[] =>
  part === null ? [] : isSplit(part) ? part.of.flatMap(({ part: inner }) => groupsOf(inner)) : [part]

const MOST_DEEP = 8
const MOST_TABS = 200
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const index = (value: unknown, count: number): number => (typeof value === 'number' && Number.isInteger(value) ? Math.min(Math.max(0, value), Math.max(0, count - 1)) : 0)

function readGroup(value: Record<string, unknown>, isKept: (kind: string) => boolean): GroupLayout | null {
  if (!Array.isArray(value['tabs'])) return null
  const seen = new Set<string>()
  const tabs = (value['tabs'] as unknown[]).filter(isObject).flatMap((tab): Tab[] => {
    const { kind, id, preview } = tab
    if (typeof kind !== 'string' || typeof id !== 'string' || !isKept(kind) || seen.has(`${kind}:${id}`)) return []
    seen.add(`${kind}:${id}`)
    return [{ kind, id, preview: preview === true }]
  }).slice(0, MOST_TABS)
  return tabs.length === 0 ? null : { tabs, current: index(value['current'], tabs.length) }
}

function readPart(value: unknown, isKept: (kind: string) => boolean, deep: number): PartLayout | null {
  if (!isObject(value) || deep > MOST_DEEP) return null
  if (value['split'] !== 'row' && value['split'] !== 'column') return readGroup(value, isKept)
  if (!Array.isArray(value['of'])) return null
  const of = (value['of'] as unknown[]).filter(isObject).flatMap((entry) => {
    const part = readPart(entry['part'], isKept, deep + 1)
    const share = typeof entry['share'] === 'number' && entry['share'] > 0 && Number.isFinite(entry['share']) ? entry['share'] : 1
    return part === null ? [] : [{ share, part }]
  })
  // What is left of a split whose other half is gone takes all of its room.
  return of.length === 0 ? null : of.length === 1 ? of[0]!.part : { split: value['split'], of }
}

/** A layout as it was kept; what isn't a page any more is left out, and nonsense is an empty one. */
export function readLayout(text: string | null, isKept: (kind: string) => boolean): EditorLayout {
  let value: unknown
  try {
    value = JSON.parse(text ?? 'null')
  } catch {
    return EMPTY
  }
  if (!isObject(value)) return EMPTY
  const root = readPart(value['root'], isKept, 0)
  const scrolled = isObject(value['scrolled'])
    ? Object.fromEntries(Object.entries(value['scrolled']).filter((entry): entry is [string, number[]] => Array.isArray(entry[1]) && entry[1].every((at) => Number.isFinite(at))))
    : {}
  return { root, active: index(value['active'], groupsOf(root).length), scrolled }
}

/** With the tabs that pass left out, as it is written. */
export function writeLayout(layout: EditorLayout, isKept: (kind: string) => boolean): string {
  const root = readPart(layout.root, isKept, 0)
  return JSON.stringify({ ...layout, root, active: index(layout.active, groupsOf(root).length) })
}
