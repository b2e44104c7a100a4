// From a folded experiment to what people see, by the host's date.
import type { CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { detailOf, rowOf, wordsOf, type Revision, type Shown } from '../agreement/index.ts'
import { daysFrom } from '../../base/calendar.ts'
import type { PresentContext } from '../fold.ts'
import { readingViews } from '../reading/index.ts'
import type { SaidBy } from '../record/keeping-view.ts'
import { parseTerms } from '../record/terms.ts'
import type { RecordDetail, RecordRow, TermsView } from '../record/view.ts'
import { doubtsOf } from './doubts.ts'
import { EXPERIMENT_RULES, type Experiment } from './fold.ts'
import { possibleInExperiment } from './intend.ts'
import { measureView } from './measures.ts'
import type { ConclusionView, ExperimentRow, ExperimentView, MeasureView, StopMet } from './view.ts'

const LONGEST_LEARNED = 160

/** Who looks, and what can be read; no date. */
type Reader = Pick<PresentContext, 'me' | 'name' | 'text'>

export const shownOf = (of: Experiment): Shown => ({
  agreement: of.agreement, state: of.phase, statements: of.statements, kinds: EXPERIMENT_RULES.kinds, promiseOf: () => null,
  pending: { acknowledge: new Set() }, possible: (context) => possibleInExperiment(of, context),
})

export const termsOf = (of: Experiment, text: PresentContext['text']): TermsView | null => of.current && parseTerms(text(of.current.terms))

/** It can still be joined, and newer words still be taken up. */
const isOpen = ({ phase }: Experiment): boolean => phase === 'looking' || phase === 'running' || phase === 'paused'

/** [XP1] Named in the words as they stand, and has answered nothing in the whole record. */
export const asksToTry = (of: Experiment, person: PersonId): boolean => isOpen(of) && of.current !== null && of.current.people.includes(person) &&
  of.agreement.revisions.every(({ answers }) => !answers.has(person))

/** [XP4] Newer words on offer to one who takes part. */
export const asksAgain = (of: Experiment, person: PersonId): Revision | null => !isOpen(of) || !of.takingPart.some((one) => one.person === person) ? null
  : of.agreement.revisions.findLast((revision) => (revision.status === 'offered' || revision.status === 'in force') && !revision.answers.has(person) &&
    revision.number > of.takingPart.find((one) => one.person === person)!.revision.number) ?? null

export function experimentRow(of: Experiment, context: PresentContext): RecordRow {
  const row = rowOf(shownOf(of), context)
  const { me } = context
  const member = context.member ?? true
  const taking = of.takingPart.map(({ person }) => ({ id: person, name: context.name(person), you: person === me }))
  const stops = measuresOf(of, context).flatMap(({ stopMet }) => stopMet ?? [])
  const asks = me !== null && member && asksToTry(of, me)
  return {
    ...row, revision: of.takingPart.length > 0 ? of.current?.number ?? null : row.revision, words: of.current?.terms ?? row.words,
    parties: taking, needsMe: asks ? 'answer' : me !== null && member && asksAgain(of, me) ? 'accept again' : null,
    flags: [...row.flags.filter((flag) => flag !== 'two in force' && flag !== 'two offers'), ...flagsOf(of, stops, context)],
    experimentRow: rowPart(of, stops, context),
  }
}

function flagsOf(of: Experiment, stops: readonly StopMet[], { text, asOf }: PresentContext): RecordRow['flags'] {
  const until = termsOf(of, text)?.until
  return [
    ...(isOpen(of) && stops.some(({ goneOn }) => !goneOn) ? ['stop line reached' as const] : []),
    ...(isOpen(of) && of.started !== null && until !== undefined && until < asOf ? ['lapsed' as const] : []),
  ]
}

function rowPart(of: Experiment, stops: readonly StopMet[], { me, member, text }: PresentContext): ExperimentRow {
  const newest = of.conclusions.findLast((one) => wordsOf(one.text, text) !== null)
  return {
    started: of.started?.on ?? null, concluded: [...new Set(of.conclusions.map(({ as }) => as))],
    learned: newest ? shortened(wordsOf(newest.text, text)!) : null,
    topics: [...new Set((termsOf(of, text)?.topics ?? []).map(({ topic }) => topic))],
    asksMe: me !== null && member !== false && asksToTry(of, me), iConcluded: of.conclusions.some(({ person }) => person === me),
    stopped: of.phase === 'paused' && stops.length > 0,
  }
}

function shortened(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim()
  return line.length <= LONGEST_LEARNED ? line : `${line.slice(0, LONGEST_LEARNED).toWellFormed().replace(/\S*$/u, '').trimEnd()}…`
}

export const experimentDetail = (of: Experiment, context: PresentContext): RecordDetail => {
  const { parties: _, ...row } = experimentRow(of, context)
  return { ...detailOf(shownOf(of), context), ...row, experiment: experimentView(of, context) }
}

export function experimentView(of: Experiment, context: PresentContext): ExperimentView {
  const { me, text } = context
  const terms = termsOf(of, text)
  const measures = measuresOf(of, context)
  const stops = measures.flatMap(({ stopMet }) => stopMet ?? [])
  const by = said(context)
  const named = (id: PersonId) => ({ id, name: context.name(id), you: id === me })
  return {
    shown: terms ? of.current!.number : null,
    takingPart: of.takingPart.map(({ person, revision, since }) => ({
      ...by({ person, at: since }), revision: revision.number, older: revision.id !== of.current?.id,
      concluded: of.conclusions.find((one) => one.person === person)?.as ?? null,
    })),
    asked: askedOf(of).map((id) => ({ ...named(id), declined: of.agreement.revisions.some(({ answers }) => answers.get(id)?.stance === 'declined') })),
    mine: of.takingPart.some(({ person }) => person === me),
    box: boxOf(of, terms, context.asOf),
    measures, stops,
    pauses: of.pauses.map((one) => ({ ...by(one), text: wordsOf(one.text, text) })),
    conclusions: conclusionsView(of, context),
    notebook: of.notes.map((one) => ({ ...by(one), id: one.act, on: one.on, text: wordsOf(one.text, text) }))
      .reverse().sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1)),
    budget: terms?.spendHours ?? null,
    doubts: terms ? doubtsOf(terms) : [],
  }
}

const said = ({ me, name }: Reader) => ({ person, at }: { readonly person: PersonId; readonly at: number }): SaidBy =>
  ({ person, name: name(person), you: person === me, at })

/** Named in the words as they stand, and not in it: never were, or said no. */
const askedOf = (of: Experiment): PersonId[] => (of.current?.people ?? []).filter((person) =>
  !of.takingPart.some((one) => one.person === person) && !of.agreement.steppedOut.has(person))

/** What each concluded, without all else that is seen of an experiment: for whoever looks through thousands. */
export const conclusionsView = (of: Experiment, context: PresentContext): ConclusionView[] => of.conclusions.map((one) => conclusionView(of, one, context))

function conclusionView(of: Experiment, one: Experiment['conclusions'][number], context: PresentContext): ConclusionView {
  return {
    ...said(context)(one), id: one.act, as: one.as, revision: of.agreement.revisions.find(({ id }) => id === one.revision)!.number,
    learned: wordsOf(one.text, context.text), next: wordsOf(one.next, context.text),
    tell: one.tell.map((id) => ({ id, name: context.name(id), you: id === context.me })), goneOn: !one.open,
  }
}

/** A box that would end before it began has no weeks. */
function boxOf(of: Experiment, terms: TermsView | null, asOf: CalendarDate): ExperimentView['box'] {
  const from = of.started?.on ?? null
  const until = terms?.until ?? null
  const days = from !== null && until !== null ? daysFrom(from, until) + 1 : null
  const passed = from === null ? null : daysFrom(from, asOf)
  return {
    from: from ?? terms?.from ?? null, until, week: passed === null || passed < 0 ? null : Math.floor(passed / 7) + 1,
    weeks: days === null || days < 1 ? null : Math.ceil(days / 7), over: until !== null && until < asOf,
  }
}

/** [XP7] Of the words shown; none where they are not here. */
export function measuresOf(of: Experiment, reader: Reader): MeasureView[] {
  const terms = termsOf(of, reader.text)
  const units = new Map(of.agreement.revisions.map(({ id, terms: hash }) => [id, parseTerms(reader.text(hash))?.measures]))
  const numbers = new Map(of.agreement.revisions.map(({ id, number }) => [id, number]))
  const unitIn = (revision: ActId, item: string) => {
    const known = units.get(revision)?.find(({ id }) => id === item)
    return known && { unit: known.unit ?? null }
  }
  const goneOn: ReadonlySet<string> = new Set(of.readings.filter((one) => one.goneOn).map(({ act }) => act))
  const running = { since: of.phase === 'running' ? of.started?.on ?? null : null, until: terms?.until ?? null }
  return (terms?.measures ?? []).map((measure) => measureView(
    measure, readingViews(of.readings, measure.id, measure.unit ?? null, unitIn, (id) => numbers.get(id)!, reader), goneOn, running,
  ))
}
