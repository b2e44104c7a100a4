// What a person may do with a commitment now.
import type { ActId, PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { agreementBodies, intendAgreement, intendRenewal, intent, membersOnly, choose, isPartyOf, mayOffer, possibleRenewal, type AgreementVerb, type Revision } from '../agreement/index.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { AGREEMENT_VERBS, type Possible } from '../record/view.ts'
import { intendReadingOf } from '../reading/index.ts'
import { RULES, type Commitment, type Part } from './fold.ts'
import { receivers } from './receivers.ts'

export function intendCommitment(of: Commitment, verb: string, intention: Intention): Result<Intent> {
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(of.agreement, RULES, verb as AgreementVerb, intention)
  switch (verb) {
    case 'checkin': return intendCheckin(of, intention)
    case 'reading': return intendReading(of, intention)
    case 'risk': return intendRisk(of, intention)
    case 'clear': return intendClear(of, intention)
    case 'fulfil': return intendFulfil(of, intention)
    case 'acknowledge': return intendAcknowledge(of, intention)
    case 'release': return intendRelease(of, intention)
    case 'renew': return intendRenewal(of.agreement, RULES, intention)
    default: return fail('verb.unknown', 'This can not be done with a commitment.', 'Look at what is possible on the record.')
  }
}

/** What every act of keeping speaks of: the revision in force. */
function keepingRevision(of: Commitment, intention: Intention, may: (revision: Revision) => boolean): Result<Revision> {
  const { agreement } = of
  const inForce = agreement.revisions.filter((revision) => revision.status === 'in force')
  if (inForce.length === 0) {
    return fail('commitment.not-in-force', 'Nothing here is in force.', 'It comes into force once everybody it names has accepted.')
  }
  const chosen = choose(agreement, intention, inForce.filter(may), () => notYours())
  if (!chosen.ok) return chosen
  if (chosen.value.status !== 'in force') return fail('revision.not-in-force', `Rev ${chosen.value.number} is not in force.`, 'Speak of the revision that is.')
  return may(chosen.value) ? chosen : notYours()
}

const notYours = (): Result<never> =>
  fail('person.not-party', 'This is between other people.', 'Only they can say this.')

function intendCheckin(of: Commitment, intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const revision = keepingRevision(of, intention, (one) => isPartyOf(one, intention.person))
  if (!revision.ok) return revision
  if (!intention.text?.trim()) return fail('text.missing', 'A check-in needs words.', 'Say how it goes.')
  const { confidence } = intention
  if (confidence !== undefined && !(Number.isInteger(confidence) && confidence >= 1 && confidence <= 5)) {
    return fail('checkin.confidence', 'Confidence goes from 1 to 5.', 'Choose one of these, or leave it out.')
  }
  return withText(intent(of.agreement, 'checkin', { revision: revision.value.id, ...(confidence === undefined ? {} : { confidence }) }, intention.text), 'help', intention.help)
}

/** One more text beside the act. */
function withText(made: Result<Intent>, key: string, text: string | undefined): Result<Intent> {
  if (!made.ok || !text?.trim()) return made
  const more = intent({ concept: '', subject: '' as Intent['subject'] }, '', {}, text)
  return more.ok ? ok({ ...made.value, body: { ...made.value.body, [key]: more.value.body['text']! }, texts: [...made.value.texts, ...more.value.texts] }) : more
}

/** [CO9] */
function intendReading(of: Commitment, intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const revision = keepingRevision(of, intention, (one) => isPartyOf(one, intention.person))
  if (!revision.ok) return revision
  return intendReadingOf(of.agreement, revision.value.id, 'a stepping stone', intention)
}

/** [CO10] Of what is still open; said once, for said again it would only repeat. */
function intendRisk(of: Commitment, intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const revision = keepingRevision(of, intention, (one) => isPartyOf(one, intention.person))
  if (!revision.ok) return revision
  if (of.state !== 'in force') return fail('risk.over', 'All that was promised here is kept or let go.', 'Other words open it again.')
  if (of.risks.some((risk) => risk.person === intention.person && risk.revision === revision.value.id)) {
    return fail('risk.already', 'You have said already that this is at risk.', 'Take that back once it is not, or check in with how it goes.')
  }
  return intent(of.agreement, 'risk', { revision: revision.value.id }, intention.text)
}

function intendClear(of: Commitment, intention: Intention): Result<Intent> {
  const own = of.risks.filter((risk) => risk.person === intention.person && (intention.revision === undefined || risk.revision === intention.revision))
  if (own.length === 0) return fail('risk.none', 'You have not said that this is at risk.', 'Who said so takes it back.')
  return intent(of.agreement, 'clear', { revision: own.at(-1)!.revision }, intention.text)
}

const partOf = (of: Commitment, revision: ActId, person: PersonId): Part | undefined =>
  of.parts.find((part) => part.revision === revision && part.person === person)

function intendFulfil(of: Commitment, intention: Intention): Result<Intent> {
  const { person } = intention
  const revision = keepingRevision(of, intention, (one) => one.gives.includes(person))
  if (!revision.ok) {
    return revision.problem.code === 'person.not-party'
      ? fail('person.not-giver', 'You promised nothing here.', 'Whoever promised says that it is done.') : revision
  }
  const part = partOf(of, revision.value.id, person)
  if (part && part.state !== 'open') {
    return fail('fulfil.already', part.state === 'released' ? 'You were released from this.' : 'You have said so already.', 'Nothing is needed of you.')
  }
  return intent(of.agreement, 'fulfil', { revision: revision.value.id }, intention.text)
}

/** Claims that wait for this person. */
function claimsFor(of: Commitment, person: PersonId): { claim: ActId; giver: PersonId }[] {
  return of.parts.filter((part) => part.state === 'claimed' && part.waitsFor.includes(person))
    .map((part) => ({ claim: part.claims.at(-1)!.act, giver: part.person }))
}

function intendAcknowledge(of: Commitment, intention: Intention): Result<Intent> {
  const waiting = claimsFor(of, intention.person)
    .filter(({ giver }) => intention.about === undefined || giver === intention.about)
  if (waiting.length === 0) return fail('claim.none', 'Nobody has said to you that their part is done.', 'Wait until they do, or release them.')
  if (waiting.length > 1) return whose(waiting.map(({ giver }) => giver))
  return intent(of.agreement, 'acknowledge', { claim: waiting[0]!.claim }, intention.text)
}

function intendRelease(of: Commitment, intention: Intention): Result<Intent> {
  const { person } = intention
  const revision = keepingRevision(of, intention, (one) => one.gives.some((giver) => receivers(one, giver).includes(person)))
  if (!revision.ok) return revision.problem.code === 'person.not-party' ? nothingForYou() : revision
  const could = of.parts.filter((part) => part.revision === revision.value.id && part.waitsFor.includes(person) &&
    (intention.about === undefined || part.person === intention.about))
  if (could.length === 0) return nothingForYou()
  if (could.length > 1) return whose(could.map((part) => part.person))
  return intent(of.agreement, 'release', { revision: revision.value.id, person: could[0]!.person }, intention.text)
}

const nothingForYou = (): Result<never> =>
  fail('release.none', 'Nothing is promised to you here that is still open.', 'Nothing is needed of you.')

const whose = (people: readonly PersonId[]): Result<never> =>
  fail('person.choose', 'This could be about more than one person.', 'Say whose promise you mean.', { people })

export function possibleWith(of: Commitment, context: PresentContext): Possible[] {
  return forEachVerb(AGREEMENT_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention) ?? ok(NOTHING)
      : verb === 'renew' ? possibleRenewal(of.agreement, intention, context.text) : intendCommitment(of, verb, intention)
    return possibleOf(of.agreement, verb, tried)
  })
}

const NOTHING: Intent = { type: '', subject: '', body: {}, texts: [] }
