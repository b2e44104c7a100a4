// The charter of a group in a terminal: called, written, offered.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { draftFrom, draftOn, metaOf, saidIn, saysAnything } from '../fields/said.ts'
import { fieldsOf, optionsOf } from '../fields/table.ts'
import { inWorkspace, onRecord, type Here } from '../here.ts'
import { drafted, offerDraft } from '../offering.ts'
import { oneLine, shortId } from '../text.ts'
import { signed } from './keeping.ts'
import { findTemplate } from './templates.ts'

export const RESULT = 'JSON: what "parley show ID --json" prints; "group" holds members, facilitation, proposals, outputs and how it is done.'

/** A team has all of these but an end. */
const WORDS: Readonly<Record<string, OptionSpec>> = { ...optionsOf('working group'), member: { type: 'texts', value: 'NAME', says: 'whom its charter names; they answer for themselves' } }

function kindIn({ detail }: Meant, { given }: Call): 'team' | 'working group' {
  if (detail.kind !== 'team') return 'working group'
  const none = fieldsOf('working group').find(({ flag }) => given.flag(flag) && !fieldsOf('team').some((one) => one.flag === flag))
  if (none) throw new ProblemError(problem('usage.option', `A team has no end, and so no --${none.flag}.`, 'Leave it out, or say with --review when to look at it again.'))
  return 'team'
}

export interface Meant extends Here { readonly detail: RecordDetail }

/** The group that a command is about. Throws ProblemError `group.none` where it is none. */
export async function meant(of: Pick<Call, 'given' | 'host'>): Promise<Meant> {
  const { row, show, ...here } = await onRecord(of)
  if (row.concept !== 'group') throw new ProblemError(problem('group.none', `${oneLine(row.title)} is no group. Nothing was done.`, '"parley ls groups" lists them.'))
  return { ...here, detail: await show() }
}

/** What a call says too; nothing of it holds yet. */
const CALLED = ['title', 'text', 'topic'] as const

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
    const here = await inWorkspace(of)
    const { client, workspace } = here
    if (template !== undefined) {
      const id = await draftFrom(here, await findTemplate(client, workspace, template), [], await saidIn('working group', of, here, CALLED))
      return drafted(here, id, `Drafted: ${oneLine(title)} (${shortId(id)}). "parley group offer ${shortId(id)}" offers it.`)
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
    const here = await meant(of)
    const { client, workspace, me, detail } = here
    const said = await saidIn(kindIn(here, of), of, here)
    const people = await here.idsOf(of.given.texts('member'))
    const goesOn = saysAnything(said) || people.length > 0 ? null : detail.draft
    const draft = goesOn ?? await draftOn(here, detail.id, said)
    const gives = [...new Set([...(await metaOf(here, draft)).gives, me, ...people])]
    await client.call('draft.meta', { workspace, id: draft, meta: { gives } })
    if (of.given.flag('draft')) return drafted(here, draft, `Drafted the charter of ${oneLine(detail.title)}. "parley group offer ${shortId(draft)}" offers it.`)
    const { record, number } = await offerDraft(client, workspace, draft)
    return signed(record, `You offered revision ${number}.`)
  },
}

export const charterCommands: readonly Command[] = [call, offer]
