// Experiment: something that some people try in their own time, to find out. An agreement of mode `share` on the words of the
// trial, and what is found, stopped and learned.
//
// [XP1] Who offers the words begins it and takes part. Whom the words name besides is asked to try, and is in nothing until they
//       accept. One person alone may try something.
// [XP2] Anybody in the workspace joins by accepting the words as they stand, until it is concluded. It needs nobody's yes, and
//       nobody's silence or no keeps anybody out.
// [XP3] Leaving is stepping out, at once. What one found and noted stays. Those who remain go on; also one alone.
// [XP4] Newer words are tried by those who accept them. Who does not stays with the words they accepted, or steps out.
// [XP5] Anybody who takes part starts it, from a day that they name. It starts once: the first start in the order of cause counts.
// [XP6] Those who take part read the measures and write in the notebook. Readings are as everywhere [RD1 to RD3]. A note has a
//       day and an author and is never changed: what was seen at the time is worth more than what is remembered.
// [XP7] A stop line is reached by the newest reading that stands at the line or beyond it, in the unit of the words shown. That is
//       worked out where it is shown and said to everybody who takes part; it stops nothing by itself. A line that what is hoped
//       for would reach as well tells nothing, and the form says so.
// [XP8] Who takes part pauses it and goes on with it. A pause is over once somebody goes on knowing it.
// [XP9] Each concludes for oneself: adopt, adapt or drop, with what was learned. The newest of each person counts. One conclusion
//       concludes it; nobody else's silence is waited for. Different ones stand side by side. Who left the workspace may still conclude.
// [XP10] Who takes part and wants to go on says so, and it goes on for them. Conclusions stand for who signed them; going on takes
//       back one's own.
// [XP11] Trying it again is an experiment of its own that links back (`forks`). What was learned is never taken back: it is found by
//       topic whatever it was concluded as.
// [XP12] Hours that the words ask count while it runs, for each who takes part and has not concluded.
// [XP13] Whom a conclusion names as who should know is told once, on their desk. It asks to be read and nothing else.
//
// acts.ts bodies; trial.ts which act has effect; fold.ts where it stands; intend.ts may I; measures.ts lines and readings; doubts.ts
// what the words leave open; shown.ts and view.ts what is seen of it; desk.ts what it asks of a person.
import { searchTextOf, textsOf, titleOf, wordsOf } from '../agreement/index.ts'
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { experimentActs } from './acts.ts'
import { deskOfExperiment, givenInExperiment } from './desk.ts'
import { EXPERIMENT_RULES, foldExperiment, type Experiment } from './fold.ts'
import { intendExperiment } from './intend.ts'
import { experimentDetail, experimentRow, shownOf, termsOf } from './shown.ts'
import { hoursIn } from '../commitment/capacity.ts'
import { parseTerms } from '../record/terms.ts'

export { CONCLUSIONS, experimentActs, type ConcludedAs } from './acts.ts'
export { doubtsOf, unitsLeft } from './doubts.ts'
export { foldExperiment, type Experiment, type ExperimentPhase, type SignedConclusion, type TakingPart } from './fold.ts'
export type { ConclusionView, ExperimentDoubt, ExperimentRow, ExperimentView, MeasureView, NoteView, StopMet, TakingPartView } from './view.ts'

export const experiment: RecordConcept<Experiment> = {
  id: 'experiment',
  prefixes: ['experiment'],
  kinds: EXPERIMENT_RULES.kinds,
  acts: experimentActs,
  validate: (type, body) => validateBody(experimentActs, type, body),
  fold: foldExperiment,
  row: experimentRow,
  detail: experimentDetail,
  desk: deskOfExperiment,
  given: givenInExperiment,
  wouldGive(state, revision, text, joiner) {
    const words = state.agreement.revisions.find(({ id }) => id === revision)
    const terms = words ? parseTerms(text(words.terms)) : null
    // [XP2] Whoever wants to joins, named or not.
    const people = words ? new Set([...words.people, ...(joiner === undefined ? [] : [joiner])]) : new Set<never>()
    return terms ? [...people].map((person) => ({ person, to: [], hours: hoursIn(terms, person) })) : []
  },
  title: (state, text) => termsOf(state, text)?.title ?? titleOf(state.agreement, text),
  searchText: (state, text) => [
    searchTextOf(shownOf(state), text), ...state.conclusions.flatMap(({ next }) => wordsOf(next, text) ?? []),
  ].join('\n'),
  intend: intendExperiment,
  texts: (state) => [...new Set([...textsOf(shownOf(state)), ...state.conclusions.flatMap(({ next }) => next ?? [])])],
  ignored: (state) => state.ignored,
}
