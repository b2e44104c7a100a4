// Open offers across records: who took one up, and what taking one up asks for.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, ok, orThrow, type Result } from '#shared/base/result.ts'
import { isOpen, takersOf, type Taker } from '#shared/domain/openoffer/index.ts'
import type { DraftMeta, RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { OpenOfferView, TakerView } from '#shared/protocol/methods/commitments.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { namedIn } from './capacity.ts'
import { newestTerms, wordsOf, type Drafted } from './offering.ts'

/** [OO3] Commitments that say that they answer the offer, and in which its owner gives something. */
function answering(workspace: Workspace, id: RecordId, owner: string): Taker[] {
  const named = workspace.records.ids().map((one) => workspace.records.row(one))
    .filter((row): row is RecordRow => row !== null && row.concept === 'commitment' && row.links.some(({ how, record }) => how === 'answers' && record === id))
  return named.flatMap(({ id: record }) => {
    const { parties, title, state } = workspace.detail(record as RecordId)
    if (!parties.some((party) => party.id === owner && party.role === 'gives')) return []
    return [{ record, title, state, people: parties.filter((party) => party.id !== owner).map((party) => party.id) }]
  })
}

function known(workspace: Workspace, id: RecordId): RecordDetail {
  const detail = workspace.detail(id)
  return detail.kind === 'open offer' && detail.state !== 'draft' ? detail
    : orThrow(fail('openoffer.none', 'This is no open offer, so it can not be taken up.', 'Look it up in the list.'))
}

export function openOfferView(workspace: Workspace, id: RecordId): OpenOfferView {
  const detail = known(workspace, id)
  const named = namedIn(workspace)
  const owner = detail.parties[0]!
  const { terms } = newestTerms(workspace, id)
  const all = answering(workspace, id, owner.id)
  const facts = { places: terms?.places ?? null, standing: detail.state === 'in force' }
  const open = isOpen(facts, all)
  const { taken, waiting } = takersOf(all)
  const view = (one: Taker): TakerView => ({ ...one, people: one.people.map(named) })
  const may = mayTake(workspace, { owner: owner.id, open, standing: facts.standing })
  return {
    owner: named(owner.id), places: facts.places, open, taken: taken.map(view), waiting: waiting.map(view),
    take: { allowed: may.ok, reason: may.ok ? null : may.problem.message },
  }
}

function mayTake(workspace: Workspace, { owner, open, standing }: { owner: string; open: boolean; standing: boolean }): Result<null> {
  if (!workspace.people.isMember(workspace.me)) return fail('person.left', 'You have left this workspace, so nothing new can be asked here.', 'You can still end what you gave.')
  if (owner === workspace.me) return fail('openoffer.own', 'This is your own offer.', 'Others take it up; you confirm each of them.')
  if (!standing) return fail('openoffer.closed', 'This offer was closed.', 'Ask its owner for a promise of your own.')
  return open ? ok(null) : fail('openoffer.full', 'Every place of this offer is taken.', 'Ask its owner for a promise of your own; they may have room.')
}

/** [OO2] The promise of the owner that taking it up asks for. `words`: said beside those of the offer. */
export function takingOf(workspace: Workspace, id: RecordId, asked: { title?: string | undefined; words?: string | undefined; due?: string | undefined }): Result<Drafted> {
  const detail = known(workspace, id)
  const { owner, open } = openOfferView(workspace, id)
  const may = mayTake(workspace, { owner: owner.id, open, standing: detail.state === 'in force' })
  if (!may.ok) return may
  const { terms } = newestTerms(workspace, id)
  if (!terms) return fail('terms.unavailable', 'The words of this offer are not on this device yet, so it can not be taken up.', 'Connect with a colleague who has them.')
  const { sections, title, kind: _, places: _places, links: _links, witnesses: _witnesses, ...fields } = terms
  const meta: DraftMeta = {
    ...fields, title: asked.title ?? title, kind: 'promise', gives: [owner.id], receives: [workspace.me],
    ...(asked.due !== undefined && { due: asked.due }), links: [{ id: 'answers', how: 'answers', record: id, title }],
  }
  return ok({ meta, sections: asked.words === undefined ? sections : [...sections, ...wordsOf({ ...meta, kind: 'mutual' }, asked.words)] })
}
