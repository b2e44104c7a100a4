// The keeping of what was agreed: which act has effect, judged on its own past alone. Numbers: see index.ts.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { isParty, knownOffer, statementOf, type Folded, type Statement } from '../agreement/index.ts'
import type { CountedAct, Reason } from '../fold.ts'
import { readingOf, type Reading } from '../reading/index.ts'
import { isUndone, undoesAny } from '../undo.ts'
import { keepingBodies, type KeepingBody, type KeepingVerb } from './acts.ts'
import { receivers } from './receivers.ts'

export interface Checkin {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash
  readonly confidence: number | null
  readonly help: TextHash | null
}

export interface Risk {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}
type Said = Risk & { readonly place: Place }

export interface Stepout {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly notice: string | null
  readonly handover: string | null
  /** Who was asked to take over. */
  readonly to: readonly PersonId[]
  readonly text: TextHash | null
}

export interface Kept {
  readonly claims: Map<ActId, { claim: CountedAct; revision: ActId; acknowledged: Set<PersonId> }>
  readonly releases: { readonly revision: ActId; readonly person: PersonId; readonly by: PersonId }[]
  readonly checkins: Checkin[]
  readonly readings: Reading[]
  readonly risks: Said[]
  readonly clears: Said[]
}

export const nothingKept = (): Kept => ({ claims: new Map(), releases: [], checkins: [], readings: [], risks: [], clears: [] })

/** Verbs that tell something new: members only. The rest ends or mends, which is always possible. */
const MEMBERS_ONLY: ReadonlySet<string> = new Set(['checkin', 'reading', 'risk'])

/** [CO5] Whoever left may still end things: claim, acknowledge, release. A check-in is a member's. */
export function takeKeeping(folded: Folded, kept: Kept, act: CountedAct): Reason | null {
  const verb = act.type.slice('commitment.'.length) as KeepingVerb
  if (!Object.hasOwn(keepingBodies, verb)) return 'unknown verb'
  const parsed = keepingBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && MEMBERS_ONLY.has(verb)) return 'not a member'
  const body = parsed.data as never
  switch (verb) {
    case 'checkin': return takeCheckin(folded, kept, act, body)
    case 'reading': return takeReading(folded, kept, act, body)
    case 'risk': return takeRisk(folded, kept, act, body, 'risk')
    case 'clear': return takeRisk(folded, kept, act, body, 'clear')
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
    help: body.help ?? null,
  })
  return null
}

/** [CO9] By any party. Whether the words have such a stone is for those who read them: the fold reads no words. */
function takeReading(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'reading'>): Reason | null {
  const offer = knownOffer(folded.sheet, folded.sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!isParty(offer, act.person)) return 'not a party'
  kept.readings.push(readingOf(act, body))
  return null
}

/** [CO10] Said by a party, taken back by the same. */
function takeRisk(folded: Folded, kept: Kept, act: CountedAct, body: KeepingBody<'risk'>, said: 'risk' | 'clear'): Reason | null {
  const offer = knownOffer(folded.sheet, folded.sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!isParty(offer, act.person)) return 'not a party'
  const risks = kept.risks.filter((risk) => risk.revision === offer.id && risk.person === act.person)
  const one = { act: act.id, place: act.place, revision: offer.id, person: act.person, at: act.at, text: body.text ?? null }
  if (said === 'risk') {
    kept.risks.push(one)
    return null
  }
  if (!undoesAny(act.place, risks.map((risk) => risk.place), folded.sheet.past)) return 'nothing to undo'
  kept.clears.push(one)
  return null
}

/** [CO10] The newest of each person that they have not taken back, of what is in force. */
export function standingRisks(folded: Folded, kept: Kept): Risk[] {
  const standing = new Map<PersonId, Risk>()
  for (const { place, ...risk } of kept.risks) {
    if (!folded.agreement.inForce.includes(risk.revision)) continue
    const own = <T extends Said>(all: readonly T[]): Place[] => all
      .filter((one) => one.revision === risk.revision && one.person === risk.person).map((one) => one.place)
    if (!isUndone(place, own(kept.risks), own(kept.clears), folded.sheet.past)) standing.set(risk.person, risk)
  }
  return [...standing.values()]
}

/** [CO11] What those who stepped out asked for on their way. */
export function stepoutsOf(folded: Folded): Stepout[] {
  return folded.ordered.filter((act) => folded.agreement.steppedOut.get(act.person)?.act === act.id).map((act) => {
    const { notice, handover, to, text } = act.body as { notice?: string; handover?: string; to?: PersonId[]; text?: TextHash }
    return { act: act.id, person: act.person, at: act.at, notice: notice ?? null, handover: handover ?? null, to: to ?? [], text: text ?? null }
  })
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

export function keepingStatement(act: CountedAct, kept: Kept): Statement {
  const statement = statementOf(act, act.type.slice('commitment.'.length))
  const claim = kept.claims.get(act.body['claim'] as ActId)
  return claim ? { ...statement, revision: claim.revision } : statement
}
