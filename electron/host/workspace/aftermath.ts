// What follows once acts are committed: they go out, records are folded anew, and whoever looks is told what changed.
import type { DeviceId, RecordId } from '#shared/base/ids.ts'
import type { Committed } from '../store/ledger.ts'
import { Refolding } from './refolding.ts'
import { touchedBy } from './talk.ts'
import type { Workspace } from './workspace.ts'

/** Arrivals at colleagues are told together: a burst of acts is one event, and the longer the list the rarer it is gone through. */
const REACHED_MS = 50
/** One of more than so many is gone through once nothing has arrived there for so long, or was put off so often. */
const REACHED_MANY = 1000
const REACHED_QUIET_MS = 500
const REACHED_PUT_OFF = 5

export class Aftermath {
  readonly #workspace: Workspace
  readonly #refolding: Refolding
  #reached: NodeJS.Timeout | null = null
  #reachMovedAt = 0
  #reachPutOff = 0

  constructor(workspace: Workspace) {
    this.#workspace = workspace
    this.#refolding = new Refolding(workspace.records, (ids) => this.#tell(ids))
  }

  committed(batch: Committed): void {
    const { met, network, document, shelf, questions, records, onChange, onOccasion, onTaken, connected } = this.#workspace
    const via = met.arrived(batch, (device) => connected.has(device))
    if (via) onOccasion.emit({ what: 'arrived', device: via })
    network?.committed(batch)
    document.committed(batch)
    this.#movedPeople(batch)
    if (batch.acts.some((act) => act.subject === '')) {
      this.#workspace.keepSummary()
      onChange.emit({ kind: 'people' })
    }
    const back = shelf.committed(batch)
    questions.committed(batch)
    this.#refolding.committed(batch)
    this.#saidOfPeople(batch)
    if (batch.acts.some(({ type }) => type.startsWith('hours.'))) onChange.emit({ kind: 'hours' })
    this.#tell([...back, ...touchedBy(batch).filter((id) => records.has(id))])
    onChange.emit({ kind: 'status' })
    onTaken.emit(batch)
  }

  /** Records that are shown as they were before acts that came in. */
  get unfolded(): Iterable<RecordId> {
    return this.#refolding.waiting
  }

  /** Words that were missing are here. */
  textsArrived(): void {
    this.#refolding.these(this.#workspace.records.missing.records())
    this.#workspace.onChange.emit({ kind: 'people' })
  }

  /** After a start: words may have come just before the last end, and the row that says they are missing not been written again. */
  begin(): void {
    this.#refolding.byAndBy(this.#workspace.records.missing.records())
  }

  /** A colleague's device has more than it had. */
  reachMoved(): void {
    this.#reachMovedAt = performance.now()
    this.#reachedSoon()
  }

  exchanged(device: DeviceId, reachMoved: boolean, acknowledged: boolean): void {
    if (acknowledged) this.#workspace.met.acknowledged(device)
    this.#workspace.onChange.emit({ kind: 'status' })
    if (reachMoved) this.reachMoved()
  }

  /** Folds what is left. */
  dispose(): void {
    if (this.#reached) clearTimeout(this.#reached)
    this.#refolding.dispose()
  }

  #tell(ids: readonly RecordId[]): void {
    if (ids.length > 0) this.#workspace.onChange.emit({ kind: 'records', ids })
  }

  #movedPeople(batch: Committed): void {
    const moved = batch.acts.filter(({ type }) => type === 'membership.join' || type === 'membership.leave').map(({ person }) => person)
    if (moved.length === 0) return
    const { records, me } = this.#workspace
    // What is asked of me depends on whether I am in: the charter, for one, waits for whoever has just joined.
    if (moved.includes(me)) this.#refolding.all()
    // Where a group stands depends on who of its members is still here; a decision, on whether anybody has it.
    this.#refolding.these(records.idsWith(moved).filter((id) => records.kept(id)?.groupRow || records.kept(id)?.decisionRow))
  }

  /** A row shows names as they are now, so those with somebody who goes by another are told anew. */
  #saidOfPeople(batch: Committed): void {
    const { directory, records, onChange } = this.#workspace
    const said = directory.committed(batch)
    if (!said) return
    onChange.emit({ kind: 'directory', people: said.people })
    if (said.people.length > 0) onChange.emit({ kind: 'people' })
    if (said.named.length > 0) this.#tell(records.idsWith(said.named))
  }

  #reachedSoon(): void {
    this.#reached ??= setTimeout(() => this.#tellReached(), REACHED_MS + this.#workspace.records.onlyHere / 10)
  }

  /** Records that were on this device alone and no longer are. */
  #tellReached(): void {
    this.#reached = null
    // Somebody catches up: to go through a long list time and again would only keep them waiting.
    const isMoving = performance.now() - this.#reachMovedAt < REACHED_QUIET_MS
    if (isMoving && this.#workspace.records.onlyHere > REACHED_MANY && this.#reachPutOff++ < REACHED_PUT_OFF) return this.#reachedSoon()
    this.#reachPutOff = 0
    this.#tell(this.#workspace.records.takeReached())
  }
}
