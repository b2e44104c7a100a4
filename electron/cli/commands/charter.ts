// The charter of a workspace: what it says in words and fields, offered to everybody.
import { addMonths } from '#shared/base/calendar.ts'
import { charterTemplate } from '#shared/domain/charter/templates/index.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Params } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type OptionSpec } from '../command.ts'
import { calendarDate, dateGiven } from '../dates.ts'
import { draftOn, saidIn, saysAnything } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { inWorkspace } from '../here.ts'
import { offerDraft } from '../offering.ts'
import { signed } from './keeping.ts'

const FIELDS = optionsOf('charter')
/** What a workspace is founded with beside its purpose. */
const FOUNDED = ['review', 'own-share', 'without-advice'] as const
const SHARE: OptionSpec = { type: 'text', value: 'N', says: 'of a hundred members, how many have to accept changed words; two in any case' }

export const FOUNDING: Readonly<Record<string, OptionSpec>> = { ...optionsOf('charter', FOUNDED), share: SHARE }

/** The charter that a workspace is to be founded with: the rules of a template, with what was said over it. Undefined where nothing was said of it. */
export function foundedWith(call: Pick<Call, 'given' | 'around'>): Params<'workspace.create'>['charter'] {
  const { given } = call
  const [share, twentyPercent, withoutAdvice, review] = [given.whole('share', 0, 100), given.whole('own-share', 0, 100), given.text('without-advice'), dateGiven(call, 'review')]
  if ([share, twentyPercent, withoutAdvice, review].every((one) => one === undefined)) return undefined
  const wanted = given.text('template')
  const template = wanted === undefined ? null : charterTemplate(wanted)
  // The host says what there is.
  if (wanted !== undefined && !template) return undefined
  const looked = review ?? (template ? addMonths(calendarDate(call.around.now()), template.reviewMonths) : undefined)
  const [own, alone] = [twentyPercent ?? template?.twentyPercent, withoutAdvice ?? template?.withoutAdvice]
  return {
    rules: [...template?.rules ?? []], share: share ?? template?.share ?? 0, ...(looked !== undefined && { review: looked }),
    ...(own !== undefined && { twentyPercent: own }), ...(alone !== undefined && { withoutAdvice: alone }),
  }
}

const offer: Command = {
  name: 'charter offer',
  says: 'Offer other words or fields of the charter of the workspace, with your signature. The old ones hold until enough have accepted.',
  options: { ...FIELDS, draft: { type: 'flag', says: 'only draft it, for all to write in' }, ...WORKSPACE },
  more: 'JSON: what "parley show ID --json" prints; with --draft {"id"} of the draft. "parley workspace show" shows the charter; "parley commitment accept ID" accepts it.\n\n  parley charter offer --own-share 20',
  run: async (call) => {
    const here = await inWorkspace(call)
    const { client, workspace } = here
    const { record } = await client.call('charter.says', { workspace })
    const charter = record ?? (await client.call('records.list', { workspace, concept: 'charter' }))[0]?.id
    if (charter === undefined) throw new ProblemError(problem('charter.none', 'This workspace has no charter. Nothing was offered.', 'Found one on the page: its people accept it.'))
    const said = await saidIn('charter', call, here)
    const { draft } = await client.call('records.show', { workspace, id: charter })
    const id = saysAnything(said) || draft === null ? await draftOn(here, charter, said) : draft
    if (call.given.flag('draft')) return { value: { id }, text: 'Drafted for all to write in. "parley charter offer" offers it.' }
    const { record: offered, number } = await offerDraft(client, workspace, id)
    return signed(offered, `You offered revision ${number} of the charter.`)
  },
}

export const charterCommands: readonly Command[] = [offer]
