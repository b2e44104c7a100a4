// Minutes of a group's meetings: kept by one, spoken of by others, and what is promised out of them.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type Outcome } from '../command.ts'
import { dateGiven, dayGiven } from '../dates.ts'
import { draftNew, offerOnce, saidIn } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { onRecord } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { showText, showValue } from './show.ts'

const RESULT = 'JSON: what "parley show ID --json" prints, with "minutes":{"keeper","on","groups","there","memories","toDos"}.'

const outcome = (record: RecordDetail, line: string): Outcome => ({ value: showValue(record), text: `${line}\n\n${showText(record)}` })

const keep: Command = {
  name: 'group minutes',
  takes: ['GROUP'],
  says: 'Keep minutes of a meeting of a group, signed by you for yourself. With --draft only begin them, for all to write in.',
  options: {
    ...optionsOf('minutes'),
    there: { type: 'texts', value: 'NAME', says: 'who else was there' },
    draft: { type: 'flag', says: 'leave them open: the next meeting, with its agenda' },
    ...WORKSPACE,
  },
  more: `${RESULT} With --draft {"id"}; "parley minutes sign ID" signs them.\n\n  parley group minutes "Steam" --on 2026-05-20 --said "We tried trap 4." --todo "Bring the notes"`,
  run: async (call) => {
    const { given } = call
    const on = dayGiven(call, 'on')
    const here = await onRecord(call)
    const { client, workspace, me, row: group } = here
    if (group.concept !== 'group') throw new ProblemError(problem('group.none', `${oneLine(group.title)} is no group. Nothing was done.`, '"parley ls groups" lists them.'))
    const there = (await here.idsOf(given.texts('there'))).filter((id) => id !== me)
    const title = given.text('title') ?? `${group.title}, ${on}`.slice(-200)
    const said = await saidIn('minutes', call, here)
    const links = [{ id: 'group', how: 'of group' as const, record: group.id, title: group.title }, ...said.lists({}).links ?? []]
    const meta = { title, kind: 'minutes' as const, gives: [me], receives: there, on, links }
    if (given.flag('draft')) {
      const id = await draftNew(here, meta, said)
      return { value: { id }, text: `Begun for all to write in: ${oneLine(title)} (${shortId(id)}). "parley minutes sign ${shortId(id)}" signs them.` }
    }
    const { id } = await offerOnce(here, meta, said)
    return outcome(await client.call('records.show', { workspace, id }), `You signed the minutes for yourself: ${oneLine(title)}. (${shortId(id)}) Nobody is bound by them.`)
  },
}

const sign: Command = {
  name: 'minutes sign',
  takes: ['ID'],
  says: 'Sign minutes that you began, for yourself, in the words that stand in the draft.',
  options: WORKSPACE,
  more: RESULT,
  run: async (call) => {
    const { client, workspace, row } = await onRecord(call)
    const { record } = await offerDraft(client, workspace, row.id)
    return outcome(record, `You signed the minutes for yourself: ${oneLine(record.title)}.`)
  },
}

interface Saying { readonly name: string; readonly verb: Verb; readonly says: string; readonly done: string; readonly needs: boolean }

const SAYINGS: readonly Saying[] = [
  { name: 'sowas', verb: 'sowas', says: 'Say of minutes that so it was.', done: 'You said that so it was.', needs: false },
  { name: 'remember', verb: 'remember', says: 'Say what you remember otherwise than the minutes do.', done: 'You said what you remember.', needs: true },
]

const saying = ({ name, verb, says, done, needs }: Saying): Command => ({
  name: `minutes ${name}`,
  takes: ['ID'],
  says,
  options: { text: { type: 'text', value: 'TEXT', says: needs ? 'how it was for you' : 'a word to it', ...(needs && { required: true }) }, ...WORKSPACE },
  more: RESULT,
  run: async (call) => {
    const { given } = call
    const { give } = await onRecord(call)
    const text = given.text('text')
    const record = await give(verb, { ...(text !== undefined && { text }) })
    return outcome(record, done)
  },
})

const promise: Command = {
  name: 'minutes promise',
  takes: ['ID'],
  says: 'Promise what minutes leave to do: your own promise, which names them.',
  options: {
    line: { type: 'text', value: 'N', says: 'which line, by the number that "parley show" gives it', required: true },
    to: { type: 'texts', value: 'NAME', says: 'whom you promise it to (else who kept the minutes)' },
    by: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, friday, +10d' },
    text: { type: 'text', value: 'TEXT', says: 'other words than the line\'s' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"} of the promise.',
  run: async (call) => {
    const { given } = call
    const due = dateGiven(call, 'by')
    const n = given.whole('line', 1, 10_000)!
    const { client, workspace, me, row, show, idsOf } = await onRecord(call)
    const { minutes, title: called } = await show()
    const line = minutes?.toDos[n - 1]
    if (!minutes || !line) throw new ProblemError(problem('minutes.line', `There is no line ${n} to do in ${oneLine(called)}. Nothing was promised.`, `"parley show ${shortId(row.id)}" lists them.`))
    const named = given.texts('to')
    const to = named.length > 0 ? await idsOf(named) : minutes.keeper && !minutes.keeper.you ? [minutes.keeper.id] : []
    if (to.length === 0 || to.includes(me)) {
      throw new ProblemError(problem('usage.alone', 'A promise is to somebody else. Nothing was promised.', 'Say whom you promise it to with --to NAME.'))
    }
    const title = (given.text('text') ?? line.words).slice(0, 200)
    const made = await client.call('commitment.offer', {
      workspace, meta: { title, kind: 'promise', gives: [me], receives: to, ...(due && { due }), links: [{ id: line.id, how: 'relates to', record: row.id, title: called }] },
    })
    return { value: made, text: `You promised: ${oneLine(title)}${due ? `, by ${due}` : ''}. (${shortId(made.id)}, ${made.state})` }
  },
}

export const minutesCommands: readonly Command[] = [keep, sign, ...SAYINGS.map(saying), promise]
