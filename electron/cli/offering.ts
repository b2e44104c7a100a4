// Offers a draft in the words that stand in it now.
import { ProblemError } from '#shared/base/result.ts'
import type { HostClient, RecordDetail } from '#shared/protocol/contract.ts'

/** `number`: of the revision that was made. Throws ProblemError with what the draft still lacks. */
export async function offerDraft(client: HostClient, workspace: string, draft: string, more: { readonly wording?: true } = {}): Promise<{ readonly record: RecordDetail; readonly number: number }> {
  const preview = await client.call('draft.preview', { workspace, id: draft })
  if (preview.problem) throw new ProblemError(preview.problem)
  const { record } = await client.call('records.give', { workspace, id: draft, verb: 'offer', words: preview.words, ...more })
  return { record, number: preview.number }
}
