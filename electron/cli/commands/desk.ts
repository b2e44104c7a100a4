// The desk in a terminal: what needs me, what I set aside, what I want to be reminded of.
import { problem, ProblemError } from '#shared/base/result.ts'
import { GROUPS, hoursOf, type DeskGroup } from '#shared/domain/desk/index.ts'
import { weekNumber, type WeekRule } from '#shared/base/calendar.ts'
import type { Way } from '#shared/domain/record/told.ts'
import type { DeskView, NeedView, PromiseView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { readDate, weeksAround } from '../dates.ts'
import { findRow } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { indent, moment, oneLine, rounded, shortId, table } from '../text.ts'

const GROUP_WORDS: Readonly<Record<DeskGroup, string>> = {
  offers: 'Offers to answer', questions: 'Questions', reminders: 'Reminders', kept: 'Said to be kept', stops: 'Stop lines reached', today: 'For today', dates: 'Dates that went by', reviews: 'Reviews due', learned: 'Learned, for you',
  mentions: 'You are named', drafts: 'Drafts shared with you', advice: 'Advice',
}

/** Of words that wait for an answer, by how they came to be here. */
const FIRST: Readonly<Partial<Record<Way, string>>> = { ask: 'asks you to promise', note: 'noted what was said in' }
const SAYS: Readonly<Record<NeedView['kind'], (need: NeedView, name: string) => string>> = {
  'answer': ({ number, purpose, way }, name) => (
    purpose === null ? `${name} ${(way && FIRST[way]) ?? 'offers'} revision ${number ?? 1}` : `${name} offers the charter${purpose === '' ? '' : `: ${oneLine(purpose)}`}`
  ),
  'accept again': ({ number, before }, name) => `${name} offers other words: revision ${number ?? 1}${before === null ? '' : `, you signed ${before}`}`,
  'instead': ({ number }, name) => `${name} promises this instead: revision ${number ?? 1}. It holds; decline it if it is not for you`,
  'choose': () => 'two offers were made apart: choose one',
  'acknowledge': ({ text }, name) => `${name} says it is kept${text ? `: ${oneLine(text)}` : ''}`,
  'question': ({ text }, name) => `${name} asks${text ? `: ${oneLine(text)}` : ''}`,
  'asked': ({ text }, name) => `${name} asks${text ? `: ${oneLine(text)}` : ''}`,
  'mention': ({ text }, name) => `${name} names you${text ? `: ${oneLine(text)}` : ''}`,
  'past date': ({ day }) => `was for ${day ?? ''}. Ask for a new date?`,
  'review': ({ day }) => `to be looked at again since ${day ?? ''}`,
  'draft': (_, name) => `${name} writes this with you`,
  'take on': ({ text }, name) => `${name} asks you to go on with this${text ? `: ${oneLine(text)}` : ''}`,
  'welcome': (_, name) => `${name} waits for a welcome`,
  'agree': ({ text }, name) => `${name} proposes to pause or to go on${text ? `: ${oneLine(text)}` : ''}`,
  'closing': ({ text }, name) => `${name} would close it${text ? `: ${oneLine(text)}` : ''}`,
  'facilitate': ({ text }, name) => `${name} asks you to facilitate${text ? `: ${oneLine(text)}` : ''}`,
  'swap': (_, name) => `${name} would swap a turn to facilitate with you`,
  'turn': () => 'it is your turn to facilitate',
  'sunset': ({ day }) => `ends on ${day ?? ''} unless renewed`,
  'reminder': ({ day }) => `you asked to be reminded on ${day ?? ''}`,
  'advise': ({ text }, name) => `${name} asks for your advice${text ? `: ${oneLine(text)}` : ''}`,
  'confirm': ({ text }, name) => `${name} noted what you said${text ? `: ${oneLine(text)}` : ''}. Confirm it, or advise in your own words`,
  'answer advice': ({ text }, name) => `${name} advises${text ? `: ${oneLine(text)}` : ''}. Say how you used it`,
  'decide': () => 'everybody asked has been heard: it is yours to decide',
  'advice over': ({ day }) => `advice was asked by ${day ?? ''}, and somebody has said nothing`,
  'touched': ({ text }, name) => `${name} says that what was decided touches them${text ? `: ${oneLine(text)}` : ''}. Ask for their advice`,
  'stop rule': ({ day }, name) => `a stop line is reached: ${name} noted it on ${day ?? ''}. Pause, conclude, or say why you go on`,
  'reading': ({ day, late }) => (late ? `a reading is due since ${day ?? ''}` : 'a reading is due today'),
  'learned': ({ text }, name) => `${name} concluded it, and names you as who should know${text ? `: ${oneLine(text)}` : ''}`,
  'conclude': ({ text, by, day }, name) => (by === null ? `its last day was ${day ?? ''}. Say what you learned` : `${name} concluded it${text ? `: ${oneLine(text)}` : ''}. Say what you learned`),
}

/** How `later` and `remind` name one: short, and unlike any other on the desk. */
const nameOf = (need: NeedView): string => (need.record === '' ? need.key.split(':')[1]!.slice(0, 8) : shortId(need.record))
const namesOf = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => oneLine(name)).join(', ')

const needCells = (need: NeedView): string[] =>
  [nameOf(need), oneLine(need.title), SAYS[need.kind](need, need.by ? oneLine(need.by.name) : ''), need.day && need.kind === 'answer' ? `${need.late ? 'was for' : 'by'} ${need.day}` : '']
const promiseCells = ({ record, title, people, due, state, late }: PromiseView): string[] =>
  [shortId(record), oneLine(title), namesOf(people), due === null ? '' : late ? `was for ${due}` : `by ${due}`, state === 'claimed' ? 'said to be done' : '']

function hoursLine({ hours, today }: DeskView, rule: WeekRule): string | null {
  if (hours.set === null) return null
  const { week, over } = hoursOf(hours.given, hours.set, today, rule)
  const now = `${rounded(week.promised)} of ${rounded(hours.set)} hours a week are promised, ${rounded(Math.max(0, week.open ?? 0))} are open.`
  return over ? `${now} Week ${weekNumber(over.from, rule)} holds ${rounded(over.promised)}, ${rounded(-(over.open ?? 0))} too many.` : now
}

export function deskText(view: DeskView, rule: WeekRule): string {
  const part = (title: string, rows: readonly (readonly string[])[]): string[] => (rows.length === 0 ? [] : [`${title}\n${indent(table(rows))}`])
  const side = (of: PromiseView['side']) => view.promises.filter((one) => one.side === of).map(promiseCells)
  const needs = GROUPS.flatMap((group) => part(GROUP_WORDS[group], view.needs.filter((need) => need.group === group).map(needCells)))
  const hours = hoursLine(view, rule)
  return [
    ...(needs.length === 0 ? ['Nothing needs you right now.'] : needs),
    ...part('I promised', side('mine')), ...part('Promised to me', side('to me')), ...part('Between us', side('between')),
    ...part('Waiting for others', view.waiting.map(({ record, title, people }) => [shortId(record), oneLine(title), namesOf(people)])),
    ...part('Changed since you looked', view.changes.map(({ record, title, by }) => [
      shortId(record), oneLine(title), by.map(({ name, verbs }) => `${oneLine(name)}: ${verbs.join(', ')}`).join('; '),
    ])),
    ...part('Set aside', view.later.map((need) => [nameOf(need), oneLine(need.title), `until ${need.until}`])),
    ...part('Reminders to come', view.reminders.map(({ id, text, at }) => [id.slice(0, 8), oneLine(text), at.replace('T', ' ')])),
    ...(hours === null ? [] : [hours]),
  ].join('\n\n')
}

const desk: Command = {
  name: 'desk',
  says: 'Show what needs you, what was promised both ways, and what changed since you looked.',
  options: { ...WORKSPACE, looked: { type: 'flag', says: 'note that you have looked at what changed' } },
  more: 'JSON: {"today","needs":[{"key","kind","record","title","by","day",…}],"later","promises","waiting","dates","reviews",\n'
    + '"hours","changes","reminders","upto"}. Set aside, reminders and hours are kept on this device.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const view = await client.call('desk.show', { workspace })
    if (given.flag('looked')) await client.call('desk.looked', { workspace, upto: view.upto })
    return { value: view, text: deskText(view, weeksAround(call.around)) }
  },
}

/** One thing on the desk or set aside, by record, title, or the beginning of what it is named by. */
function findNeed(view: DeskView, wanted: string): NeedView {
  const all = [...view.needs, ...view.later]
  const lower = wanted.toLowerCase()
  const found = all.filter((need) => need.key === wanted || nameOf(need) === lower || (need.record !== '' && lower.length >= 4 && need.record.startsWith(lower)))
  const named = found.length > 0 ? found : all.filter(({ title }) => title.toLowerCase().startsWith(lower))
  if (named.length === 1) return named[0]!
  const candidates = (named.length > 0 ? named : all).slice(0, 12).map((need) => `${nameOf(need)} ${oneLine(need.title)} (${need.kind})`)
  throw new ProblemError(named.length === 0
    ? problem('desk.unknown', `Nothing on your desk is called "${wanted}".`, candidates.length === 0 ? 'Nothing needs you right now.' : `These are there: ${candidates.join('; ')}.`)
    : problem('desk.ambiguous', `"${wanted}" fits ${named.length} things: ${candidates.join('; ')}. Nothing was done.`, 'Give the key that "parley desk --json" shows.', { keys: named.map(({ key }) => key) }))
}

const later: Command = {
  name: 'later',
  takes: ['ID'],
  says: 'Set something on your desk aside. It comes back that day, or at once if something else is asked.',
  options: { until: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, monday, +3d; "now" brings it back', required: true }, ...WORKSPACE },
  more: 'JSON: {"key","until"}. Kept on this device.\n\n  parley later "Bread on Fridays" --until monday',
  run: async (call) => {
    const { given, around } = call
    const typed = given.text('until')!
    const until = typed === 'now' ? null : readDate('until', typed, around.now())
    const { client, workspace } = await inWorkspace(call)
    const need = findNeed(await client.call('desk.show', { workspace }), given.at(0))
    await client.call('desk.later', { workspace, key: need.key, until })
    return { value: { key: need.key, until }, text: until === null ? `Back on your desk: ${oneLine(need.title)}.` : `Set aside until ${until}: ${oneLine(need.title)}.` }
  },
}

const remind: Command = {
  name: 'remind',
  takes: ['TEXT'],
  says: 'Have this device remind you of something.',
  options: {
    at: { type: 'text', value: 'WHEN', says: 'when: 2026-05-22, friday, +3d, or with a time: 2026-05-22T14:30', required: true },
    of: { type: 'text', value: 'ID', says: 'a record that it is about' }, ...WORKSPACE,
  },
  more: 'JSON: {"id","at"}. Kept on this device; nobody else hears of it. "parley remind drop ID" lets go of one.',
  run: async (call) => {
    const { given, around } = call
    const [day, time = '09:00'] = given.text('at')!.split(/[T ]/, 2) as [string, string?]
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new ProblemError(problem('usage.time', `"${time}" is no time of day.`, 'Write it like --at 2026-05-22T14:30.'))
    const at = `${readDate('at', day, around.now())}T${time}`
    const { client, workspace } = await inWorkspace(call)
    const of = given.text('of')
    const record = of === undefined ? undefined : (await findRow(client, workspace, of)).id
    const { id } = await client.call('desk.remind', { workspace, text: given.at(0), at, ...(record === undefined ? {} : { record }) })
    return { value: { id, at }, text: `You will be reminded on ${at.replace('T', ' at ')}: ${oneLine(given.at(0))}. (${id.slice(0, 8)})` }
  },
}

const drop: Command = {
  name: 'remind drop',
  takes: ['ID'],
  says: 'Let go of a reminder.',
  options: WORKSPACE,
  more: 'JSON: {"id"}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const view = await client.call('desk.show', { workspace })
    const ids = [...view.reminders.map(({ id }) => id), ...[...view.needs, ...view.later].filter(({ kind }) => kind === 'reminder').map(({ key }) => key.split(':')[1]!)]
    const found = ids.filter((id) => id.startsWith(given.at(0).toLowerCase()))
    if (found.length !== 1) throw new ProblemError(problem('remind.unknown', `No one reminder begins with "${given.at(0)}". Nothing was done.`, '"parley desk" lists them.'))
    await client.call('desk.forget', { workspace, reminder: found[0]! })
    return { value: { id: found[0]! }, text: 'Let go.' }
  },
}

const notifications: Command = {
  name: 'notifications',
  says: 'Show what needs you in every workspace, and whether you have seen it.',
  options: { seen: { type: 'flag', says: 'note that you have seen all of it' } },
  more: 'JSON: {"quiet","away":[workspace],"notices":[{"workspace","key","kind","title","arrived","seen",…}]}. Only what needs you is here.',
  run: async ({ given, host }) => {
    const client = await host()
    const value = await client.call('notices.list', {})
    if (given.flag('seen')) {
      for (const [workspace, notices] of Map.groupBy(value.notices, (notice) => notice.workspace)) await client.call('notices.seen', { workspace, keys: notices.map(({ key }) => key) })
    }
    const rows = value.notices.map((notice) => [notice.seen ? '' : 'new', ...needCells(notice).slice(0, 3), moment(notice.arrived)])
    const quiet = value.quiet ? 'These are quiet hours: nothing is told until they end.\n' : ''
    const away = value.away.length > 0 ? 'You said you are away, or not to be interrupted: nothing is told until then.\n' : ''
    return { value, text: `${quiet}${away}${rows.length === 0 ? 'Nothing needs you right now.' : table(rows)}` }
  },
}

export const deskCommands: readonly Command[] = [desk, later, remind, drop, notifications]
