// Working groups and teams: joined, facilitated, closed. Their charter: group-charter.ts; minutes of their meetings: minutes.ts.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { readDate } from '../dates.ts'
import { findRevision, findRow } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { indent, oneLine, plain, shortId } from '../text.ts'
import { charterCommands, meant, RESULT, type Meant } from './group-charter.ts'
import { replyIn, replyTo } from './group-replies.ts'
import { signed } from './keeping.ts'

type Say = (of: Call, meant: Meant) => Promise<Record<string, unknown>> | Record<string, unknown>

interface Act {
  readonly name: string
  readonly verb: Verb
  readonly says: string
  readonly done: string
  readonly options?: Readonly<Record<string, OptionSpec>>
  readonly say?: Say
}

const TEXT = (says: string): Readonly<Record<string, OptionSpec>> => ({ text: { type: 'text', value: 'TEXT', says } })
const textIn = ({ given }: Call, name = 'text'): Record<string, string> => {
  const text = given.text(name)
  return text === undefined ? {} : { text }
}
const dateIn = ({ given, around }: Call, name: string): Record<string, string> => {
  const text = given.text(name)
  return text === undefined ? {} : { [name]: readDate(name, text, around.now()) }
}

async function personIn({ given }: Call, { idsOf }: Meant): Promise<Record<string, string>> {
  const wanted = given.text('who')
  return wanted === undefined ? {} : { about: (await idsOf([wanted]))[0]! }
}

const joinOf: Say = ({ given }, { detail }) => {
  const wanted = given.text('revision')
  const revision = wanted === undefined ? null : findRevision(detail, wanted)
  const text = given.text('text')
  return { ...(revision && { revision: revision.id, words: revision.words }), ...(text !== undefined && { text }) }
}

const ACTS: readonly Act[] = [
  { name: 'interest', verb: 'interest', says: 'Say that you would join, before there is a charter. It binds you to nothing.', done: 'You said that you would join', options: TEXT('a word with it'), say: (of) => textIn(of) },
  { name: 'uninterest', verb: 'uninterest', says: 'Say that you would not join after all.', done: 'You said that you would not join', options: TEXT('why'), say: (of) => textIn(of) },
  {
    name: 'join', verb: 'accept', says: 'Accept the charter that holds, with your signature. Where it asks for a welcome, you wait for one.', done: 'You accepted the charter of',
    options: { revision: { type: 'text', value: 'N|ID', says: 'which revision (else the one that holds)' } }, say: joinOf,
  },
  {
    name: 'welcome', verb: 'welcome', says: 'Welcome somebody who accepted the charter, or who may.', done: 'You welcomed somebody into',
    options: { who: { type: 'text', value: 'NAME', says: 'whom (else the only one who waits)' }, ...TEXT('a word with it') }, say: async (of, to) => ({ ...await personIn(of, to), ...textIn(of) }),
  },
  {
    name: 'swap', verb: 'swap', says: 'Ask another member to swap turns with you.', done: 'You asked to swap turns in',
    options: { who: { type: 'text', value: 'NAME', says: 'with whom', required: true }, mine: { type: 'text', value: 'DATE', says: 'the first day of your turn', required: true }, theirs: { type: 'text', value: 'DATE', says: 'the first day of theirs', required: true } },
    say: async (of, to) => ({ ...await personIn(of, to), ...dateIn(of, 'mine'), ...dateIn(of, 'theirs') }),
  },
  {
    name: 'pause', verb: 'pause', says: 'Propose that it pauses, and agree to that. It binds who agrees.', done: 'You proposed a pause of',
    options: { ...TEXT('why'), until: { type: 'text', value: 'DATE', says: 'its last day' } }, say: (of) => ({ ...textIn(of), ...dateIn(of, 'until') }),
  },
  { name: 'resume', verb: 'resume', says: 'Propose that it goes on after a pause, and agree to that.', done: 'You proposed to go on with', options: TEXT('a word with it'), say: (of) => textIn(of) },
  {
    name: 'close', verb: 'close', says: 'Propose to close it, with what was learned and where what came out of it lives on. It closes for those who agree.', done: 'You proposed to close',
    options: { learned: { type: 'text', value: 'TEXT', says: 'what you learned', required: true }, home: { type: 'text', value: 'TEXT', says: 'where what came out of it lives on' }, 'home-record': { type: 'text', value: 'ID', says: 'the record where it lives on' } },
    say: async (of, { client, workspace }) => {
      const [home, record] = [of.given.text('home'), of.given.text('home-record')]
      return { ...textIn(of, 'learned'), ...(home !== undefined && { home }), ...(record !== undefined && { record: (await findRow(client, workspace, record)).id }) }
    },
  },
  { name: 'agree', verb: 'agree', says: 'Agree to a pause, to going on, to a closing or a swap, for yourself.', done: 'You agreed in', options: replyTo('to what, where it could be several things'), say: replyIn('agree') },
  {
    name: 'pass', verb: 'pass', says: 'Say that a proposal, a swap or facilitating is not for you, or take back that you agreed. You go on.', done: 'You passed in',
    options: { ...replyTo('on what, where it could be several things'), ...TEXT('why') }, say: (of, to) => ({ ...replyIn('pass')(of, to), ...textIn(of) }),
  },
  {
    name: 'publish', verb: 'publish', says: 'Tell everybody how you do something in this group.', done: 'You told how it is done in',
    options: { topic: { type: 'text', value: 'TOPIC', says: 'under which topic', required: true }, title: { type: 'text', value: 'TEXT', says: 'what, in a line', required: true }, ...TEXT('how') },
    say: (of) => ({ topic: of.given.text('topic'), title: of.given.text('title'), ...textIn(of) }),
  },
  { name: 'unpublish', verb: 'unpublish', says: 'Take back the last that you told of how it is done.', done: 'You took back how it is done in' },
  {
    name: 'output', verb: 'output', says: 'Tell what came out of it.', done: 'You told what came out of',
    options: { title: { type: 'text', value: 'TEXT', says: 'what, in a line', required: true }, record: { type: 'text', value: 'ID', says: 'the record it is' }, ...TEXT('where it is') },
    say: async (of, { client, workspace }) => {
      const record = of.given.text('record')
      return { title: of.given.text('title'), ...(record !== undefined && { record: (await findRow(client, workspace, record)).id }), ...textIn(of) }
    },
  },
  { name: 'learned', verb: 'learned', says: 'Tell what was learned in it, also after it closed.', done: 'You told what was learned in', options: { text: { type: 'text', value: 'TEXT', says: 'what', required: true } }, say: (of) => textIn(of) },
]

const actCommand = ({ name, verb, says, done, options, say }: Act): Command => ({
  name: `group ${name}`, takes: ['ID'], says, options: { ...options, ...WORKSPACE }, more: RESULT,
  run: async (of) => {
    const to = await meant(of)
    const { client, workspace, detail } = to
    const { record } = await client.call('records.give', { workspace, id: detail.id, verb, ...await say?.(of, to) })
    return signed(record, `${done} ${oneLine(detail.title)}.`)
  },
})

const facilitate: Command = {
  name: 'group facilitate',
  takes: ['ID'],
  says: 'Take facilitating, for yourself; or with --who ask another member to take it. Nobody is made facilitator.',
  options: {
    who: { type: 'text', value: 'NAME', says: 'whom you ask; it stays where it is until they take it' },
    until: { type: 'text', value: 'DATE', says: 'your last day' },
    phase: { type: 'text', value: 'TEXT', says: 'for which phase, or a word to whom you ask' },
    'let-go': { type: 'flag', says: 'let go of it' },
    ...WORKSPACE,
  },
  more: RESULT,
  run: async (of) => {
    const to = await meant(of)
    const { client, workspace, detail } = to
    const { about } = await personIn(of, to)
    const verb = of.given.flag('let-go') ? 'letgo' : about === undefined ? 'facilitate' : 'handon'
    const { record } = await client.call('records.give', { workspace, id: detail.id, verb, ...(verb === 'handon' && { to: [about!] }), ...(verb === 'facilitate' ? dateIn(of, 'until') : {}), ...textIn(of, 'phase') })
    const done = { letgo: 'You let go of facilitating', facilitate: 'You facilitate', handon: 'You asked for somebody else to facilitate' }[verb]
    return signed(record, `${done} ${oneLine(detail.title)}.`)
  },
}

const leave: Command = {
  name: 'group leave',
  takes: ['ID'],
  says: 'Step out at once. Nobody has to agree. What is still open with you is listed.',
  options: {
    why: { type: 'text', value: 'TEXT', says: 'why' },
    handover: { type: 'text', value: 'TEXT', says: 'what is to be handed over, and where it is' },
    ask: { type: 'texts', value: 'NAME', says: 'whom you ask to take it over; it binds nobody' },
    ...WORKSPACE,
  },
  more: RESULT,
  run: async (of): Promise<Outcome> => {
    const { client, workspace, detail, idsOf } = await meant(of)
    const to = await idsOf(of.given.texts('ask'))
    const handover = of.given.text('handover')
    const open = (await client.call('group.around', { workspace, id: detail.id })).filter(({ mine }) => mine)
    const { record } = await client.call('records.give', { workspace, id: detail.id, verb: 'stepout', ...textIn(of, 'why'), ...(handover !== undefined && { handover }), ...(to.length > 0 && { to }) })
    const left = open.length === 0 ? '' : `\nStill open with you:\n${indent(open.map(({ row }) => `${shortId(row.id)}  ${oneLine(row.title)} (${row.state})`).join('\n'))}`
    return signed(record, `You stepped out of ${oneLine(detail.title)}.${left}`)
  },
}

const how: Command = {
  name: 'group how',
  says: 'List how groups do things, of one topic or of all. With --ask, ask the members of a group how.',
  options: {
    topic: { type: 'text', value: 'TOPIC', says: 'of which topic' },
    ask: { type: 'text', value: 'TEXT', says: 'the question' },
    group: { type: 'text', value: 'ID', says: 'whose members you ask' },
    ...WORKSPACE,
  },
  more: 'JSON: [{"group","groupTitle","topic","title","text","by","at"}]; with --ask {"id"} of the question.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const [topic, question, group] = [given.text('topic'), given.text('ask'), given.text('group')]
    if (question !== undefined) {
      if (group === undefined) throw new ProblemError(problem('usage.missing', '--ask needs --group.', 'Say whose members you ask.'))
      const row = await findRow(client, workspace, group)
      const asked = await client.call('group.ask', { workspace, id: row.id, title: question, ...(topic !== undefined && { topic }) })
      return { value: asked, text: `You asked the members of ${oneLine(row.title)} (${shortId(asked.id)}).` }
    }
    const rows = await client.call('group.how', { workspace, ...(topic !== undefined && { topic }) })
    const text = rows.map((one) => `${oneLine(one.topic)}: ${oneLine(one.title)}, ${oneLine(one.groupTitle)} (${shortId(one.group)})\n${indent(one.text === null ? '' : plain(one.text))}`.trimEnd()).join('\n')
    return { value: rows, text: rows.length === 0 ? 'No group has told how it does this.' : text }
  },
}

export const groupCommands: readonly Command[] = [...charterCommands, ...ACTS.map(actCommand), facilitate, leave, how]
