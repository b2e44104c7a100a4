// Decision by advice: anyone may decide; before that they ask those whom it affects and those who know, and say what they
// made of each advice. Nobody can forbid it: there is no act that could.
//
// [AD1] A decision is opened by who is to take it, in their own name.
// [AD2] It is theirs until they hand it on and the other takes it: both say so. Nobody takes it from them, nor gets it unasked.
// [AD3] Who decides alone revises what is proposed, asks, answers, waives, decides, reviews and drops; judged on what the act knows.
// [AD4] Any other member advises, on words they know. Of one person the newest word stands. What was said aloud and noted by
//       somebody is that person's advice once they confirm it. Who was asked may decline to advise.
// [AD5] Asked is whom the decider names (not themselves), and who says that it touches them. Once asked is asked on all later words.
// [AD6] `decide` has effect only if its causal past holds that somebody was asked, and of each person asked on those words: an
//       answer to their latest advice, or that they declined, or a waiver.
// [AD7] A waiver has a reason, may name many, and covers what they say later on those words.
// [AD8] Words said to differ in wording only keep advice, answers and waivers of those they go on from. Others may dispute that:
//       seen by all, deciding nothing.
// [AD9] Deciding without advice always has effect, needs a reason, and shows as such.
// [AD10] What an act of deciding does not know never stands against it and undoes nothing; it shows as said since,
//        until it is answered, or whoever says that it touches them is asked.
// [AD11] Two decided apart are contested until who decides signs one that knows both.
// [AD12] No act of anybody else stops one who sought advice: whatever they say, a waiver of all who are named and `decide` are left.
// [AD13] How it went is said later: keep, adjust or undo, by who decides. Newer words reopen it; the old outcome stands meanwhile.
// [AD14] Who left says nothing new; they may still decline, confirm what they said, and drop what is theirs to decide.
// [AD15] What is left by all who had it is decided by nobody: it is given to nobody else, what was decided stands, and no more
//        advice is asked for. Whom it was handed on to before may still take it. Whoever still wants it decided begins one of their
//        own in its place (a link `supersedes`), and asks anew. Who comes back has it again.
// [AD16] Who decides may name who should know of it. It asks nothing of them: it is told to them, as to whoever advised.
// [AD17] What was said of words decided on, and how it was used, stays beside them where newer words are proposed.
//
// acts.ts bodies; sheet.ts what was said and what it comes to in one view; intake.ts which act has effect; fold.ts where it stands;
// intend.ts and intend-advising.ts may I; standing.ts whether anybody decides it; breadth.ts how widely to ask;
// asking.ts in how many acts; present.ts, shown.ts what is seen; desk.ts whom it asks.
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { decisionActs } from './acts.ts'
import { deskOfDecision } from './desk.ts'
import { foldDecision, type Decision } from './fold.ts'
import { intendDecision } from './intend.ts'
import { wasUsed } from './used.ts'
import { decisionDetail, decisionRow, decisionSearchText, decisionTexts, decisionTitle } from './present.ts'

export { decisionActs, type DecisionAct, type DecisionBody } from './acts.ts'
export { askingsOf, inParts, MAX_ASKED, type Asking } from './asking.ts'
export { breadthOf, REACHES, SPENDS, UNDOS } from './breadth.ts'
export { foldDecision, type Advice, type Adviser, type Decision, type Outcome, type Proposal, type Word } from './fold.ts'
export { focusOf } from './present.ts'
export type { Lack } from './sheet.ts'

export const decision: RecordConcept<Decision> = {
  id: 'decision',
  prefixes: ['decision'],
  kinds: ['decision'],
  acts: decisionActs,
  validate: (type, body) => validateBody(decisionActs, type, body),
  fold: foldDecision,
  row: decisionRow,
  detail: decisionDetail,
  desk: deskOfDecision,
  title: decisionTitle,
  searchText: decisionSearchText,
  intend: intendDecision,
  shows: wasUsed,
  texts: decisionTexts,
  ignored: (state) => state.ignored,
}
