// Commitments: drafted, offered, answered.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { DraftMeta, HostClient, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { findPeople, findRevision, impliedRevision } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { signed, stepoutCommand } from './keeping.ts'
import { findTemplate } from './templates.ts'
import { stonesFrom, TERMS, termsFrom } from './terms.ts'

const KINDS = ['mutual', 'letter', 'promise'] as const

const create: Command = {
  name: 'commitment new',
  says: 'Draft a commitment that binds everyone named and yourself. It binds nobody until it is offered and accepted.',
  options: {
    to: { type: 'texts', value: 'NAME', says: 'with whom', required: true },
    kind: { type: 'text', value: 'KIND', says: 'mutual (each gives something), letter (colleagues sign yours) or promise; else mutual' },
    template: { type: 'text', value: 'T', says: 'begin from a template: see "parley ls templates"' },
    verbal: { type: 'flag', says: 'it was said, and is noted here; the others acknowledge it by accepting' },
    formal: { type: 'flag', says: 'it is formal' },
    witness: { type: 'texts', value: 'NAME', says: 'who was there; it binds them to nothing' },
    ...TERMS, ...WORKSPACE,
  },
  more: 'JSON: {"id"}. The draft is open to the whole workspace. "parley commitment offer ID" offers it. Without a template it needs --title and --text.',
  run: async (call) => {
    const { given } = call
    const terms = termsFrom(call)
    const template = given.text('template')
    const missing = template === undefined ? ['title', 'text'].find((name) => given.text(name) === undefined) : undefined
    if (missing) throw new ProblemError(problem('usage.missing', `"parley commitment new" needs --${missing}.`, 'Say it, or begin from a template with --template.'))
    const { client, workspace, me } = await inWorkspace(call)
    const people = await client.call('people.list', { workspace })
    const others = findPeople(people, given.texts('to')).filter(({ id }) => id !== me)
    if (others.length === 0) {
      throw new ProblemError(problem('usage.alone', 'A commitment is between you and somebody else. Nothing was drafted.', 'Name somebody else with --to.'))
    }
    const witnesses = findPeople(people, given.texts('witness')).map(({ id }) => id)
    const stones = stonesFrom(call, me)
    const more = {
      ...terms, ...(given.flag('verbal') && { medium: 'verbal' as const }), ...(given.flag('formal') && { formality: 'formal' as const }),
      ...(witnesses.length > 0 && { witnesses }), ...(stones.length > 0 && { stones }),
    }
    const made = template === undefined
      ? await client.call('draft.create', { workspace, meta: { title: '', ...more, ...sides(kindOf(given.text('kind')), me, others.map(({ id }) => id)) }, words: given.text('text')!, circle: 'workspace' })
      : await begun(client, workspace, await findTemplate(client, workspace, template), others.map(({ id }) => id), given.text('text'), more)
    const names = others.map(({ name }) => oneLine(name)).join(' and ')
    const title = given.text('title') ?? (await client.call('records.show', { workspace, id: made.id })).title
    return { value: made, text: `Drafted with ${names}: ${oneLine(title)} (${shortId(made.id)}). "parley commitment offer ${shortId(made.id)}" offers it.` }
  },
}

function kindOf(wanted: string | undefined): (typeof KINDS)[number] {
  const found = KINDS.find((kind) => kind === (wanted ?? 'mutual'))
  if (found) return found
  throw new ProblemError(problem('usage.kind', `--kind takes ${KINDS.join(', ')}, not "${wanted!}".`, 'For an open offer there is "parley offer-open".'))
}

const sides = (kind: (typeof KINDS)[number], me: string, others: readonly string[]) =>
  ({ kind, ...(kind === 'mutual' ? { gives: [me, ...others], receives: [] } : { gives: [me], receives: [...others] }) })

async function begun(
  client: HostClient, workspace: string, template: string, people: readonly string[], text: string | undefined, more: Partial<DraftMeta>,
): Promise<{ readonly id: string }> {
  const made = await client.call('template.begin', { workspace, template, people: [...people] })
  await client.call('draft.share', { workspace, id: made.id })
  if (text !== undefined) await client.call('draft.amend', { workspace, id: made.id, words: text })
  if (Object.keys(more).length > 0) await client.call('draft.meta', { workspace, id: made.id, meta: more })
  return made
}

const amend: Command = {
  name: 'commitment amend',
  takes: ['ID'],
  says: 'Draft the next revision of a commitment. What was accepted goes on until the new one is.',
  options: { ...TERMS, ...WORKSPACE },
  more: 'JSON: {"id"} of the draft; "parley commitment offer ID" offers it.',
  run: async (call) => {
    const { given } = call
    const terms = termsFrom(call)
    const { client, workspace, me, row } = await onRecord(call)
    const draft = await amended(client, workspace, row.id, given.text('text'), { ...terms, ...stonesGiven(call, me) })
    return { value: { id: draft }, text: `Drafted the next revision of ${oneLine(row.title)} (${shortId(draft)}). "parley commitment offer ${shortId(draft)}" offers it.` }
  },
}

/** Stones that are named stand in the place of all there were. */
function stonesGiven(call: Call, me: string): Pick<DraftMeta, 'stones'> {
  const stones = stonesFrom(call, me)
  return stones.length > 0 ? { stones } : {}
}

async function amended(client: HostClient, workspace: string, id: string, text: string | undefined, terms: Partial<DraftMeta>): Promise<string> {
  const draft = await client.call('draft.amend', { workspace, id, ...(text === undefined ? {} : { words: text }) })
  if (Object.keys(terms).length > 0) {
    await client.call('draft.meta', { workspace, id: draft.id, meta: terms })
  }
  return draft.id
}

const OFFERS = [
  { name: 'commitment offer', says: 'Offer a draft to the people in it, with your signature under its exact words. With --text, offer a new revision with these words.' },
  { name: 'commitment counter', says: 'Answer an offer or a request with other words: a new revision, with your signature.' },
] as const

const offerCommand = ({ name, says }: (typeof OFFERS)[number]): Command => ({
  name,
  takes: ['ID'],
  says,
  options: { ...TERMS, ...WORKSPACE, suggestions: { type: 'text', value: 'take|leave', says: 'take or leave what colleagues suggested, before offering' } },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async (call) => {
    const { given } = call
    const how = given.text('suggestions')
    if (how !== undefined && how !== 'take' && how !== 'leave') throw new ProblemError(problem('usage', `--suggestions can't be ${how}.`, 'Say take or leave.'))
    const text = given.text('text')
    const said = termsFrom(call)
    const { client, workspace, me, row, show } = await onRecord(call)
    const terms = { ...said, ...stonesGiven(call, me) }
    const changes = text !== undefined || Object.keys(terms).length > 0
    if (name === 'commitment counter' && !changes) {
      throw new ProblemError(problem('usage.missing', 'A counter-offer needs something that is other.', 'Say the words with --text, or a date with --by.'))
    }
    const detail = await show()
    const draft = changes ? await amended(client, workspace, row.id, text, terms) : detail.draft ?? row.id
    if (how) await client.call('draft.settle', { workspace, id: draft, how })
    const { record, number } = await offerDraft(client, workspace, draft)
    return signed(record, `You offered revision ${record.offer ?? number}.`)
  },
})

interface Answer {
  readonly verb: Exclude<Verb, 'offer' | 'stepout' | 'reading' | 'risk' | 'clear'>
  readonly says: string
  readonly text?: string
  readonly needsText?: boolean
  readonly done: string
}

const ANSWERS: readonly Answer[] = [
  { verb: 'accept', says: 'Accept the exact words on offer, with your signature.', done: 'You accepted' },
  { verb: 'decline', says: 'Decline what is offered or promised to you.', text: 'why', done: 'You declined' },
  { verb: 'question', says: 'Ask about it before you answer.', text: 'the question', needsText: true, done: 'You asked about' },
  { verb: 'withdraw', says: 'Take back your own offer or acceptance before everyone has accepted.', text: 'why', done: 'You took back your word on' },
  { verb: 'checkin', says: 'Tell how it goes.', text: 'how it goes', needsText: true, done: 'You checked in on' },
  { verb: 'fulfil', says: 'Say that you have kept your part.', text: 'what was done', done: 'You said that you kept your part of' },
  { verb: 'acknowledge', says: 'Confirm that the others have kept theirs.', text: 'a word to them', done: 'You acknowledged' },
  { verb: 'release', says: 'Release the others from what they promised you.', text: 'why', done: 'You released the others from' },
]

const answerCommand = ({ verb, says, text, needsText, done }: Answer): Command => ({
  name: `commitment ${verb}`,
  takes: ['ID'],
  says,
  options: {
    text: { type: 'text', value: 'TEXT', says: text ?? 'a word with it', ...(needsText ? { required: true } : {}) },
    revision: { type: 'text', value: 'N|ID', says: 'which revision (else the only one it can be)' },
    ...(verb === 'checkin' ? {
      confidence: { type: 'text', value: '1-5', says: 'how sure you are, as you say' }, 'help-wanted': { type: 'text', value: 'TEXT', says: 'what help you want' },
    } satisfies Record<string, OptionSpec> : {}),
    ...(verb === 'acknowledge' || verb === 'release' ? { who: { type: 'text', value: 'NAME', says: 'whose promise, where it could be several' } } : {}),
    ...WORKSPACE,
  },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async (call) => {
    const { given } = call
    const { show, give, idsOf } = await onRecord(call)
    const detail = await show()
    const wanted = given.text('revision')
    const revision = wanted === undefined ? impliedRevision(detail, verb) : findRevision(detail, wanted)
    const [word, help, confidence] = [given.text('text'), given.text('help-wanted'), given.whole('confidence', 1, 5)]
    const who = given.text('who')
    const about = who === undefined ? null : (await idsOf([who]))[0]!
    const record = await give(verb, {
      ...(revision ? { revision: revision.id, words: revision.words } : {}),
      ...(word === undefined ? {} : { text: word }),
      ...(about === null ? {} : { about }), ...(help !== undefined && { help }), ...(confidence !== undefined && { confidence }),
    })
    return signed(record, `${done} revision ${revision?.number ?? ''}.`.replace(' .', '.'))
  },
})

const duplicate: Command = {
  name: 'commitment duplicate',
  takes: ['ID'],
  says: 'Draft another commitment with the same words, for yourself first. It binds nobody.',
  options: {
    supersede: { type: 'flag', says: 'it is to take the place of this one' },
    takeover: { type: 'flag', says: 'you take over from who stepped out' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"} of the draft.',
  run: async (call) => {
    const { given } = call
    const { client, workspace, row } = await onRecord(call)
    const made = await client.call('commitment.duplicate', { workspace, id: row.id, how: given.flag('takeover') ? 'take over' : given.flag('supersede') ? 'supersede' : 'copy' })
    return { value: made, text: `Drafted a copy of ${oneLine(row.title)} (${shortId(made.id)}), for you alone until it is offered.` }
  },
}

export const commitmentCommands: readonly Command[] = [
  create, ...OFFERS.map(offerCommand), amend, ...ANSWERS.map(answerCommand), stepoutCommand, duplicate,
]
