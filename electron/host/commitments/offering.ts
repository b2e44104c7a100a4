// Offering without a draft: promises, requests, open offers, what is taken up, renewals. There is nothing to write together.
import { randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import { plainBlocks } from '#shared/document/draft.ts'
import { renewed, type RenewalDates } from '#shared/domain/commitment/renewing.ts'
import { recordConceptOfKind } from '#shared/domain/registry.ts'
import type { DraftMeta, RecordDetail, RecordRow, Section } from '#shared/protocol/contract.ts'
import { circleFor } from '../giving.ts'
import { signable } from '../workspace/draft-terms.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Words with nobody's voice; of a promise those of its giver. */
export const wordsOf = (meta: DraftMeta, words: string | undefined): Section[] => {
  const blocks = plainBlocks(words ?? '')
  if (blocks.length === 0) return []
  const giver = meta.kind === 'promise' ? meta.gives[0] : undefined
  return [giver === undefined ? { voice: 'words', words: blocks } : { voice: 'promises', person: giver, words: blocks }]
}

export async function offerNow(workspace: Workspace, meta: DraftMeta, sections: readonly Section[]): Promise<Pick<RecordRow, 'id' | 'state'>> {
  const { people, me } = workspace
  const concept = recordConceptOfKind(meta.kind)
  const id = await giveOffer(workspace, () => {
    const { offer } = orThrow(signable(meta, sections, people))
    return concept.intend(concept.fold([], workspace.ledger.chains('workspace').index), 'offer', {
      person: me, member: people.isMember(me), offer: { ...offer, opener: me, nonce: toHex(randomBytes(16)) },
    })
  })
  return { id, state: workspace.records.row(id)!.state }
}

async function giveOffer(workspace: Workspace, intend: () => ReturnType<ReturnType<typeof recordConceptOfKind>['intend']>): Promise<RecordId> {
  const intent = orThrow(intend())
  await workspace.voice.give({ ...intent, circle: circleFor(workspace, intent) })
  return intent.subject as RecordId
}

/** [CO12] */
export async function renew(workspace: Workspace, id: RecordId, dates: RenewalDates, today: string): Promise<RecordDetail> {
  const folded = orThrow(workspace.records.has(id) ? workspace.records.fold(id) : fail<never>('record.draft', 'This is still a draft: there is nothing to renew.', 'Offer it first.'))
  const detail = workspace.detail(id)
  const standing = detail.revisions.filter(({ state }) => state === 'in force')
  if (standing.length !== 1) {
    orThrow(fail('renew.not-in-force', standing.length === 0 ? 'Nothing here is in force, so nothing can be renewed.' : 'Two revisions are in force here.',
      standing.length === 0 ? 'Offer it anew.' : 'Settle that first, by a revision that goes on from both.'))
  }
  const meta = orThrow(renewalMeta(detail, standing[0]!.id, dates, today))
  const { offer } = orThrow(signable(meta.meta, meta.sections, workspace.people))
  await giveOffer(workspace, () => folded.concept.intend(folded.state, 'offer', {
    person: workspace.me, member: workspace.people.isMember(workspace.me), offer, available: (hash) => workspace.ledger.text(hash) !== null,
  }))
  return workspace.detail(id)
}

function renewalMeta(detail: RecordDetail, revision: string, dates: RenewalDates, today: string): Result<{ meta: DraftMeta; sections: readonly Section[] }> {
  const terms = detail.revisions.find(({ id }) => id === revision)!.terms
  if (!terms) return fail('terms.unavailable', 'The words of this record are not on this device yet, so they can not be renewed.', 'Connect with a colleague who has them.')
  const next = renewed(terms, today, dates)
  if (!next.ok) return next
  const { sections, witnesses, ...fields } = next.value
  const role = (...roles: readonly string[]): string[] => detail.parties.filter((party) => roles.includes(party.role) && party.stance !== 'stepped out').map(({ id }) => id)
  return { ok: true, value: { sections, meta: { ...fields, kind: terms.kind, gives: role('gives'), receives: role('signs', 'receives'), ...(witnesses && { witnesses: witnesses.map(({ person }) => person) }) } } }
}

/** What the newest revision says; null where its words are not here. */
export const newestTerms = (workspace: Workspace, id: RecordId) => {
  const detail = workspace.detail(id)
  const shown = detail.revisions.findLast(({ state }) => state === 'in force') ?? detail.revisions.at(-1)
  return { detail, terms: shown?.terms ?? null }
}

