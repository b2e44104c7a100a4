// Naming people and records in what one types: what is being named at the caret, and who is named in words that are said.
/** Letters of a name that may follow "@" before it is no longer taken for one. */
const MOST = 60

export interface Naming {
  /** Of the "@". */
  readonly start: number
  readonly end: number
  readonly typed: string
}

/** What is typed after an "@" that stands at the beginning of a word, up to the caret; null where nothing is being named. */
export function namingAt(text: string, caret: number): Naming | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('@')
  if (start < 0 || caret - start > MOST || /[\p{L}\p{N}]$/u.test(before.slice(0, start))) return null
  const typed = before.slice(start + 1)
  // A second space, or a line's end, and it is a sentence with an "@" in it.
  return /\n|\s\S*\s|^\s/.test(typed) ? null : { start, end: caret, typed }
}

export function named(text: string, naming: Naming, as: string): { readonly text: string; readonly caret: number } {
  const put = `@${as} `
  const after = text.slice(naming.end)
  return { text: text.slice(0, naming.start) + put + (after.startsWith(' ') ? after.slice(1) : after), caret: naming.start + put.length }
}

/** Words, and whom or what they name. */
export interface Part<M> { readonly words: string; readonly mention: M | null }

/** Words cut at those they name, the longest name first, so that "@Ada Lovelace" is not taken for "@Ada". */
export function partsOf<M extends { readonly as: string }>(text: string, mentions: readonly M[]): readonly Part<M>[] {
  const known = [...mentions].sort((a, b) => b.as.length - a.as.length)
  const parts: Part<M>[] = []
  let plain = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const mention = known.find(({ as }) => text.startsWith(as, at + 1))
    if (!mention || at < plain) continue
    if (at > plain) parts.push({ words: text.slice(plain, at), mention: null })
    plain = at + 1 + mention.as.length
    parts.push({ words: text.slice(at, plain), mention })
  }
  if (plain < text.length) parts.push({ words: text.slice(plain), mention: null })
  return parts
}
