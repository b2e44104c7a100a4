// What a page needs to know of a record to draw it: nothing is decided here, only looked up.
import { LIST_NAMES, SINGLE_NAMES, specsOf } from '../../../shared/domain/record/fields.ts'
import type { DraftMeta, PartyView, Possible, RecordDetail, RevisionView, SignatureView, StoneView, TermsView, Verb } from '../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../ui/people.ts'
import { fieldsApart } from './fields/field-changes.ts'
import { partiesSaid } from '../../../shared/domain/record/changes.ts'
import { tokensOf, type Token } from '../../../shared/domain/record/tokens.ts'
import { changesBetween, wordsDiffer } from './words/changes.ts'

export const offersOf = (detail: RecordDetail): readonly RevisionView[] => detail.revisions.filter((revision) => revision.state === 'offered')

export const numbered = (detail: RecordDetail, number: number | null): RevisionView | null =>
  number === null ? null : (detail.revisions.findLast((revision) => revision.number === number) ?? null)

/** What a person should read first: the offer that still waits for them, else the newest, else what holds, else any words. */
export const firstToRead = (detail: RecordDetail): RevisionView | null =>
  offersOf(detail).findLast((revision) => !mySignature(revision)) ?? offersOf(detail).at(-1) ?? detail.revisions.findLast((revision) => revision.state === 'in force') ?? detail.revisions.at(-1) ?? null

export const signatureOf = (revision: RevisionView, person: string): SignatureView | null =>
  revision.signatures.find((signature) => signature.person === person && !signature.undone) ?? null

export const mySignature = (revision: RevisionView): SignatureView | null =>
  revision.signatures.find((signature) => signature.you && !signature.undone) ?? null

/** The newest earlier revision that this person has a living signature on. */
export const earlierSigned = (detail: RecordDetail, person: string, than: RevisionView): RevisionView | null =>
  detail.revisions.findLast((revision) => revision.number < than.number && signatureOf(revision, person) !== null) ?? null

/** What words on offer are read against: those I put my name to last, else those that hold. */
export const offeredAgainst = (detail: RecordDetail, revision: RevisionView): RevisionView | null => {
  if (revision.state !== 'offered') return null
  const party = me(detail)
  return (party ? earlierSigned(detail, party.id, revision) : null) ?? detail.revisions.findLast((one) => one.state === 'in force' && one.id !== revision.id) ?? null
}

/** What a draft is read against: the words that hold, else those on offer. */
export const writtenAgainst = (detail: RecordDetail): RevisionView | null => detail.revisions.findLast((one) => one.state === 'in force') ?? firstToRead(detail)

export const me = (detail: RecordDetail): PartyView | null => detail.parties.find((party) => party.you) ?? null

export const nextNumber = (detail: RecordDetail | null): number => Math.max(0, ...(detail?.revisions ?? []).map((revision) => revision.number)) + 1

/** The entry for a verb: for that revision, or for any where the person still chooses which. */
export function possibleOf(detail: RecordDetail, verb: Verb, revision?: number): Possible | null {
  const entries = detail.possible.filter((entry) => entry.verb === verb)
  if (revision === undefined) return entries[0] ?? null
  return entries.find((entry) => entry.revision === revision) ?? entries.find((entry) => entry.revision === null) ?? null
}

/** Why a verb is closed: null if it is open. What the host does not mention is closed without a reason of its own. */
export const closedFor = (detail: RecordDetail, verb: Verb, otherwise: string, revision?: number): string | null => {
  const entry = possibleOf(detail, verb, revision)
  return entry?.allowed ? null : (entry?.reason ?? otherwise)
}

/** Two revisions offered apart have one number: then the name of who offered it tells them apart. */
export function revisionWords(detail: RecordDetail, revision: RevisionView, t: (key: string, values: Record<string, string | number>) => string): string {
  const twin = detail.revisions.some((other) => other.id !== revision.id && other.number === revision.number)
  return twin ? t('rev.nameBy', { n: revision.number, name: firstNameOf(revision.byName) }) : t('rev.name', { n: revision.number })
}

/** Not a sign or a space. */
const isWord = (token: Token): boolean => token.type === 'word' && /[\p{L}\p{N}]/u.test(token.text)

/** How many words `after` has that `before` has not, and the reverse. */
export function wordsApart(before: TermsView, after: TermsView): { readonly added: number; readonly removed: number } {
  let added = 0
  let removed = 0
  for (const { pieces } of changesBetween(before, after)) {
    for (const { change, item } of pieces) {
      if (!isWord(item)) continue
      if (change === 'added') added++
      if (change === 'removed') removed++
    }
  }
  return { added, removed }
}

/** Whether any place differs, in words or in fields. */
export const isApart = (before: TermsView, after: TermsView): boolean => fieldsApart(before, after) > 0 || wordsDiffer(before, after)

/**
 * Whom a draft names beyond those whom these words name or who are part of it already: where whoever accepts joins, its words say
 * nothing of that, and it is a change all the same. A charter is everybody's.
 */
export function peopleAdded(detail: RecordDetail, revision: RevisionView, meta: Pick<DraftMeta, 'kind' | 'gives' | 'receives'>): readonly string[] {
  if (meta.kind === 'charter' || !revision.terms || partiesSaid(revision.terms) !== null) return []
  const known = new Set([...revision.needs, ...detail.parties].map(({ id }) => id))
  return [...new Set([...meta.gives, ...meta.receives])].filter((person) => !known.has(person))
}

export const wordCount = (terms: TermsView): number =>
  terms.sections.reduce((sum, section) => sum + tokensOf(section.words).filter(isWord).length, 0)

const named = (people: TermsView['parties'] | null): readonly string[] => (people ?? []).map((one) => one.person)

/** What of terms is signed, in one order of keys: for telling whether two of them say the same. */
export const sameShape = (terms: TermsView): unknown => [
  terms.title.trim(), terms.kind, terms.sections.map(({ voice, person, words }) => [voice, person ?? null, words]), named(partiesSaid(terms)), named(terms.witnesses),
  SINGLE_NAMES.map((name) => terms[name] ?? null), LIST_NAMES.map((list) => (terms[list] ?? []).map((item) => [item.id, ...specsOf(list).map(([field]) => (item as unknown as Record<string, unknown>)[field] ?? null)])),
]

/** How words came to be here, as the host tells it: an offer's act is its revision. */
export const wayOf = (detail: RecordDetail, revision: RevisionView): string => detail.timeline.find(({ id }) => id === revision.id)?.verb ?? 'offer'

/** Spoken, and noted by one: the others acknowledge it. */
export const isSpoken = (revision: RevisionView): boolean => revision.terms?.medium === 'verbal'

/** How each stone of the words in force is kept. */
export const stonesKept = (detail: RecordDetail): ReadonlyMap<string, StoneView> => new Map((detail.keeping?.stones ?? []).map((stone) => [stone.id, stone]))
