// Roles: designed for oneself, handed on by consent, laid down at once.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type Outcome } from '../command.ts'
import { draftNew, draftOn, offerOnce, saidIn, saysAnything } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { showText, showValue } from './show.ts'

const RESULT = 'JSON: what "parley show ID --json" prints, with "role":{"holders","held","handons","decidedBy"}.'

const outcome = (record: RecordDetail, line: string): Outcome => ({ value: showValue(record), text: `${line}\n\n${showText(record)}` })

const FIELDS = optionsOf('role')

const create: Command = {
  name: 'role new',
  takes: ['TITLE'],
  says: 'Announce a role that you design for yourself. Nobody gives it to you, and nobody takes it away.',
  options: { ...FIELDS, draft: { type: 'flag', says: 'only draft it, for others to write in; "parley role offer ID" announces it' }, ...WORKSPACE },
  more: `${RESULT}\n\n  parley role new "Steward of the boiler" --purpose "Warm water on every day" --until 2027-05-01`,
  run: async (call) => {
    const { given } = call
    const here = await inWorkspace(call)
    const { client, workspace, me } = here
    const said = await saidIn('role', call, here)
    const whose = { kind: 'role', gives: [me], receives: [] } as const
    const title = given.at(0)
    if (given.flag('draft')) {
      const id = await draftNew(here, { ...whose, title }, said)
      return { value: { id }, text: `Drafted: ${oneLine(title)} (${shortId(id)}). "parley role offer ${shortId(id)}" announces it.` }
    }
    const { id } = await offerOnce(here, { ...whose, title }, said)
    return outcome(await client.call('records.show', { workspace, id }), `You announced your role: ${oneLine(title)}. (${shortId(id)})`)
  },
}

const offer: Command = {
  name: 'role offer',
  takes: ['ID'],
  says: 'Announce a role from its draft, or changes to one that you have.',
  options: { ...FIELDS, ...WORKSPACE },
  more: RESULT,
  run: async (call) => {
    const here = await onRecord(call)
    const { client, workspace, row } = here
    const said = await saidIn('role', call, here)
    const { record } = await offerDraft(client, workspace, saysAnything(said) ? await draftOn(here, row.id, said) : row.id)
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
