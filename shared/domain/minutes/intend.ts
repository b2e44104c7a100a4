// What a person may do with minutes now.
import { fail, ok, type Result } from '../../base/result.ts'
import { choose, intendAgreement, intent, mayOffer, membersOnly, wordsFault } from '../agreement/index.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { MINUTES_VERBS } from '../record/verbs.ts'
import type { Possible } from '../record/view.ts'
import { MINUTES_RULES, type Minutes } from './fold.ts'

export function intendMinutes(of: Minutes, verb: string, intention: Intention): Result<Intent> {
  switch (verb) {
    case 'offer': return notKeeper(of, intention) ?? intendAgreement(of.agreement, MINUTES_RULES, 'offer', intention)
    case 'withdraw': return intendAgreement(of.agreement, MINUTES_RULES, 'withdraw', intention)
    case 'sowas': case 'remember': return intendMemory(of, verb, intention)
    default: return fail('verb.unknown', 'Minutes are signed by who keeps them, and others say how it was; nobody is bound by them.', 'Promise what you mean to do: that is a commitment of your own.')
  }
}

/** [MN1] */
const notKeeper = (of: Minutes, { person }: Intention): Result<never> | null => {
  const kept = of.agreement.revisions
  return kept.length === 0 || kept.some(({ people }) => people.includes(person)) ? null
    : fail('minutes.keeper', 'Somebody else keeps these minutes.', 'Say what you remember otherwise, or keep minutes of your own.')
}

/** [MN3, MN4] */
function intendMemory(of: Minutes, verb: 'sowas' | 'remember', intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const { person } = intention
  const standing = of.agreement.revisions.filter(({ status }) => status === 'in force')
  const chosen = choose(of.agreement, intention, standing, () => fail('minutes.none', 'Nobody has signed these minutes, so there is nothing to say of them yet.', 'Write in the draft itself.'))
  if (!chosen.ok) return chosen
  const revision = chosen.value
  if (revision.people.includes(person)) return fail('minutes.own', 'You keep these minutes, so your name is under them already.', 'Change them, if you remember it otherwise now.')
  const closed = wordsFault(revision, intention)
  if (closed) return closed
  if (verb === 'remember' && !intention.text?.trim()) return fail('text.missing', 'What you remember otherwise needs words.', 'Write how it was for you.')
  const said = of.memories.find((one) => one.revision === revision.id && one.person === person)
  if (verb === 'sowas' && said?.says === 'so it was' && !intention.text?.trim()) return fail('minutes.said', 'You have said so already.', 'Nothing is needed of you.')
  return intent(of.agreement, verb, { revision: revision.id, terms: revision.terms }, intention.text)
}

export function possibleWith(of: Minutes, context: PresentContext): Possible[] {
  return forEachVerb(MINUTES_VERBS, context, (verb, intention) => possibleOf(of.agreement, verb, verb === 'offer'
    ? notKeeper(of, intention) ?? mayOffer(of.agreement, intention) ?? ok({ type: '', subject: '', body: {}, texts: [] }) : intendMinutes(of, verb, intention)))
}
