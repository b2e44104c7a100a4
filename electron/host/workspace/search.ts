// Search over records and what was said about them, by SQLite's FTS5, narrowed by filters. What a person types is words and
// filters (shared/formats/search-query.ts), never query syntax.
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { RECORD_STATES, type RecordRow } from '#shared/domain/record/view.ts'
import { recordConcepts } from '#shared/domain/registry.ts'
import { markedIn, snippetOf, wordsIn } from '#shared/formats/search-marks.ts'
import { foldName, isNamed, readQuery, type Filter, type FilterKey, type KnownValues, type SearchQuery } from '#shared/formats/search-query.ts'
import type { SearchHit } from '#shared/protocol/methods/records.ts'
import type { Facet, FoundView } from '#shared/protocol/methods/talk.ts'
import { saidOfOneself } from './find-people.ts'
import { unread } from './indexing.ts'
import type { Workspace } from './workspace.ts'

/** Most matches that filters and facets look at; the best come first, so what lies beyond is seldom missed. */
const MOST_MATCHES = 1000
const MOST_PEOPLE = 8
/** Of the match expression: one word of two letters. */
const SHORT = '"ab"*'.length
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
  if (query.words !== '' && match === null && query.filters.length === 0) return { hits: [], people: [], facets: [], notUnderstood: query.notUnderstood, more: false, behind: 0 }
  const passes = filterOf(workspace, query)
  const found: { candidate: Candidate; row: RecordRow }[] = []
  for (const candidate of match === null ? everything(workspace, query) : matching(workspace, match)) {
    const row = workspace.list.keptRow(candidate.id)
    if (row && passes(row, candidate) && found.push({ candidate, row }) > MOST_MATCHES) break
  }
  const words = wordsIn(query.words)
  return {
    hits: found.slice(0, limit).flatMap(({ candidate }) => hitOf(workspace, candidate, words)),
    people: peopleBy(workspace, query.words, words),
    facets: facetsOf(workspace, found.map(({ row }) => row), query.filters), notUnderstood: query.notUnderstood, more: found.length > limit, behind: unread(workspace),
  }
}

/** By name, then by what members say of themselves. */
function peopleBy(workspace: Workspace, text: string, words: readonly string[]): FoundView['people'] {
  if (text === '') return []
  const named = workspace.people.everyone().filter(({ name }) => isNamed(name, foldName(text))).slice(0, MOST_PEOPLE).map(({ id, name }) => ({ id, name, says: null }))
  const found: FoundView['people'][number][] = [...named]
  for (const { id, name } of workspace.people.members()) {
    if (found.length === MOST_PEOPLE) break
    const said = named.some((one) => one.id === id) ? null : saidOfOneself(workspace, id, text)
    if (said !== null) found.push({ id, name, says: snippetOf(said, words) })
  }
  return found
}

/** Titles and words first; within them and within remarks the best first. */
function matching(workspace: Workspace, match: string): Candidate[] {
  // A letter or two is in everything: to weigh each of ten thousand took 24 ms, the newest take two.
  const order = match.length <= SHORT ? 'views.n desc' : 'bm25(search, 4, 1)'
  const records = workspace.db.prepare(`
    select views.subject as id, views.n as n from search join views on views.n = search.rowid where search match ? order by ${order} limit ?
  `).all(match, MOST_MATCHES) as unknown as { id: RecordId; n: number }[]
  const said = workspace.records.talk.find(match, MOST_MATCHES / 2)
  return [...records.map(({ id, n }) => ({ id, n, act: null, person: null, snippet: '' })), ...said.map((one) => ({ ...one, n: null }))]
}

/** Without words: all that the filters let through, the last changed first; with a tag, those that have it. */
function everything(workspace: Workspace, { filters }: SearchQuery): Candidate[] {
  const tag = filters.find(({ key }) => key === 'tag')
  const tagged = tag && [...new Set(workspace.records.talk.to(tag.value, 'tag').map(({ subject }) => subject))]
  return (filters.length === 0 ? [] : tagged ?? workspace.list.ids()).map((id) => ({ id, act: null, person: null, snippet: '', n: null }))
}

function hitOf(workspace: Workspace, { id, act, person, snippet, n }: Candidate, words: readonly string[]): SearchHit[] {
  const row = workspace.list.row(id)
  if (!row) return []
  const text = n === null ? '' : (workspace.db.prepare('select words from search where rowid = ?').get(n) as { words: string } | undefined)?.words ?? ''
  const titleMarked = markedIn(row.title, words)
  const inTitle = titleMarked.includes('\u0001')
  const around = act !== null ? snippet : snippetOf(text, words)
  const place = act !== null ? 'talk' : inTitle ? 'title' : 'words'
  return [{
    workspace: workspace.id, id, concept: row.concept, kind: row.kind, title: row.title, titleMarked, state: row.state,
    snippet: place === 'title' && !around.includes('\u0001') ? titleMarked : around,
    place, remark: act, by: person === null ? null : workspace.people.name(person),
  }]
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
    case 'with': return withPerson(workspace, value)
    case 'tag': return (row) => row.tags?.includes(value) ?? false
    case 'by': return saidBy(workspace, value)
    case 'is': return value === 'mine' ? (row) => row.parties.some(({ you }) => you) : (row) => row.flags.includes(value === 'away' ? 'put away' : 'question open')
  }
}

/** By the names that people have now; each is compared once, not once a record. */
function withPerson(workspace: Workspace, value: string): Passes {
  const meant = new Map<string, boolean>()
  return (row) => row.parties.some(({ id }) => {
    const known = meant.get(id) ?? (id === value || isNamed(workspace.people.name(id as PersonId), value))
    meant.set(id, known)
    return known
  })
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
function facetsOf(workspace: Workspace, rows: readonly RecordRow[], filters: readonly Filter[]): Facet[] {
  const records = [...new Map(rows.map((row) => [row.id, row])).values()]
  const counts = new Map<string, { key: FilterKey; value: string; label: string; count: number }>()
  const count = (key: FilterKey, value: string, label: string): void => {
    const at = `${key}:${value}`
    const known = counts.get(at)
    if (known) known.count++
    else counts.set(at, { key, value, label, count: 1 })
  }
  const people = new Set<PersonId>()
  for (const row of records) {
    count('state', row.state, row.state)
    count('kind', row.kind, row.kind)
    for (const tag of row.tags ?? []) count('tag', tag, tag)
    for (const { id, you } of row.parties) if (!you) people.add(id as PersonId)
  }
  for (const id of people) count('with', foldName(workspace.people.name(id)), workspace.people.name(id))
  const isOn = (key: FilterKey, value: string): boolean => filters.some((filter) => filter.key === key && filter.value === value)
  return (['kind', 'state', 'tag', 'with'] as const).flatMap((key) => {
    const values = [...counts.values()].filter((one) => one.key === key)
    const sorted = key === 'with' ? values.sort((a, b) => (a.label < b.label ? -1 : 1)) : values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    return sorted.slice(0, MOST_VALUES).map(({ value, label, count }) => ({ key, value, label, count: key === 'with' ? null : count, on: isOn(key, value) }))
  })
}
