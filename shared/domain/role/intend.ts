// What a person may do with a role now.
import type { PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import {
  agreementBodies, intendAgreement, intendRenewal, intent, mayOffer, membersOnly, possibleRenewal, type AgreementVerb, type Revision, type Rules,
} from '../agreement/index.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { ROLE_VERBS } from '../record/verbs.ts'
import type { Possible } from '../record/view.ts'
import { MAX_ASKED_ON } from './acts.ts'
import { ROLE_RULES, type Role } from './fold.ts'
import type { HandOn } from './handing.ts'


export function intendRole(of: Role, verb: string, intention: Intention): Result<Intent> {
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(of.agreement, rulesNow(of), verb as AgreementVerb, intention)
  switch (verb) {
    case 'renew': return intendRenewal(of.agreement, rulesNow(of), intention)
    case 'handon': return intendHandon(of, intention)
    case 'keep': return intendKeep(of, intention)
    case 'takeon': return intendTake(of, intention)
    case 'pass': return intendPass(of, intention)
    default: return fail('verb.unknown', 'A role is changed, handed on or laid down; nothing in it is kept or released.', 'Make a commitment of what you promise somebody.')
  }
}

const rulesNow = (of: Role): Rules => ({ ...ROLE_RULES, replacesNow: (person) => new Set(of.mayReplace.get(person)) })

/** The words in force of which somebody is the holder. */
const heldBy = (of: Role, person: PersonId): Revision | undefined =>
  of.agreement.revisions.findLast(({ id, people }) => of.agreement.inForce.includes(id) && people.includes(person))

const notYours = (): Result<never> => fail('role.not-yours', 'Somebody else has this role.', 'Only who has a role hands it on. You may design one of your own.')

/** [RO4] */
function intendHandon(of: Role, intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const { person } = intention
  const held = heldBy(of, person)
  if (!held) return notYours()
  const to = [...new Set(intention.to ?? [])]
  if (to.includes(person)) return fail('handon.self', 'You have this role already.', 'Ask somebody else.')
  if (to.length === 0) return fail('person.choose', 'A role is handed on to somebody.', 'Say whom you ask.')
  if (to.length > MAX_ASKED_ON) return fail('handon.many', `At most ${MAX_ASKED_ON} people are asked at once.`, 'Ask fewer, or ask everyone with an open request.')
  return intent(of.agreement, 'handon', { revision: held.id, to }, intention.text)
}

/** [RO6] */
function intendKeep(of: Role, { person, text }: Intention): Result<Intent> {
  const own = of.handons.findLast((one) => one.person === person)
  return own ? intent(of.agreement, 'keep', { handon: own.act }, text)
    : fail('handon.none', 'You ask nobody to go on with this role.', 'Nothing is needed of you.')
}

/** [RO5] Going on with it is offering its words, the same or others, as one's own. */
function intendTake(of: Role, intention: Intention): Result<Intent> {
  const barred = mayTake(of, intention)
  if (barred) return barred
  return intendAgreement(of.agreement, rulesNow(of), 'offer', intention)
}

function mayTake(of: Role, intention: Intention): Result<never> | null {
  if (intention.member === false) return fail('person.left', 'You have left this workspace, so nothing new can be taken on here.', 'You can still end what you gave.')
  if (heldBy(of, intention.person)) return fail('take.own', 'You have this role already.', 'Nothing is needed of you.')
  return of.mayReplace.has(intention.person) ? null
    : fail('take.not-asked', 'Nobody asks you to go on with this role.', 'Talk with who has it, or design a role of your own.')
}

const asks = (of: Role, person: PersonId): HandOn | undefined =>
  of.handons.findLast((one) => one.to.includes(person) && !one.passed.some((by) => by.person === person))

/** [RO5] */
function intendPass(of: Role, { person, text }: Intention): Result<Intent> {
  const asked = asks(of, person)
  return asked ? intent(of.agreement, 'pass', { handon: asked.act }, text)
    : fail('pass.not-asked', 'Nobody waits for your answer here.', 'Nothing is needed of you.')
}

/** Whether the desk of this person should say that they are asked. */
export const isAsked = (of: Role, person: PersonId): boolean => asks(of, person) !== undefined && of.mayReplace.has(person) && !heldBy(of, person)

export function possibleWith(of: Role, context: PresentContext): Possible[] {
  const nothing = ok<Intent>({ type: '', subject: '', body: {}, texts: [] })
  return forEachVerb(ROLE_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention, new Set(of.mayReplace.get(intention.person))) ?? nothing
      : verb === 'takeon' ? mayTake(of, intention) ?? nothing
      : verb === 'renew' ? possibleRenewal(of.agreement, intention, context.text) : intendRole(of, verb, intention)
    return possibleOf(of.agreement, verb, tried)
  })
}
