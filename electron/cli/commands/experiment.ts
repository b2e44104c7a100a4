// Experiments: tried together, measured, concluded by each.
import { CONCLUSIONS } from '#shared/domain/experiment/acts.ts'
import { readAmount } from '#shared/domain/record/fields.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { MeasureView, RecordDetail, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { calendarDate, dayGiven } from '../dates.ts'
import { draftFrom, draftNew, draftOn, saidIn, saysAnything } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { findRevision } from '../find.ts'
import { inWorkspace, onRecord, type Here, type Said } from '../here.ts'
import { drafted, offerDraft } from '../offering.ts'
import { indent, oneLine, plain, shortId } from '../text.ts'
import { DATE } from './hours.ts'
import { signed } from './keeping.ts'
import { findTemplate } from './templates.ts'

const RESULT = 'JSON: what "parley show ID --json" prints; "experiment" holds who takes part, measures, stops, conclusions and the notebook.'

const create: Command = {
  name: 'experiment new',
  says: 'Draft an experiment of your own. It binds nobody until it is offered, and then only those who accept.',
  options: {
    ...optionsOf('experiment'),
    ask: { type: 'texts', value: 'NAME', says: 'whom you ask to try it with you; nobody is put in' },
    template: { type: 'text', value: 'T', says: 'begin from a template: see "parley ls templates"' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"}. "parley experiment offer ID" offers it.\n\n  parley experiment new --title "Crates that come back" --test "One farm, six weeks" --measure "Crates back; 40; 57; 51; of 60; 7" --until +6w',
  run: async (call) => {
    const { given } = call
    const template = given.text('template')
    if (template === undefined && given.text('title') === undefined) throw new ProblemError(problem('usage.missing', '"parley experiment new" needs --title.', 'Say it, or begin from a template with --template.'))
    const here = await inWorkspace(call)
    const { client, workspace, me } = here
    const asked = (await here.idsOf(given.texts('ask'))).filter((one) => one !== me)
    const said = await saidIn('experiment', call, here)
    const id = template === undefined ? await draftNew(here, { kind: 'experiment', gives: [me, ...asked], receives: [] }, said)
      : await draftFrom(here, await findTemplate(client, workspace, template), asked, said)
    const { title } = await client.call('records.show', { workspace, id })
    return drafted(here, id, `Drafted: ${oneLine(title)} (${shortId(id)}). "parley experiment offer ${shortId(id)}" offers it.`)
  },
}

const offer: Command = {
  name: 'experiment offer',
  takes: ['ID'],
  says: 'Offer a draft, with your signature: you take part, and whoever wants to joins. With words or fields, offer a new revision.',
  options: { ...optionsOf('experiment'), ...WORKSPACE },
  more: RESULT,
  run: async (call) => {
    const here = await onRecord(call)
    const { client, workspace, row, show } = here
    const said = await saidIn('experiment', call, here)
    const draft = saysAnything(said) ? await draftOn(here, row.id, said) : (await show()).draft ?? row.id
    const { record, number } = await offerDraft(client, workspace, draft)
    return signed(record, `You offered revision ${number}.`)
  },
}

type Say = (call: Call, detail: RecordDetail, idsOf: Here['idsOf']) => Promise<Said> | Said

interface Act {
  readonly name: string
  readonly verb: Verb
  readonly says: string
  readonly options?: Readonly<Record<string, OptionSpec>>
  readonly more?: string
  readonly done: string
  readonly say?: Say
}

/** Of what was found: nobody has seen a day to come. */
const seenOn = (call: Call): string => {
  const on = dayGiven(call, 'date')
  if (on <= calendarDate(call.around.now())) return on
  throw new ProblemError(problem('usage.ahead', `${on} has not come yet.`, 'Note it when it is there.'))
}

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
  { name: 'start', verb: 'start', says: 'Start it, from a day on.', done: 'It runs.', options: { date: DATE }, say: (call) => ({ on: dayGiven(call, 'date') }) },
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
    say: async ({ given }, _detail, idsOf) => {
      const as = CONCLUSIONS.find((one) => one === given.text('as'))
      if (!as) throw new ProblemError(problem('usage.as', `--as takes ${CONCLUSIONS.join(', ')}, not "${given.text('as')!}".`, 'None of them is a failure.'))
      const to = await idsOf(given.texts('tell'))
      const next = given.text('next')
      return { as, text: given.text('learned')!, ...(next !== undefined && { next }), ...(to.length > 0 && { to }) }
    },
  },
]

const textOf = (text: string | undefined): { text?: string } => (text === undefined ? {} : { text })

const actCommand = ({ name, verb, says, options, more, done, say }: Act): Command => ({
  name: `experiment ${name}`, takes: ['ID'], says, options: { ...options, ...WORKSPACE }, more: [RESULT, more].filter(Boolean).join('\n\n'),
  run: async (call) => {
    const { row, show, give, idsOf } = await onRecord(call)
    const detail = await show()
    if (detail.concept !== 'experiment') throw new ProblemError(problem('experiment.only', `${oneLine(row.title)} is no experiment.`, '"parley ls experiments" lists them.'))
    const record = await give(verb, await say?.(call, detail, idsOf))
    return signed(record, `${done} ${oneLine(record.title)}: ${record.state}.`)
  },
})

const fork: Command = {
  name: 'experiment fork',
  takes: ['ID'],
  says: 'Try it again as one of your own: a private draft of the same words that links back, with what was learned in it.',
  options: { ask: { type: 'texts', value: 'NAME', says: 'whom you would ask to try it with you' }, ...optionsOf('experiment'), ...WORKSPACE },
  more: 'JSON: {"id"} of the draft. With words or fields it says these in the place of the first ones.\n\n  parley experiment fork ID --group "Steam" --until +8w',
  run: async (call) => {
    const here = await onRecord(call)
    const { client, workspace, row, idsOf } = here
    const people = await idsOf(call.given.texts('ask'))
    const said = await saidIn('experiment', call, here)
    const made = await client.call('experiment.fork', { workspace, id: row.id, people })
    if (saysAnything(said)) await draftOn(here, made.id, said)
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
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
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

export const experimentCommands: readonly Command[] = [create, offer, ...ACTS.map(actCommand), fork, learned]
