// Search over records and what was said about them, by SQLite's FTS5, narrowed by filters. What a person types is words and
// filters (shared/formats/search-query.ts), never query syntax.
import type { DatabaseSync } from 'node:sqlite'
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { RECORD_STATES, type RecordRow } from '#shared/domain/record/view.ts'
import { recordConcepts } from '#shared/domain/registry.ts'
import { foldName, isNamed, readQuery, type Filter, type FilterKey, type KnownValues, type SearchQuery } from '#shared/formats/search-query.ts'
import type { SearchHit } from '#shared/protocol/methods/records.ts'
import type { Facet, FoundView } from '#shared/protocol/methods/talk.ts'
import type { Workspace } from './workspace.ts'

/** Most matches that filters and facets look at; the best come first, so what lies beyond is seldom missed. */
const MOST_MATCHES = 1000
const MOST_PEOPLE = 8
/** Values of a facet that are offered. */
const MOST_VALUES = 8

export const KNOWN_VALUES: KnownValues = { state: RECORD_STATES, kind: [...recordConcepts.flatMap((concept) => concept.kinds), ...recordConcepts.map((concept) => concept.id)] }

/** Each word quoted, the last one open-ended, so that results come while typing. Null where there is no word. */
export function matchQuery(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu)
  if (!words) return null
  return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ')
}

/** A record, and where in it: its title or words (`act` null), or a remark about it. */
interface Candidate {
  readonly id: RecordId
  readonly act: ActId | null
  readonly person: PersonId | null
  readonly snippet: string
  /** Of the row in the index; its snippet is made only where it is shown. */
  readonly n: number | null
}

export function find(workspace: Workspace, typed: string, limit: number): FoundView {
  workspace.records.catchUp()
  const query = readQuery(typed, KNOWN_VALUES)
  const match = matchQuery(query.words)
  if (query.words !== '' && match === null && query.filters.length === 0) return { hits: [], people: [], facets: [], notUnderstood: query.notUnderstood, more: false }
  const passes = filterOf(workspace, query)
  const found: { candidate: Candidate; row: RecordRow }[] = []
  for (const candidate of match === null ? everything(workspace, query) : matching(workspace, match)) {
    const row = workspace.row(candidate.id)
    if (row && passes(row, candidate)) found.push({ candidate, row })
  }
  const shown = found.slice(0, limit)
  const marked = match === null ? new Map<number, Marked>() : marks(workspace.db, match, shown.map(({ candidate }) => candidate.n).filter((n) => n !== null))
  return {
    hits: shown.map(({ candidate, row }) => hitOf(workspace, candidate, row, marked)),
    people: query.words === '' ? [] : workspace.people.everyone().filter(({ name }) => isNamed(name, foldName(query.words))).slice(0, MOST_PEOPLE).map(({ id, name }) => ({ id, name })),
    facets: facetsOf(found.map(({ row }) => row), query.filters), notUnderstood: query.notUnderstood, more: found.length > limit,
  }
}

/** Titles and words first; within them and within remarks the best first. */
function matching(workspace: Workspace, match: string): Candidate[] {
  const records = workspace.db.prepare(`
    select views.subject as id, views.n as n from search join views on views.n = search.rowid where search match ? order by bm25(search, 4, 1) limit ?
  `).all(match, MOST_MATCHES) as unknown as { id: RecordId; n: number }[]
  const said = workspace.records.talk.find(match, MOST_MATCHES / 2)
  return [...records.map(({ id, n }) => ({ id, n, act: null, person: null, snippet: '' })), ...said.map((one) => ({ ...one, n: null }))]
}

/** Without words: all that the filters let through, the last changed first. */
const everything = (workspace: Workspace, { filters }: SearchQuery): Candidate[] =>
  (filters.length === 0 ? [] : workspace.ids()).map((id) => ({ id, act: null, person: null, snippet: '', n: null }))

interface Marked { readonly title: string; readonly snippet: string }

function marks(db: DatabaseSync, match: string, rows: readonly number[]): Map<number, Marked> {
  const select = db.prepare(`select rowid as n, highlight(search, 0, char(1), char(2)) as title, snippet(search, 1, char(1), char(2), '…', 18) as snippet
    from search where search match ? and rowid in (select value from json_each(?))`)
  const marked = select.all(match, JSON.stringify(rows)) as unknown as (Marked & { n: number })[]
  return new Map(marked.map((one) => [one.n, one]))
}

function hitOf(workspace: Workspace, { id, act, person, snippet, n }: Candidate, row: RecordRow, marked: ReadonlyMap<number, Marked>): SearchHit {
  const found = n === null ? undefined : marked.get(n)
  const inTitle = found?.title.includes('\u0001') ?? false
  const inWords = found?.snippet.includes('\u0001') ?? false
  return {
    workspace: workspace.id, id, concept: row.concept, kind: row.kind, title: row.title, titleMarked: found?.title ?? row.title, state: row.state,
    snippet: act !== null ? snippet : inWords || !inTitle ? found?.snippet ?? '' : found!.title,
    place: act !== null ? 'talk' : inTitle ? 'title' : 'words', remark: act, by: person === null ? null : workspace.people.name(person),
  }
}

type Passes = (row: RecordRow, candidate: Candidate) => boolean

/** What was put away is found when asked for by its words, and is out of lists made by filters alone. */
function filterOf(workspace: Workspace, { filters, words }: SearchQuery): Passes {
  const all: Passes[] = filters.map((filter) => passesOf(workspace, filter))
  if (words === '' && !filters.some(({ key, value }) => key === 'is' && value === 'away')) all.push((row) => !row.flags.includes('put away'))
  return (row, candidate) => all.every((passes) => passes(row, candidate))
}

function passesOf(workspace: Workspace, { key, value }: Filter): Passes {
  switch (key) {
    case 'state': return (row) => row.state === value
    case 'kind': return (row) => row.kind === value || row.concept === value
    case 'with': return (row) => row.parties.some(({ id, name }) => id === value || isNamed(name, value))
    case 'tag': return (row) => row.tags?.includes(value) ?? false
    case 'by': return saidBy(workspace, value)
    case 'is': return value === 'mine' ? (row) => row.parties.some(({ you }) => you) : (row) => row.flags.includes(value === 'away' ? 'put away' : 'question open')
  }
}

/** Who said it: of a remark its author; of a record, whoever gave an act in it. */
function saidBy(workspace: Workspace, value: string): Passes {
  const meant = workspace.people.everyone().filter(({ id, name }) => id === value || isNamed(name, value))
  const people = new Set<string>(meant.map(({ id }) => id))
  const devices = JSON.stringify(meant.flatMap((person) => person.devices.map(({ id }) => id)))
  const rows = workspace.db.prepare("select distinct subject from acts where device in (select value from json_each(?)) and subject <> ''").all(devices)
  const records = new Set((rows as unknown as { subject: RecordId }[]).map(({ subject }) => subject))
  return (row, { act, person }) => (act === null ? records.has(row.id as RecordId) : people.has(person ?? ''))
}

/** Values that the found have, so that one press narrows to them. People are named, never counted. */
function facetsOf(rows: readonly RecordRow[], filters: readonly Filter[]): Facet[] {
  const records = [...new Map(rows.map((row) => [row.id, row])).values()]
  const counts = new Map<string, { key: FilterKey; value: string; label: string; count: number }>()
  const count = (key: FilterKey, value: string, label: string): void => {
    const at = `${key}:${value}`
    const known = counts.get(at)
    if (known) known.count++
    else counts.set(at, { key, value, label, count: 1 })
  }
  for (const row of records) {
    count('state', row.state, row.state)
    count('kind', row.kind, row.kind)
    for (const tag of row.tags ?? []) count('tag', tag, tag)
    for (const { name, you } of row.parties) if (!you) count('with', foldName(name), name)
  }
  const isOn = (key: FilterKey, value: string): boolean => filters.some((filter) => filter.key === key && filter.value === value)
  return (['kind', 'state', 'tag', 'with'] as const).flatMap((key) => {
    const values = [...counts.values()].filter((one) => one.key === key)
    const sorted = key === 'with' ? values.sort((a, b) => (a.label < b.label ? -1 : 1)) : values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    return sorted.slice(0, MOST_VALUES).map(({ value, label, count }) => ({ key, value, label, count: key === 'with' ? null : count, on: isOn(key, value) }))
  })
}
