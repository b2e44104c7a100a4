import { problem, ProblemError } from '#shared/base/result.ts'
import { topicKey } from '#shared/domain/expertise/topic-key.ts'
import type { FoundPerson, FoundWhy, HostClient, TopicRow, TopicView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { findRow } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { indent, moment, oneLine, plain, shortId, table } from '../text.ts'
import { profileOutcome, whoAndWhere } from './profile.ts'

const names = (all: readonly { readonly name: string; readonly you: boolean }[]): string => all.map(({ name, you }) => (you ? 'you' : oneLine(name))).join(', ')

export function topicTable(topics: readonly TopicRow[]): string {
  if (topics.length === 0) return 'Nobody stands under a topic yet. "parley expertise claim TOPIC" says what you can help with.'
  return table(topics.map(({ topic, helpers, learners }) => [
    oneLine(topic), helpers.length > 0 ? `can help: ${names(helpers)}` : 'nobody yet', learners.length > 0 ? `want to learn: ${names(learners)}` : '',
  ]))
}

const topicsCommand: Command = {
  name: 'topics',
  says: 'List what people here can help with and want to learn, by topic.',
  options: WORKSPACE,
  more: 'JSON: a list of {"key","topic","helpers","learners","updatedAt"}.',
  run: async (call) => {
    const { client, workspace } = await inWorkspace(call)
    const all = await client.call('topics.list', { workspace })
    return { value: all, text: topicTable(all) }
  },
}

function topicText(view: TopicView): string {
  const helpers = view.helpers.map(({ name, attention, entry }) => [
    oneLine(name), attention?.kind === 'away' ? `away${attention.until ? ` until ${attention.until}` : ''}` : '', entry.words ? `"${oneLine(entry.words)}"` : '',
    entry.endorsers.length > 0 ? `named by ${names(entry.endorsers)}` : '', entry.faded ? `last used ${moment(entry.lastUsed)}` : '',
  ])
  return [
    oneLine(view.topic),
    view.aliases.length > 0 ? `Also: ${view.aliases.map(({ id, other, by }) => `${oneLine(other)} (says ${oneLine(by.name)}, ${shortId(id)})`).join(', ')}` : '',
    helpers.length > 0 ? `Can help\n${indent(table(helpers))}` : 'Nobody says that they can help with this.',
    view.learners.length > 0 ? `Want to learn: ${names(view.learners)}` : '',
    view.relations.length > 0 ? `Who turned to whom\n${indent(view.relations.map(({ asker, helper, title }) => `${oneLine(asker.name)} asked, ${oneLine(helper.name)} helped: ${oneLine(title)}`).join('\n'))}` : '',
    view.questions.length > 0 ? `Questions\n${indent(table(view.questions.map(({ id, title, state }) => [shortId(id), state, oneLine(title)])))}` : '',
  ].filter((part) => part !== '').join('\n\n')
}

const showTopic: Command = {
  name: 'topic show',
  takes: ['TOPIC'],
  says: 'Show who can help with a topic, what was asked, and who turned to whom.',
  options: WORKSPACE,
  more: 'JSON: {"topic","helpers","learners","aliases","questions","relations"}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const view = await client.call('topics.show', { workspace, topic: given.at(0) })
    return { value: view, text: topicText(view) }
  },
}

const alias: Command = {
  name: 'topic alias',
  takes: ['TOPIC', 'OTHER'],
  says: 'Say that a topic goes by another word as well. Who looks for one finds the other; your name stands beside it, and nothing is renamed.',
  options: WORKSPACE,
  more: 'JSON: what "parley topic show TOPIC --json" prints.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const view = await client.call('topics.alias', { workspace, topic: given.at(0), also: given.at(1) })
    return { value: view, text: topicText(view) }
  },
}

const unalias: Command = {
  name: 'topic unalias',
  takes: ['TOPIC', 'OTHER'],
  says: 'Take back that a topic goes by another word as well, where you said so.',
  options: WORKSPACE,
  more: 'JSON: what "parley topic show TOPIC --json" prints.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const { aliases } = await client.call('topics.show', { workspace, topic: given.at(0) })
    const [found] = aliases.filter(({ other }) => topicKey(other) === topicKey(given.at(1))).sort((a, b) => Number(b.by.you) - Number(a.by.you))
    if (!found) throw new ProblemError(problem('topic.no-alias', `Nobody says that "${plain(given.at(0))}" is also called "${plain(given.at(1))}".`, '"parley topic show TOPIC" lists its other words.'))
    await client.call('topics.unalias', { workspace, alias: found.id })
    const view = await client.call('topics.show', { workspace, topic: given.at(0) })
    return { value: view, text: topicText(view) }
  },
}

const whyText = (why: FoundWhy): string => {
  switch (why.kind) {
    case 'helps': return `can help with ${oneLine(why.topic)}${why.words ? `: "${oneLine(why.words)}"` : ''}`
    case 'learns': return `wants to learn ${oneLine(why.topic)}`
    case 'alias': return `can help with ${oneLine(why.topic)}, which ${oneLine(why.by)} also calls ${oneLine(why.other)}`
    case 'answered': return `helped with "${oneLine(why.title)}"`
    case 'name': return `is or was called ${oneLine(why.words)}`
    case 'says': return `says: "${oneLine(why.words).slice(0, 80)}"`
  }
}
const foundText = (found: readonly FoundPerson[]): string => found.map(({ name, why }) => `${oneLine(name)}\n${indent(why.map(whyText).join('\n'))}`).join('\n')

const who: Command = {
  name: 'who',
  takes: ['TEXT'],
  says: 'Find whom to ask about something, and why them. In order of names: nobody is ranked.',
  options: WORKSPACE,
  more: 'JSON: {"helps","learns","others","questions"}, people as {"person","name","why":[…]}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const found = await client.call('people.find', { workspace, text: given.at(0) })
    const parts = [
      found.helps.length > 0 ? `Can help\n${indent(foundText(found.helps))}` : '', found.learns.length > 0 ? `Want to learn it too\n${indent(foundText(found.learns))}` : '',
      found.others.length > 0 ? `Also\n${indent(foundText(found.others))}` : '',
      found.questions.length > 0 ? `Asked before\n${indent(table(found.questions.map(({ id, title, state }) => [shortId(id), state, oneLine(title)])))}` : '',
    ].filter((part) => part !== '')
    return { value: found, text: parts.length > 0 ? parts.join('\n\n') : `Nobody was found for "${plain(given.at(0))}". "parley ask" asks everyone.` }
  },
}

type Verb = 'claim' | 'drop' | 'wish' | 'unwish' | 'endorse' | 'unendorse'
const WORDS: OptionSpec = { type: 'text', value: 'TEXT', says: 'in your words' }

const SAYS: Readonly<Record<Verb, string>> = {
  claim: 'Say that you can help with a topic. Said again, the new words stand.',
  drop: 'Stand no longer under a topic.',
  wish: 'Say that you want to learn something.',
  unwish: 'Take back that you want to learn something.',
  endorse: 'Name a colleague for something they say they can help with. It stands beside the topic with your name, and is never counted.',
  unendorse: 'Take back that you named a colleague for something.',
}

const OPTIONS: Readonly<Record<Verb, Readonly<Record<string, OptionSpec>>>> = {
  claim: {
    words: WORDS, how: { type: 'text', value: 'TEXT', says: 'how to come and ask' },
    evidence: { type: 'texts', value: 'ID', says: 'a promise of yours that was kept, a question your answer helped with, a decision that used your advice, or a group of yours' },
  },
  drop: {}, unwish: {}, wish: { words: WORDS },
  endorse: { who: { type: 'text', value: 'NAME', says: 'whom', required: true }, words: WORDS },
  unendorse: { who: { type: 'text', value: 'NAME', says: 'whom', required: true } },
}

async function say(client: HostClient, verb: Verb, { given }: Pick<Call, 'given'>): Promise<Outcome> {
  const { workspace, person } = await whoAndWhere(client, given, given.text('who'))
  const topic = given.at(0)
  const words = given.text('words')
  const said = { workspace, topic, ...(words !== undefined && { words }) }
  switch (verb) {
    case 'claim': {
      const evidence = await Promise.all(given.texts('evidence').map(async (id) => (await findRow(client, workspace, id)).id))
      const how = given.text('how')
      return profileOutcome(await client.call('expertise.claim', { ...said, ...(how !== undefined && { how }), ...(evidence.length > 0 && { evidence }) }))
    }
    case 'wish': return profileOutcome(await client.call('expertise.wish', said))
    case 'endorse': return profileOutcome(await client.call('expertise.endorse', { ...said, person: person.id }))
    case 'unendorse': return profileOutcome(await client.call('expertise.unendorse', { workspace, topic, person: person.id }))
    case 'drop': return profileOutcome(await client.call('expertise.drop', { workspace, topic }))
    case 'unwish': return profileOutcome(await client.call('expertise.unwish', { workspace, topic }))
  }
}

const verbCommand = (verb: Verb): Command => ({
  name: `expertise ${verb}`,
  takes: ['TOPIC'],
  says: SAYS[verb],
  options: { ...OPTIONS[verb], ...WORKSPACE },
  more: 'JSON: what "parley profile show --json" prints.',
  run: async (call) => say(await call.host(), verb, call),
})

export const expertiseCommands: readonly Command[] = [topicsCommand, showTopic, alias, unalias, who, ...(Object.keys(SAYS) as Verb[]).map(verbCommand)]
