// Hours that went into experiments and groups: one's own log, and what of it is shared.
import { problem, ProblemError } from '#shared/base/result.ts'
import { WORKSPACE, type Command, type OptionSpec } from '../command.ts'
import { dayGiven, weeksAround } from '../dates.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { oneLine, shortId, table } from '../text.ts'

export const DATE: OptionSpec = { type: 'text', value: 'DATE', says: 'on which day (else today)' }

/** `2 h 30` or `45 min`. */
export const spanText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : ''}${hours > 0 ? `${hours} h${rest > 0 ? ` ${String(rest).padStart(2, '0')}` : ''}` : `${rest} min`}`
}

const log: Command = {
  name: 'experiment log',
  takes: ['ID'],
  says: 'Log hours you spent on an experiment or in a group. The log is yours alone; with --share the others see the total of all that is shared.',
  options: {
    hours: { type: 'text', value: 'N', says: 'how long: 1.5 or 1:30', required: true }, date: DATE,
    note: { type: 'text', value: 'TEXT', says: 'what for, to yourself' }, share: { type: 'flag', says: 'tell the others your total of it' },
    ...WORKSPACE,
  },
  more: 'JSON: what "parley spent --json" prints.\n\n  parley experiment log ID --hours 1:30 --date friday',
  run: async (call) => {
    const { given } = call
    const { client, workspace, row } = await onRecord(call)
    const note = given.text('note')
    await client.call('hours.log', {
      workspace, id: row.id, hours: given.text('hours')!, ...(given.text('date') !== undefined && { on: dayGiven(call, 'date') }), ...(note !== undefined && { note }), ...(given.flag('share') && { share: true }),
    })
    const value = await client.call('hours.mine', { workspace, rule: weeksAround(call.around) })
    const mine = value.records.find(({ record }) => record === row.id)
    return { value, text: `Logged. ${spanText(mine?.minutes ?? 0)} of yours in all went into ${oneLine(row.title)}.` }
  },
}

const spent: Command = {
  name: 'spent',
  says: 'The hours you logged, against your own part of the week, week by week. Nobody else sees them.',
  options: { weeks: { type: 'text', value: 'N', says: 'how many weeks back (else 4)' }, forget: { type: 'text', value: 'ENTRY', says: 'take back an entry that was wrong' }, ...WORKSPACE },
  more: 'JSON: {"percent","own","weeks":[{"week","from","minutes","left","by":[…]}],"entries":[{"id","record","title","minutes","on","note"}],"records":[…]}. Minutes everywhere.\nWeeks are counted as the region of your terminal does (LC_ALL, LC_TIME or LANG).',
  run: async (call) => {
    const { given } = call
    const weeks = given.whole('weeks', 1, 53)
    const { client, workspace } = await inWorkspace(call)
    const forget = given.text('forget')
    if (forget !== undefined) {
      const { entries } = await client.call('hours.mine', { workspace, weeks: 53 })
      const found = entries.filter(({ id }) => id.startsWith(forget.toLowerCase()))
      if (found.length !== 1) throw new ProblemError(problem('hours.unknown', `"${forget}" fits ${found.length === 0 ? 'no entry' : `${found.length} entries`} of your log.`, '"parley spent" lists them.'))
      await client.call('hours.drop', { workspace, entry: found[0]!.id })
    }
    const value = await client.call('hours.mine', { workspace, ...(weeks !== undefined && { weeks }), rule: weeksAround(call.around) })
    const own = value.own === null ? 'You have set no hours a week: "parley profile" says them.' : `${value.percent} % of your week is your own: ${spanText(value.own)}.`
    const rows = value.weeks.map(({ week, from, minutes, left, by }) => [week, from, spanText(minutes), left === null ? '' : left < 0 ? `${spanText(-left)} too many` : `${spanText(left)} left`, by.map(({ title, minutes: part }) => `${oneLine(title)} ${spanText(part)}`).join(', ')])
    const entries = value.entries.map(({ id, on, minutes, title, note }) => [shortId(id), on, spanText(minutes), oneLine(title), note ? oneLine(note) : ''])
    return { value, text: [own, table(rows), ...(entries.length > 0 ? [table(entries)] : [])].join('\n\n') }
  },
}

export const hoursCommands: readonly Command[] = [log, spent]
