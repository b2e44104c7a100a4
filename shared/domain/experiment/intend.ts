// What a person may do in an experiment now.
import { utf8 } from '../../base/bytes.ts'
import { isCalendarDate } from '../../base/clock.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import {
  agreementBodies, intendAgreement, intent, membersOnly, mayOffer, type AgreementVerb, type Revision,
} from '../agreement/index.ts'
import { wordsFault } from '../agreement/intend.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { intendReadingOf } from '../reading/index.ts'
import { textHash } from '../record/id.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { EXPERIMENT_VERBS, type Possible } from '../record/view.ts'
import { CONCLUSIONS } from './acts.ts'
import { EXPERIMENT_RULES, type Experiment } from './fold.ts'

export function intendExperiment(of: Experiment, verb: string, intention: Intention): Result<Intent> {
  switch (verb) {
    case 'accept': return intendJoin(of, intention)
    case 'start': return intendStart(of, intention)
    case 'reading': return intendReading(of, intention)
    case 'note': return intendNote(of, intention)
    case 'pause': return intendPause(of, intention)
    case 'resume': return intendResume(of, intention)
    case 'conclude': return intendConclude(of, intention)
  }
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(of.agreement, EXPERIMENT_RULES, verb as AgreementVerb, intention)
  return fail('verb.unknown', 'This can not be done with an experiment.', 'Look at what is possible on the record.')
}

const takesPart = (of: Experiment, { person }: Intention): boolean => of.takingPart.some((one) => one.person === person)

const notIn = (): Result<never> =>
  fail('experiment.not-in', 'You do not take part in this experiment.', 'Join it: that needs nobody else.')

/** Of what tells something new: a member who takes part. */
function mayTry(of: Experiment, intention: Intention): Result<never> | null {
  const barred = membersOnly(intention)
  if (barred && !barred.ok) return barred
  return takesPart(of, intention) ? null : notIn()
}

/** [XP2, XP4] The words as they stand, or newer ones on offer that are named; nobody else's yes is waited for. */
function intendJoin(of: Experiment, intention: Intention): Result<Intent> {
  const barred = membersOnly(intention)
  if (barred) return barred
  const chosen = joinable(of, intention)
  if (!chosen.ok) return chosen
  const revision = chosen.value
  if (revision.accepted.includes(intention.person)) {
    return fail('accept.already', `You take part already, under rev ${revision.number}.`, 'Nothing is needed of you.')
  }
  if (of.phase === 'concluded') return fail('experiment.over', 'This experiment is concluded.', 'Try it again: that begins one that goes on from what was learned here.')
  const fault = wordsFault(revision, intention)
  return fault ?? intent(of.agreement, 'accept', { revision: revision.id, terms: revision.terms }, undefined)
}

function joinable(of: Experiment, { revision, person }: Intention): Result<Revision> {
  const { revisions } = of.agreement
  if (revision !== undefined) {
    const named = revisions.find(({ id }) => id === revision)
    if (!named) return fail('revision.unknown', 'No such revision has arrived here.', 'Look at the revisions of the record and choose one of them.')
    return named.status === 'withdrawn' || (named.passed && named.accepted.length === 0)
      ? fail('revision.closed', `Rev ${named.number} is nobody's any more.`, 'Look at the newest one.') : ok(named)
  }
  // Who takes part is asked about newer words; everybody else about those that are tried.
  const newer = takesPart(of, { person }) ? revisions.findLast(({ status, accepted }) => status === 'offered' && !accepted.includes(person)) : undefined
  const meant = newer ?? of.current
  if (!meant || meant.status === 'withdrawn') return fail('offer.none', 'There are no words here that could be tried.', 'Somebody has to offer some first.')
  return ok(meant)
}

/** What an act of the trial speaks of. */
const shownRevision = (of: Experiment, intention: Intention): Revision =>
  of.agreement.revisions.find(({ id }) => id === intention.revision) ?? of.takingPart.find(({ person }) => person === intention.person)!.revision

/** [XP5] */
function intendStart(of: Experiment, intention: Intention): Result<Intent> {
  const barred = mayTry(of, intention)
  if (barred) return barred
  if (of.started) return fail('experiment.started', `This runs since ${of.started.on}.`, 'Nothing is needed of you.')
  if (of.phase === 'concluded') return over()
  const { on } = intention
  if (on === undefined || !isCalendarDate(on)) return fail('experiment.date', 'A start needs its date.', 'Say on which day it begins.')
  return intent(of.agreement, 'start', { revision: shownRevision(of, intention).id, on }, intention.text)
}

const over = (): Result<never> => fail('experiment.over', 'This experiment is concluded.', 'Go on with it first, or try it again as one of your own.')

/** [XP6] */
function intendReading(of: Experiment, intention: Intention): Result<Intent> {
  const barred = mayTry(of, intention)
  if (barred) return barred
  if (intention.stone !== undefined && intention.value === undefined) return fail('reading.value', 'A reading of a measure needs a number.', 'Write it like 18 or 2.5.')
  return intendReadingOf(of.agreement, shownRevision(of, intention).id, 'a measure', intention)
}

/** [XP6] */
function intendNote(of: Experiment, intention: Intention): Result<Intent> {
  const barred = mayTry(of, intention)
  if (barred) return barred
  if (!intention.text?.trim()) return fail('text.missing', 'A note needs words.', 'Say what you saw.')
  const { on } = intention
  if (on === undefined || !isCalendarDate(on)) return fail('note.date', 'A note needs its day.', 'Say on which day this was.')
  return intent(of.agreement, 'note', { on }, intention.text)
}

/** [XP8] */
function intendPause(of: Experiment, intention: Intention): Result<Intent> {
  const barred = mayTry(of, intention)
  if (barred) return barred
  if (of.phase === 'concluded') return over()
  if (of.phase === 'paused') return fail('experiment.paused', 'This is paused already.', 'Nothing is needed of you.')
  return intent(of.agreement, 'pause', {}, intention.text)
}

/** [XP8, XP10] Also after a reading that stands at a stop line: to say that one goes on knowing it. */
function intendResume(of: Experiment, intention: Intention): Result<Intent> {
  const barred = mayTry(of, intention)
  if (barred) return barred
  const stopped = of.phase === 'paused' || of.conclusions.some(({ open, person }) => open || person === intention.person) || of.readings.some(({ goneOn }) => !goneOn)
  return stopped ? intent(of.agreement, 'resume', {}, intention.text)
    : fail('experiment.goes-on', 'Nothing has stopped here.', 'Nothing is needed of you.')
}

/** [XP9] */
function intendConclude(of: Experiment, intention: Intention): Result<Intent> {
  if (!takesPart(of, intention)) return notIn()
  const { next, to } = intention
  const as = CONCLUSIONS.find((one) => one === intention.as)
  if (!as) return fail('conclude.choose', 'A conclusion is to adopt, to adapt or to drop.', 'Say which. None of them is a failure.')
  if (!intention.text?.trim()) return fail('conclude.learned', 'A conclusion needs what was learned.', 'Say what you found, also where it is not what you hoped for.')
  const tell = [...new Set(to ?? [])].filter((one) => one !== intention.person)
  const made = intent(of.agreement, 'conclude', {
    revision: shownRevision(of, intention).id, as, ...(tell.length > 0 && { tell }),
  }, intention.text)
  if (!made.ok || !next?.trim()) return made
  const words = utf8(next.trim())
  if (words.length > 20_000) return fail('text.too-long', 'This is too long to be said at once.', 'Say it in fewer words.')
  return ok({ ...made.value, body: { ...made.value.body, next: textHash(words) }, texts: [...made.value.texts, words] })
}

/** Something is still to be said with it: the action is open. */
const TO_BE_SAID: ReadonlySet<string> = new Set(['conclude.choose', 'conclude.learned', 'experiment.date', 'note.date', 'reading.date', 'reading.value'])

export function possibleInExperiment(of: Experiment, context: PresentContext): Possible[] {
  return forEachVerb(EXPERIMENT_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention) ?? ok({ type: '', subject: '', body: {}, texts: [] }) : intendExperiment(of, verb, intention)
    if (!tried.ok && TO_BE_SAID.has(tried.problem.code)) return { verb, revision: null, allowed: true, reason: null }
    return possibleOf(of.agreement, verb, tried)
  })
}
