// What is known of devices that were met: when their link last acknowledged something, through whom their acts come
// while they are not connected, and what their clocks say. Told to people; nothing is decided by it.
import type { DatabaseSync } from 'node:sqlite'
import { isId, type DeviceId } from '#shared/base/ids.ts'
import { inTransactionIfRoom } from '../store/database.ts'
import type { Committed } from '../store/ledger.ts'

/** A crash forgets so much of when something was acknowledged, in ms. */
const SAVE_MS = 5000

export class MetDevices {
  readonly #db: DatabaseSync
  readonly #now: () => number
  readonly #exchanged = new Map<DeviceId, number>()
  readonly #carriers = new Map<DeviceId, DeviceId>()
  readonly #ahead = new Map<DeviceId, number>()
  readonly #unsaved = new Set<DeviceId>()
  #timer: NodeJS.Timeout | null = null

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db
    this.#now = now
    for (const row of db.prepare('select device, last_exchange from peers').all() as unknown as { device: DeviceId; last_exchange: number }[]) {
      this.#exchanged.set(row.device, row.last_exchange)
    }
  }

  /** Null if its link never acknowledged anything. */
  lastExchange = (device: DeviceId): number | null => this.#exchanged.get(device) ?? null

  /** The device that the newest acts of one that was not connected came through; null where there were none. */
  carrierOf = (device: DeviceId): DeviceId | null => this.#carriers.get(device) ?? null

  /** How far its clock is ahead of this one, in ms, as it said; null where it said nothing. */
  clockAhead = (device: DeviceId): number | null => this.#ahead.get(device) ?? null

  acknowledged(device: DeviceId): void {
    this.#exchanged.set(device, this.#now())
    this.#unsaved.add(device)
    this.#timer ??= setTimeout(() => this.save(), SAVE_MS)
  }

  connected(device: DeviceId): void {
    this.#carriers.delete(device)
  }

  /** Returns how far it is ahead. */
  clockTold(device: DeviceId, at: number): number {
    const ahead = at - this.#now()
    this.#ahead.set(device, ahead)
    return ahead
  }

  /** Returns the device that sent the acts; null where they came otherwise. */
  arrived({ acts, source }: Committed, isConnected: (device: DeviceId) => boolean): DeviceId | null {
    if (acts.length === 0 || !isId(source)) return null
    const via = source as DeviceId
    for (const { device } of acts) if (device !== via && !isConnected(device)) this.#carriers.set(device, via)
    return via
  }

  /** Writes what is new; where the disk has no room, the next news tries again. */
  save(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.size === 0) return
    const put = this.#db.prepare('insert or replace into peers (device, address, last_exchange) values (?, null, ?)')
    const saved = inTransactionIfRoom(this.#db, () => {
      for (const device of this.#unsaved) put.run(device, this.#exchanged.get(device)!)
    })
    if (saved) this.#unsaved.clear()
  }
}
