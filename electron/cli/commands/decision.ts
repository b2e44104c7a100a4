// Decisions by advice in a terminal: propose, ask, advise, say how advice was used, decide.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { HostClient, RecordDetail, RecordRow, Verb } from '#shared/protocol/contract.ts'
import type { SuggestionView } from '#shared/protocol/methods/decisions.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { draftNew, draftOn, saidIn, saysAnything } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { findRevision } from '../find.ts'
import { inWorkspace, onRecord, type Said } from '../here.ts'
import { drafted, offerDraft } from '../offering.ts'
import { indent, oneLine, shortId, table } from '../text.ts'
import { askCommand } from './decision-ask.ts'
import { oneOf, saidOf as said, TEXT } from './decision-words.ts'

async function propose(client: HostClient, workspace: string, draft: string, wording: boolean): Promise<RecordDetail> {
  const { record } = await offerDraft(client, workspace, draft, wording ? { wording } : {})
  return record
}

const create: Command = {
  name: 'decision new',
  says: 'Propose something that you will decide after advice. It asks nobody yet.',
  options: { ...optionsOf('decision'), draft: { type: 'flag', says: 'only draft it, for everybody here to see and write on' }, ...WORKSPACE },
  more: 'JSON: what "parley show ID --json" prints; with --draft {"id"}. "parley decision suggest ID" says whom to ask.',
  run: async (call) => {
    const { given } = call
    const [title, words] = [given.text('title'), given.text('text')]
    if (title === undefined || words === undefined) throw new ProblemError(problem('usage.missing', '"parley decision new" needs --title and --text.', 'Say what it is about, and what you intend.'))
    const here = await inWorkspace(call)
    const id = await draftNew(here, { kind: 'decision', gives: [here.me], receives: [] }, await saidIn('decision', call, here))
    if (given.flag('draft')) return drafted(here, id, `Drafted: ${oneLine(title)} (${shortId(id)}). "parley decision propose ${shortId(id)}" proposes it.`)
    return said(await propose(here.client, here.workspace, id, false), 'You proposed it. Nobody is asked yet.')
  },
}

const revise: Command = {
  name: 'decision propose',
  takes: ['ID'],
  says: 'Propose a draft, or with --text other words for a decision of yours. Whoever was asked is asked on these too.',
  options: { ...optionsOf('decision'), wording: { type: 'flag', says: 'only the wording changed: advice on the words before is advice on these' }, ...WORKSPACE },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async (call) => {
    const { given } = call
    const here = await onRecord(call)
    const { client, workspace, row, show } = here
    const words = await saidIn('decision', call, here)
    const { draft } = await show()
    const goesOn = row.state === 'draft' ? row.id : draft
    const id = saysAnything(words) || goesOn === null ? await draftOn(here, row.id, words) : goesOn
    const record = await propose(client, workspace, id, given.flag('wording'))
    return said(record, `You proposed rev ${record.offer ?? record.revisions.length}.`)
  },
}

interface Saying {
  readonly name: string
  readonly verb: Verb
  readonly says: string
  readonly done: string
  readonly options?: Readonly<Record<string, OptionSpec>>
  /** Which words: the newest where nothing is named. */
  readonly onWords?: true
  more?(call: Call, people: (names: readonly string[]) => Promise<string[]>): Promise<Said> | Said
}

const NAME = (says: string, required = true): OptionSpec => ({ type: 'text', value: 'NAME', says, ...(required && { required }) })
const NAMES = (says: string): OptionSpec => ({ type: 'texts', value: 'NAME', says, required: true })
const CONCERN: OptionSpec = { type: 'flag', says: 'something worries you; it is advice like any other' }

const texted = ({ given }: Call, name: string): Said => {
  const text = given.text(name)
  return text === undefined ? {} : { text }
}

const SAYINGS: readonly Saying[] = [
  { name: 'touches', verb: 'touches', says: 'Say that a decision touches you. Then your advice is asked too.', done: 'You said that it touches you.', options: { text: TEXT('how') }, more: (call) => texted(call, 'text') },
  {
    name: 'advise', verb: 'advise', says: 'Give your advice on what is proposed. Your newest stands.', done: 'You advised.', onWords: true,
    options: { text: TEXT('your advice', true), concern: CONCERN }, more: (call) => ({ ...texted(call, 'text'), ...(call.given.flag('concern') && { concern: true }) }),
  },
  {
    name: 'note', verb: 'note', says: 'Note advice that somebody gave aloud. It counts once they confirm it.', done: 'You noted it; it counts once they confirm it.', onWords: true,
    options: { by: NAME('who said it'), text: TEXT('what they said', true), concern: { ...CONCERN, says: 'something worries them' } },
    more: async (call, people) => ({ about: (await people([call.given.text('by')!]))[0]!, ...texted(call, 'text'), ...(call.given.flag('concern') && { concern: true }) }),
  },
  { name: 'confirm', verb: 'confirm', says: 'Confirm advice that somebody noted as yours.', done: 'You confirmed it as your advice.' },
  { name: 'pass', verb: 'pass', says: 'Say that you have no advice to give.', done: 'You said that you have no advice.', onWords: true, options: { text: TEXT('why') }, more: (call) => texted(call, 'text') },
  {
    name: 'answer', verb: 'answer', says: 'Say how you used somebody\'s advice, and why.', done: 'You answered the advice.',
    options: { to: NAME('whose advice'), used: { type: 'text', value: 'yes|partly|no', says: 'whether you took it up', required: true }, why: TEXT('how, or why not', true) },
    more: async (call, people) => ({ about: (await people([call.given.text('to')!]))[0]!, used: oneOf('used', ['yes', 'partly', 'no'], call.given.text('used'))!, ...texted(call, 'why') }),
  },
  {
    name: 'waive', verb: 'waive', says: 'Go on without the advice of people who were asked, with the reason. It covers what they say later on these words.', done: 'You go on without it.', onWords: true,
    options: { who: NAMES('whose'), why: TEXT('why', true) }, more: async (call, people) => ({ people: await people(call.given.texts('who')), ...texted(call, 'why') }),
  },
  { name: 'dispute', verb: 'dispute', says: 'Say that more than the wording changed.', done: 'You said that more than the wording changed. It decides nothing, and all see it.', options: { text: TEXT('what') }, more: (call) => texted(call, 'text') },
  {
    name: 'review', verb: 'review', says: 'Look back at what was decided: keep, adjust or undo it.', done: 'You looked back at it.',
    options: { as: { type: 'text', value: 'keep|adjust|undo', says: 'what becomes of it', required: true }, text: TEXT('what came of it', true) },
    more: (call) => ({ outcome: oneOf('as', ['keep', 'adjust', 'undo'], call.given.text('as'))!, ...texted(call, 'text') }),
  },
  {
    name: 'handon', verb: 'handon', says: 'Ask somebody to decide in your place. It is yours until they take it.', done: 'It is yours until they take it.',
    options: { to: NAME('whom'), text: TEXT('a word with it') }, more: async (call, people) => ({ to: await people([call.given.text('to')!]), ...texted(call, 'text') }),
  },
  { name: 'takeon', verb: 'takeon', says: 'Take a decision that somebody hands on to you.', done: 'It is yours to decide.' },
  { name: 'drop', verb: 'drop', says: 'Decide that it is not to be decided.', done: 'You dropped it.', options: { text: TEXT('why') }, more: (call) => texted(call, 'text') },
]

/** The words that stand, by number where somebody names one; with their hash, so that nothing else is signed. */
function wordsOf(detail: RecordDetail, wanted: string | undefined): Said {
  if (wanted !== undefined) {
    const { id, words } = findRevision(detail, wanted)
    return { revision: id, words }
  }
  const newest = detail.revisions.filter(({ state }) => state === 'offered')
  const one = newest.length > 0 ? newest : detail.revisions.slice(-1)
  return one.length === 1 ? { revision: one[0]!.id, words: one[0]!.words } : {}
}

async function give(call: Call, verb: Verb, onWords: boolean, more: (people: (names: readonly string[]) => Promise<string[]>) => Promise<Said> | Said): Promise<RecordDetail> {
  const here = await onRecord(call)
  const detail = await here.show()
  return here.give(verb, { ...(onWords && wordsOf(detail, call.given.text('revision'))), ...await more(here.idsOf) })
}

const REVISION: OptionSpec = { type: 'text', value: 'N|ID', says: 'on which revision (else the newest)' }

const sayCommand = ({ name, verb, says, done, options, onWords, more }: Saying): Command => ({
  name: `decision ${name}`, takes: ['ID'], says,
  options: { ...options, ...(onWords && { revision: REVISION }), ...WORKSPACE },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async (call) => said(await give(call, verb, onWords ?? false, (people) => more?.(call, people) ?? {}), done),
})

const decide: Command = {
  name: 'decision decide',
  takes: ['ID'],
  says: 'Decide, after advice. What still keeps it closed is told. Without advice, with a reason that all see, it is always open.',
  options: {
    text: TEXT('what you decide, in a word to all'), 'without-advice': { type: 'flag', says: 'without the advice that is missing' }, why: TEXT('why without advice'), tell: { type: 'texts', value: 'NAME', says: 'who should know' }, revision: REVISION, ...WORKSPACE,
  },
  more: 'JSON: what "parley show ID --json" prints. Exit code 1 and the reason where it is still closed.',
  run: async (call) => {
    const { given } = call
    const alone = given.flag('without-advice')
    const [text, why] = [given.text('text'), given.text('why')]
    if (alone && why === undefined) throw new ProblemError(problem('usage.missing', 'Deciding without advice needs --why.', 'Say why it could not wait for advice. All see it.'))
    const words = alone ? [why, text].filter(Boolean).join('\n\n') : text
    const record = await give(call, alone ? 'decidealone' : 'decide', true, async (people) => ({
      ...(words && { text: words }), ...(given.texts('tell').length > 0 && { to: await people(given.texts('tell')) }),
    }))
    return said(record, alone ? 'You decided without advice. All see that, and why.' : 'You decided.')
  },
}

const suggest: Command = {
  name: 'decision suggest',
  takes: ['ID'],
  says: 'Say how widely to ask, and whom one could ask, each with why.',
  options: WORKSPACE,
  more: 'JSON: {"breadth","affected":[{"name","why",…}],"experts":[…],"groups":[…]}.',
  run: async (call) => {
    const { client, workspace, row, show } = await onRecord(call)
    const found = await client.call('decision.suggest', { workspace, id: row.id })
    const { decision } = await show()
    return { value: { breadth: decision?.breadth ?? null, ...found }, text: suggestText(found, decision?.breadth?.says ?? '') }
  },
}

function suggestText({ affected, experts, groups }: SuggestionView, says: string): string {
  const mark = (one: { readonly name: string; readonly asked: boolean }): string => `${oneLine(one.name)}${one.asked ? ' (asked)' : ''}`
  const part = (title: string, rows: readonly (readonly string[])[]): string[] => (rows.length === 0 ? [] : [`${title}\n${indent(table(rows))}`])
  const parts = [
    ...(says ? [says] : []),
    ...part('It may touch', affected.map((one) => [mark(one), one.why.map((why) => (why.kind === 'named' ? 'is named in it' : `is part of ${oneLine(why.title)}`)).join(', ')])),
    ...part('Groups', groups.map(({ title, why, people }) => [why === 'everybody' ? 'Everybody here' : oneLine(title), people.map(mark).join(', ')])),
    ...part('Know about it', experts.map((one) => [mark(one), [...new Set(one.why.map(({ under }) => oneLine(under)))].join(', ')])),
  ]
  return parts.length > 0 ? parts.join('\n\n') : 'Nobody is named or linked in it, and nobody says that they know its topics. Think of whom it touches.'
}

/** For `ls decisions`. */
export const decisionCells = (row: RecordRow): string[] => [
  shortId(row.id), row.state, row.offer !== null ? `rev ${row.offer}` : row.revision !== null ? `rev ${row.revision}` : '', row.due ? `advice by ${row.due}` : row.review ? `look back ${row.review}` : '',
  oneLine(row.title), row.decisionRow?.deciders.map(({ name }) => oneLine(name)).join(', ') ?? '',
  [row.decisionRow?.asksMe ? 'asks your advice' : '', row.decisionRow?.withoutAdvice ? 'decided without advice' : '', ...row.flags].filter(Boolean).join(', '),
]

export const decisionCommands: readonly Command[] = [create, revise, askCommand, ...SAYINGS.map(sayCommand), decide, suggest]
