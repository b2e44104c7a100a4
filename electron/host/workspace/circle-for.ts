// Whose circle an act goes to: everybody's in the workspace, or that of one's own devices.
import type { Circle, RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { AgreementBody } from '#shared/domain/agreement/acts.ts'
import type { Intent } from '#shared/domain/fold.ts'
import type { Workspace } from './workspace.ts'

/** A promise to oneself is nobody else's business: it stays in the circle of one's own devices, and so does all that is said of it. */
export function circleFor(workspace: Workspace, { type, subject, body }: Pick<Intent, 'type' | 'subject' | 'body'>): Circle {
  const { kind, people, to } = body as Partial<AgreementBody<'offer'>>
  const alone = type === 'commitment.offer' && kind === 'promise' && people!.length === 1 && people![0] === workspace.me && to!.length === 0
  const known = workspace.records.circleOf(subject as RecordId)
  if (known === 'me' && type === 'commitment.offer' && !alone) {
    orThrow(fail('record.private', 'This promise is your own and on your devices alone, so nobody can be named in it.', 'Begin another one with the same words, and name them there.'))
  }
  return known ?? (alone ? 'me' : 'workspace')
}
