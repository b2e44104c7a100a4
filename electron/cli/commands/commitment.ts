import { problem, ProblemError } from '#shared/base/result.ts'
import type { DraftMeta, HostClient, RecordDetail, Verb } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { readDate } from '../dates.ts'
import { findPeople, findRevision, findRow, findWorkspace, impliedRevision } from '../find.ts'
import { oneLine, shortId } from '../text.ts'
import { showText, showValue } from './show.ts'

const TERMS: Readonly<Record<string, OptionSpec>> = {
  title: { type: 'text', value: 'TEXT', says: 'its title' },
  text: { type: 'text', value: 'TEXT', says: 'the words' },
  by: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, friday, +10d' },
  review: { type: 'text', value: 'DATE', says: 'when to look at it together again' },
  hours: { type: 'text', value: 'N', says: 'hours a week it takes' },
}

const create: Command = {
  name: 'commitment new',
  says: 'Draft a commitment that binds everyone named and yourself. It binds nobody until it is offered and accepted.',
  options: {
    to: { type: 'texts', value: 'NAME', says: 'with whom', required: true },
    ...TERMS,
    title: { ...TERMS['title']!, required: true },
    text: { ...TERMS['text']!, required: true },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"}. The draft is open to the whole workspace. "parley commitment offer ID" offers it.',
  run: async ({ given, around, host }) => {
    const terms = termsFrom({ given, around })
    const client = await host()
    const { id: workspace, me } = await findWorkspace(client, given.text('workspace'))
    const others = findPeople(await client.call('people.list', { workspace }), given.texts('to')).filter(({ id }) => id !== me)
    if (others.length === 0) {
      throw new ProblemError(problem('usage.alone', 'A commitment is between you and somebody else. Nothing was drafted.', 'Name somebody else with --to.'))
    }
    const meta: DraftMeta = { title: '', ...terms, kind: 'mutual', gives: [me, ...others.map(({ id }) => id)], receives: [] }
    const made = await client.call('draft.create', { workspace, meta: { ...meta, gives: [...meta.gives], receives: [] }, words: given.text('text')!, circle: 'workspace' })
    const names = others.map(({ name }) => oneLine(name)).join(' and ')
    return { value: made, text: `Drafted with ${names}: ${oneLine(given.text('title')!)} (${shortId(made.id)}). "parley commitment offer ${shortId(made.id)}" offers it.` }
  },
}

const amend: Command = {
  name: 'commitment amend',
  takes: ['ID'],
  says: 'Draft the next revision of a commitment. What was accepted goes on until the new one is.',
  options: { ...TERMS, ...WORKSPACE },
  more: 'JSON: {"id"} of the draft; "parley commitment offer ID" offers it.',
  run: async ({ given, around, host }) => {
    const terms = termsFrom({ given, around })
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const draft = await amended(client, workspace, row.id, given.text('text'), terms)
    return { value: { id: draft }, text: `Drafted the next revision of ${oneLine(row.title)} (${shortId(draft)}). "parley commitment offer ${shortId(draft)}" offers it.` }
  },
}

type Terms = Partial<Pick<DraftMeta, 'title' | 'due' | 'review' | 'hours'>>

function termsFrom({ given, around }: Pick<Call, 'given' | 'around'>): Terms {
  const [title, by, review, hours] = [given.text('title'), given.text('by'), given.text('review'), given.whole('hours', 0, 168)]
  return {
    ...(title === undefined ? {} : { title }),
    ...(by === undefined ? {} : { due: readDate('by', by, around.now()) }),
    ...(review === undefined ? {} : { review: readDate('review', review, around.now()) }),
    ...(hours === undefined ? {} : { hours }),
  }
}

async function amended(client: HostClient, workspace: string, id: string, text: string | undefined, terms: Terms): Promise<string> {
  const draft = await client.call('draft.amend', { workspace, id, ...(text === undefined ? {} : { words: text }) })
  if (Object.keys(terms).length > 0) {
    await client.call('draft.meta', { workspace, id: draft.id, meta: terms })
  }
  return draft.id
}

const offer: Command = {
  name: 'commitment offer',
  takes: ['ID'],
  says: 'Offer a draft to the people in it, with your signature under its exact words. With --text, offer a new revision with these words.',
  options: { ...TERMS, ...WORKSPACE },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async ({ given, around, host }) => {
    const terms = termsFrom({ given, around })
    const text = given.text('text')
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const changes = text !== undefined || Object.keys(terms).length > 0
    const detail = await client.call('records.show', { workspace, id: row.id })
    const draft = changes ? await amended(client, workspace, row.id, text, terms) : detail.draft ?? row.id
    const preview = await client.call('draft.preview', { workspace, id: draft })
    if (preview.problem) throw new ProblemError(preview.problem)
    const { record } = await client.call('records.give', { workspace, id: draft, verb: 'offer', words: preview.words })
    return signed(record, `You offered revision ${record.offer ?? preview.number}.`)
  },
}

interface Answer {
  readonly verb: Exclude<Verb, 'offer'>
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
  { verb: 'stepout', says: 'Step out of a commitment in force. Nobody has to agree.', text: 'why', done: 'You stepped out of' },
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
    ...(verb === 'acknowledge' || verb === 'release' ? { who: { type: 'text', value: 'NAME', says: 'whose promise, where it could be several' } } : {}),
    ...WORKSPACE,
  },
  more: 'JSON: what "parley show ID --json" prints.',
  run: async ({ given, host }) => {
    const client = await host()
    const { id: workspace } = await findWorkspace(client, given.text('workspace'))
    const row = await findRow(client, workspace, given.at(0))
    const detail = await client.call('records.show', { workspace, id: row.id })
    const wanted = given.text('revision')
    const revision = wanted === undefined ? impliedRevision(detail, verb) : findRevision(detail, wanted)
    const word = given.text('text')
    const who = given.text('who')
    const about = who === undefined ? null : findPeople(await client.call('people.list', { workspace }), [who])[0]!.id
    const { record } = await client.call('records.give', {
      workspace, id: row.id, verb,
      ...(revision ? { revision: revision.id, words: revision.words } : {}),
      ...(word === undefined ? {} : { text: word }),
      ...(about === null ? {} : { about }),
    })
    return signed(record, `${done} revision ${revision?.number ?? ''}.`.replace(' .', '.'))
  },
})

const signed = (record: RecordDetail, line: string): Outcome => ({ value: showValue(record), text: `${line}\n\n${showText(record)}` })

export const commitmentCommands: readonly Command[] = [create, offer, amend, ...ANSWERS.map(answerCommand)]
