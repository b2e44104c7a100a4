// The charter of a group in a terminal: called, written, offered.
import { problem, ProblemError } from '#shared/base/result.ts'
import { SINGLES } from '#shared/domain/record/fields.ts'
import type { HostClient, Params, RecordDetail } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { dateGiven } from '../dates.ts'
import { findPeople } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { signed } from './keeping.ts'
import { findTemplate } from './templates.ts'

export const RESULT = 'JSON: what "parley show ID --json" prints; "group" holds members, facilitation, proposals, outputs and how it is done.'

/** What can be said of the charter, by the margin voice it stands in. */
const VOICES = {
  'looks-after': ['looks after', 'what it looks after'], 'not-ours': ['not ours', 'what is not its own'], 'may-decide': ['may decide', 'what it may decide'],
  'how': ['how we work', 'how it works'], 'coming': ['coming and going', 'how one comes and goes'], 'ends': ['when it ends', 'when it ends'], 'takes': ['resources', 'what it takes'],
} as const
type Section = NonNullable<Params<'draft.amend'>['sections']>[number]

const choices = (name: 'joining' | 'deciding' | 'facilitation'): readonly string[] => (SINGLES[name] as { readonly values: readonly string[] }).values

const WORDS: Readonly<Record<string, OptionSpec>> = {
  title: { type: 'text', value: 'TEXT', says: 'its name' },
  text: { type: 'text', value: 'TEXT', says: 'what it is for' },
  ...Object.fromEntries(Object.entries(VOICES).map(([name, [, says]]) => [name, { type: 'text', value: 'TEXT', says } satisfies OptionSpec])),
  joining: { type: 'text', value: choices('joining').join('|'), says: 'who accepts is in, or waits for a welcome' },
  deciding: { type: 'text', value: choices('deciding').join('|'), says: 'how it decides' },
  share: { type: 'text', value: 'N', says: 'of a hundred of those named, who have to accept changed words; two in any case' },
  facilitation: { type: 'text', value: choices('facilitation').join('|'), says: 'how facilitating goes round' },
  turn: { type: 'texts', value: 'NAME', says: 'the order of turns' },
  'turn-weeks': { type: 'text', value: 'N', says: 'weeks a turn lasts' },
  hours: { type: 'text', value: 'N', says: 'hours a week it asks of each' },
  begins: { type: 'text', value: 'DATE', says: 'from when it holds' },
  review: { type: 'text', value: 'DATE', says: 'when to look at it together' },
  until: { type: 'text', value: 'DATE', says: 'its last day, unless renewed' },
  topic: { type: 'texts', value: 'TOPIC', says: 'what it is about' },
  member: { type: 'texts', value: 'NAME', says: 'whom its charter names; they answer for themselves' },
}

interface Said { readonly meta: Record<string, unknown>; readonly sections: Section[] }

async function saidIn(of: Call, client: HostClient, workspace: string): Promise<Said> {
  const { given } = of
  const chosen = (name: 'joining' | 'deciding' | 'facilitation'): string | undefined => {
    const text = given.text(name)
    if (text === undefined || choices(name).includes(text)) return text
    throw new ProblemError(problem('usage.choice', `--${name} can't be ${text}.`, `Say one of ${choices(name).join(', ')}.`))
  }
  const turns = given.texts('turn').length === 0 ? [] : findPeople(await client.call('people.list', { workspace }), given.texts('turn'))
  const topics = given.texts('topic').map((topic, at) => ({ id: `t${at + 1}`, topic }))
  const all = {
    title: given.text('title'), joining: chosen('joining'), deciding: chosen('deciding'), share: given.whole('share', 0, 100), facilitation: chosen('facilitation'), turnWeeks: given.whole('turn-weeks', 1, 52),
    hours: given.whole('hours', 0, 168), from: dateGiven(of, 'begins'), review: dateGiven(of, 'review'), until: dateGiven(of, 'until'),
    ...(topics.length > 0 && { topics }), ...(turns.length > 0 && { turns: turns.map(({ id }, at) => ({ id: `u${at + 1}`, person: id })) }),
  }
  const meta = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const why = given.text('text')
  const voiced = Object.entries(VOICES).flatMap(([name, [voice]]): Section[] => {
    const text = given.text(name)
    return text === undefined ? [] : [{ voice, text }]
  })
  return { meta, sections: [...(why === undefined ? [] : [{ voice: 'why' as const, text: why }]), ...voiced] }
}

export interface Meant { readonly client: HostClient; readonly workspace: string; readonly me: string; readonly detail: RecordDetail }

/** The group that a command is about. Throws ProblemError `group.none` where it is none. */
export async function meant(of: Pick<Call, 'given' | 'host'>): Promise<Meant> {
  const { client, workspace, me, row, show } = await onRecord(of)
  if (row.concept !== 'group') throw new ProblemError(problem('group.none', `${oneLine(row.title)} is no group. Nothing was done.`, '"parley ls groups" lists them.'))
  return { client, workspace, me, detail: await show() }
}

const call: Command = {
  name: 'group call',
  says: 'Call a working group or a team: what it is about and why now. It binds nobody; who wants to says so.',
  options: {
    title: { type: 'text', value: 'TEXT', says: 'what it is called', required: true },
    text: { type: 'text', value: 'TEXT', says: 'why now' },
    topic: { type: 'texts', value: 'TOPIC', says: 'what it is about' },
    team: { type: 'flag', says: 'a team: a group without a last day' },
    template: { type: 'text', value: 'T', says: 'begin its charter from a template: see "parley ls templates". That drafts it, without a call' },
    ...WORKSPACE,
  },
  more: `${RESULT} With --template {"id"} of the draft.\n\n  parley group call --title "New packaging law" --text "It holds from January."`,
  run: async (of) => {
    const { given } = of
    const [title, text, template] = [given.text('title')!, given.text('text'), given.text('template')]
    const { client, workspace } = await inWorkspace(of)
    if (template !== undefined) {
      const made = await client.call('template.begin', { workspace, template: await findTemplate(client, workspace, template), people: [] })
      await client.call('draft.share', { workspace, id: made.id })
      await client.call('draft.meta', { workspace, id: made.id, meta: { title } })
      if (text !== undefined) await client.call('draft.amend', { workspace, id: made.id, sections: [{ voice: 'why', text }] })
      return { value: made, text: `Drafted: ${oneLine(title)} (${shortId(made.id)}). "parley group offer ${shortId(made.id)}" offers it.` }
    }
    const kind = given.flag('team') ? 'team' : 'working group'
    const record = await client.call('group.call', { workspace, kind, title, topics: [...given.texts('topic')], ...(text !== undefined && { text }) })
    return signed(record, `You called a ${kind}.`)
  },
}

const offer: Command = {
  name: 'group offer',
  takes: ['ID'],
  says: 'Offer the charter, or a change of it, with your signature. What holds goes on between those who hold it.',
  options: { ...WORDS, draft: { type: 'flag', says: 'only draft it, for all to write in' }, ...WORKSPACE },
  more: `${RESULT} With --draft {"id"} of the draft.\n\n  parley group offer "New packaging law" --text "So that nothing is sent back." --until 2026-12-31 --member Ben`,
  run: async (of) => {
    const { client, workspace, me, detail } = await meant(of)
    const { meta, sections } = await saidIn(of, client, workspace)
    const named = of.given.texts('member')
    const people = named.length === 0 ? [] : findPeople(await client.call('people.list', { workspace }), named).map(({ id }) => id)
    const draft = detail.draft !== null && Object.keys(meta).length + sections.length + people.length === 0 ? detail.draft
      : (await client.call('draft.amend', { workspace, id: detail.id, ...(sections.length > 0 && { sections }) })).id
    const open = await client.call('draft.open', { workspace, id: draft })
    await client.call('draft.close', { workspace, id: draft })
    const gives = [...new Set([...open.meta.gives, me, ...people])]
    await client.call('draft.meta', { workspace, id: draft, meta: { ...meta, gives } })
    if (of.given.flag('draft')) return { value: { id: draft }, text: `Drafted the charter of ${oneLine(detail.title)}. "parley group offer ${shortId(draft)}" offers it.` }
    const { record, number } = await offerDraft(client, workspace, draft)
    return signed(record, `You offered revision ${number}.`)
  },
}

export const charterCommands: readonly Command[] = [call, offer]
