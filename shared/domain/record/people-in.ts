// Words with other people in them: for templates, duplicates, and whoever takes over.
import { LIST_NAMES, specsOf, type FieldLists } from './fields.ts'
import type { Section, TermsView } from './view.ts'

/** Everybody whom sections and lists name. */
export function peopleIn(of: Pick<TermsView, 'sections'> & FieldLists): string[] {
  const named = [
    ...of.sections.flatMap(({ person }) => person ?? []),
    ...LIST_NAMES.flatMap((list) => (of[list] ?? []).flatMap((item) => (item as { person?: string }).person ?? [])),
  ]
  return [...new Set(named)]
}

/**
 * The same words with each person replaced; null: nobody known yet. Words promised by nobody stand among the words that
 * have no voice of their own, so that none are lost; a list item then waits for its person.
 */
export function withPeople(of: TermsView, replace: (person: string) => string | null): Pick<TermsView, 'sections'> & FieldLists {
  const sections = of.sections.map((section): Section => {
    if (section.person === undefined) return section
    const person = replace(section.person)
    return person === null ? { voice: 'words', words: section.words } : { ...section, person }
  })
  const lists = LIST_NAMES.filter((list) => of[list] !== undefined).map((list) => [list, of[list]!.map((item) => {
    const has = specsOf(list).some(([field]) => field === 'person') && (item as { person?: string }).person !== undefined
    return has ? { ...item, person: replace((item as { person: string }).person) ?? '' } : item
  })])
  return { sections: joined(sections), ...Object.fromEntries(lists) as FieldLists }
}

/** One section a voice and person. */
function joined(sections: readonly Section[]): Section[] {
  const found = new Map<string, Section>()
  for (const section of sections) {
    const key = `${section.voice}:${section.person ?? ''}`
    const before = found.get(key)
    found.set(key, before ? { ...before, words: [...before.words, ...section.words] } : section)
  }
  return [...found.values()]
}
