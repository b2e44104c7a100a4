// Open offers and open requests across records: who took one up, and what taking one up asks for or promises.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, ok, orThrow, type Result } from '#shared/base/result.ts'
import { isOpen, takersOf, type Taker } from '#shared/domain/openoffer/index.ts'
import type { DraftMeta, RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { OpenOfferView, TakerView } from '#shared/protocol/methods/commitments.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { namedIn } from './capacity.ts'
import { newestTerms, wordsOf, type Drafted } from './offering.ts'

/** [OO3, OO5] Commitments that say that they answer it: of an offer those in which its owner gives something, of a request those that are for its owner. */
function answering(workspace: Workspace, { id, kind }: Pick<RecordDetail, 'id' | 'kind'>, owner: string): Taker[] {
  const fits = ({ id: person, role }: RecordDetail['parties'][number]): boolean => kind === 'open offer' ? person === owner && role === 'gives' : person === owner && role !== 'gives'
  const named = workspace.records.ids().map((one) => workspace.records.row(one))
    .filter((row): row is RecordRow => row !== null && row.concept === 'commitment' && row.links.some(({ how, record }) => how === 'answers' && record === id))
  return named.flatMap(({ id: record }) => {
    const { parties, title, state } = workspace.list.detail(record as RecordId)
    if (!parties.some(fits)) return []
    return [{ record, title, state, people: parties.filter((party) => party.id !== owner).map((party) => party.id) }]
  })
}

function known(workspace: Workspace, id: RecordId): RecordDetail {
  const detail = workspace.list.detail(id)
  return (detail.kind === 'open offer' || detail.kind === 'open request') && detail.state !== 'draft' ? detail
    : orThrow(fail('openoffer.none', 'This is no open offer and no open request, so it can not be taken up.', 'Look it up in the list.'))
}

export function openOfferView(workspace: Workspace, id: RecordId): OpenOfferView {
  const detail = known(workspace, id)
  const named = namedIn(workspace)
  const owner = detail.parties[0]!
  const { terms } = newestTerms(workspace, id)
  const all = answering(workspace, detail, owner.id)
  const facts = { places: terms?.places ?? null, standing: detail.state === 'in force' }
  const open = isOpen(facts, all)
  const { taken, waiting } = takersOf(all)
  const view = (one: Taker): TakerView => ({ ...one, people: one.people.map(named) })
  const may = mayTake(workspace, { owner: owner.id, open, standing: facts.standing, kind: detail.kind })
  return {
    owner: named(owner.id), places: facts.places, open, taken: taken.map(view), waiting: waiting.map(view),
    take: { allowed: may.ok, reason: may.ok ? null : may.problem.message },
  }
}

function mayTake(workspace: Workspace, { owner, open, standing, kind }: { owner: string; open: boolean; standing: boolean; kind: RecordDetail['kind'] }): Result<null> {
  if (!workspace.people.isMember(workspace.me)) return fail('person.left', 'You have left this workspace, so nothing new can be asked here.', 'You can still end what you gave.')
  if (kind === 'open request') {
    if (owner === workspace.me) return fail('openoffer.own', 'This is your own request.', 'Others answer it with promises to you.')
    if (!standing) return fail('openoffer.closed', 'This request was closed.', 'Ask who made it whether it is still needed.')
    return open ? ok(null) : fail('openoffer.full', 'This request has all that it asks for.', 'Promise it all the same, outside of it, if you both want it.')
  }
  if (owner === workspace.me) return fail('openoffer.own', 'This is your own offer.', 'Others take it up; you confirm each of them.')
  if (!standing) return fail('openoffer.closed', 'This offer was closed.', 'Ask its owner for a promise of your own.')
  return open ? ok(null) : fail('openoffer.full', 'Every place of this offer is taken.', 'Ask its owner for a promise of your own; they may have room.')
}

interface AskedTaking { readonly title?: string | undefined; readonly words?: string | undefined; readonly due?: string | undefined; readonly hours?: number | undefined }

/** [OO2] The promise of the owner that taking it up asks for; of a request one's own. `words`: said beside those of the offer. */
export function takingOf(workspace: Workspace, id: RecordId, asked: AskedTaking): Result<Drafted> {
  const detail = known(workspace, id)
  const { owner, open } = openOfferView(workspace, id)
  const may = mayTake(workspace, { owner: owner.id, open, standing: detail.state === 'in force', kind: detail.kind })
  if (!may.ok) return may
  if (detail.kind === 'open request') return answerTo(workspace, detail, owner.id, asked)
  const { terms } = newestTerms(workspace, id)
  if (!terms) return fail('terms.unavailable', 'The words of this offer are not on this device yet, so it can not be taken up.', 'Connect with a colleague who has them.')
  const { sections, title, kind: _, places: _places, links: _links, parties: _parties, witnesses: _witnesses, ...fields } = terms
  const meta: DraftMeta = {
    ...fields, title: asked.title ?? title, kind: 'promise', gives: [owner.id], receives: [workspace.me],
    ...(asked.due !== undefined && { due: asked.due }), links: [{ id: 'answers', how: 'answers', record: id, title }],
  }
  return ok({ meta, sections: asked.words === undefined ? sections : [...sections, ...wordsOf({ ...meta, kind: 'mutual' }, asked.words)] })
}

/** [OO5] */
function answerTo(workspace: Workspace, { id, title }: RecordDetail, owner: string, asked: AskedTaking): Result<Drafted> {
  const meta: DraftMeta = {
    title: asked.title ?? title, kind: 'promise', gives: [workspace.me], receives: [owner], links: [{ id: 'answers', how: 'answers', record: id, title }],
    ...(asked.due !== undefined && { due: asked.due }), ...(asked.hours !== undefined && { hours: asked.hours }),
  }
  return ok({ meta, sections: wordsOf(meta, asked.words) })
}
