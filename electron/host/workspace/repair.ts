// When a damaged document is begun anew, and when this host goes along with an epoch that somebody began.
//
// What counts is decided by the rules of shared/domain/epoch; this is manners. Whoever finds damage waits a moment of
// their own, so that one of those who found it speaks for all, and speaks seldom. Following is paced as well: people
// with puppets may begin epochs without end, but nobody needs to build each of them.
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { epoch, mayBegin, type Damage, type EpochState } from '#shared/domain/epoch/index.ts'
import type { Committed, Ledger } from '../store/ledger.ts'

export interface RepairPace {
  /** Shortest pause between finding damage and speaking; the longest is four times that. */
  readonly pauseMs: number
  /** Shortest time between two epochs that this host begins. */
  readonly beginEveryMs: number
  /** So many epochs are followed at once, then one in each such time. */
  readonly followAtOnce: number
  readonly followEveryMs: number
}

export interface RepairOptions {
  readonly ledger: Ledger
  readonly pace: RepairPace
  me(): PersonId
  isMember(): boolean
  /** The epoch that is carried here. */
  carried(): number
  /** Resolves once the act is on disk. */
  give(body: { number: number; damage: Damage }): Promise<unknown>
  /** Goes over to an epoch; `own`: it was begun here, and is filled here. */
  begin(number: number, own: boolean): void
  log(line: string): void
}

const isEpoch = (act: { readonly type: string }): boolean => epoch.prefixes.some((prefix) => act.type.startsWith(`${prefix}.`))

export class Repair {
  readonly #options: RepairOptions
  #state: EpochState | null = null
  #damage: Damage | null = null
  #speaking: NodeJS.Timeout | null = null
  #following: NodeJS.Timeout | null = null
  #beganAt = -Infinity
  readonly #followedAt: number[] = []
  readonly #own = new Set<ActId>()

  constructor(options: RepairOptions) {
    this.#options = options
  }

  /** Damage that was found and is not repaired yet. */
  get damage(): Damage | null {
    return this.#damage
  }

  state(): EpochState {
    const { ledger } = this.#options
    return (this.#state ??= epoch.fold(ledger.actsOf('workspace', '').filter(isEpoch), ledger.chains('workspace').index))
  }

  committed(batch: Committed): void {
    if (batch.circle !== 'workspace' || !batch.acts.some(isEpoch)) return
    this.#state = null
    for (const id of batch.own) this.#own.add(id)
    this.follow()
  }

  /** Goes over to the newest epoch, where that is not the one carried already. */
  follow(): void {
    const { number, begun } = this.state()
    if (number <= this.#options.carried() || this.#following) return
    const { followAtOnce, followEveryMs } = this.#options.pace
    const now = performance.now()
    while (this.#followedAt[0] !== undefined && this.#followedAt[0] + followEveryMs * followAtOnce <= now) this.#followedAt.shift()
    if (this.#followedAt.length >= followAtOnce) {
      this.#following = setTimeout(() => {
        this.#following = null
        this.follow()
      }, this.#followedAt[0]! + followEveryMs * followAtOnce - now)
      return
    }
    this.#followedAt.push(now)
    this.#damage = null
    this.#options.begin(number, begun.some((one) => one.number === number && this.#own.has(one.act)))
  }

  damaged(how: Damage): void {
    this.#damage = how
    const found = this.#options.carried()
    this.#speaking ??= setTimeout(() => {
      this.#speaking = null
      if (this.#options.carried() === found && this.state().number === found) this.#begin(how)
    }, this.#options.pace.pauseMs * (1 + 3 * Math.random()))
  }

  dispose(): void {
    for (const timer of [this.#speaking, this.#following]) if (timer) clearTimeout(timer)
  }

  #begin(damage: Damage): void {
    const { ledger, me, isMember, give, log, pace } = this.#options
    const { index } = ledger.chains('workspace')
    const depth = 1 + ledger.chains('workspace').tips().reduce((deepest, tip) => Math.max(deepest, index.depth(tip)), 0)
    const now = performance.now()
    if (!isMember() || !mayBegin(this.state(), me(), depth) || now - this.#beganAt < pace.beginEveryMs) return
    this.#beganAt = now
    give({ number: this.state().number + 1, damage }).catch((error: unknown) => log(`epoch: ${(error as Error).message}`))
  }
}
