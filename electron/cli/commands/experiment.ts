// Experiments: tried together, measured, concluded by each; and the hours that went into them.
import { CONCLUSIONS } from '#shared/domain/experiment/acts.ts'
import { readAmount, type Measure } from '#shared/domain/record/fields.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { MeasureView, RecordDetail, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { calendarDate, readDate } from '../dates.ts'
import { findPeople, findRevision, findRow, findWorkspace } from '../find.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, plain, shortId, table, indent } from '../text.ts'
import { signed } from './keeping.ts'
import { findTemplate } from './templates.ts'

const RESULT = 'JSON: what "parley show ID --json" prints; "experiment" holds who takes part, measures, stops, conclusions and the notebook.'

/** What can be said of the words, by the margin voice it stands in. */
const VOICES = {
  question: 'what you want to find out', believe: 'what you believe will happen, and why', test: 'the smallest test of it', hurt: 'who could be hurt',
  'undo': 'how it is undone', stop: 'when you stop, in words',
} as const
type Voice = keyof typeof VOICES
const VOICE_NAMES = Object.keys(VOICES) as readonly Voice[]

const WORDS: Readonly<Record<string, OptionSpec>> = {
  title: { type: 'text', value: 'TEXT', says: 'its title' },
  text: { type: 'text', value: 'TEXT', says: 'the words, as what you believe' },
  ...Object.fromEntries(VOICE_NAMES.map((voice) => [voice, { type: 'text', value: 'TEXT', says: VOICES[voice] } satisfies OptionSpec])),
  measure: { type: 'texts', value: '"MEASURE; WAS; HOPED; STOP; UNIT; DAYS"', says: 'what you measure: how it was, what you hope for, the stop line, the unit, days between readings; all but the first may be left out' },
  until: { type: 'text', value: 'DATE', says: 'when it ends, whatever was found' },
  hours: { type: 'text', value: 'N', says: 'hours a week it asks of each' },
  spend: { type: 'text', value: 'N', says: 'hours it may take in all' },
  topic: { type: 'texts', value: 'TOPIC', says: 'what it is about' },
}

/** Each keeps its place as its id, so that the same words make the same terms. */
const measuresFrom = ({ given }: Call): Measure[] => given.texts('measure').map((text, at) => {
  const [measure = '', was = '', hoped = '', stop = '', unit = '', days = ''] = text.split(';').map((part) => part.trim())
  const amounts = [was, hoped, stop].map((part) => (part === '' ? undefined : readAmount(part)))
  if (measure === '' || amounts.includes(null) || (days !== '' && !/^[1-9]\d{0,3}$/.test(days))) {
    throw new ProblemError(problem('usage.measure', `--measure takes a measure and numbers, and "${text}" reads otherwise.`, 'Write it like --measure "Crates back; 40; 57; 51; of 60; 7".'))
  }
  const [baseline, hope, line] = amounts as (string | undefined)[]
  return {
    id: `m${at + 1}`, measure, ...(unit !== '' && { unit }), ...(baseline !== undefined && { baseline }), ...(hope !== undefined && { hoped: hope }),
    ...(line !== undefined && { stop: line }), ...(days !== '' && { every: days }),
  }
})

function fieldsFrom(call: Call) {
  const { given, around } = call
  const [until, title] = [given.text('until'), given.text('title')]
  const [hours, spendHours] = [given.whole('hours', 0, 168), given.whole('spend', 0, 100_000)]
  const measures = measuresFrom(call)
  const topics = given.texts('topic').map((topic, at) => ({ id: `t${at + 1}`, topic }))
  return {
    ...(title !== undefined && { title }), ...(until !== undefined && { until: readDate('until', until, around.now()) }), ...(hours !== undefined && { hours }),
    ...(spendHours !== undefined && { spendHours }), ...(measures.length > 0 && { measures }), ...(topics.length > 0 && { topics }),
  }
}

function sectionsFrom({ given }: Call): { readonly voice: Voice; readonly text: string }[] {
  const text = given.text('text')
  return VOICE_NAMES.flatMap((voice) => {
    const said = given.text(voice) ?? (voice === 'believe' ? text : undefined)
    return said === undefined ? [] : [{ voice, text: said }]
  })
}

const create: Command = {
  name: 'experiment new',
  says: 'Draft an experiment of your own. It binds nobody until it is offered, and then only those who accept.',
  options: {
    ...WORDS,
    ask: { type: 'texts', value: 'NAME', says: 'whom you ask to try it with you; nobody is put in' },
    template: { type: 'text', value: 'T', says: 'begin from a template: see "parley ls templates"' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"}. "parley experiment offer ID" offers it.\n\n  parley experiment new --title "Crates that come back" --test "One farm, six weeks" --measure "Crates back; 40; 57; 51; of 60; 7" --until +6w',
  run: async (call) => {
    const { given, host } = call
    const template = given.text('template')
    if (template === undefined && given.text('title') === undefined) throw new ProblemError(problem('usage.missing', '"parley experiment new" needs --title.', 'Say it, or begin from a template with --template.'))
    const [fields, sections] = [fieldsFrom(call), sectionsFrom(call)]
    const client = await host()
    const { id: workspace, me } = await findWorkspace(client, given.text('workspace'))
    const asked = given.texts('ask').length === 0 ? [] : findPeople(await client.call('people.list', { workspace }), given.texts('ask')).map(({ id }) => id).filter((id) => id !== me)
    let id: string
    if (template === undefined) {
      const made = await client.call('draft.create', {
        workspace, meta: { title: '', kind: 'experiment', gives: [me, ...asked], receives: [], ...fields }, circle: 'workspace', sections,
      })
      id = made.id
    } else {
      const made = await client.call('template.begin', { workspace, template: await findTemplate(client, workspace, template), people: asked })
      id = made.id
      await client.call('draft.share', { workspace, id })
      await client.call('draft.meta', { workspace, id, meta: fields })
      if (sections.length > 0) await client.call('draft.amend', { workspace, id, sections })
    }
    const { title } = await client.call('records.show', { workspace, id })
    return { value: { id }, text: `Drafted: ${oneLine(title)} (${shortId(id)}). "parley experiment offer ${shortId(id)}" offers it.` }
  },
}

const offer: Command = {
  name: 'experiment offer',
  takes: ['ID'],
  says: 'Offer a draft, with your signature: you take part, and whoever wants to joins. With words or fields, offer a new revision.',
  options: { ...WORDS, ...WORKSPACE },
  more: RESULT,
  run: async (call) => {
    const { given, host } = call
    const [fields, sections] = [fieldsFrom(call), sectionsFrom(call)]
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const detail = await client.call('records.show', { workspace, id: row.id })
    const changes = Object.keys(fields).length > 0 || sections.length > 0
    const draft = changes ? (await client.call('draft.amend', { workspace, id: row.id, sections })).id : detail.draft ?? row.id
    if (Object.keys(fields).length > 0) await client.call('draft.meta', { workspace, id: draft, meta: fields })
    const { record, number } = await offerDraft(client, workspace, draft)
    return signed(record, `You offered revision ${number}.`)
  },
}

type Say = (call: Call, detail: RecordDetail, workspace: string) => Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>

interface Act {
  readonly name: string
  readonly verb: Verb
  readonly says: string
  readonly options?: Readonly<Record<string, OptionSpec>>
  readonly more?: string
  readonly done: string
  readonly say?: Say
}

const day = ({ given, around }: Call, option = 'date'): string => {
  const text = given.text(option)
  return text === undefined ? calendarDate(around.now()) : readDate(option, text, around.now())
}

/** Of what was found: nobody has seen a day to come. */
const seenOn = (call: Call): string => {
  const on = day(call)
  if (on <= calendarDate(call.around.now())) return on
  throw new ProblemError(problem('usage.ahead', `${on} has not come yet.`, 'Note it when it is there.'))
}

const DATE: OptionSpec = { type: 'text', value: 'DATE', says: 'on which day (else today)' }

/** By the beginning of its words or its id; the only one, where there is one. */
function findMeasure(measures: readonly MeasureView[], wanted: string | undefined): MeasureView {
  const fold = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase()
  const exact = measures.filter(({ id }) => id === wanted)
  const found = wanted === undefined ? measures : exact.length > 0 ? exact : measures.filter(({ measure }) => fold(measure).startsWith(fold(wanted)))
  if (found.length === 1) return found[0]!
  const listed = measures.map(({ id, measure }) => `${oneLine(measure)} (${id})`).join('; ')
  throw new ProblemError(problem(
    found.length === 0 ? 'measure.unknown' : 'measure.ambiguous', found.length === 0 ? 'No such measure stands in these words.' : `That could be ${found.length} measures.`,
    measures.length === 0 ? 'The words have no measures: offer a revision with --measure.' : `Say which with --measure. There is: ${listed}.`,
  ))
}

const ACTS: readonly Act[] = [
  {
    name: 'join', verb: 'accept', says: 'Join, by accepting the words as they stand. Nobody has to agree.', done: 'You take part now.',
    options: { revision: { type: 'text', value: 'N|ID', says: 'which revision (else the one that is tried)' } },
    say: ({ given }, detail) => {
      const wanted = given.text('revision')
      if (wanted === undefined) return {}
      const { id, words } = findRevision(detail, wanted)
      return { revision: id, words }
    },
  },
  { name: 'leave', verb: 'stepout', says: 'Leave, at once. What you found stays.', done: 'You left it.', options: { why: { type: 'text', value: 'TEXT', says: 'why' } }, say: ({ given }) => textOf(given.text('why')) },
  { name: 'start', verb: 'start', says: 'Start it, from a day on.', done: 'It runs.', options: { date: DATE }, say: (call) => ({ on: day(call) }) },
  {
    name: 'reading', verb: 'reading', says: 'Note what was found of a measure.', done: 'Noted.',
    options: {
      value: { type: 'text', value: 'N', says: 'what was found: 18 or 2.5', required: true },
      measure: { type: 'text', value: 'NAME', says: 'of which measure, by the beginning of its words; may be left out where there is one' },
      date: DATE, text: { type: 'text', value: 'TEXT', says: 'a note to it' },
    },
    more: '  parley experiment reading ID --value 52 --text "it rained"',
    say: (call, detail) => {
      const typed = call.given.text('value')!
      const value = readAmount(typed)
      if (value === null) throw new ProblemError(problem('usage.number', `--value takes a number, and "${typed}" is none.`, 'Write it like --value 18 or --value 2.5.'))
      return { stone: findMeasure(detail.experiment?.measures ?? [], call.given.text('measure')).id, value, on: seenOn(call), ...textOf(call.given.text('text')) }
    },
  },
  {
    name: 'note', verb: 'note', says: 'Write into its notebook. What stands there is never changed.', done: 'Noted.',
    options: { text: { type: 'text', value: 'TEXT', says: 'what you saw', required: true }, date: DATE }, say: (call) => ({ on: seenOn(call), ...textOf(call.given.text('text')) }),
  },
  { name: 'pause', verb: 'pause', says: 'Pause it.', done: 'It is paused.', options: { why: { type: 'text', value: 'TEXT', says: 'why' } }, say: ({ given }) => textOf(given.text('why')) },
  {
    name: 'resume', verb: 'resume', says: 'Go on: after a pause, a stop line that was reached, or somebody\'s conclusion.', done: 'It goes on.',
    options: { why: { type: 'text', value: 'TEXT', says: 'why' } }, say: ({ given }) => textOf(given.text('why')),
  },
  {
    name: 'conclude', verb: 'conclude', says: 'Conclude it for yourself: adopt, adapt or drop, with what you learned. It waits for nobody.', done: 'You concluded it.',
    options: {
      as: { type: 'text', value: CONCLUSIONS.join('|'), says: 'they are equals', required: true },
      learned: { type: 'text', value: 'TEXT', says: 'what you found, also where it is not what you hoped for', required: true },
      next: { type: 'text', value: 'TEXT', says: 'what you would do next' },
      tell: { type: 'texts', value: 'NAME', says: 'who should know' },
    },
    more: '  parley experiment conclude ID --as drop --learned "Lids do not like rain."',
    say: async (call, _detail, workspace) => {
      const { given, host } = call
      const as = CONCLUSIONS.find((one) => one === given.text('as'))
      if (!as) throw new ProblemError(problem('usage.as', `--as takes ${CONCLUSIONS.join(', ')}, not "${given.text('as')!}".`, 'None of them is a failure.'))
      const names = given.texts('tell')
      const to = names.length === 0 ? [] : findPeople(await (await host()).call('people.list', { workspace }), names).map(({ id }) => id)
      const next = given.text('next')
      return { as, text: given.text('learned')!, ...(next !== undefined && { next }), ...(to.length > 0 && { to }) }
    },
  },
]

const textOf = (text: string | undefined): { text?: string } => (text === undefined ? {} : { text })

const actCommand = ({ name, verb, says, options, more, done, say }: Act): Command => ({
  name: `experiment ${name}`, takes: ['ID'], says, options: { ...options, ...WORKSPACE }, more: [RESULT, more].filter(Boolean).join('\n\n'),
  run: async (call) => {
    const client = await call.host()
    const { id: workspace } = await findWorkspace(client, call.given.text('workspace'))
    const row = await findRow(client, workspace, call.given.at(0))
    const detail = await client.call('records.show', { workspace, id: row.id })
    if (detail.concept !== 'experiment') throw new ProblemError(problem('experiment.only', `${oneLine(row.title)} is no experiment.`, '"parley ls experiments" lists them.'))
    const { record } = await client.call('records.give', { workspace, id: row.id, verb, ...await say?.(call, detail, workspace) })
    return signed(record, `${done} ${oneLine(record.title)}: ${record.state}.`)
  },
})

const fork: Command = {
  name: 'experiment fork',
  takes: ['ID'],
  says: 'Try it again as one of your own: a private draft of the same words that links back, with what was learned in it.',
  options: { ask: { type: 'texts', value: 'NAME', says: 'whom you would ask to try it with you' }, ...WORKSPACE },
  more: 'JSON: {"id"} of the draft.',
  run: async ({ given, host }) => {
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const people = given.texts('ask').length === 0 ? [] : findPeople(await client.call('people.list', { workspace }), given.texts('ask')).map(({ id }) => id)
    const made = await client.call('experiment.fork', { workspace, id: row.id, people })
    return { value: made, text: `Drafted from ${oneLine(row.title)} (${shortId(made.id)}), for you alone until it is offered.` }
  },
}

const learned: Command = {
  name: 'experiment learned',
  says: 'What experiments taught, by topic, whatever they were concluded as.',
  options: {
    topic: { type: 'text', value: 'TOPIC', says: 'only of this topic, also under its other names' },
    find: { type: 'text', value: 'TEXT', says: 'only what says this' },
    as: { type: 'text', value: CONCLUSIONS.join('|'), says: 'only what somebody concluded so' },
    ...WORKSPACE,
  },
  more: 'JSON: {"topics":[…],"learned":[{"id","title","topics","conclusions":[{"name","as","learned","next"}],"triedAgain"}]}.',
  run: async ({ given, host }) => {
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const [topic, text, wanted] = [given.text('topic'), given.text('find'), given.text('as')]
    const as = CONCLUSIONS.find((one) => one === wanted)
    if (wanted !== undefined && !as) throw new ProblemError(problem('usage.as', `--as takes ${CONCLUSIONS.join(', ')}, not "${wanted}".`, 'Choose one of these, or leave it out.'))
    const library = await client.call('experiment.library', { workspace, ...(topic !== undefined && { topic }), ...(text !== undefined && { text }), ...(as && { as }) })
    const parts = library.learned.map((one) => [
      `${oneLine(one.title)} (${shortId(one.id)})${one.topics.length > 0 ? `  ${one.topics.map(oneLine).join(', ')}` : ''}`,
      ...one.conclusions.map((said) => indent(`${oneLine(said.name)}, ${said.as}: ${said.learned === null ? 'the words are not on this device' : plain(said.learned)}${said.next ? `\nNext: ${plain(said.next)}` : ''}`)),
    ].join('\n'))
    return { value: library, text: parts.length > 0 ? parts.join('\n\n') : 'Nothing was concluded here yet.' }
  },
}

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
    const { given, host } = call
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const note = given.text('note')
    const value = await client.call('hours.log', {
      workspace, id: row.id, hours: given.text('hours')!, ...(given.text('date') !== undefined && { on: day(call) }), ...(note !== undefined && { note }), ...(given.flag('share') && { share: true }),
    })
    const mine = value.records.find(({ record }) => record === row.id)
    return { value, text: `Logged. ${spanText(mine?.minutes ?? 0)} of yours in all went into ${oneLine(row.title)}.` }
  },
}

const spent: Command = {
  name: 'spent',
  says: 'The hours you logged, against your own part of the week, week by week. Nobody else sees them.',
  options: { weeks: { type: 'text', value: 'N', says: 'how many weeks back (else 4)' }, forget: { type: 'text', value: 'ENTRY', says: 'take back an entry that was wrong' }, ...WORKSPACE },
  more: 'JSON: {"percent","own","weeks":[{"week","from","minutes","left","by":[…]}],"entries":[{"id","record","title","minutes","on","note"}],"records":[…]}. Minutes everywhere.',
  run: async ({ given, host }) => {
    const weeks = given.whole('weeks', 1, 53)
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const forget = given.text('forget')
    if (forget !== undefined) {
      const { entries } = await client.call('hours.mine', { workspace, weeks: 53 })
      const found = entries.filter(({ id }) => id.startsWith(forget.toLowerCase()))
      if (found.length !== 1) throw new ProblemError(problem('hours.unknown', `"${forget}" fits ${found.length === 0 ? 'no entry' : `${found.length} entries`} of your log.`, '"parley spent" lists them.'))
      await client.call('hours.drop', { workspace, entry: found[0]!.id })
    }
    const value = await client.call('hours.mine', { workspace, ...(weeks !== undefined && { weeks }) })
    const own = value.own === null ? 'You have set no hours a week: "parley profile" says them.' : `${value.percent} % of your week is your own: ${spanText(value.own)}.`
    const rows = value.weeks.map(({ week, minutes, left, by }) => [week, spanText(minutes), left === null ? '' : left < 0 ? `${spanText(-left)} too many` : `${spanText(left)} left`, by.map(({ title, minutes: part }) => `${oneLine(title)} ${spanText(part)}`).join(', ')])
    const entries = value.entries.map(({ id, on, minutes, title, note }) => [shortId(id), on, spanText(minutes), oneLine(title), note ? oneLine(note) : ''])
    return { value, text: [own, table(rows), ...(entries.length > 0 ? [table(entries)] : [])].join('\n\n') }
  },
}

export const experimentCommands: readonly Command[] = [create, offer, ...ACTS.map(actCommand), fork, learned, log, spent]
