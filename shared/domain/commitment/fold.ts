// From the acts of one commitment to where it stands. Numbers: see index.ts.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import {
  foldAgreement, isParty, knownOffer, statementOf, type Agreement, type Folded, type Revision, type Rules, type Statement,
} from '../agreement/index.ts'
import type { CountedAct, Ignored, Past, Reason } from '../fold.ts'
import type { RecordState } from '../record/view.ts'
import { keepingBodies, type KeepingBody, type KeepingVerb } from './acts.ts'

export const RULES: Rules = { concept: 'commitment', mode: 'all', kinds: ['promise', 'mutual', 'letter'] }

export interface Claim {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly acknowledged: readonly PersonId[]
}

/** What one person gives under one revision. */
export interface Part {
  readonly revision: ActId
  readonly person: PersonId
  /** Whom it was for and who is still there to say so. */
  readonly waitsFor: readonly PersonId[]
  readonly claims: readonly Claim[]
  readonly released: readonly PersonId[]
  readonly state: 'open' | 'claimed' | 'fulfilled' | 'released'
}

export interface Checkin {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash
  readonly confidence: number | null
}

export interface Commitment {
  readonly agreement: Agreement
  readonly state: RecordState
  /** Parts of every revision that is or was in force. */
  readonly parts: readonly Part[]
  readonly checkins: readonly Checkin[]
  /** All acts that have effect, in the order of cause. */
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

interface Kept {
  readonly claims: Map<ActId, { claim: CountedAct; revision: ActId; acknowledged: Set<PersonId> }>
  readonly releases: { readonly revision: ActId; readonly person: PersonId; readonly by: PersonId }[]
  readonly checkins: Checkin[]
}

export function foldCommitment(acts: readonly CountedAct[], past: Past): Commitment {
  const folded = foldAgreement(acts, past, RULES)
  const kept: Kept = { claims: new Map(), releases: [], checkins: [] }
  const ignored = [...folded.agreement.ignored]
  const said = new Map(folded.agreement.statements.map((statement) => [statement.act, statement]))
  for (const act of folded.others) {
    const reason = takeKeeping(folded, kept, act)
    if (reason) ignored.push({ act: act.id, reason })
    else said.set(act.id, keepingStatement(act, kept))
  }
  const parts = folded.agreement.revisions
    .filter((revision) => revision.status === 'in force' || revision.status === 'ended' || revision.passed)
    .flatMap((revision) => revision.gives.map((person) => partOf(revision, person, kept)))
  return {
    agreement: folded.agreement,
    state: stateOf(folded.agreement, parts),
    parts,
    checkins: kept.checkins,
    statements: folded.ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

/** [CO5] Whoever left may still end things: claim, acknowledge, release. A check-in is a member's. */
function takeKeeping(folded: Folded, kept: Kept, act: CountedAct): Reason | null {
  const verb = act.type.slice('commitment.'.length) as KeepingVerb
  if (!Object.hasOwn(keepingBodies, verb)) return 'unknown verb'
  const parsed = keepingBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && verb === 'checkin') return 'not a member'
  const body = parsed.data as never
  switch (verb) {
    case 'checkin': return takeCheckin(folded, kept, act, body)
    case 'fulfil': return takeFulfil(folded, kept, act, body)
    case 'acknowledge': return takeAcknowledge(folded, kept, act, body)
    case 'release': return takeRelease(folded, kept, act, body)
  }
}

function takeCheckin(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'checkin'>): Reason | null {
  const offer = knownOffer(folded.sheet, folded.sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!isParty(offer, act.person)) return 'not a party'
  kept.checkins.push({
    act: act.id, revision: offer.id, person: act.person, at: act.at, text: body.text, confidence: body.confidence ?? null,
  })
  return null
}

/** [CO2] One claims one's own part, nobody else's. */
function takeFulfil(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'fulfil'>): Reason | null {
  const offer = knownOffer(folded.sheet, folded.sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!offer.gives.includes(act.person)) return 'not a party'
  kept.claims.set(act.id, { claim: act, revision: offer.id, acknowledged: new Set() })
  return null
}

/** [CO3] By one whom the part was for. */
function takeAcknowledge(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'acknowledge'>): Reason | null {
  const found = kept.claims.get(body.claim)
  if (!found || !folded.sheet.past.knows(act.place, found.claim.place)) return 'unknown claim'
  if (!receivers(folded.sheet.offers.get(found.revision)!, found.claim.person).includes(act.person)) return 'not for them'
  found.acknowledged.add(act.person)
  return null
}

/** [CO3] By one whom the part was for. */
function takeRelease(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'release'>): Reason | null {
  const offer = knownOffer(folded.sheet, folded.sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!offer.gives.includes(body.person)) return 'not a party'
  if (!receivers(offer, body.person).includes(act.person)) return 'not for them'
  kept.releases.push({ revision: offer.id, person: body.person, by: act.person })
  return null
}

function keepingStatement(act: CountedAct, kept: Kept): Statement {
  const statement = statementOf(act, act.type.slice('commitment.'.length))
  const claim = kept.claims.get(act.body['claim'] as ActId)
  return claim ? { ...statement, revision: claim.revision } : statement
}

/** Whom a person's part is for: of a promise its receivers, of everything else all the others who are needed. */
export const receivers = (
  offer: Pick<Revision, 'people' | 'to'>, giver: PersonId,
): readonly PersonId[] => [...offer.people.filter((person) => person !== giver), ...offer.to]

function partOf(revision: Revision, person: PersonId, kept: Kept): Part {
  const all = receivers(revision, person)
  const gone = (one: PersonId): boolean => ['declined', 'stepped out'].includes(revision.answers.get(one)?.stance ?? '')
  const claims = [...kept.claims.values()]
    .filter((each) => each.revision === revision.id && each.claim.person === person)
    .map(({ claim, acknowledged }) => ({
      act: claim.id, revision: revision.id, person, at: claim.at, acknowledged: [...acknowledged].sort(),
    }))
  const acknowledged = new Set(claims.flatMap((claim) => claim.acknowledged))
  const released = [...new Set(kept.releases
    .filter((release) => release.revision === revision.id && release.person === person)
    .map((release) => release.by))].sort()
  const waitsFor = all.filter((one) => !gone(one) && !acknowledged.has(one) && !released.includes(one))
  return {
    revision: revision.id, person, waitsFor, claims, released,
    state: partState(all.length === 0, waitsFor.length, claims.length > 0, acknowledged.size > 0, released.length > 0),
  }
}

/** [CO4] Kept or released once all whom it was for, and who are still there, said so; a promise to oneself by claiming. */
function partState(
  toOneself: boolean, waiting: number, claimed: boolean, acknowledged: boolean, released: boolean,
): Part['state'] {
  if (toOneself) return claimed ? 'fulfilled' : 'open'
  if (waiting === 0 && acknowledged) return 'fulfilled'
  if (waiting === 0 && released) return 'released'
  return claimed ? 'claimed' : 'open'
}

/** [CO4, CO6] Of what is in force; of an ended commitment, what became of the last words that were. */
function stateOf(agreement: Agreement, parts: readonly Part[]): RecordState {
  const { phase } = agreement
  if (phase !== 'in force' && phase !== 'ended') return phase
  const standing = agreement.revisions.filter((revision) => revision.status === phase)
  const looked = phase === 'in force' ? standing : standing.slice(-1)
  const theirs = parts.filter((part) => looked.some((revision) => revision.id === part.revision))
  if (theirs.length > 0 && theirs.every((part) => part.state === 'fulfilled' || part.state === 'released')) {
    return theirs.some((part) => part.state === 'fulfilled') ? 'fulfilled' : 'released'
  }
  const away = looked.map(awayFrom)
  if (phase === 'in force' && away.every((one) => one !== null)) return away.includes('declined') ? 'declined' : 'ended'
  return phase
}

/** [CO1] A promise that every receiver declined or stepped out of is nobody's any more. */
function awayFrom(revision: Revision): 'declined' | 'ended' | null {
  if (revision.kind !== 'promise' || revision.to.length === 0) return null
  const stances = revision.to.map((one) => revision.answers.get(one)?.stance)
  if (!stances.every((stance) => stance === 'declined' || stance === 'stepped out')) return null
  return stances.includes('declined') ? 'declined' : 'ended'
}
