// What those say who do not decide: advice, that it touches them, that they have none.
import { fail, type Result } from '../../base/result.ts'
import type { Intent, Intention } from '../fold.ts'
import { proposalFor, say } from './choosing.ts'
import type { Adviser, Decision } from './fold.ts'

export function intendAdvising(of: Decision, verb: string, intention: Intention): Result<Intent> {
  // What was said aloud may be noted by whoever heard it, also by who decides.
  if (verb === 'note') return note(of, intention)
  if (of.deciders.includes(intention.person)) {
    return fail('person.decider', 'You decide this, and your own word is no advice.', 'Ask others, and say what you make of what they say.')
  }
  switch (verb) {
    case 'touches': return touches(of, intention)
    case 'advise': return advise(of, intention)
    case 'confirm': return confirm(of, intention)
    case 'pass': return pass(of, intention)
    default: return dispute(of, intention)
  }
}

const mine = (of: Decision, { person }: Intention): Adviser | undefined => of.advisers.find((one) => one.person === person)

/** [AD5] */
function touches(of: Decision, intention: Intention): Result<Intent> {
  return mine(of, intention)?.asked.some(({ as }) => as === 'touched') ? fail('touches.already', 'You have said so already.', 'Say what you think of it, as advice.')
    : say(of, 'touches', {}, intention.text)
}

/** [AD4] */
function advise(of: Decision, intention: Intention): Result<Intent> {
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  if (!intention.text?.trim()) return fail('text.missing', 'Advice needs words.', 'Say what you would do, or what worries you.')
  return say(of, 'advise', { revision: proposal.value.id, ...(intention.concern && { concern: true }) }, intention.text)
}

/** [AD4] */
function note(of: Decision, intention: Intention): Result<Intent> {
  const { about, person, text, concern } = intention
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  if (about === undefined) return fail('person.choose', 'Somebody said it.', 'Say who.')
  if (about === person) return fail('note.self', 'That would be your own advice.', 'Give it as your own.')
  if (of.deciders.includes(about)) return fail('note.decider', 'Who decides gives no advice on it.', 'Name who said it.')
  if (!text?.trim()) return fail('text.missing', 'This needs the words that were said.', 'Write down what you heard; they confirm it.')
  return say(of, 'note', { revision: proposal.value.id, person: about, ...(concern && { concern: true }) }, text)
}

/** [AD4] */
function confirm(of: Decision, intention: Intention): Result<Intent> {
  const could = (mine(of, intention)?.unconfirmed ?? []).filter((one) => intention.act === undefined || one.act === intention.act)
  if (could.length === 0) return fail('note.none', 'Nobody has noted anything as said by you.', 'Give your advice in words of your own.')
  if (could.length > 1) return fail('note.choose', 'Several things are noted as said by you.', 'Say which one you mean.', { notes: could.map(({ act }) => act) })
  return say(of, 'confirm', { note: could[0]!.act }, undefined)
}

/** [AD4] */
function pass(of: Decision, intention: Intention): Result<Intent> {
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  const own = mine(of, intention)
  if (!own || own.asked.length === 0) return fail('pass.not-asked', 'Your advice was not asked, so there is nothing to decline.', 'Advise all the same, or leave it.')
  if (own.standing === 'passed') return fail('pass.already', 'You have said already that you have no advice.', 'You may still give some.')
  return say(of, 'pass', { revision: proposal.value.id }, intention.text)
}

/** [AD8] */
function dispute(of: Decision, intention: Intention): Result<Intent> {
  const worded = of.proposals.filter((one) => one.wording && (intention.revision === undefined || one.id === intention.revision))
  const could = worded.filter((one) => !one.disputes.some(({ person }) => person === intention.person)).at(-1)
  if (worded.length === 0) return fail('dispute.none', 'Nobody says here that only the wording changed.', 'Say what you think of it, as advice.')
  if (!could) return fail('dispute.already', 'You have said so already.', 'Say what changed, as advice.')
  return say(of, 'dispute', { revision: could.id }, intention.text)
}
