// From what stands in a draft to the terms an offer would sign, or what is still missing, in words.
import type { PersonId, TextHash } from '#shared/base/ids.ts'
import { fail, ok, type Result } from '#shared/base/result.ts'
import type { OfferIntention } from '#shared/domain/fold.ts'
import { draftFields, fieldsToSign } from '#shared/domain/record/fields-of-draft.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { isCommitmentKind, KINDS } from '#shared/domain/record/kinds.ts'
import { namedIn, sidesOf } from '#shared/domain/record/sides.ts'
import { signableBytes, termsView, type Terms } from '#shared/domain/record/terms.ts'
import { plainText } from '#shared/domain/record/words.ts'
import type { DraftMeta, Section, TermsView } from '#shared/protocol/contract.ts'

const MAX_TITLE = 200

/** Words as they would be signed, and whom they need. */
export interface Signable {
  readonly words: TextHash
  readonly terms: TermsView
  readonly offer: OfferIntention
}

export function signable(meta: DraftMeta, sections: readonly Section[], people: { name(person: PersonId): string }): Result<Signable> {
  const { gives, signs, receives } = sidesOf(meta)
  const named = (all: readonly string[]): Named => all.map((person) => ({ person: person as PersonId, name: people.name(person as PersonId) }))
  const { parties, witnesses } = namedIn(meta)
  const drafted = draftTerms(meta, sections, named(parties), named(witnesses))
  if (!drafted.ok) return drafted
  const bytes = signableBytes(drafted.value)
  if (!bytes.ok) return bytes
  return ok({
    words: textHash(bytes.value), terms: termsView(drafted.value),
    offer: { kind: meta.kind, people: ids([...gives, ...signs]), to: ids(receives), terms: bytes.value, ...(signs.length > 0 && { gives: ids(gives) }) },
  })
}

const ids = (people: readonly string[]): readonly PersonId[] => people as readonly PersonId[]

type Named = readonly { person: PersonId; name: string }[]

export function draftTerms(meta: DraftMeta, sections: readonly Section[], parties: Named, witnesses: Named = []): Result<Terms> {
  const title = meta.title.trim().toWellFormed()
  if (title === '') return fail('draft.untitled', 'This has no title yet, so it can not be offered.', 'Say in a line what it is about.')
  if (title.length > MAX_TITLE) return fail('draft.title-long', `The title is longer than ${MAX_TITLE} letters.`, 'Shorten it; the rest fits in the letter.')
  if (meta.kind === 'charter') {
    const why = sections.filter((section) => section.voice === 'why')
    const rest = sections.filter((section) => section.voice !== 'why')
    const purpose = why.map((section) => plainText(section.words)).join('\n')
    return ok({
      format: 'parley/charter/1', kind: 'charter', title, name: title, ...(purpose.trim() !== '' && { purpose }),
      ...(rest.length > 0 && { sections: rest }), ...draftFields(meta),
    })
  }
  const missing = missingParties(meta)
  if (missing) return missing
  const fields = fieldsToSign(meta, parties.map(({ person }) => person))
  if (!fields.ok) return fields
  return ok({
    format: KINDS[meta.kind].format, kind: meta.kind, title, sections, parties, ...fields.value,
    ...(witnesses.length > 0 && { witnesses }),
  })
}

function missingParties(meta: DraftMeta): Result<never> | null {
  if (meta.kind === 'promise' && meta.receives.length === 0) {
    return fail('draft.nobody', 'This promise is made to nobody yet.', 'Say whom you make it to.')
  }
  if (meta.kind === 'letter' && new Set([...meta.gives, ...meta.receives]).size < 2) {
    return fail('draft.alone', 'A letter of understanding is signed with colleagues, and this one names nobody else.', 'Add a colleague who signs it with you.')
  }
  if (meta.gives.length === 0) {
    return isCommitmentKind(meta.kind) ? fail('draft.nobody-gives', 'Nobody promises anything here yet.', 'Say who gives something.')
      : fail('draft.nobody', 'This is nobody\'s yet.', 'Say whose it is.')
  }
  if (meta.kind === 'mutual' && new Set(meta.gives).size < 2) {
    return fail('draft.alone', 'A letter needs at least two people, and this one names fewer.', 'Add the colleague it is with.')
  }
  return null
}
