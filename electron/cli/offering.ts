// Offers a draft in the words that stand in it now, and says what is odd about them while they are written.
import { ProblemError } from '#shared/base/result.ts'
import type { HostClient, RecordDetail } from '#shared/protocol/contract.ts'
import type { Outcome } from './command.ts'
import { goneText, openText } from './commands/show-fields.ts'
import type { Here } from './here.ts'

/** `number`: of the revision that was made. Throws ProblemError with what the draft still lacks. */
export async function offerDraft(client: HostClient, workspace: string, draft: string, more: { readonly wording?: true } = {}): Promise<{ readonly record: RecordDetail; readonly number: number }> {
  const preview = await client.call('draft.preview', { workspace, id: draft })
  if (preview.problem) throw new ProblemError(preview.problem)
  const { record } = await client.call('records.give', { workspace, id: draft, verb: 'offer', words: preview.words, ...more })
  return { record, number: preview.number }
}

/** What is printed of a draft that was just made. */
export async function drafted({ client, workspace }: Pick<Here, 'client' | 'workspace'>, id: string, line: string): Promise<Outcome> {
  const { gone, open } = await client.call('draft.preview', { workspace, id })
  return { value: { id }, text: [line, goneText(gone), openText(open)].filter(Boolean).join('\n') }
}
