// What counts here: the chains of each circle, as long as they are in memory, and how an act gets its place in them.
// Judged once, in order of intake; the acts that wait for their past are let in behind it.
import { personOf, readAct, type VerifiedAct } from '#shared/acts/act.ts'
import type { Place } from '#shared/acts/causal.ts'
import type { Json } from '#shared/acts/canonical.ts'
import type { ActId, Circle, DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import { conceptOf } from '#shared/domain/registry.ts'
import { CircleChains } from './circle-chains.ts'
import type { ActRow, Authority, LedgerRows } from './ledger-rows.ts'
import { WaitingActs } from './waiting-acts.ts'

export type BareAct = Omit<CountedAct, keyof Authority>

/** Judges authority on an act's causal past, once, in order of intake, and is shown every act in that order. */
export interface Judge {
  judge(circle: Circle, act: BareAct, chains: CircleChains): Authority
  reset(): void
}

export interface IntakeOptions {
  readonly rows: LedgerRows
  readonly workspace: WorkspaceId
  readonly judge: Judge
  readonly refused: (what: string) => void
}

export class Intake {
  readonly #options: IntakeOptions
  readonly #circles = new Map<Circle, CircleChains>()
  readonly #waiting = new WaitingActs()
  #loaded = false

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  get loaded(): boolean {
    return this.#loaded
  }

  get waitingCount(): number {
    this.load()
    return this.#waiting.count
  }

  /** Chains of a circle; the first call reads them from disk. */
  chains(circle: Circle): CircleChains {
    this.load()
    return this.#circle(circle)
  }

  /** Counts the act if its past is complete; lets it wait if not; refuses what contradicts its own chain. */
  admit(circle: Circle, verified: VerifiedAct): CountedAct | 'known' | 'waiting' | 'refused' {
    const chains = this.chains(circle)
    const { act, id } = verified
    const { workspace, refused } = this.#options
    if (chains.place(id) !== undefined) return 'known'
    if (act.workspace === '' ? id !== (workspace as string) : act.workspace !== workspace) {
      refused('act.workspace')
      return 'refused'
    }
    const missing = missingParent(verified, chains)
    if (missing !== undefined) return this.#wait(missing, verified) ? 'waiting' : 'refused'
    const prev = act.prev === '' ? null : chains.place(act.prev)!
    if (prev !== null && (chains.device(prev) !== act.device || chains.seq(prev) !== act.seq - 1)) {
      refused('act.chain')
      return 'refused'
    }
    const seen = act.seen.map((parent) => chains.place(parent)!)
    return this.#count(circle, chains, verified, prev, seen)
  }

  /** Adds the acts that waited for these, and for those, and so on. */
  drain(circle: Circle, counted: CountedAct[]): CountedAct[] {
    const chains = this.#circle(circle)
    for (let i = 0; i < counted.length; i++) {
      for (const child of this.#waiting.release(counted[i]!.id)) {
        this.#options.rows.dropWaiting(child.id)
        if (child.act.circle !== circle || chains.place(child.id) !== undefined) continue
        const admitted = this.admit(circle, child)
        if (typeof admitted !== 'string') counted.push(admitted)
      }
    }
    return counted
  }

  load(): void {
    if (this.#loaded) return
    this.#loaded = true
    const { rows, judge } = this.#options
    judge.reset()
    for (const row of rows.skeleton()) this.#circle(row.circle).add(row.id, row.device, row.seq, row.prev, row.seen)
    for (const row of rows.ofSubject('workspace', '')) {
      const chains = this.#circle(row.circle)
      judge.judge(row.circle, countedFrom(row, chains), chains)
    }
    for (const verified of rows.waiting()) {
      const missing = missingParent(verified, this.#circles.get(verified.act.circle))
      if (missing !== undefined) this.#waiting.restore(missing, verified)
    }
  }

  /** Memory may differ from the disk: it is read again when next asked for. */
  unload(): void {
    this.#circles.clear()
    this.#waiting.clear()
    this.#loaded = false
  }

  #circle(circle: Circle): CircleChains {
    let chains = this.#circles.get(circle)
    if (!chains) this.#circles.set(circle, (chains = new CircleChains()))
    return chains
  }

  #count(circle: Circle, chains: CircleChains, verified: VerifiedAct, prev: Place | null, seen: readonly Place[]): CountedAct {
    const { act, id } = verified
    const place = chains.add(id, act.device, act.seq, prev, seen)
    const bare: BareAct = {
      id, type: act.type, subject: act.subject, body: act.body as Record<string, Json>, person: personOf(id, act),
      device: act.device, seq: act.seq, at: act.at, place,
    }
    const authority = this.#options.judge.judge(circle, bare, chains)
    if (!isKnown(act.type)) this.#options.refused('act.unknown')
    const counted: CountedAct = { ...bare, ...authority }
    this.#options.rows.putAct(verified, circle, prev, seen, authority)
    return counted
  }

  #wait(missing: ActId, verified: VerifiedAct): boolean {
    const kept = this.#waiting.keep(missing, verified)
    if (kept === 'kept') this.#options.rows.putWaiting(verified)
    if (kept === 'full') this.#options.refused('act.waiting')
    return kept !== 'full'
  }
}

/** Others are kept and passed on, and have no effect. */
const isKnown = (type: string): boolean => Object.hasOwn(conceptOf(type)?.acts ?? {}, type)

function missingParent({ act }: VerifiedAct, chains: CircleChains | undefined): ActId | undefined {
  const parents = act.prev === '' ? act.seen : [act.prev, ...act.seen]
  return parents.find((parent) => chains?.place(parent) === undefined)
}

export function countedFrom(row: ActRow, chains: CircleChains): CountedAct {
  const act = readAct(row.bytes)
  return {
    id: row.id, type: act.type, subject: act.subject, body: act.body as Record<string, Json>, person: personOf(row.id, act),
    device: act.device as DeviceId, seq: act.seq, at: act.at, place: chains.place(row.id)!, ...row.authority,
  }
}
