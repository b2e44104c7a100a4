// Going on with what somebody hands on: the words that stand, in one's own name.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, type Result } from '#shared/base/result.ts'
import { withPeople } from '#shared/domain/record/people-in.ts'
import { signable, type Signable } from '../workspace/draft-terms.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { newestTerms } from './offering.ts'

/** What was said of who had it is said of me; everybody else in the words stays who they are. */
export function inOwnName(workspace: Workspace, id: RecordId): Result<Signable> {
  const { detail, terms } = newestTerms(workspace, id)
  const { me } = workspace
  if (!terms) return fail('terms.unavailable', 'These words are not on this device yet, so you can not go on with them.', 'Connect with a colleague who has them.')
  const before = new Set(detail.revisions.flatMap(({ signatures }) => signatures.map(({ person }) => person)))
  const { sections, ...lists } = withPeople(terms, (person) => (before.has(person) ? me : person))
  const { sections: _, parties: _parties, witnesses: _witnesses, ...fields } = terms
  return signable({ ...fields, ...lists, kind: terms.kind, gives: [me], receives: [] }, sections, workspace.people)
}
