// Roles: designed for oneself, handed on by consent, laid down at once.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail, RecordLink, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { dateGiven } from '../dates.ts'
import { findRow } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { showText, showValue } from './show.ts'

const RESULT = 'JSON: what "parley show ID --json" prints, with "role":{"holders","held","handons","decidedBy"}.'

const outcome = (record: RecordDetail, line: string): Outcome => ({ value: showValue(record), text: `${line}\n\n${showText(record)}` })

const FIELDS: Readonly<Record<string, OptionSpec>> = {
  'purpose': { type: 'text', value: 'TEXT', says: 'what it is for' },
  'looks-after': { type: 'text', value: 'TEXT', says: 'what you look after; a blank line parts paragraphs' },
  'may-decide': { type: 'text', value: 'TEXT', says: 'what you decide in it' },
  'from': { type: 'text', value: 'DATE', says: 'from when' },
  'until': { type: 'text', value: 'DATE', says: 'until when you have it (else it is open-ended)' },
  'review': { type: 'text', value: 'DATE', says: 'when to look at it again' },
  'hours': { type: 'text', value: 'N', says: 'hours a week it takes of you' },
  'group': { type: 'text', value: 'ID', says: 'the group or team it belongs to' },
  'decided-by': { type: 'text', value: 'ID', says: 'the decision by advice it is announced after; without one it says that none was sought' },
  'second': { type: 'flag', says: 'it is a second role, beside your main one' },
  'steward': { type: 'flag', says: 'it is the stewardship of a process' },
}

const create: Command = {
  name: 'role new',
  takes: ['TITLE'],
  says: 'Announce a role that you design for yourself. Nobody gives it to you, and nobody takes it away.',
  options: { ...FIELDS, draft: { type: 'flag', says: 'only draft it, for others to write in; "parley role offer ID" announces it' }, ...WORKSPACE },
  more: `${RESULT}\n\n  parley role new "Steward of the boiler" --purpose "Warm water on every day" --until 2027-05-01`,
  run: async (call) => {
    const { given } = call
    const [from, until, review, hours] = [dateGiven(call, 'from'), dateGiven(call, 'until'), dateGiven(call, 'review'), given.whole('hours', 0, 168)]
    const { client, workspace, me } = await inWorkspace(call)
    const link = async (name: string, how: RecordLink['how']): Promise<RecordLink[]> => {
      const wanted = given.text(name)
      if (wanted === undefined) return []
      const row = await findRow(client, workspace, wanted)
      return [{ id: how.replaceAll(' ', ''), how, record: row.id, title: row.title }]
    }
    const links = [...await link('group', 'of group'), ...await link('decided-by', 'decided by')]
    const sections = ([['purpose', 'why'], ['looks-after', 'looks after'], ['may-decide', 'may decide']] as const)
      .flatMap(([name, voice]) => (given.text(name) === undefined ? [] : [{ voice, text: given.text(name)! }]))
    const meta = {
      title: given.at(0), kind: 'role' as const, gives: [me], receives: [], ...(from && { from }), ...(until && { until }), ...(review && { review }),
      ...(hours !== undefined && { hours }), ...(links.length > 0 && { links }),
      ...(given.flag('steward') ? { rolePart: 'steward' as const } : given.flag('second') ? { rolePart: 'second' as const } : {}),
    }
    if (given.flag('draft')) {
      const { id } = await client.call('draft.create', { workspace, meta, sections, circle: 'workspace' })
      return { value: { id }, text: `Drafted: ${oneLine(given.at(0))} (${shortId(id)}). "parley role offer ${shortId(id)}" announces it.` }
    }
    const { id } = await client.call('commitment.offer', { workspace, meta, sections })
    return outcome(await client.call('records.show', { workspace, id }), `You announced your role: ${oneLine(given.at(0))}. (${shortId(id)})`)
  },
}

const offer: Command = {
  name: 'role offer',
  takes: ['ID'],
  says: 'Announce a role from its draft, or changes to one that you have.',
  options: WORKSPACE,
  more: RESULT,
  run: async (call) => {
    const { client, workspace, row } = await onRecord(call)
    const { record } = await offerDraft(client, workspace, row.id)
    return outcome(record, `You announced your role: ${oneLine(record.title)}.`)
  },
}

interface Handing { readonly name: string; readonly verb: Verb; readonly says: string; readonly done: (record: RecordDetail) => string; readonly words: string; readonly asks?: 'needed' | 'may' }

const HANDINGS: readonly Handing[] = [
  { name: 'handon', verb: 'handon', says: 'Ask others to go on with a role of yours. It stays with you until one of them takes it.', done: ({ title }) => `You asked for somebody to go on with ${oneLine(title)}.`, words: 'what they should know', asks: 'needed' },
  { name: 'keep', verb: 'keep', says: 'Take back that you asked others to go on with a role.', done: ({ title }) => `${oneLine(title)} stays with you.`, words: 'why' },
  { name: 'take', verb: 'takeon', says: 'Take on a role that you were asked to go on with, in the words that stand.', done: ({ title }) => `${oneLine(title)} is your role now.`, words: '' },
  { name: 'pass', verb: 'pass', says: 'Say that a role you were asked to go on with is not for you. Nobody owes a reason.', done: ({ title }) => `You said that ${oneLine(title)} is not for you.`, words: 'why, or whom to ask' },
  { name: 'laydown', verb: 'stepout', says: 'Lay down a role of yours, at once. Nobody has to agree.', done: ({ title }) => `You laid down ${oneLine(title)}.`, words: 'why', asks: 'may' },
]

const handing = ({ name, verb, says, done, words, asks }: Handing): Command => ({
  name: `role ${name}`,
  takes: ['ID'],
  says,
  options: {
    ...(asks && { to: { type: 'texts' as const, value: 'NAME', says: 'whom you ask; it binds nobody', ...(asks === 'needed' && { required: true }) } }),
    ...(words !== '' && { text: { type: 'text' as const, value: 'TEXT', says: words } }), ...WORKSPACE,
  },
  more: RESULT,
  run: async (call: Call) => {
    const { given } = call
    const { row, idsOf, give } = await onRecord(call)
    if (row.kind !== 'role') throw new ProblemError(problem('role.none', `${oneLine(row.title)} is no role. Nothing was done.`, '"parley ls roles" lists them.'))
    const named = asks ? given.texts('to') : []
    const to = await idsOf(named)
    const text = words === '' ? undefined : given.text('text')
    const record = await give(verb, { ...(to.length > 0 && { to }), ...(text !== undefined && { text }) })
    return outcome(record, done(record))
  },
})

export const roleCommands: readonly Command[] = [create, offer, ...HANDINGS.map(handing)]
