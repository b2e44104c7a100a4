// From what a person asks for to an act: may they, now? In which exact words? Then the voice signs it.
import type { ActId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import type { Intent, Intention } from '#shared/domain/fold.ts'
import { parseTerms } from '#shared/domain/record/terms.ts'
import { toldType, verbOf } from '#shared/domain/record/told.ts'
import { noConcept, recordConceptOfKind } from '#shared/domain/registry.ts'
import type { RecordDetail, TermsView } from '#shared/protocol/contract.ts'
import type { RecordsResults } from '#shared/protocol/methods/records.ts'
import { inOwnName } from './commitments/going-on.ts'
import { firstOffer, renewalOf } from './commitments/offering.ts'
import { takingOf } from './commitments/open-offers.ts'
import type { Core } from './core.ts'
import type { Asked } from './held.ts'
import { circleFor } from './workspace/circle-for.ts'
import type { MetaChange } from './workspace/draft-desk.ts'
import { signable, type Signable } from './workspace/draft-terms.ts'
import type { FoldedRecord } from './workspace/folded-record.ts'
import type { Workspace } from './workspace/workspace.ts'

/** Gives it, or holds it: then what is returned is the record as it stands without it. */
export async function giveOrHold(core: Core, asked: Asked, hold: boolean): Promise<RecordsResults['records.give']> {
  if (!hold) return { record: await give(core, asked), held: null }
  // Refused now rather than in eight seconds. What was meant without being named is named now: it may be another then.
  const workspace = core.workspace(asked.workspace)
  const { type, body, texts } = orThrow(intentFor(workspace, asked))
  const [meant, read] = [body['revision'], body['terms']].map((hash) => (typeof hash === 'string' ? hash : null))
  const held: Asked = { ...asked, revision: asked.revision ?? meant ?? null, words: asked.words ?? read ?? null }
  const detail = workspace.list.detail(asked.record as RecordId)
  const isSpoken = (): boolean => texts?.some((text) => parseTerms(text)?.medium === 'verbal') ?? false
  const told = asked.verb === 'offer' ? verbOf(toldType({ type, body, person: workspace.me }, isSpoken)) : asked.verb
  return { record: detail, held: core.held.hold(held, told, detail.title, numberOf(detail, held)) }
}

/** What the revision is called that would be signed, or made. */
function numberOf({ revisions }: RecordDetail, { verb, revision }: Asked): number | null {
  if (verb === 'offer' || verb === 'renew' || verb === 'takeon') return 1 + Math.max(0, ...revisions.map((known) => known.number))
  return revisions.find((known) => known.id === revision)?.number ?? null
}

/** Returns the record it was given on; of an open offer taken up, the commitment made of it. */
export async function give(core: Core, asked: Asked): Promise<RecordDetail> {
  const workspace = core.workspace(asked.workspace)
  const intent = orThrow(intentFor(workspace, asked))
  const id = intent.subject as RecordId
  const circle = circleFor(workspace, intent)
  if (asked.verb === 'offer' && circle === 'workspace' && workspace.drafts.circleOf(id) === 'me') workspace.drafts.share(id)
  if (asked.verb === 'offer' && workspace.drafts.aside(id)) workspace.drafts.putAside(id, false)
  const renewal = asked.verb === 'renew' ? renewalFor(workspace, id, asked) : null
  const follows = renewal?.ok && saysWhatHolds(workspace, id) ? renewal.value.terms : null
  await workspace.voice.give({ ...intent, circle })
  // The draft that was open goes on in the name of who has it now.
  if (asked.verb === 'takeon' && intent.type.endsWith('.offer') && workspace.drafts.circleOf(id)) workspace.drafts.setMeta(id, { gives: [workspace.me] })
  if (follows) workspace.drafts.setMeta(id, datesOf(follows))
  return workspace.list.detail(id)
}

/** The open draft says what is in force, word for word: then it goes along with a renewal instead of looking as if somebody had changed it. */
function saysWhatHolds(workspace: Workspace, id: RecordId): boolean {
  const holds = workspace.list.detail(id).revisions.findLast(({ state }) => state === 'in force')
  return holds !== undefined && workspace.drafts.circleOf(id) !== null && !workspace.drafts.differsFrom(id, holds.words)
}

const datesOf = ({ due, review, reviews, from, until }: TermsView): MetaChange =>
  ({ due: due ?? null, review: review ?? null, reviews: reviews ?? null, from: from ?? null, until: until ?? null })

/** What would be signed, or why not. Nothing is changed. */
export function intentFor(workspace: Workspace, asked: Asked): Result<Intent> {
  const id = asked.record as RecordId
  if (asked.verb === 'take') return takingFor(workspace, id, asked)
  const known = workspace.records.has(id)
  const folded = known ? workspace.records.fold(id) : null
  if (folded && !folded.ok) return folded
  const intention: Intention = {
    person: workspace.me,
    member: workspace.people.isMember(workspace.me),
    available: (hash: TextHash) => workspace.ledger.text(hash) !== null,
    ...(asked.revision && { revision: asked.revision as ActId }),
    ...(asked.words && { words: asked.words as TextHash }),
    ...(asked.text && { text: asked.text }),
    ...(asked.about && { about: asked.about as PersonId }),
    ...(asked.more as Partial<Intention> | undefined),
  }
  if (asked.verb === 'offer') return offerFor(workspace, id, folded?.value ?? null, intention, asked.words)
  if (!folded) return fail('record.draft', 'This is still a draft: nothing has been offered yet.', 'Offer it first.')
  const { concept, state } = folded.value
  if (asked.verb === concept.goesOn) return goingOn(workspace, id, folded.value, intention, asked.words)
  if (asked.verb !== 'renew') return concept.intend(state, asked.verb, intention)
  // Whether it can be renewed comes first: what stands in the way of that is told before a date that is missing.
  const possible = concept.intend(state, 'renew', intention)
  if (!possible.ok && possible.problem.code !== 'offer.terms') return possible
  const renewal = asRead(renewalFor(workspace, id, asked), asked.words)
  return renewal.ok ? concept.intend(state, 'renew', { ...intention, offer: renewal.value.offer }) : renewal
}

/** Whether it is mine to take on comes first; then the words, which are those that stand, in my name. */
function goingOn(workspace: Workspace, id: RecordId, { concept, state }: FoldedRecord, intention: Intention, words: string | null): Result<Intent> {
  const { words: _, ...rest } = intention
  const possible = concept.intend(state, concept.goesOn!, rest)
  if (!possible.ok && possible.problem.code !== 'offer.terms') return possible
  const made = asRead(inOwnName(workspace, id), words)
  return made.ok ? concept.intend(state, concept.goesOn!, { ...rest, offer: made.value.offer }) : made
}

/** Lost with what was kept of it: then the words come out otherwise than asked, and nothing is signed. */
const NO_DATE = '0000-01-01'

function renewalFor(workspace: Workspace, id: RecordId, { more }: Asked): Result<Signable> {
  const { due, review, until, asOf } = more ?? {}
  return renewalOf(workspace, id, { ...(due && { due }), ...(review && { review }), ...(until && { until }) }, asOf ?? NO_DATE)
}

function takingFor(workspace: Workspace, id: RecordId, { words, text, more }: Asked): Result<Intent> {
  const drafted = takingOf(workspace, id, { title: more?.title, due: more?.due, hours: more?.hours, words: text ?? undefined })
  if (!drafted.ok) return drafted
  const made = asRead(signable(drafted.value.meta, drafted.value.sections, workspace.people), words)
  return made.ok ? firstOffer(workspace, made.value.offer) : made
}

/** The words are those that were named when it was asked for, if any were. */
const asRead = <T extends { readonly words: TextHash }>(made: Result<T>, words: string | null): Result<T> => made.ok && words !== null && words !== made.value.words
  ? fail('words.changed', 'Someone changed these words after you read them, so nothing was signed.', 'Read them again, then offer.') : made

function offerFor(workspace: Workspace, id: RecordId, folded: FoldedRecord | null, intention: Intention, words: string | null): Result<Intent> {
  const frozen = asRead(workspace.drafts.freeze(id), words)
  if (!frozen.ok) return frozen
  const concept = folded?.concept ?? recordConceptOfKind(frozen.value.offer.kind)
  if (!concept) return noConcept()
  const state = folded?.state ?? concept.fold([], workspace.ledger.chains('workspace').index)
  const { words: _, ...rest } = intention
  const intent = concept.intend(state, 'offer', { ...rest, offer: frozen.value.offer })
  if (intent.ok && intent.value.subject !== id) {
    return fail('draft.origin', 'This draft no longer says truly who opened it, so nothing was signed.', 'Start a new draft with the same words.')
  }
  return intent
}
