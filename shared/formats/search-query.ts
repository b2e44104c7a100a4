// What a person types to find something: words, and filters such as `tag:bread` or `with:"Ada Lovelace"`. Understood
// purely; what is not understood is told, and looked for as words, so that nothing typed is lost.
//
//   query  = { word | "words together" | key:value | key:"value" }
//   key    = state | kind | with | by | tag | is
import { normalTag } from '../domain/remark/tag.ts'

export const FILTER_KEYS = ['state', 'kind', 'with', 'by', 'tag', 'is'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

/** `away`: put away on this device. `open`: a question on it is open. `mine`: I am a party. */
export const IS_VALUES = ['away', 'open', 'mine'] as const

export interface Filter {
  readonly key: FilterKey
  /** As compared: lower case, single spaces; `in-force` reads "in force". */
  readonly value: string
}

export interface SearchQuery {
  /** Words to be found in titles, words and talk; '' where there are none. */
  readonly words: string
  readonly filters: readonly Filter[]
  /** Parts that look like filters and are none, as typed. */
  readonly notUnderstood: readonly string[]
}

/** What values may be, where they are a closed set; how a value that is none is told. */
export interface KnownValues {
  readonly state: readonly string[]
  readonly kind: readonly string[]
}

const MAX_FILTERS = 20
const PART = /([\p{L}]+):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)/gu

export function readQuery(typed: string, known: KnownValues): SearchQuery {
  const words: string[] = []
  const filters: Filter[] = []
  const notUnderstood: string[] = []
  for (const [whole, key, quoted, bare, phrase, word] of typed.toWellFormed().matchAll(PART)) {
    if (key === undefined) {
      words.push(phrase ?? word ?? '')
      continue
    }
    const filter = filterOf(key.toLowerCase(), quoted ?? bare ?? '', known)
    // Still being typed: nothing to filter by yet, and nothing to be told.
    if (filter === 'unfinished') continue
    if (filter === null || filters.length === MAX_FILTERS) {
      notUnderstood.push(whole)
      words.push(whole)
    } else filters.push(filter)
  }
  return { words: words.join(' ').trim(), filters, notUnderstood }
}

function filterOf(key: string, value: string, known: KnownValues): Filter | 'unfinished' | null {
  if (!(FILTER_KEYS as readonly string[]).includes(key)) return null
  const folded = key === 'tag' ? normalTag(value) : foldName(value)
  if (folded === '') return 'unfinished'
  const asWords = folded.replaceAll('-', ' ')
  switch (key as FilterKey) {
    case 'state': return known.state.includes(asWords) ? { key: 'state', value: asWords } : null
    case 'kind': return known.kind.includes(asWords) ? { key: 'kind', value: asWords } : null
    case 'is': return (IS_VALUES as readonly string[]).includes(folded) ? { key: 'is', value: folded } : null
    default: return { key: key as FilterKey, value: folded }
  }
}

/** A name as it is compared. */
export const foldName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Whether a name is meant by what was typed: its beginning, or that of a later part of it. */
export const isNamed = (name: string, typed: string): boolean => ` ${foldName(name)}`.includes(` ${typed}`)

const quoted = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** A filter as a person would type it. */
export const filterWords = ({ key, value }: Filter): string =>
  `${key}:${key === 'state' || key === 'kind' ? value.replaceAll(' ', '-') : quoted(value)}`

/** A query with one filter more, or without it where it was there. */
export function withFilter(typed: string, filter: Filter, known: KnownValues): string {
  const read = readQuery(typed, known)
  const has = read.filters.some((one) => one.key === filter.key && one.value === filter.value)
  const filters = has ? read.filters.filter((one) => one.key !== filter.key || one.value !== filter.value) : [...read.filters, filter]
  return [read.words, ...filters.map(filterWords)].filter((part) => part !== '').join(' ')
}
