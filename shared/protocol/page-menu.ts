// What the page hands to the desktop's own menu: the commands of its one registry, in the page's language. The menu runs
// none of them itself; it gives the id back.

export interface PageMenuItem {
  readonly id: string
  readonly words: string
  /** As the page writes them: "Ctrl+Shift+P". */
  readonly keys: string | null
  /** Why it can't be done now, in words; null where it can. */
  readonly closed: string | null
}

export interface PageMenuGroup {
  readonly id: string
  readonly words: string
  readonly items: readonly PageMenuItem[]
}

const MOST_GROUPS = 10
const MOST_ITEMS = 60
const LONGEST = 300

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= LONGEST
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)
export const isCommandId = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,100}$/.test(value)

const isItem = (value: unknown): value is PageMenuItem => {
  const { id, words, keys, closed } = (value ?? {}) as Readonly<Record<string, unknown>>
  return isCommandId(id) && isText(words) && isTextOrNull(keys) && isTextOrNull(closed)
}
const isGroup = (value: unknown): value is PageMenuGroup => {
  const { id, words, items } = (value ?? {}) as Readonly<Record<string, unknown>>
  return isCommandId(id) && isText(words) && Array.isArray(items) && items.length <= MOST_ITEMS && items.every(isItem)
}

/** What came from a page, or null where it is no menu. Total. */
export const readPageMenu = (value: unknown): readonly PageMenuGroup[] | null =>
  Array.isArray(value) && value.length <= MOST_GROUPS && value.every(isGroup) ? value : null
