// A draft as it would be signed now, to be read in full before it is offered: frozen by the same code that the host uses.
import type * as Y from 'yjs'
import { hasSuggestions } from '../../../../shared/document/draft-suggestions.ts'
import { fragmentNames, readSections } from '../../../../shared/document/draft.ts'
import { draftFields } from '../../../../shared/domain/record/fields-of-draft.ts'
import { namedIn, sidesOf } from '../../../../shared/domain/record/sides.ts'
import type { DraftMeta, Section, TermsView } from '../../../../shared/protocol/contract.ts'

export interface DraftField {
  /** Name of the fragment in the draft's document. */
  readonly field: string
  readonly place: Pick<Section, 'voice' | 'person'>
}

/** Sections of a draft in the order they stand on paper. */
export const fieldsOf = (meta: DraftMeta): readonly DraftField[] =>
  fragmentNames(meta).map((field) => {
    const [voice, person] = field.split(':', 2) as [Section['voice'], string | undefined]
    return { field, place: person === undefined ? { voice } : { voice, person } }
  })

export const isSuggestedIn = (doc: Y.Doc, meta: DraftMeta): boolean => hasSuggestions(doc, fragmentNames(meta))

export const isFieldEmpty = (doc: Y.Doc, field: string): boolean => doc.getXmlFragment(field).toString().replace(/<[^>]*>/g, '').trim() === ''

/** Fields that are still empty are left out, as they would be when it is offered. */
export function termsIn(doc: Y.Doc, meta: DraftMeta, nameOf: (person: string) => string): TermsView {
  const people = (all: readonly string[]): NonNullable<TermsView['parties']> => all.map((person) => ({ person, name: nameOf(person) }))
  const { parties, witnesses } = namedIn(meta)
  return {
    title: meta.title, kind: meta.kind, sections: readSections(doc, { kind: meta.kind, gives: sidesOf(meta).gives }), ...(meta.kind !== 'charter' && { parties: people(parties) }), ...draftFields(meta),
    ...(meta.kind !== 'charter' && witnesses.length > 0 && { witnesses: people(witnesses) }),
  }
}
