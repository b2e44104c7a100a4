// Verifies foreign acts: a few at once right here, many in a thread of their own, so that ten thousand of them neither
// keep a page waiting for a keystroke nor the ledger for the next commit.
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { ActError, readAct, verifyAct, type ActFault } from '#shared/acts/act.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import type { Disposable } from '#shared/base/disposable.ts'
import type { ActId } from '#shared/base/ids.ts'
import type { Arrival } from '../store/ledger.ts'

/** What the thread is asked, and what it answers for each act: the id, or why it is none. */
export interface VerifyJob {
  readonly job: number
  readonly acts: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[]
}
export interface VerifyAnswer {
  readonly job: number
  readonly verdicts: readonly ({ readonly id: ActId } | { readonly fault: ActFault })[]
}

/** Fewer are verified sooner here than they could be sent over. */
const WORTH_A_THREAD = 16
const SLICE = 64
/** The thread ends after so long without work. */
const IDLE_MS = 10_000

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Waiting {
  answer(verdicts: VerifyAnswer['verdicts']): void
  failed(): void
}

export class Verifier implements Disposable {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  /** The thread has loaded. Until then the first acts are verified here, while those behind them wait for it. */
  #ready = false
  #here = 0
  #idle: NodeJS.Timeout | null = null
  #jobs = 0

  /** Acts that verify, in the order given. Others are counted by fault and left out: what one relays is not its fault. */
  async verify(acts: readonly PackedAct[], refused: (what: string) => void): Promise<Arrival[]> {
    const verdicts = acts.length < WORTH_A_THREAD ? null : await this.#ask(acts)
    if (!verdicts) {
      this.#here++
      return verifyHere(acts, refused).finally(() => { this.#here-- })
    }
    const arrivals: Arrival[] = []
    for (const [i, verdict] of verdicts.entries()) {
      const { bytes, signature, texts } = acts[i]!
      if ('fault' in verdict) refused(verdict.fault)
      else arrivals.push({ verified: { id: verdict.id, act: readAct(bytes), bytes, signature }, texts })
    }
    return arrivals
  }

  /** Loads the thread ahead of a catch-up that is sure to come. */
  warm(): void {
    this.#worker ??= this.#start()
    this.#restSoon()
  }

  dispose(): void {
    this.#end()
  }

  #restSoon(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), IDLE_MS)
  }

  /** Null where the thread could not say: then it is done here. */
  async #ask(acts: readonly PackedAct[]): Promise<VerifyAnswer['verdicts'] | null> {
    const worker = this.#worker ??= this.#start()
    if (!this.#ready && this.#here === 0) return null
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    return new Promise((resolve) => {
      const job = ++this.#jobs
      this.#waiting.set(job, { answer: resolve, failed: () => resolve(null) })
      worker.postMessage({ job, acts: acts.map(({ bytes, signature }) => ({ bytes, signature })) } satisfies VerifyJob)
    })
  }

  #start(): Worker {
    const worker = new Worker(entry())
    worker.on('message', (message: VerifyAnswer | 'ready') => {
      if (message === 'ready') {
        this.#ready = true
        return
      }
      const { job, verdicts } = message
      this.#waiting.get(job)?.answer(verdicts)
      this.#waiting.delete(job)
      if (this.#waiting.size === 0) this.#restSoon()
    })
    worker.on('error', () => this.#end())
    return worker
  }

  #end(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    void this.#worker?.terminate()
    this.#worker = null
    this.#ready = false
    for (const waiting of this.#waiting.values()) waiting.failed()
    this.#waiting.clear()
  }
}

/** Beside this source, or its bundle beside the host's bundle. */
function entry(): string {
  const here = import.meta.url
  return fileURLToPath(new URL(here.endsWith('.ts') ? './verify-thread.ts' : './verify-thread.js', here))
}

async function verifyHere(acts: readonly PackedAct[], refused: (what: string) => void): Promise<Arrival[]> {
  const arrivals: Arrival[] = []
  for (const [i, act] of acts.entries()) {
    if (i > 0 && i % SLICE === 0) await nextTurn()
    try {
      arrivals.push({ verified: verifyAct(act), texts: act.texts })
    } catch (error) {
      if (!(error instanceof ActError)) throw error
      refused(error.fault)
    }
  }
  return arrivals
}
