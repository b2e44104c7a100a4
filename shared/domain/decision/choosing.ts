// Which words are meant, and the act that speaks of them.
import type { Json } from '../../acts/canonical.ts'
import type { RecordId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { intent } from '../agreement/index.ts'
import type { Intent, Intention } from '../fold.ts'
import type { Decision, Proposal } from './fold.ts'

export const say = (of: Decision, verb: string, body: Record<string, Json>, text: string | undefined): Result<Intent> =>
  intent({ concept: 'decision', subject: of.id as RecordId }, verb, body, text)

/** Which words it speaks of: those named, else the newest. Two proposed apart have to be told apart. */
export function proposalFor(of: Decision, { revision, words, available }: Intention): Result<Proposal> {
  const newest = of.newest.map((id) => of.proposals.find((one) => one.id === id)!)
  const found = revision === undefined ? newest[0] : of.proposals.find((one) => one.id === revision)
  if (revision === undefined && newest.length > 1) {
    return fail('revision.choose', 'There are two newest revisions, proposed apart.', 'Say which one.', { revisions: newest.map(({ id }) => id) })
  }
  if (!found) return fail('revision.unknown', 'No such revision has arrived here.', 'Look at the revisions of the record and choose one of them.')
  if (words !== undefined && words !== found.terms) return fail('words.changed', `Rev ${found.number} has other words than those shown to you.`, 'Read it as it is now, then go on.')
  if (available && !available(found.terms)) {
    return fail('words.unavailable', `The words of rev ${found.number} are not on this device yet.`, 'Wait until a device that has them is near.')
  }
  return ok(found)
}
