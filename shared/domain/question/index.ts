// Question: people ask one another, by name or under a topic, and the one who asked says what helped.
//
// [Q1] A question is asked by who opens it, in one act that names its topics and whom it is asked of; of everyone, where it
//      names nobody. Nobody asks in another's name, and what was asked is never altered.
// [Q2] Any member who knows the question may answer it, asked or not, more than once, also after it was closed.
// [Q3] Only whoever gave an answer takes it back; it is shown no more and stays in the ledger.
// [Q4] Only the one who asked says that an answer helped, and may say otherwise later: their newest word stands (as in P2).
//      It says something of the answer. Nothing counts what helped, and no rule reads it.
// [Q5] Who was asked by name may pass, with a word or without. Nobody owes an answer, and who passed may still answer.
// [Q6] Only the one who asked closes the question, and may open it again: their newest word stands.
// [Q7] It is closed while closed; else answered while an answer that stands helped; else open.
// [Q8] At most 50 answers a person, taken back or not.
// [Q9] Who left says nothing new, and may still take back an answer of theirs and close a question of theirs.
// [Q10] It asks those named, until they answer or pass or it is closed. A topic asks nobody.
//
// acts.ts bodies; fold.ts where it stands; intend.ts may I; present.ts what people see; desk.ts whom it asks.
import { fail, type Result } from '../../base/result.ts'
import type { Intent, Intention, RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { questionActs } from './acts.ts'
import { deskOfQuestion } from './desk.ts'
import { foldQuestion, type Question } from './fold.ts'
import { intendReply, type QuestionVerb } from './intend.ts'
import { questionDetail, questionRow, questionSearchText, questionTexts, QUESTION_VERBS } from './present.ts'

export { MAX_ANSWER, MAX_ASKED, MAX_QUESTION_TOPICS } from './acts.ts'
export { hasReplied } from './desk.ts'
export { MAX_ANSWERS_EACH, type Answer, type Question } from './fold.ts'
export { intendAsk, intendReply, type Asking, type QuestionVerb, type Replying } from './intend.ts'
export { possibleOf, QUESTION_VERBS } from './present.ts'

export const question: RecordConcept<Question> = {
  id: 'question',
  prefixes: ['question'],
  // No draft becomes a question: it is asked in one step.
  kinds: [],
  acts: questionActs,
  validate: (type, body) => validateBody(questionActs, type, body),
  fold: foldQuestion,
  row: questionRow,
  detail: questionDetail,
  desk: deskOfQuestion,
  title: (state) => state.ask?.title ?? '',
  searchText: questionSearchText,
  intend: intendQuestion,
  texts: questionTexts,
  ignored: (state) => state.ignored,
}

function intendQuestion(of: Question, verb: string, { person, member = true, text }: Intention): Result<Intent> {
  if (!QUESTION_VERBS.includes(verb as QuestionVerb)) {
    return fail('verb.unknown', 'A question is answered, passed on or closed; nothing in it is signed or kept.', 'Make a commitment of what someone is to do.')
  }
  return intendReply(of, verb as QuestionVerb, { person, member, ...(text !== undefined && { text }) })
}
