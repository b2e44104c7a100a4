// The high-water mark: how far each own chain had got, kept outside the data folder. A folder that was restored from a
// copy, or runs in two places, is behind or beside the mark; the host notices before it signs.
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ActId, Circle, DeviceId } from '#shared/base/ids.ts'

export interface Mark {
  readonly seq: number
  readonly id: ActId
}

/** Longest record; shorter ones are padded so that one write replaces the whole. */
const RECORD_BYTES = 128

export function defaultStateFolder(): string {
  const { PARLEY_STATE, XDG_STATE_HOME, LOCALAPPDATA } = process.env
  if (PARLEY_STATE) return PARLEY_STATE
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'Parley', 'state')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Parley state')
  return join(XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'parley')
}

export class HighWater {
  readonly #folder: string
  readonly #files = new Map<string, number>()
  /** Why marks can't be kept, for `parley doctor`; null where they are. */
  unavailable: string | null = null

  constructor(folder: string) {
    this.#folder = join(folder, 'marks')
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    } catch (error) {
      this.unavailable = (error as Error).message
    }
  }

  read(device: DeviceId, circle: Circle): Mark | null {
    try {
      const { seq, id } = JSON.parse(readFileSync(this.#path(device, circle), 'utf8')) as Mark
      return Number.isSafeInteger(seq) && typeof id === 'string' ? { seq, id } : null
    } catch {
      // Never written, or torn by a crash: then there is no mark to compare with.
      return null
    }
  }

  /** Written after the ledger's commit and not fsynced: a lost mark costs a warning, never an act. */
  write(device: DeviceId, circle: Circle, mark: Mark): void {
    if (this.unavailable) return
    try {
      const path = this.#path(device, circle)
      let file = this.#files.get(path)
      if (file === undefined) this.#files.set(path, (file = openSync(path, 'w', 0o600)))
      writeSync(file, JSON.stringify(mark).padEnd(RECORD_BYTES), 0)
    } catch (error) {
      this.unavailable = (error as Error).message
    }
  }

  dispose(): void {
    for (const file of this.#files.values()) closeSync(file)
    this.#files.clear()
  }

  #path(device: DeviceId, circle: Circle): string {
    return join(this.#folder, `${device}.${circle.replace(':', '-')}`)
  }
}
