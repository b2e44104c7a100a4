// From what a person asks for to an act: may they, now? In which exact words? Then the voice signs it.
import type { ActId, Circle, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import type { AgreementBody } from '#shared/domain/agreement/acts.ts'
import type { Intention } from '#shared/domain/fold.ts'
import { recordConceptOfKind } from '#shared/domain/registry.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import type { Core } from './core.ts'
import type { Asked } from './held.ts'
import type { FoldedRecord } from './workspace/records.ts'
import type { Workspace } from './workspace/workspace.ts'

type SignedIntent = Extract<ReturnType<FoldedRecord['concept']['intend']>, { ok: true }>['value']

export async function give(core: Core, asked: Asked): Promise<RecordDetail> {
  const workspace = core.workspace(asked.workspace)
  const id = asked.record as RecordId
  const intent = orThrow(intentFor(workspace, asked))
  const circle = circleFor(workspace, intent)
  if (asked.verb === 'offer' && circle === 'workspace' && workspace.drafts.circleOf(id) === 'me') workspace.drafts.share(id)
  await workspace.voice.give({ ...intent, circle })
  return workspace.detail(id)
}

/** A promise to oneself is nobody else's business: it stays in the circle of one's own devices, and so does all that is said of it. */
export function circleFor(workspace: Workspace, { type, subject, body }: Pick<SignedIntent, 'type' | 'subject' | 'body'>): Circle {
  const { kind, people, to } = body as Partial<AgreementBody<'offer'>>
  const alone = type === 'commitment.offer' && kind === 'promise' && people!.length === 1 && people![0] === workspace.me && to!.length === 0
  const known = workspace.records.circleOf(subject as RecordId)
  if (known === 'me' && type === 'commitment.offer' && !alone) {
    orThrow(fail('record.private', 'This promise is your own and on your devices alone, so nobody can be named in it.', 'Begin another one with the same words, and name them there.'))
  }
  return known ?? (alone ? 'me' : 'workspace')
}

/** What would be signed, or why not. Nothing is changed. */
export function intentFor(workspace: Workspace, asked: Asked): Result<SignedIntent> {
  const id = asked.record as RecordId
  const known = workspace.records.has(id)
  const folded = known ? workspace.records.fold(id) : null
  if (folded && !folded.ok) return folded
  const intention: Intention = {
    person: workspace.me,
    member: workspace.people.isMember(workspace.me),
    available: (hash: TextHash) => workspace.ledger.text(hash) !== null,
    ...(asked.revision && { revision: asked.revision as ActId }),
    ...(asked.words && { words: asked.words as TextHash }),
    ...(asked.text && { text: asked.text }),
    ...(asked.about && { about: asked.about as PersonId }),
    ...(asked.more as Partial<Intention> | undefined),
  }
  if (asked.verb === 'offer') return offerFor(workspace, id, folded?.value ?? null, intention, asked.words)
  if (!folded) return fail('record.draft', 'This is still a draft: nothing has been offered yet.', 'Offer it first.')
  return folded.value.concept.intend(folded.value.state, asked.verb, intention)
}

function offerFor(workspace: Workspace, id: RecordId, folded: FoldedRecord | null, intention: Intention, words: string | null): Result<SignedIntent> {
  const frozen = workspace.drafts.freeze(id)
  if (!frozen.ok) return frozen
  if (words !== null && words !== frozen.value.words) {
    return fail('words.changed', 'Someone changed these words after you read them, so nothing was signed.', 'Read them again, then offer.')
  }
  const concept = folded?.concept ?? recordConceptOfKind(frozen.value.offer.kind)
  const state = folded?.state ?? concept.fold([], workspace.ledger.chains('workspace').index)
  const { words: _, ...rest } = intention
  const intent = concept.intend(state, 'offer', { ...rest, offer: frozen.value.offer })
  if (intent.ok && intent.value.subject !== id) {
    return fail('draft.origin', 'This draft no longer says truly who opened it, so nothing was signed.', 'Start a new draft with the same words.')
  }
  return intent
}
