// What differs between the words of two revisions: title, who is named, sections word by word, and every field under its own name.
import { difference } from './difference.ts'
import { LIST_NAMES, SINGLE_NAMES, specsOf, type ListName, type SingleName } from './fields.ts'
import { KINDS } from './kinds.ts'
import { keyOf, tokensOf, type Token } from './tokens.ts'
import type { Section, TermsView } from './view.ts'

/** A stretch of a section. Removed words stand before the added ones that took their place. */
export interface WordsPiece {
  readonly change: 'same' | 'added' | 'removed'
  /** Plain; a new paragraph or item begins with a line break. */
  readonly text: string
}

export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export type TermsChange =
  | { readonly what: 'words'; readonly voice: Section['voice']; readonly person: string | null; readonly pieces: readonly WordsPiece[] }
  | { readonly what: 'title' | 'parties' | 'witnesses' | SingleName; readonly before: string | null; readonly after: string | null }
  /** One item of a list. `name`: the words it is known by, the newer ones where it stands in both. */
  | {
    readonly what: ListName; readonly item: string; readonly person: string | null; readonly name: string
    readonly change: 'added' | 'removed' | 'changed'; readonly fields: readonly FieldChange[]
  }

/** In the order in which a letter is read: title, people, words, fields. Empty where both say the same. */
export const termsChanges = (before: TermsView, after: TermsView): TermsChange[] => [
  ...plainChange('title', before.title, after.title),
  ...peopleChange('parties', partiesSaid(before), partiesSaid(after)),
  ...sectionChanges(before.sections, after.sections),
  ...restChanges(before, after),
]

/** All of them but title and words, which are not even compared: that costs most. */
export const fieldChanges = (before: TermsView, after: TermsView): TermsChange[] => [
  ...peopleChange('parties', partiesSaid(before), partiesSaid(after)),
  ...restChanges(before, after),
]

const restChanges = (before: TermsView, after: TermsView): TermsChange[] => [
  ...LIST_NAMES.flatMap((list) => listChanges(list, before[list] ?? [], after[list] ?? [])),
  ...SINGLE_NAMES.flatMap((name) => plainChange(name, said(before[name]), said(after[name]))),
  ...peopleChange('witnesses', before.witnesses ?? [], after.witnesses ?? []),
]

const said = (value: string | number | readonly string[] | undefined): string | null =>
  value === undefined ? null : typeof value === 'object' ? value.join(', ') : String(value)

const plainChange = (what: 'title' | SingleName, before: string | null, after: string | null): TermsChange[] =>
  before === after ? [] : [{ what, before, after }]

type People = readonly { readonly person: string; readonly name: string }[]

/** Null where whoever accepts joins without new words: then these do not say who is part of it. */
export const partiesSaid = ({ kind, parties }: Pick<TermsView, 'kind' | 'parties'>): People | null =>
  (KINDS[kind].people === 'all' && !KINDS[kind].between) || parties === undefined ? null : parties

/** Somebody with a new name is the same person. */
function peopleChange(what: 'parties' | 'witnesses', before: People | null, after: People | null): TermsChange[] {
  if (!before || !after) return []
  const [old, now] = [before, after].map((people) => new Set(people.map(({ person }) => person)))
  if (old!.size === now!.size && [...old!].every((person) => now!.has(person))) return []
  const names = (people: People): string | null => (people.length === 0 ? null : people.map(({ name }) => name).join(', '))
  return [{ what, before: names(before), after: names(after) }]
}

function sectionChanges(before: readonly Section[], after: readonly Section[]): TermsChange[] {
  const key = ({ voice, person }: Section): string => `${voice}:${person ?? ''}`
  const keys = [...new Set([...after, ...before].map(key))]
  return keys.flatMap((one) => {
    const [old, now] = [before, after].map((sections) => sections.find((section) => key(section) === one))
    const { voice, person } = (now ?? old)!
    const pieces = difference(tokensOf(old?.words ?? []), tokensOf(now?.words ?? []), keyOf)
    if (pieces.every(({ change }) => change === 'same')) return []
    return [{ what: 'words' as const, voice, person: person ?? null, pieces: joined(pieces) }]
  })
}

function joined(pieces: readonly { readonly change: WordsPiece['change']; readonly item: Token }[]): WordsPiece[] {
  const runs: { change: WordsPiece['change']; text: string }[] = []
  for (const { change, item } of pieces) {
    const text = item.type === 'word' ? item.text : '\n'
    const last = runs.at(-1)
    if (last?.change === change) last.text += text
    else runs.push({ change, text })
  }
  if (runs[0]?.text.startsWith('\n')) runs[0].text = runs[0].text.slice(1)
  return runs.filter(({ text }) => text !== '')
}

type Item = Readonly<Record<string, string | undefined>> & { readonly id: string }

function listChanges(list: ListName, before: readonly object[], after: readonly object[]): TermsChange[] {
  const [old, now] = [before, after].map((items) => new Map((items as readonly Item[]).map((item) => [item.id, item])))
  return [...new Set([...now!.keys(), ...old!.keys()])].flatMap((id) => {
    const [was, is] = [old!.get(id), now!.get(id)]
    const fields = specsOf(list).map(([field]) => ({ field, before: was?.[field] ?? null, after: is?.[field] ?? null }))
      .filter((field) => field.before !== field.after)
    if (fields.length === 0) return []
    const known = (is ?? was)!
    return [{
      what: list, item: id, person: known['person'] ?? null, name: known['measure'] ?? known['what'] ?? known['words'] ?? known['topic'] ?? known['title'] ?? '',
      change: was === undefined ? 'added' as const : is === undefined ? 'removed' as const : 'changed' as const, fields,
    }]
  })
}
