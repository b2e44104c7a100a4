// Templates of a workspace: those that come with Parley, and those its members saved.
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { writeSections } from '#shared/document/draft.ts'
import { withPeople } from '#shared/domain/record/people-in.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { KINDS } from '#shared/domain/record/kinds.ts'
import { parseTerms } from '#shared/domain/record/terms.ts'
import { begunFrom, BUILT_IN, isTemplate, template, templateOf } from '#shared/domain/template/index.ts'
import type { TemplateView } from '#shared/protocol/methods/commitments.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { namedIn } from './capacity.ts'
import { newestTerms } from './offering.ts'

export function templatesOf(workspace: Workspace): TemplateView[] {
  const { ledger, me } = workspace
  const named = namedIn(workspace)
  const acts = ledger.actsOf('workspace', workspace.id as string as RecordId).filter(({ type }) => template.acts[type] !== undefined)
  const saved = template.fold(acts, ledger.chains('workspace').index).saved.flatMap((one): TemplateView[] => {
    const terms = parseTerms(ledger.text(one.terms))
    // [TP3] Words that are not here yet, are malformed or name somebody are no template.
    if (!terms || !isTemplate(terms)) return []
    return [{ id: one.id, name: one.name, fits: one.fits, kind: terms.kind, by: named(one.by), months: one.months, reviewMonths: one.reviewMonths, terms, mine: one.by === me }]
  })
  return [...BUILT_IN.map((one) => ({ ...one, kind: one.terms.kind, by: null, mine: false })), ...saved]
}

function found(workspace: Workspace, id: string): TemplateView {
  const all = templatesOf(workspace)
  return all.find((one) => one.id === id)
    ?? orThrow<TemplateView>(fail('template.unknown', `There is no template called "${id}" here.`, '"parley ls templates" lists them.'))
}

export function beginFrom(workspace: Workspace, id: string, others: readonly string[], title: string | undefined, today: string): RecordId {
  const { terms, months, reviewMonths } = found(workspace, id)
  const { meta, sections } = begunFrom(terms, [workspace.me, ...others as readonly PersonId[]], today, { months, reviewMonths }, title)
  const draft = workspace.drafts.create(meta, undefined, 'me')
  writeSections(workspace.drafts.doc(draft)!, sections, null)
  return draft
}

/** [TP1] The words of a record, else those of a draft as far as they are written. */
export async function saveTemplate(workspace: Workspace, id: RecordId, name: string, fits: string | undefined): Promise<ActId> {
  const { people, drafts, me } = workspace
  const terms = workspace.records.has(id) ? newestTerms(workspace, id).terms : orThrow(drafts.freeze(id)).terms
  if (!terms) return orThrow(fail('terms.unavailable', 'These words are not on this device yet, so they can not be saved.', 'Connect with a colleague who has them.'))
  const others = workspace.list.detail(id).parties.map((party) => party.id).filter((one) => one !== me)
  const bytes = orThrow(templateOf(terms, [me, ...others]))
  if (!people.isMember(me)) orThrow(fail('person.left', 'You have left this workspace, so nothing new can be kept here.', 'Copy the words instead.'))
  const { id: saved } = await workspace.voice.give({
    circle: 'workspace', type: 'template.save', subject: workspace.id as string as RecordId,
    body: { name, ...(fits ? { fits } : {}), terms: textHash(bytes) }, texts: [bytes],
  })
  return saved
}

/** [TP2] */
export async function retireTemplate(workspace: Workspace, id: string): Promise<void> {
  if (!found(workspace, id).mine) orThrow(fail('template.not-yours', 'Somebody else saved this template, so you can not take it off the list.', 'Ask them, or save one of your own.'))
  await workspace.voice.give({ circle: 'workspace', type: 'template.retire', subject: workspace.id as string as RecordId, body: { template: id } })
}

export type Duplicate = 'copy' | 'supersede' | 'take over'

/** A private draft of the same words. */
export function duplicate(workspace: Workspace, id: RecordId, how: Duplicate): RecordId {
  const { detail, terms } = newestTerms(workspace, id)
  const { me, drafts } = workspace
  if (!terms) return orThrow(fail('terms.unavailable', 'The words of this record are not on this device yet, so they can not be copied.', 'Connect with a colleague who has them.'))
  const left = detail.keeping?.stepouts.map(({ person }) => person) ?? []
  if (how === 'take over' && left.length === 0) orThrow(fail('takeover.nobody', 'Nobody has stepped out of this, so there is nothing to take over.', 'Duplicate it, or offer other words.'))
  const replace = (person: string): string => (how === 'take over' && left.includes(person) ? me : person)
  const { sections: _, parties: _parties, witnesses: _witnesses, links, ...fields } = terms
  const { sections, ...lists } = withPeople({ ...terms, links: links ?? [] }, replace)
  const role = (...roles: readonly string[]): string[] => [...new Set(detail.parties.filter((party) => roles.includes(party.role)).map((party) => replace(party.id)))]
  const link = how === 'copy' ? [] : [{ id: `s${id.slice(0, 16)}`, how: 'supersedes' as const, record: id, title: detail.title }]
  // What is one person's alone is of whoever drafts it.
  const gives = KINDS[terms.kind].people === 'one' ? [me] : role('gives')
  const draft = drafts.create({
    ...fields, ...lists, kind: terms.kind, gives, receives: role('signs', 'receives').filter((person) => !gives.includes(person)), links: [...links ?? [], ...link],
  }, undefined, 'me')
  writeSections(drafts.doc(draft)!, sections, null)
  return draft
}
