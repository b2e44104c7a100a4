import { resolve } from 'node:path'
import { calendarFile } from '#shared/formats/icalendar.ts'
import type { CalendarDay, CalendarWhat } from '#shared/protocol/methods/calendar.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { writeWhole } from '../files.ts'
import { inWorkspace } from '../here.ts'
import { oneLine, shortId, table } from '../text.ts'

const WORDS: Readonly<Record<CalendarWhat, string>> = { due: 'By', stone: 'Stepping stone', review: 'Review', until: 'Last day', meeting: 'Meeting', advice: 'Advice by', reading: 'Reading', turn: 'Your turn to facilitate', 'goes on': 'Goes on' }
const called = ({ what, title, about }: CalendarDay): string => `${WORDS[what]}: ${about === null ? title : `${about} (${title})`}`

export const calendar: Command = {
  name: 'calendar',
  says: 'List what is dated in your records: reviews, last days, meetings, promises, readings, your turns. With --ics write it to a calendar file.',
  options: {
    ics: { type: 'text', value: 'FILE', says: 'the calendar file to write (iCalendar)' },
    force: { type: 'flag', says: 'replace the file if it is there' },
    ...WORKSPACE,
  },
  more: 'JSON: [{"uid","day","last","what","record","title","about","people","changed"}]; what: due, stone, review, until, meeting, advice, reading, turn or goes on.\n'
    + 'With --ics {"file","days"}. Written again with --force, the calendar moves what moved.\n\n  parley calendar --ics parley.ics',
  run: async (of) => {
    const { given } = of
    const { client, workspace, name } = await inWorkspace(of)
    const days = await client.call('calendar.days', { workspace })
    const ics = given.text('ics')
    if (ics === undefined) {
      const rows = days.map((one) => [one.day, oneLine(called(one)), one.people.map(oneLine).join(', '), shortId(one.record)])
      return { value: days, text: days.length === 0 ? 'Nothing in your records is dated.' : table(rows) }
    }
    const file = resolve(ics)
    writeWhole(file, calendarFile(name, days.map((one) => ({
      uid: one.uid, day: one.day, ...(one.last && { last: one.last }), title: called(one), text: one.people.join(', '), changed: one.changed,
    }))), given.flag('force'))
    return { value: { file, days: days.length }, text: `${days.length} ${days.length === 1 ? 'day is' : 'days are'} in ${file}.` }
  },
}
