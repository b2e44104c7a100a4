import { problem, ProblemError } from '#shared/base/result.ts'
import type { AnswerView, HostClient, QuestionDetail, QuestionRow, QuestionVerb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { findPeople, matching } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { indent, moment, oneLine, plain, shortId, table } from '../text.ts'

export function questionTable(rows: readonly QuestionRow[]): string {
  if (rows.length === 0) return 'No questions yet. "parley ask TEXT" asks one.'
  return table(rows.map(({ id, state, title, asker, to, topics, asksMe, onlyHere }) => [
    shortId(id), state, oneLine(title), `${asker.you ? 'you' : oneLine(asker.name)} asked ${to.length > 0 ? to.map(({ name, you }) => (you ? 'you' : oneLine(name))).join(', ') : 'everyone'}`,
    topics.map(oneLine).join(', '), [asksMe ? 'asks you' : '', onlyHere ? 'only on this device' : ''].filter(Boolean).join(', '),
  ]))
}

function questionText(of: QuestionDetail): string {
  const asked = of.to.map(({ name, you, stance, text }) => [`${oneLine(name)}${you ? ' (you)' : ''}`, stance, text ? `"${oneLine(text)}"` : ''])
  const answers = of.answers.map(({ id, by, at, text, helped }) =>
    `${oneLine(by.name)}, ${moment(at)} (${shortId(id)})${helped ? ', helped' : ''}\n${indent(text === null ? 'The words are not on this device.' : plain(text))}`)
  const can = of.possible.filter(({ allowed }) => allowed).map(({ verb }) => verb)
  return [
    `${oneLine(of.title)}\n${shortId(of.id)}  ${of.state}, asked by ${oneLine(of.asker.name)}${of.topics.length > 0 ? `, under ${of.topics.map(oneLine).join(', ')}` : ''}`,
    of.missing ? 'The rest of the question is not on this device.' : of.text ? plain(of.text) : '',
    asked.length > 0 ? `Asked\n${indent(table(asked))}` : '', answers.length > 0 ? `Answers\n${indent(answers.join('\n'))}` : 'No answer yet.',
    of.closing ? `Closed: ${oneLine(of.closing)}` : '', can.length > 0 ? `You can: ${can.join(', ')}` : '',
  ].filter((part) => part !== '').join('\n\n')
}

const outcome = (value: QuestionDetail): Outcome => ({ value, text: questionText(value) })

async function findQuestion(client: HostClient, workspace: string, wanted: string): Promise<QuestionRow> {
  const found = matching((await client.call('question.list', { workspace })).map((row) => ({ ...row, name: row.title })), wanted)
  if (found.length === 1) return found[0]!
  const candidates = found.map(({ id, title }) => `${id.slice(0, 16)} ${oneLine(title)}`)
  throw new ProblemError(found.length === 0
    ? problem('question.unknown', `No question here has the id or begins with "${wanted}".`, '"parley ls questions" lists them.')
    : problem('question.ambiguous', `"${wanted}" fits ${found.length} questions: ${candidates.slice(0, 12).join('; ')}. Nothing was done.`, 'Write more of the id.', { candidates }))
}

const ask: Command = {
  name: 'ask',
  takes: ['TEXT'],
  says: 'Ask a question: of people by name, else of everyone. Everyone in the workspace can read it and its answers.',
  options: {
    topic: { type: 'texts', value: 'TOPIC', says: 'what it is about' },
    to: { type: 'texts', value: 'NAME', says: 'whom you ask' },
    more: { type: 'text', value: 'TEXT', says: 'the rest of it, below the question' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","title","state","asker","to","topics","answers","possible",…}.\n\n  parley ask "Which trap ticks?" --topic "steam traps" --to Ben',
  run: async (call) => {
    const { given, around } = call
    const { client, workspace } = await inWorkspace(call)
    const named = given.texts('to')
    const to = named.length > 0 ? findPeople(await client.call('people.list', { workspace }), named) : []
    for (const { name, attention } of to) {
      if (attention?.kind === 'away') around.note(`${oneLine(name)} is away${attention.until ? ` until ${attention.until}` : ''}${attention.standIn ? `; meanwhile ask ${oneLine(attention.standIn.name)}` : ''}.\n`)
    }
    const text = given.text('more')
    return outcome(await client.call('question.ask', { workspace, title: given.at(0), topics: [...given.texts('topic')], to: to.map(({ id }) => id), ...(text !== undefined && { text }) }))
  },
}

interface Reply { readonly verb: QuestionVerb; readonly name: string; readonly takes: readonly string[]; readonly says: string; readonly words?: string; readonly chooses?: boolean }

const REPLIES: readonly Reply[] = [
  { verb: 'answer', name: 'answer', takes: ['ID', 'TEXT'], says: 'Answer a question.' },
  { verb: 'retract', name: 'question retract', takes: ['ID'], says: 'Take back an answer of yours.', chooses: true },
  { verb: 'helped', name: 'question helped', takes: ['ID'], says: 'Say that an answer to your question helped.', chooses: true },
  { verb: 'unhelped', name: 'question unhelped', takes: ['ID'], says: 'Take back that an answer helped.', chooses: true },
  { verb: 'pass', name: 'question pass', takes: ['ID'], says: 'Pass a question you were asked. Nobody owes an answer.', words: 'why, or whom to ask' },
  { verb: 'close', name: 'question close', takes: ['ID'], says: 'Close a question of yours.', words: 'how it ended' },
  { verb: 'reopen', name: 'question reopen', takes: ['ID'], says: 'Open a question of yours again.' },
]

const ANSWER: OptionSpec = { type: 'text', value: 'ID', says: 'which answer (else the only one it can be)' }

const replyCommand = ({ verb, name, takes, says, words, chooses }: Reply): Command => ({
  name, takes, says,
  options: { ...(words && { text: { type: 'text' as const, value: 'TEXT', says: words } }), ...(chooses && { answer: ANSWER }), ...WORKSPACE },
  more: 'JSON: what "parley ask --json" prints.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const { id } = await findQuestion(client, workspace, given.at(0))
    const text = verb === 'answer' ? given.at(1) : given.text('text')
    const wanted = given.text('answer')
    const answer = wanted === undefined ? undefined : findAnswer((await client.call('question.show', { workspace, id })).answers, wanted).id
    return outcome(await client.call('question.give', { workspace, id, verb, ...(text !== undefined && { text }), ...(answer !== undefined && { answer }) }))
  },
})

function findAnswer(answers: readonly AnswerView[], wanted: string): AnswerView {
  const found = answers.filter(({ id }) => id.startsWith(wanted.toLowerCase()))
  if (found.length === 1) return found[0]!
  const candidates = answers.map(({ id, by }) => `${shortId(id)} by ${oneLine(by.name)}`)
  throw new ProblemError(problem('answer.unknown', `"${wanted}" fits no single answer. Nothing was done.`, `There is: ${candidates.join('; ')}.`, { candidates }))
}

const show: Command = {
  name: 'question show',
  takes: ['ID'],
  says: 'Show a question and its answers.',
  options: WORKSPACE,
  more: 'JSON: what "parley ask --json" prints.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const { id } = await findQuestion(client, workspace, given.at(0))
    return outcome(await client.call('question.show', { workspace, id }))
  },
}

export const questionCommands: readonly Command[] = [ask, show, ...REPLIES.map(replyCommand)]
