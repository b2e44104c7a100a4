// Minutes: what one meeting of a group had before it, said and left to do. Drafted together while it lasts, kept by one who signs
// them for themselves. An agreement of mode `all` with that one person in it, so nobody else's name is under them.
//
// [MN1] Who opened them signs them, for themselves (AG9); only they sign later words of them. They say who was there: nobody else's name
//       stands under them. Somebody else may keep minutes of the same meeting: neither is the true one.
// [MN2] Nobody is bound by minutes, their keeper neither: they promise nothing, give no hours and ask nobody for a yes.
// [MN3] Any member may say that so it was, or what they remember otherwise; the keeper has said it by signing. Silence says nothing.
// [MN4] It is said of one revision and its exact words, and says nothing of later ones. Of one person's words on a revision the newest
//       stand; none are lost.
// [MN5] What is left to do becomes a commitment only by its giver's own promise, which names the minutes. Who is mentioned in a line has
//       promised nothing.
// [MN6] Their keeper may take them back (`withdraw`); they stay readable, and so does what was said of them.
// [MN7] Who left says nothing new of them, and may still take back their own.
//
// acts.ts bodies; fold.ts what stands; lines.ts what was left to do; intend.ts may I; present.ts, view.ts what is seen.
import { searchTextOf, titleOf } from '../agreement/index.ts'
import { NO_FACTS } from '../desk/facts.ts'
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { minutesActs } from './acts.ts'
import { foldMinutes, type Minutes } from './fold.ts'
import { intendMinutes } from './intend.ts'
import { minutesDetail, minutesRow, minutesTexts, shown } from './present.ts'

export { minutesActs } from './acts.ts'
export type { Memory, Minutes } from './fold.ts'
export { linesIn, type MinutesLine } from './lines.ts'
export type { MemoryView, MinutesPerson, MinutesView } from './view.ts'

export const minutes: RecordConcept<Minutes> = {
  id: 'minutes',
  prefixes: ['minutes'],
  kinds: ['minutes'],
  acts: minutesActs,
  validate: (type, body) => validateBody(minutesActs, type, body),
  fold: foldMinutes,
  row: minutesRow,
  detail: minutesDetail,
  // [MN2]
  desk: (state, { me }) => ({
    ...NO_FACTS, mine: state.agreement.revisions.some(({ people, to }) => people.includes(me) || to.includes(me)) || state.memories.some(({ person }) => person === me),
  }),
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => searchTextOf(shown(state), text),
  intend: intendMinutes,
  texts: minutesTexts,
  ignored: (state) => state.ignored,
}
