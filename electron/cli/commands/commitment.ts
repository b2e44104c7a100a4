// Commitments: drafted, offered, answered.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type OptionSpec } from '../command.ts'
import { draftFrom, draftNew, draftOn, saidIn, saysAnything } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { findRevision, impliedRevision } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { drafted, offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { signed, stepoutCommand } from './keeping.ts'
import { findTemplate } from './templates.ts'

const KINDS = ['mutual', 'letter', 'promise'] as const
/** All three have the same fields. */
const FIELDS = optionsOf('mutual')

const create: Command = {
  name: 'commitment new',
  says: 'Draft a commitment that binds everyone named and yourself. It binds nobody until it is offered and accepted.',
  options: {
    to: { type: 'texts', value: 'NAME', says: 'with whom', required: true },
    kind: { type: 'text', value: 'KIND', says: 'mutual (each gives something), letter (colleagues sign yours) or promise; else mutual' },
    template: { type: 'text', value: 'T', says: 'begin from a template: see "parley ls templates"' },
    witness: { type: 'texts', value: 'NAME', says: 'who was there; it binds them to nothing' },
    ...FIELDS, ...WORKSPACE,
  },
  more: 'JSON: {"id"}. The draft is open to the whole workspace. "parley commitment offer ID" offers it. Without a template it needs --title and --text.',
  run: async (call) => {
    const { given } = call
    const template = given.text('template')
    const missing = template === undefined ? ['title', 'text'].find((name) => given.text(name) === undefined) : undefined
    if (missing) throw new ProblemError(problem('usage.missing', `"parley commitment new" needs --${missing}.`, 'Say it, or begin from a template with --template.'))
    const kind = kindOf(given.text('kind'))
    const here = await inWorkspace(call)
    const { client, workspace, me } = here
    const others = (await here.peopleOf(given.texts('to'))).filter(({ id }) => id !== me)
    if (others.length === 0) {
      throw new ProblemError(problem('usage.alone', 'A commitment is between you and somebody else. Nothing was drafted.', 'Name somebody else with --to.'))
    }
    const people = others.map(({ id }) => id)
    const witnesses = await here.idsOf(given.texts('witness'))
    const more = witnesses.length > 0 ? { witnesses } : {}
    const said = await saidIn(kind, call, here)
    const id = template === undefined ? await draftNew(here, { ...sides(kind, me, people), ...more }, said)
      : await draftFrom(here, await findTemplate(client, workspace, template), people, said, more)
    const names = others.map(({ name }) => oneLine(name)).join(' and ')
    const title = given.text('title') ?? (await client.call('records.show', { workspace, id })).title
    return drafted(here, id, `Drafted with ${names}: ${oneLine(title)} (${shortId(id)}). "parley commitment offer ${shortId(id)}" offers it.`)
  },
}

function kindOf(wanted: string | undefined): (typeof KINDS)[number] {
  const found = KINDS.find((kind) => kind === (wanted ?? 'mutual'))
  if (found) return found
  throw new ProblemError(problem('usage.kind', `--kind takes ${KINDS.join(', ')}, not "${wanted!}".`, 'For an open offer there is "parley offer-open".'))
}

const sides = (kind: (typeof KINDS)[number], me: string, others: readonly string[]) =>
  ({ kind, ...(kind === 'mutual' ? { gives: [me, ...others], receives: [] } : { gives: [me], receives: [...others] }) })

const amend: Command = {
  name: 'commitment amend',
  takes: ['ID'],
  says: 'Draft the next revision of a commitment. What was accepted goes on until the new one is.',
  options: { ...FIELDS, ...WORKSPACE },
  more: 'JSON: {"id"} of the draft; "parley commitment offer ID" offers it.',
  run: async (call) => {
    const here = await onRecord(call)
    const { row } = here
    const draft = await draftOn(here, row.id, await saidIn('mutual', call, here))
    return drafted(here, draft, `Drafted the next revision of ${oneLine(row.title)} (${shortId(draft)}). "parley commitment offer ${shortId(draft)}" offers it.`)
  },
}

const OFFERS = [
  { name: 'commitment offer', says: 'Offer a draft to the people in it, with your signature under its exact words. With --text, offer a new revision with these words.' },
  { name: 'commitment counter', says: 'Answer an offer or a request with other words: a new revision, with your signature.' },
] as const

const offerCommand = ({ name, says }: (typeof OFFERS)[number]): Command => ({
  name,
  takes: ['ID'],
  says,
  options: { ...FIELDS, ...WORKSPACE, suggestions: { type: 'text', value: 'take|leave', says: 'take or leave what colleagues suggested, before offering' } },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async (call) => {
    const { given } = call
    const how = given.text('suggestions')
    if (how !== undefined && how !== 'take' && how !== 'leave') throw new ProblemError(problem('usage', `--suggestions can't be ${how}.`, 'Say take or leave.'))
    const here = await onRecord(call)
    const { client, workspace, row, show } = here
    const said = await saidIn('mutual', call, here)
    const changes = saysAnything(said)
    if (name === 'commitment counter' && !changes) {
      throw new ProblemError(problem('usage.missing', 'A counter-offer needs something that is other.', 'Say the words with --text, or a date with --by.'))
    }
    const draft = changes ? await draftOn(here, row.id, said) : (await show()).draft ?? row.id
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
