// What the palette shows for what was typed, in which order.
import { SOURCE_GROUPS, type Entry, type Source, type SourceGroup } from '../registry/sources.ts'
import { folded, match, wordsOf } from './fuzzy.ts'

export interface Shown extends Entry {
  readonly group: SourceGroup
  /** What of `words` matched. */
  readonly marked: readonly (readonly [number, number])[]
}
export interface Found { readonly source: Pick<Source, 'group' | 'most' | 'matched' | 'sign'>; readonly entries: readonly Entry[] }

const MOST = 6
/** Of one group alone. */
const MOST_ALONE = 40
const foldedOf = new WeakMap<Entry, { readonly words: string; readonly also: string }>()
function foldedEntry(entry: Entry): { readonly words: string; readonly also: string } {
  const known = foldedOf.get(entry)
  if (known) return known
  const made = { words: folded(entry.words), also: folded(entry.also ?? '') }
  foldedOf.set(entry, made)
  return made
}

/** The sign a query begins with, if a source listens to it, and the rest. */
export function readQuery(typed: string, signs: readonly string[]): { readonly sign: string | null; readonly text: string } {
  const sign = signs.find((one) => typed.startsWith(one))
  return sign === undefined ? { sign: null, text: typed.trim() } : { sign, text: typed.slice(sign.length).trim() }
}

interface Ranked { readonly shown: Shown; readonly score: number }
/** What has sorted itself stands in its own order among the rest, above letters that are merely strewn. */
const MATCHED = 45

function ranked(found: Found, words: readonly string[], recent: ReadonlyMap<string, number>, most: number): readonly Ranked[] {
  const { source: { group, matched }, entries } = found
  if (matched) return entries.slice(0, most).map((entry, i) => ({ shown: { ...entry, group, marked: match(words, foldedEntry(entry).words)?.ranges ?? [] }, score: MATCHED - i / 100 }))
  const lately = (entry: Entry): number => recent.get(entry.key) ?? -1
  if (words.length === 0) {
    // Two walks instead of sorting ten thousand: those that were chosen lately, newest first, then as they come.
    const first = entries.filter((entry) => lately(entry) >= 0)
    const rest = entries.filter((entry) => lately(entry) < 0).slice(0, most)
    return [...first, ...rest].map((entry) => ({ shown: { ...entry, group, marked: [] }, score: lately(entry) })).sort((a, b) => b.score - a.score).slice(0, most)
  }
  // Only the best few are wanted: they are kept in order as they come, and ten thousand are never sorted.
  const best: { readonly entry: Entry; readonly ranges: Shown['marked']; readonly score: number }[] = []
  for (const entry of entries) {
    const { words: text, also } = foldedEntry(entry)
    const hit = match(words, text, also)
    if (!hit) continue
    const score = hit.score + (lately(entry) >= 0 ? 25 : 0)
    if (best.length === most && score <= best[most - 1]!.score) continue
    const at = best.findIndex((one) => one.score < score)
    best.splice(at < 0 ? best.length : at, 0, { entry, ranges: hit.ranges, score })
    if (best.length > most) best.pop()
  }
  return best.map(({ entry, ranges, score }) => ({ shown: { ...entry, group, marked: ranges }, score }))
}

/**
 * Groups in their order, the best first in each. What leads to a signature stands at the end of its group, and never first
 * of all: a person who types fast and presses Enter signs nothing.
 */
export function shownFor(found: readonly Found[], text: string, recent: ReadonlyMap<string, number>, alone = false): readonly Shown[] {
  const words = wordsOf(text)
  const all = SOURCE_GROUPS.flatMap((group) => {
    const inGroup = found.filter(({ source }) => source.group === group)
      .flatMap((one) => ranked(one, words, recent, alone ? MOST_ALONE : one.source.most ?? MOST))
      .sort((a, b) => b.score - a.score).map(({ shown }) => shown)
    return [...inGroup.filter((entry) => !entry.signs), ...inGroup.filter((entry) => entry.signs)]
  })
  const seen = new Set<string>()
  const once = all.filter(({ key }) => !seen.has(key) && seen.add(key))
  return once[0]?.signs ? [...once.filter((entry) => !entry.signs), ...once.filter((entry) => entry.signs)] : once
}

/** Keys of what was chosen, newest last, with the newest added. */
export const chosenLately = (recent: readonly string[], key: string, most = 60): readonly string[] => [...recent.filter((one) => one !== key), key].slice(-most)

export function readRecent(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').slice(-60) : []
  } catch {
    return []
  }
}

/** A text cut at the ends of its marked ranges. */
export function pieces(text: string, ranges: readonly (readonly [number, number])[]): readonly { readonly text: string; readonly marked: boolean }[] {
  const out: { text: string; marked: boolean }[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start > at) out.push({ text: text.slice(at, start), marked: false })
    if (end > Math.max(at, start)) out.push({ text: text.slice(Math.max(at, start), end), marked: true })
    at = Math.max(at, end)
  }
  if (at < text.length) out.push({ text: text.slice(at), marked: false })
  return out
}
