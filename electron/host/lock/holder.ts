// Who has a data folder open, as written down for others to read. The lock itself is held elsewhere (index.ts); this
// file may be stale after a crash and is believed only as far as a socket answers or the lock is held.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Holder {
  readonly pid: number
  /** Milliseconds since 1970, when the folder was opened. */
  readonly since: number
  /** Which lock file this speaks of: a copied data folder must not lead to the host of the original. */
  readonly lock: string
  readonly socket: string | null
  /** Whoever connects says this first, which proves that the file could be read. */
  readonly secret: string | null
}

// By hand, since loading zod would double the time in which a command starts.
function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false
  const { pid, since, lock, socket, secret } = value as Record<string, unknown>
  const textOrNull = (text: unknown): boolean => text === null || typeof text === 'string'
  return Number.isSafeInteger(pid) && Number.isFinite(since) && typeof lock === 'string' && textOrNull(socket) && textOrNull(secret)
}

/** Lock, socket and this file stay apart from what is worth a backup. */
export const runFolder = (data: string): string => join(data, 'run')
export const lockFile = (data: string): string => join(runFolder(data), 'lock.db')
const holderFile = (data: string): string => join(runFolder(data), 'host.json')

/** Device and inode of the lock file; null where there is none. */
export function lockIdentity(data: string): string | null {
  const stat = statSync(lockFile(data), { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.dev}:${stat.ino}` : null
}

/** Null where nothing is written down, it can't be read, or it speaks of another folder. */
export function readHolder(data: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(holderFile(data), 'utf8'))
    return isHolder(holder) && holder.lock === lockIdentity(data) ? holder : null
  } catch {
    return null
  }
}

export function writeHolder(data: string, holder: Holder): void {
  mkdirSync(runFolder(data), { recursive: true, mode: 0o700 })
  const draft = `${holderFile(data)}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' })
  renameSync(draft, holderFile(data))
}

export const removeHolder = (data: string): void => rmSync(holderFile(data), { force: true })
