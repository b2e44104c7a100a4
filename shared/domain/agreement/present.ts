// From a folded agreement to what people see, by the host's date. No rule reads anything from here.
import { fromUtf8 } from '../../base/bytes.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms, termsWords } from '../record/terms.ts'
import { firstReview } from '../record/term.ts'
import { wayOf } from '../record/told.ts'
import { goneFrom } from '../record/gone-by.ts'
import type {
  PartyView, Possible, RecordDetail, RecordRow, RecordState, RevisionView, Stance, TermsView, TimelineEntry,
} from '../record/view.ts'
import type { KeepingView } from '../record/keeping-view.ts'
import { changedSince } from './changed.ts'
import type { Agreement, Revision, Statement } from './model.ts'
import { needOf, type Pending } from './needs.ts'

/** What a concept adds to its agreement before it is shown. */
export interface Shown {
  readonly agreement: Agreement
  readonly state: RecordState
  readonly statements: readonly Statement[]
  readonly kinds: readonly RecordRow['kind'][]
  promiseOf(person: PersonId): PartyView['promise']
  readonly pending: Pending
  possible(context: PresentContext): readonly Possible[]
  /** How it is kept, where anything is. */
  keeping?(context: PresentContext): KeepingView
  /** Somebody says that it is at risk. */
  readonly atRisk?: boolean
}

/** The newest of the revisions on offer, and of those in force; else the last one there was. */
export function focusOf(of: Agreement): { offer: Revision | null; binding: Revision | null; last: Revision | null } {
  const newest = (ids: readonly ActId[]): Revision | null => of.revisions
    .filter((revision) => ids.includes(revision.id))
    .reduce<Revision | null>((best, next) => best && best.number > next.number ? best : next, null)
  return { offer: newest(of.open), binding: newest(of.inForce), last: of.revisions.at(-1) ?? null }
}

/** The words that a list shows first: those that hold, else those on offer. */
function shownTerms(of: Agreement, text: PresentContext['text']): { terms: TermsView | null; missing: boolean } {
  const { offer, binding, last } = focusOf(of)
  const wanted = [...new Set([binding, offer, binding ?? offer ? null : last].filter((one) => one !== null))]
  const found = wanted.map((revision) => parseTerms(text(revision.terms)))
  return { terms: found.find((terms) => terms !== null) ?? null, missing: found.includes(null) }
}

export const titleOf = (of: Agreement, text: PresentContext['text']): string =>
  shownTerms(of, text).terms?.title ?? 'Terms unavailable'

export function rowOf(of: Shown, context: PresentContext): RecordRow {
  const { agreement } = of
  const { offer, binding, last } = focusOf(agreement)
  const { terms, missing } = shownTerms(agreement, context.text)
  return {
    id: agreement.subject,
    concept: agreement.concept,
    kind: (binding ?? offer ?? last)?.kind ?? of.kinds[0]!,
    title: terms?.title ?? 'Terms unavailable',
    state: of.state,
    revision: binding?.number ?? null,
    offer: offer?.number ?? null,
    due: terms?.due ?? null,
    review: (terms && firstReview(terms)) ?? null,
    until: terms?.until ?? null,
    links: (terms?.links ?? []).map(({ how, record }) => ({ how, record })),
    parties: partiesOf(agreement).map((person) => ({ id: person, name: context.name(person), you: person === context.me })),
    needsMe: context.me && needOf(agreement, of.pending, context.me, context.member ?? true),
    words: (offer ?? binding ?? last)?.terms ?? null,
    unavailable: missing,
    onlyHere: agreement.tips.some((act) => context.reach(act) === 'only here'),
    flags: flagsOf(of, terms, context),
    updatedAt: Math.max(0, ...of.statements.map((statement) => statement.at)),
  }
}

function partiesOf(of: Agreement): PersonId[] {
  const { offer, binding, last } = focusOf(of)
  const shown = [binding, offer, binding ?? offer ? null : last].filter((one) => one !== null)
  return [...new Set(shown.flatMap((revision) => [...revision.people, ...revision.to, ...revision.accepted]))]
}

function flagsOf(of: Shown, terms: TermsView | null, context: PresentContext): RecordRow['flags'] {
  const flags: RecordRow['flags'][number][] = []
  const { open, inForce, mode } = of.agreement
  if (open.length > 1) flags.push('two offers')
  // In a group, older words standing between those who have not accepted the newer ones is how it should be.
  if (inForce.length > 1 && (mode === 'all' || of.agreement.pairs.some((pair) => pair.revisions.length > 1))) flags.push('two in force')
  if (of.state === 'in force' && terms?.due !== undefined && terms.due < context.asOf) flags.push('past due')
  const review = terms && firstReview(terms)
  if (of.state === 'in force' && review && review <= context.asOf) flags.push('review due')
  if (of.state === 'in force' && terms?.until !== undefined && terms.until < context.asOf) flags.push('lapsed')
  if (of.atRisk) flags.push('at risk')
  return flags
}

export function detailOf(of: Shown, context: PresentContext): RecordDetail {
  const { agreement } = of
  const numbers = new Map(agreement.revisions.map((revision) => [revision.id, revision.number]))
  return {
    ...rowOf(of, context),
    parties: partiesOf(agreement).map((person) => partyOf(of, person, context)),
    revisions: agreement.revisions.map((revision) => revisionOf(revision, numbers, context)),
    timeline: of.statements.map((statement) => entryOf(agreement, statement, numbers, context)),
    possible: of.possible(context),
    keeping: of.keeping?.(context) ?? null,
    changed: changedSince(agreement, context),
    draft: null,
  }
}

/** Words that someone wrote, or null where they are not on this device or are no text. */
export function wordsOf(hash: TextHash | null, text: PresentContext['text']): string | null {
  const bytes = hash && text(hash)
  if (!bytes) return null
  try {
    return fromUtf8(bytes)
  } catch {
    return null
  }
}

function partyOf(of: Shown, person: PersonId, context: PresentContext): PartyView {
  const { offer, binding, last } = focusOf(of.agreement)
  const roles = [offer, binding, last].filter((one) => one !== null)
  const { stance, revision, text, at } = stanceOf(of.agreement, person, context)
  return {
    id: person, name: context.name(person), you: person === context.me,
    role: roleOf(roles, person, of.agreement.mode),
    stance, revision, text: wordsOf(text, context.text), at, promise: of.promiseOf(person),
  }
}

/** Who is needed for a promise that was only said still receives it; who is needed for a letter signs it. */
function roleOf(roles: readonly Revision[], person: PersonId, mode: Agreement['mode']): PartyView['role'] {
  if (mode === 'share' || roles.some((one) => one.gives.includes(person))) return 'gives'
  return roles.some((one) => one.kind !== 'promise' && one.people.includes(person)) ? 'signs' : 'receives'
}

interface StanceFound { stance: Stance; revision: number | null; text: TextHash | null; at: number | null }

/** The newest thing the person said that still speaks of what is on the table; else how far it has come to them. */
function stanceOf(of: Agreement, person: PersonId, context: PresentContext): StanceFound {
  const { offer, binding, last } = focusOf(of)
  const newest = of.revisions.toReversed()
  const looked = [
    ...newest.filter((revision) => revision.status === 'offered'),
    ...newest.filter((revision) => revision.status === 'in force'),
    ...(offer ?? binding ? [] : newest),
  ]
  for (const revision of looked) {
    const answer = revision.answers.get(person)
    if (answer) return { stance: answer.stance, revision: revision.number, text: answer.text, at: answer.at }
  }
  const out = of.steppedOut.get(person)
  if (out) return { stance: 'stepped out', revision: null, text: out.text, at: out.at }
  const shown = offer ?? binding ?? last
  const there = shown !== null && (person === context.me || person === shown.author || context.delivered(shown.id, person))
  return { stance: there ? 'delivered' : 'not reached', revision: shown?.number ?? null, text: null, at: null }
}

function revisionOf(of: Revision, numbers: ReadonlyMap<ActId, number>, context: PresentContext): RevisionView {
  const terms = parseTerms(context.text(of.terms))
  return {
    id: of.id, number: of.number, words: of.terms,
    parents: of.parents.map((parent) => numbers.get(parent)!),
    state: of.status, by: of.author, byName: context.name(of.author), at: of.at,
    terms, ...goneFrom(of.status, terms, context.asOf),
    ...(of.threshold && { holdsAt: { needed: of.threshold.needed, accepted: of.threshold.accepted, share: of.threshold.share, changing: of.share ?? 0 } }),
    needs: of.people.map((person) => ({ id: person, name: context.name(person), accepted: of.accepted.includes(person) })),
    signatures: of.signatures.map(({ person, at, how, undone }) => ({
      person, name: context.name(person), you: person === context.me, at, how, undone,
    })),
  }
}

function entryOf({ revisions }: Agreement, of: Statement, numbers: ReadonlyMap<ActId, number>, context: PresentContext): TimelineEntry {
  const written = of.verb === 'offer' ? revisions.find((revision) => revision.id === of.act) : undefined
  return {
    id: of.act, at: of.at, person: of.person, name: context.name(of.person), you: of.person === context.me,
    verb: written ? wayOf(written, written.author, parseTerms(context.text(written.terms))?.medium === 'verbal') : of.verb,
    revision: of.revision === null ? null : numbers.get(of.revision) ?? null,
    text: wordsOf(of.text, context.text), reached: context.reach(of.act),
  }
}

/** Words of what is shown first and of what is on offer, and everything people said about it. */
export function searchTextOf(of: Shown, text: PresentContext['text']): string {
  const { offer, binding, last } = focusOf(of.agreement)
  const shown = [...new Set([binding, offer, binding ?? offer ? null : last].filter((one) => one !== null))]
  const terms = shown.map((revision) => parseTerms(text(revision.terms))).filter((one) => one !== null)
  const said = of.statements.map((statement) => wordsOf(statement.text, text)).filter((one) => one !== null)
  return [...terms.map(termsWords), ...said].join('\n')
}

/** Hashes of terms and of everything said. */
export const textsOf = (of: Shown): TextHash[] => [...new Set([
  ...of.agreement.revisions.map((revision) => revision.terms),
  ...of.statements.flatMap((statement) => statement.text ?? []),
])]
