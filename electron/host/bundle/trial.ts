// Tries whether the drafts of a bundle can be put together with what is here, in a thread that can be lost: text has no
// bound on what Yjs may take to place it. Over a network the link does the same before its host hears of anything.
import { Worker } from 'node:worker_threads'
import { sameBytes } from '#shared/base/bytes.ts'
import { draftOfKey } from '#shared/document/draft-entries.ts'
import type { DraftEntry } from '#shared/protocol/bundle.ts'
import { threadEntry } from '../thread-entry.ts'

/** One draft: its entries that are here, and those the bundle brings. */
export interface TrialDraft {
  readonly here: readonly Uint8Array[]
  readonly brought: readonly Uint8Array[]
}

/** `endless`: it took longer than any words that people wrote. */
export type Tried = 'sound' | 'unsound' | 'endless'

/**
 * So much of a processor may all of it take, in ms, and so much more for each entry and each megabyte: some five times of
 * what entries of people take. Counted in the thread's own time, since a busy machine is no fault of the drafts.
 */
const COST_MS = 2000
const COST_PER_ENTRY_MS = 1
const COST_PER_MB_MS = 1000
/** How often it is looked at, in ms. */
const LOOK_MS = 100

/** Rejects only where no thread could be started. */
export async function tryDrafts(here: readonly DraftEntry[], brought: readonly DraftEntry[]): Promise<Tried> {
  const drafts = draftsOf(here, brought)
  if (drafts === null) return 'unsound'
  return drafts.length === 0 ? 'sound' : inThread(drafts)
}

/** The drafts to which something is brought that is not here already; null where an entry is of no draft. */
function draftsOf(here: readonly DraftEntry[], brought: readonly DraftEntry[]): TrialDraft[] | null {
  if (brought.some(({ key }) => draftOfKey(key) === null)) return null
  const known = new Map(here.map(({ key, update }) => [key, update]))
  const fresh = brought.filter(({ key, update }) => !isSame(known.get(key), update))
  const drafts = new Map(fresh.map(({ key }) => [draftOfKey(key)!, { here: [] as Uint8Array[], brought: [] as Uint8Array[] }]))
  for (const { key, update } of here) drafts.get(draftOfKey(key)!)?.here.push(update)
  for (const { key, update } of fresh) drafts.get(draftOfKey(key)!)!.brought.push(update)
  return [...drafts.values()]
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && sameBytes(a, b)

function allowed(drafts: readonly TrialDraft[]): number {
  const entries = drafts.flatMap(({ here, brought }) => [...here, ...brought])
  const bytes = entries.reduce((sum, { length }) => sum + length, 0)
  return COST_MS + COST_PER_ENTRY_MS * entries.length + COST_PER_MB_MS * bytes / 1_000_000
}

function inThread(drafts: readonly TrialDraft[]): Promise<Tried> {
  const worker = new Worker(threadEntry(import.meta.url, 'trial-thread'))
  let looking: NodeJS.Timeout | undefined
  const tried = new Promise<Tried>((resolve, reject) => {
    let began: NodeJS.CpuUsage | null = null
    const most = allowed(drafts)
    const look = async (): Promise<void> => {
      const { user, system } = await worker.cpuUsage(began!)
      if ((user + system) / 1000 > most) resolve('endless')
    }
    worker.on('message', (message: Tried | 'ready') => {
      if (message !== 'ready') return resolve(message)
      void worker.cpuUsage().then((usage) => {
        began = usage
        // It has ended where it can't be asked.
        looking = setInterval(() => void look().catch(() => {}), LOOK_MS)
        worker.postMessage(drafts)
      }, reject)
    })
    // Out of memory or of stack, once it has the drafts.
    worker.on('error', (error) => (began ? resolve('unsound') : reject(error)))
  })
  return tried.finally(() => {
    clearInterval(looking)
    void worker.terminate()
  })
}
