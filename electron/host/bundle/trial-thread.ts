// The thread in which drafts of a bundle are put together for the first time. It holds nothing but them, and is ended
// where it takes too long.
import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { applyDraftEntry } from '#shared/document/draft-entries.ts'
import type { Tried, TrialDraft } from './trial.ts'

function isSound({ here, brought }: TrialDraft): boolean {
  const draft = new Y.Doc()
  // What is here is put together as it is, whatever there is of it.
  for (const entry of here) applyDraftEntry(draft, entry, null)
  const sound = brought.every((entry) => applyDraftEntry(draft, entry, null))
  draft.destroy()
  return sound
}

parentPort!.on('message', (drafts: readonly TrialDraft[]) => {
  parentPort!.postMessage((drafts.every(isSound) ? 'sound' : 'unsound') satisfies Tried)
})
parentPort!.postMessage('ready')
