// What an experiment says to the desk of one person. Rules: shared/domain/desk.
import { agreementFacts } from '../agreement/desk.ts'
import { hoursIn, type Given } from '../commitment/capacity.ts'
import { BARE_NEED, NO_FACTS, type Dated, type DeskContext, type DeskFacts, type Need } from '../desk/facts.ts'
import type { PresentContext } from '../fold.ts'
import { firstReview } from '../record/term.ts'
import type { Experiment } from './fold.ts'
import { asksAgain, asksToTry, measuresOf, termsOf } from './shown.ts'

export function deskOfExperiment(of: Experiment, context: DeskContext): DeskFacts {
  const { me, member } = context
  const mine = of.takingPart.some(({ person }) => person === me)
  const told = of.conclusions.some(({ tell }) => tell.includes(me))
  const asked = asksToTry(of, me)
  if (!mine && !asked && !told) return NO_FACTS
  if (!member) return { ...NO_FACTS, mine }
  const terms = termsOf(of, context.text)
  const trying = mine && of.phase === 'running' && !of.conclusions.some(({ person }) => person === me)
  return {
    ...NO_FACTS, mine: true,
    needs: [
      ...toAnswer(of, context),
      ...agreementFacts(of.agreement, [], context).needs.filter(({ kind }) => kind === 'question'),
      ...(mine ? [...stopNeeds(of, context), ...readingNeeds(of, context), ...concludeNeeds(of, context)] : []),
      ...learnedNeeds(of, context),
    ],
    dated: trying ? datedOf(of, context) : [],
    hours: trying && terms ? hoursIn(terms, me) : [],
  }
}

const others = (of: Experiment, { me }: DeskContext) => of.takingPart.map(({ person }) => person).filter((person) => person !== me)

/** [XP1, XP4] Asked to try, or newer words than those I accepted. */
function toAnswer(of: Experiment, context: DeskContext): Need[] {
  const { me } = context
  const again = asksAgain(of, me)
  const revision = asksToTry(of, me) ? of.current : again
  if (!revision) return []
  const terms = termsOf(of, context.text)
  const before = of.takingPart.find(({ person }) => person === me)?.revision
  return [{
    ...BARE_NEED, key: `${of.agreement.subject}:answer:${revision.id}`, kind: again ? 'accept again' : 'answer', by: revision.author, people: others(of, context),
    revision: revision.id, number: revision.number, before: before?.number ?? null, act: revision.id, hours: terms ? hoursIn(terms, me)[0]?.weekly ?? null : null,
  }]
}

/** [XP7] It is said to each who tries it, until it is paused or concluded, or somebody says to go on. */
function stopNeeds(of: Experiment, context: DeskContext): Need[] {
  if (of.phase !== 'running' && of.phase !== 'looking') return []
  return measuresOf(of, reader(context)).flatMap(({ stopMet }) => (!stopMet || stopMet.goneOn ? [] : [{
    ...BARE_NEED, key: `${of.agreement.subject}:stop:${stopMet.reading}`, kind: 'stop rule' as const, people: others(of, context), day: stopMet.on,
    by: of.readings.find(({ act }) => act === stopMet.reading)?.person ?? null, act: of.readings.find(({ act }) => act === stopMet.reading)?.act ?? null,
  }]))
}

/** One a day, whatever is to be measured on it. */
function readingNeeds(of: Experiment, context: DeskContext): Need[] {
  const due = measuresOf(of, reader(context)).flatMap((measure) => measure.due ?? []).sort()[0]
  return due === undefined ? [] : [{
    ...BARE_NEED, key: `${of.agreement.subject}:reading:${due}`, kind: 'reading' as const, people: others(of, context), from: due, day: due,
  }]
}

/** [XP9] Once its last day is over, or as soon as somebody concluded it; to each who has not. */
function concludeNeeds(of: Experiment, context: DeskContext): Need[] {
  if (of.conclusions.some(({ person }) => person === context.me)) return []
  const by = of.conclusions.findLast(({ open }) => open)
  const about = { ...BARE_NEED, kind: 'conclude' as const, people: others(of, context) }
  if (by) return [{ ...about, key: `${of.agreement.subject}:conclude:${by.act}`, by: by.person, text: by.text, act: by.act }]
  const until = of.started ? termsOf(of, context.text)?.until : undefined
  return until === undefined || of.phase === 'ended' ? [] : [{ ...about, key: `${of.agreement.subject}:conclude:${until}`, from: until, day: until }]
}

/** [XP13] Whoever takes part and has not concluded reads it where they are asked what they learned themselves. */
function learnedNeeds(of: Experiment, { me }: DeskContext): Need[] {
  if (of.takingPart.some(({ person }) => person === me) && !of.conclusions.some(({ person }) => person === me)) return []
  return of.conclusions.filter(({ tell }) => tell.includes(me)).map((one) => (
    { ...BARE_NEED, key: `${of.agreement.subject}:learned:${one.act}`, kind: 'learned' as const, by: one.person, text: one.text, act: one.act }
  ))
}

function datedOf(of: Experiment, context: DeskContext): Dated[] {
  const terms = termsOf(of, context.text)
  const about = { side: 'mine' as const, people: others(of, context), state: 'open' as const, to: null }
  const review = terms && firstReview(terms)
  return [
    ...(terms?.until ? [{ ...about, day: terms.until, kind: 'due' as const, title: null }] : []),
    ...(review ? [{ ...about, day: review, kind: 'review' as const, title: null }] : []),
    ...measuresOf(of, reader(context)).flatMap(({ due, measure }) => (due === null ? [] : [{ ...about, day: due, kind: 'stone' as const, title: measure }])),
  ]
}

const reader = ({ me, text }: DeskContext) => ({ me, text, name: () => '' })

/** Hours a week that the words ask of each who tries it. They are given to the trial, not to one another. */
export function givenInExperiment(of: Experiment, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] {
  const terms = termsOf(of, text)
  if (of.phase !== 'running' || !terms) return []
  return of.takingPart.filter(({ person }) => !of.conclusions.some((one) => one.person === person))
    .map(({ person }) => ({ person, to: [], hours: hoursIn(terms, person) })).filter(({ hours }) => hours.length > 0)
}
