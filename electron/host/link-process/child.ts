// A keyless child and its watchdog. The child may crash, hang or be attacked: it is asked for a sign of life, killed
// when it gives none, and started again from what `start` says then. Nothing is lost, since it keeps nothing.
import type { Disposable } from '#shared/base/disposable.ts'

/** One run of a child, however it is brought about: a forked process, Electron's utilityProcess, a hidden window. */
export interface ChildRun {
  send(message: object): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}

export interface ChildRunEvents {
  message(message: unknown): void
  /** Called once, when it is gone for whatever reason. */
  ended(reason: string): void
}

export type Spawner = (events: ChildRunEvents) => ChildRun

export interface ChildTiming {
  /** How often a sign of life is asked for, in ms. */
  readonly ping: number
  /** An unanswered ping after which the child counts as hung, in ms. */
  readonly deadline: number
  /** The same for the first one, while the child still loads, in ms. */
  readonly firstDeadline: number
  /** First and longest pause before it is started again, in ms. */
  readonly pause: number
  readonly longestPause: number
  /** Time to end by itself when stopped, in ms. */
  readonly stopWithin: number
}

export const CHILD_TIMING: ChildTiming = {
  ping: 1000, deadline: 5000, firstDeadline: 20_000, pause: 250, longestPause: 15_000, stopWithin: 2000,
}

/** A child that has done so often what it may not is no longer what was started. */
const MAX_FAULTS = 100

/** `waiting`: it ended and is started again after a pause. */
export type ChildState = 'starting' | 'running' | 'waiting' | 'stopped'

export interface ChildOptions<In extends { readonly t: string }, Out extends { readonly t: string }> {
  /** What a fresh child must be told first. Asked for at every start. */
  start(): In
  /** A checked message of the child. */
  onMessage(message: Out): void
  onState?(state: ChildState): void
  /** It missed its deadline and is about to be killed. */
  onHung?(): void
  log?(line: string): void
  /** It did what it may not do; counted by name. */
  refused?(what: string): void
  readonly spawn: Spawner
  /** Null on anything the child may not say. */
  check(message: unknown): Out | null
  /** Whether this message says that the child is in working order. */
  isRunning(message: Out): boolean
  /** How much longer than the deadline it may take until it says something again, in ms: what it reads may be large. */
  grace?(message: In | Out): number
  readonly timing?: Partial<ChildTiming> | undefined
}

type Live = { readonly t: string }

export class WatchedChild<In extends Live, Out extends Live> implements Disposable {
  readonly #options: ChildOptions<In, Out>
  readonly #timing: ChildTiming
  #state: ChildState = 'starting'
  #run: ChildRun | null = null
  #failures = 0
  #pings = 0
  #asked: { readonly n: number; readonly at: number } | null = null
  #grace = 0
  #answered = false
  #faults = 0
  #pinging: ReturnType<typeof setInterval> | undefined
  #restart: ReturnType<typeof setTimeout> | undefined
  #gone: (() => void) | null = null

  constructor(options: ChildOptions<In, Out>) {
    this.#options = options
    this.#timing = { ...CHILD_TIMING, ...options.timing }
    this.#begin()
  }

  get state(): ChildState {
    return this.#state
  }

  /** False where no child is there to hear it; a fresh one gets its `start` message instead. */
  send(message: In): boolean {
    if (!this.#run) return false
    this.#run.send(message)
    return true
  }

  /** The child did what no child does. Counted; where it was too often in one run, that run is ended. */
  fault(what: string): void {
    this.#options.refused?.(what)
    if (++this.#faults !== MAX_FAULTS) return
    this.#options.log?.('the child did too often what it may not do and is started again')
    this.#run?.kill()
  }

  /** Stops it for good: asks first, then kills. Resolves once it is gone. */
  async dispose(): Promise<void> {
    if (this.#state === 'stopped') return
    this.#enter('stopped')
    clearTimeout(this.#restart)
    const run = this.#run
    if (!run) return
    const gone = new Promise<void>((resolve) => { this.#gone = resolve })
    run.send({ t: 'stop' })
    const killing = setTimeout(() => run.kill(), this.#timing.stopWithin)
    await gone
    clearTimeout(killing)
  }

  #begin(): void {
    this.#enter('starting')
    this.#asked = null
    this.#answered = false
    this.#faults = 0
    let ended = false
    const run = this.#options.spawn({
      message: (message) => { if (!ended) this.#take(message) },
      ended: (reason) => {
        if (ended) return
        ended = true
        this.#lost(reason)
      },
    })
    if (ended) return
    this.#run = run
    const start = this.#options.start()
    this.#grace = this.#options.grace?.(start) ?? 0
    run.send(start)
    this.#ping()
    this.#pinging = setInterval(() => this.#watch(), this.#timing.ping)
  }

  #take(message: unknown): void {
    if (this.#faults >= MAX_FAULTS) return
    const checked = this.#options.check(message)
    if (!checked) {
      this.#options.log?.('the child sent something it may not say')
      return this.fault('child.message')
    }
    this.#excuse(this.#options.grace?.(checked) ?? 0)
    if (checked.t === 'pong' && (checked as unknown as { readonly n: number }).n === this.#asked?.n) {
      this.#asked = null
      this.#answered = true
    }
    if (this.#state === 'starting' && this.#options.isRunning(checked)) this.#enter('running')
    this.#options.onMessage(checked)
  }

  #watch(): void {
    if (!this.#asked) {
      this.#failures = Math.max(0, this.#failures - this.#timing.ping / 60_000)
      return this.#ping()
    }
    const deadline = this.#answered ? this.#timing.deadline : this.#timing.firstDeadline
    if (performance.now() - this.#asked.at < deadline + this.#grace) return
    this.#options.log?.('the child gave no sign of life and is started again')
    this.#options.onHung?.()
    this.#run?.kill()
  }

  /** The time it was given is over, or begins anew. */
  #excuse(grace: number): void {
    if (this.#grace > 0 && this.#asked) this.#asked = { n: this.#asked.n, at: performance.now() }
    this.#grace = grace
  }

  #ping(): void {
    this.#asked = { n: ++this.#pings, at: performance.now() }
    this.#run?.send({ t: 'ping', n: this.#asked.n })
  }

  #lost(reason: string): void {
    clearInterval(this.#pinging)
    this.#run = null
    if (this.#state === 'stopped') return void this.#gone?.()
    const { pause, longestPause } = this.#timing
    const inMs = Math.min(longestPause, Math.round(pause * 2 ** this.#failures++))
    this.#options.log?.(`the child ended (${reason}); starting again in ${inMs} ms`)
    this.#enter('waiting')
    this.#restart = setTimeout(() => this.#begin(), inMs)
  }

  #enter(state: ChildState): void {
    this.#state = state
    this.#options.onState?.(state)
  }
}
