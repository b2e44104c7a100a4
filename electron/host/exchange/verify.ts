// Verifies foreign acts: a few at once right here, many in threads of their own, so that ten thousand of them neither
// keep a page waiting for a keystroke nor the ledger for the next commit.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ActError, readAct, verifyAct, type SignedAct } from '#shared/acts/act.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import type { Disposable } from '#shared/base/disposable.ts'
import { isId, type ActId } from '#shared/base/ids.ts'
import { nextTurn } from '../next-turn.ts'
import type { Arrival } from '../store/ledger.ts'
import { threadEntry } from '../thread-entry.ts'
import { joined, type Verdicts, type VerifyAnswer, type VerifyJob } from './verify-job.ts'

/** Fewer are verified sooner here than they could be sent over. */
const WORTH_A_THREAD = 16
const SLICE = 64
/** Threads end after so long without work. */
const IDLE_MS = 10_000
/** A second one only where host, links and everything else still have cores to themselves. */
const THREADS = availableParallelism() >= 4 ? 2 : 1

export class Verifier implements Disposable {
  readonly #most: number
  #threads: Thread[] = []
  #here = 0
  #idle: NodeJS.Timeout | null = null

  /** `threads`: how many there may be at once. */
  constructor(threads = THREADS) {
    this.#most = threads
  }

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
      if (isId(verdict)) arrivals.push({ verified: { id: verdict as ActId, act: readAct(bytes), bytes, signature }, texts })
      else refused(verdict)
    }
    return arrivals
  }

  /** Loads the threads ahead of a catch-up that is sure to come. */
  warm(): void {
    while (this.#threads.length < this.#most) this.#threads.push(this.#begin())
    this.#restSoon()
  }

  dispose(): void {
    this.#rest()
  }

  #begin(): Thread {
    const thread: Thread = new Thread(() => {
      this.#threads = this.#threads.filter((one) => one !== thread)
    })
    return thread
  }

  #restSoon(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      if (this.#threads.some((thread) => thread.asked > 0)) this.#restSoon()
      else this.#rest()
    }, IDLE_MS)
  }

  #rest(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    for (const thread of this.#threads.splice(0)) thread.end()
  }

  /** Null where no thread could say: then it is done here. Until one has loaded the first acts are verified here, while those behind them wait for it. */
  async #ask(acts: readonly SignedAct[]): Promise<Verdicts | null> {
    this.warm()
    const ready = this.#threads.filter((thread) => thread.isReady)
    if (ready.length === 0 && this.#here === 0) return null
    const thread = (ready.length > 0 ? ready : this.#threads).reduce((least, one) => (one.asked < least.asked ? one : least))
    return thread.ask(acts)
  }
}

/** One thread, and what it was asked. */
class Thread {
  readonly #worker = new Worker(threadEntry(import.meta.url, 'verify-thread'))
  readonly #waiting = new Map<number, (verdicts: Verdicts | null) => void>()
  readonly #ended: () => void
  #jobs = 0
  isReady = false
  /** Acts it was given and has not answered for. */
  asked = 0

  constructor(ended: () => void) {
    this.#ended = ended
    this.#worker.on('message', (message: VerifyAnswer | 'ready') => {
      if (message === 'ready') this.isReady = true
      else this.#answer(message.job, message.verdicts)
    })
    this.#worker.on('error', () => this.end())
  }

  /** Null where it ended before it could say. */
  ask(acts: readonly SignedAct[]): Promise<Verdicts | null> {
    const job = ++this.#jobs
    this.asked += acts.length
    return new Promise((resolve) => {
      this.#waiting.set(job, (verdicts) => {
        this.asked -= acts.length
        resolve(verdicts)
      })
      const asking = { job, ...joined(acts) } satisfies VerifyJob
      this.#worker.postMessage(asking, [asking.whole.buffer, asking.lengths.buffer])
    })
  }

  end(): void {
    void this.#worker.terminate()
    this.isReady = false
    for (const job of [...this.#waiting.keys()]) this.#answer(job, null)
    this.#ended()
  }

  #answer(job: number, verdicts: Verdicts | null): void {
    this.#waiting.get(job)?.(verdicts)
    this.#waiting.delete(job)
  }
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
