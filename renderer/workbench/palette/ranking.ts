// What the palette shows for what was typed, in which order.
import { SOURCE_GROUPS, type Entry, type Source, type SourceGroup } from '../registry/sources.ts'
import { folded, lettersOf, match, scoreOf, wordsOf } from './fuzzy.ts'

export interface Shown extends Entry {
  readonly group: SourceGroup
  /** What of `words` matched. */
  readonly marked: readonly (readonly [number, number])[]
}
export interface Found { readonly source: Pick<Source, 'group' | 'most' | 'matched' | 'sign'>; readonly entries: readonly Entry[] }

const MOST = 6
/** Of one group alone. */
const MOST_ALONE = 40
/** What is matched of an entry, and which letters stand in it. */
interface Read { readonly words: string; readonly also: string; readonly inWords: number; readonly inAlso: number }
const readOf = new WeakMap<Entry, Read>()
function readEntry(entry: Entry): Read {
  const known = readOf.get(entry)
  if (known) return known
  const [words, also] = [folded(entry.words), folded(entry.also ?? '')]
  const made = { words, also, inWords: lettersOf(words), inAlso: lettersOf(also) }
  readOf.set(entry, made)
  return made
}
/** A list stays the same while one types: to look each of ten thousand up again took a millisecond and a half a letter. */
const readLists = new WeakMap<readonly Entry[], readonly Read[]>()
function readList(entries: readonly Entry[]): readonly Read[] {
  const known = readLists.get(entries)
  if (known?.length === entries.length) return known
  const made = entries.map(readEntry)
  readLists.set(entries, made)
  return made
}

let isWarm = false
/** Looked through before anybody types: the first letter is matched by code that has run, and has not to wait until it is compiled. */
const WARMING = ['a', 'an', 'room', 'an r', 'e7 n']
const WARMED = 600

/** Folds what will be matched. */
export function readAhead(entries: readonly Entry[]): void {
  readList(entries)
  if (isWarm || entries.length < WARMED) return
  isWarm = true
  const some = entries.slice(0, WARMED)
  for (let i = 0; i < 3; i++) for (const text of WARMING) ranked({ source: { group: 'goTo' }, entries: some }, text, new Map())
}

/** The sign a query begins with, if a source listens to it, and the rest. */
export function readQuery(typed: string, signs: readonly string[]): { readonly sign: string | null; readonly text: string } {
  const sign = signs.find((one) => typed.startsWith(one))
  return sign === undefined ? { sign: null, text: typed.trim() } : { sign, text: typed.slice(sign.length).trim() }
}

interface Ranked { readonly shown: Shown; readonly score: number }
/** The best of one source, the best first. */
export interface RankedSource { readonly group: SourceGroup; readonly best: readonly Ranked[] }
/** What has sorted itself stands in its own order among the rest, above letters that are merely strewn. */
const MATCHED = 45

/** Nothing is typed: those that were chosen lately, newest first, then as they come. */
function usual(entries: readonly Entry[], recent: ReadonlyMap<string, number>, most: number): readonly { readonly entry: Entry; readonly score: number }[] {
  const lately: { entry: Entry; score: number }[] = []
  const rest: { entry: Entry; score: number }[] = []
  for (const entry of entries) {
    const score = recent.get(entry.key)
    if (score !== undefined) lately.push({ entry, score })
    else if (rest.length < most) rest.push({ entry, score: -1 })
    else if (lately.length === recent.size) break
  }
  return [...lately.sort((a, b) => b.score - a.score), ...rest].slice(0, most)
}

/** A word typed has a letter that stands neither in the words nor in what is matched beside them. */
function lacksOne(typed: readonly number[], inWords: number, inAlso: number): boolean {
  for (const needed of typed) if ((needed & ~inWords) !== 0 && (needed & ~inAlso) !== 0) return true
  return false
}

/** Only the best few are wanted: they are kept in order as they come, and ten thousand are never sorted, nor marked. */
function bestOf(entries: readonly Entry[], words: readonly string[], recent: ReadonlyMap<string, number>, most: number): readonly { readonly entry: Entry; readonly score: number }[] {
  const best: { readonly entry: Entry; readonly score: number }[] = []
  const letters = words.map(lettersOf)
  const read = readList(entries)
  for (let at = 0; at < read.length; at++) {
    const { words: text, also, inWords, inAlso } = read[at]!
    if (lacksOne(letters, inWords, inAlso)) continue
    const fits = scoreOf(words, text, also)
    if (fits === null) continue
    const entry = entries[at]!
    const score = fits + (recent.has(entry.key) ? 25 : 0)
    if (best.length === most && score <= best[most - 1]!.score) continue
    const place = best.findIndex((one) => one.score < score)
    best.splice(place < 0 ? best.length : place, 0, { entry, score })
    if (best.length > most) best.pop()
  }
  return best
}

/** `alone`: no other source is shown. */
export function ranked({ source, entries }: Found, text: string, recent: ReadonlyMap<string, number>, alone = false): RankedSource {
  const { group, matched } = source
  const words = wordsOf(text)
  const most = alone ? MOST_ALONE : source.most ?? MOST
  const best = matched ? entries.slice(0, most).map((entry, i) => ({ entry, score: MATCHED - i / 100 }))
    : words.length === 0 ? usual(entries, recent, most) : bestOf(entries, words, recent, most)
  const marked = (entry: Entry): Shown['marked'] => (words.length === 0 ? [] : match(words, readEntry(entry).words, readEntry(entry).also)?.ranges ?? [])
  return { group, best: best.map(({ entry, score }) => ({ shown: { ...entry, group, marked: marked(entry) }, score })) }
}

/**
 * Groups in their order, the best first in each. What leads to a signature stands at the end of its group, and never first
 * of all: a person who types fast and presses Enter signs nothing.
 */
export function shownOf(found: readonly RankedSource[]): readonly Shown[] {
  const all = SOURCE_GROUPS.flatMap((group) => {
    const inGroup = found.filter((source) => source.group === group).flatMap(({ best }) => best).sort((a, b) => b.score - a.score).map(({ shown }) => shown)
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
