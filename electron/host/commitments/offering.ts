// Offering without a draft: promises, requests, open offers, renewals. There is nothing to write together.
import { randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import { plainBlocks } from '#shared/document/draft.ts'
import { renewed, type RenewalDates } from '#shared/domain/commitment/renewing.ts'
import type { Intent, OfferIntention } from '#shared/domain/fold.ts'
import { KINDS } from '#shared/domain/record/kinds.ts'
import { noConcept, recordConceptOfKind } from '#shared/domain/registry.ts'
import type { DraftMeta, RecordDetail, RecordRow, Section, TermsView } from '#shared/protocol/contract.ts'
import { circleFor } from '../workspace/circle-for.ts'
import { signable, type Signable } from '../workspace/draft-terms.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What a draft would hold. */
export interface Drafted {
  readonly meta: DraftMeta
  readonly sections: readonly Section[]
}

/** Words with nobody's voice; of a promise those of its giver. */
export const wordsOf = (meta: DraftMeta, words: string | undefined): Section[] => {
  const blocks = plainBlocks(words ?? '')
  if (blocks.length === 0) return []
  const giver = meta.kind === 'promise' ? meta.gives[0] : undefined
  return [giver === undefined ? { voice: KINDS[meta.kind].main, words: blocks } : { voice: 'promises', person: giver, words: blocks }]
}

/** Words that were said by voice. */
export const voiced = (sections: readonly { readonly voice: Section['voice']; readonly text: string }[] | undefined): Section[] =>
  (sections ?? []).map(({ voice, text }) => ({ voice, words: plainBlocks(text) })).filter(({ words }) => words.length > 0)

export async function offerNow(workspace: Workspace, meta: DraftMeta, sections: readonly Section[]): Promise<Pick<RecordRow, 'id' | 'state'>> {
  const intent = orThrow(firstOffer(workspace, orThrow(signable(meta, sections, workspace.people)).offer))
  await workspace.voice.give({ ...intent, circle: circleFor(workspace, intent) })
  const id = intent.subject as RecordId
  return { id, state: workspace.records.row(id)!.state }
}

/** The offer that begins a record of its own. */
export function firstOffer({ people, me, ledger }: Workspace, offer: OfferIntention): Result<Intent> {
  const concept = recordConceptOfKind(offer.kind)
  if (!concept) return noConcept()
  return concept.intend(concept.fold([], ledger.chains('workspace').index), 'offer', {
    person: me, member: people.isMember(me), offer: { ...offer, opener: me, nonce: toHex(randomBytes(16)) },
  })
}

/** [CO12] The words in force with later dates, as they would be offered; dates that are not given are worked out from `asOf`. */
export function renewalOf(workspace: Workspace, id: RecordId, dates: RenewalDates, asOf: CalendarDate): Result<Signable> {
  const detail = workspace.list.detail(id)
  const standing = detail.revisions.find(({ state }) => state === 'in force')
  const meta = renewalMeta(detail, standing?.terms ?? null, dates, asOf)
  return meta.ok ? signable(meta.value.meta, meta.value.sections, workspace.people) : meta
}

function renewalMeta(detail: RecordDetail, terms: TermsView | null, dates: RenewalDates, asOf: CalendarDate): Result<Drafted> {
  if (!terms) return fail('terms.unavailable', 'The words of this record are not on this device yet, so they can not be renewed.', 'Connect with a colleague who has them.')
  const next = renewed(terms, asOf, dates)
  if (!next.ok) return next
  const { sections, parties: _, witnesses, ...fields } = next.value
  const role = (...roles: readonly string[]): string[] => detail.parties.filter((party) => roles.includes(party.role) && party.stance !== 'stepped out').map(({ id }) => id)
  return { ok: true, value: { sections, meta: { ...fields, kind: terms.kind, gives: role('gives'), receives: role('signs', 'receives'), ...(witnesses && { witnesses: witnesses.map(({ person }) => person) }) } } }
}

/** What the newest revision says; null where its words are not here. */
export const newestTerms = (workspace: Workspace, id: RecordId) => {
  const detail = workspace.list.detail(id)
  const shown = detail.revisions.findLast(({ state }) => state === 'in force') ?? detail.revisions.at(-1)
  return { detail, terms: shown?.terms ?? null }
}

