// Questions people ask one another, and answers.
import { randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { topicKey } from '#shared/domain/expertise/index.ts'
import { intendAsk, intendReply } from '#shared/domain/question/index.ts'
import type { QuestionResults } from '#shared/protocol/methods/questions.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { answerers, isUnder } from '../workspace/questions.ts'

export const questionHandlers = (core: Core): Pick<Handlers, keyof QuestionResults> => ({
  'question.ask': async ({ workspace: id, title, text, topics, to }) => {
    const workspace = core.workspace(id)
    const { people, me, questions } = workspace
    const gone = to.find((person) => !people.isMember(person as PersonId))
    if (gone !== undefined) orThrow(fail('question.gone', `${people.name(gone as PersonId)} is not a member here, so nothing was asked.`, 'Ask somebody who is, or everyone.'))
    const intent = orThrow(intendAsk({
      person: me, member: people.isMember(me), title, topics: topics.map((topic) => topic.toWellFormed()), to: [...new Set(to)] as PersonId[], nonce: toHex(randomBytes(16)),
      ...(text !== undefined && { text }),
    }))
    await workspace.voice.give({ ...intent, circle: 'workspace' })
    return questions.detail(questions.find(intent.subject))
  },
  'question.show': ({ workspace: id, id: question }) => {
    const { questions } = core.workspace(id)
    return questions.detail(questions.find(question))
  },
  'question.list': ({ workspace: id, topic, person, state }) => {
    const { questions } = core.workspace(id)
    return questions.all()
      .filter((one) => (topic === undefined || isUnder(one, topicKey(topic))) && (state === undefined || one.state === state))
      .filter((one) => person === undefined || one.ask.person === person || one.ask.to.includes(person as PersonId) || answerers(one).includes(person as PersonId))
      .map((one) => questions.row(one))
  },
  'question.give': async ({ workspace: id, id: question, verb, text, answer }) => {
    const workspace = core.workspace(id)
    const { people, me, questions } = workspace
    const intent = orThrow(intendReply(questions.find(question), verb, {
      person: me, member: people.isMember(me), ...(text !== undefined && { text }), ...(answer !== undefined && { answer: answer as ActId }),
    }))
    await workspace.voice.give({ ...intent, circle: 'workspace' })
    return questions.detail(questions.find(question))
  },
})
