// The founder's first act of many: what a workspace is for and how its people mean to work, in words others may accept.
import { fail, orThrow } from '#shared/base/result.ts'
import { plainBlocks, writeSections } from '#shared/document/draft.ts'
import { charterSections, charterTemplate, type CharterRule } from '#shared/domain/charter/templates/index.ts'
import { addMonths } from '#shared/base/calendar.ts'
import type { Intent } from '#shared/domain/fold.ts'
import { charter as concept } from '#shared/domain/charter/index.ts'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { Workspace } from './workspace.ts'

export interface FoundingCharter {
  readonly purpose: string
  readonly rules: readonly CharterRule[]
  /** Percent of those a later revision names who must accept it. */
  readonly share: number
  readonly review: string | null
  /** What it says in fields; empty where nothing. */
  readonly fields: CharterFields
}

export interface CharterFields { readonly twentyPercent?: number | undefined; readonly withoutAdvice?: string | undefined }

/** What a person asked for, or the words of the template they named. Throws `charter.template`. */
export function foundingCharter(
  asked: { purpose?: string | undefined; template?: string | undefined; charter?: { rules: readonly CharterRule[]; share: number; review?: string | undefined } & CharterFields | undefined },
  today: CalendarDate,
): FoundingCharter {
  const purpose = asked.purpose?.trim() ?? ''
  if (asked.charter) return { purpose, rules: asked.charter.rules, share: asked.charter.share, review: asked.charter.review ?? null, fields: asked.charter }
  if (asked.template === undefined) return { purpose, rules: [], share: 0, review: null, fields: {} }
  const template = charterTemplate(asked.template)
    ?? orThrow<never>(fail('charter.template', `There is no charter template called "${asked.template}".`, '"parley ls templates" lists them.'))
  return { purpose, rules: template.rules, share: template.share, review: addMonths(today, template.reviewMonths), fields: template }
}

export async function offerCharter(workspace: Workspace, name: string, charter: FoundingCharter): Promise<void> {
  await workspace.voice.give({ ...charterIntent(workspace, name, charter), circle: 'workspace' })
}

/** What the founder would sign. Leaves the draft it was made from, for the next revision to go on from. */
export function charterIntent(workspace: Workspace, name: string, { purpose, rules, share, review, fields }: FoundingCharter): Intent {
  const { me, drafts, ledger } = workspace
  const { twentyPercent, withoutAdvice = '' } = fields
  const draft = drafts.create({ title: name, kind: 'charter', gives: [me], receives: [], ...(review && { review }), ...(share > 0 && { share }), ...(twentyPercent !== undefined && { twentyPercent }), ...(withoutAdvice.trim() && { withoutAdvice: withoutAdvice.trim() }) }, undefined, 'workspace')
  const why = purpose === '' ? [] : [{ voice: 'why' as const, words: plainBlocks(purpose) }]
  writeSections(drafts.doc(draft)!, [...why, ...charterSections(rules)], null)
  const { offer } = orThrow(drafts.freeze(draft))
  const none = concept.fold([], ledger.chains('workspace').index)
  return orThrow(concept.intend(none, 'offer', { person: me, member: true, offer }))
}
