// From the acts of one commitment to where it stands. Numbers: see index.ts.
import type { ActId, PersonId } from '../../base/ids.ts'
import { foldAgreement, type Agreement, type Revision, type Rules, type Statement } from '../agreement/index.ts'
import type { CountedAct, Ignored, Past } from '../fold.ts'
import type { Reading } from '../reading/index.ts'
import type { RecordState } from '../record/view.ts'
import {
  keepingStatement, nothingKept, standingRisks, stepoutsOf, takeKeeping, type Checkin, type Kept, type Risk, type Stepout,
} from './keeping.ts'
import { receivers } from './receivers.ts'

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

export interface Commitment {
  readonly agreement: Agreement
  readonly state: RecordState
  /** Parts of every revision that is or was in force. */
  readonly parts: readonly Part[]
  readonly checkins: readonly Checkin[]
  /** Of every revision, in the order of cause. */
  readonly readings: readonly Reading[]
  /** [CO10] At risk now, one line a person. */
  readonly risks: readonly Risk[]
  /** Of those who are out. */
  readonly stepouts: readonly Stepout[]
  /** All acts that have effect, in the order of cause. */
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

export function foldCommitment(acts: readonly CountedAct[], past: Past): Commitment {
  const folded = foldAgreement(acts, past, RULES)
  const kept = nothingKept()
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
  const state = stateOf(folded.agreement, parts)
  return {
    agreement: folded.agreement,
    state,
    parts,
    checkins: kept.checkins,
    readings: kept.readings,
    risks: state === 'in force' ? standingRisks(folded, kept) : [],
    stepouts: stepoutsOf(folded),
    statements: folded.ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

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
