// Two hosts never open one data folder.
//
// The lock is an exclusive SQLite transaction on a database of its own. Against a file with a process id it has three
// things for it: the operating system lets go of it when the process ends, however it ends, so that nothing has to be
// judged stale (a reused process id, a clock that was set back); it is taken and tested in one step; and it holds
// within one process too. It is not passed on to child processes, so a link that outlives its host holds nothing.
// Nothing is ever written into the database, so there is nothing to repair after a power cut.
import { chmodSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, ok, problem, type Problem, type Result } from '#shared/base/result.ts'
import { reportInUse } from '../contract/connect.ts'
import { removeStale } from './address.ts'
import { lockFile, lockIdentity, readHolder, removeHolder, runFolder, writeHolder } from './holder.ts'

export interface DataLock {
  /** Absolute path of the data folder. */
  readonly data: string
  /** Writes down where clients reach this host; null, null when they no longer do. */
  announce(socket: string | null, secret: string | null): void
  dispose(): void
}

/** Bytes that must be free. */
const LEAST_ROOM = 512 * 1024
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_NOTADB = 26

/** Opens (making it if need be) and locks a data folder. Problems: `data.in-use`, `data.unusable`, `disk.full`. */
export async function lockDataFolder(folder: string): Promise<Result<DataLock>> {
  const data = resolve(folder)
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    mkdirSync(runFolder(data), { recursive: true, mode: 0o700 })
    if (process.platform !== 'win32') chmodSync(runFolder(data), 0o700)
    return ok(held(data, take(data)))
  } catch (error) {
    const code = (error as { errcode?: unknown }).errcode
    if (code === SQLITE_BUSY || code === SQLITE_LOCKED) {
      await reportInUse(data)
      return { ok: false, problem: inUse(data) }
    }
    return unusable(data, error)
  }
}

function take(data: string): DatabaseSync {
  try {
    return begin(data)
  } catch (error) {
    // A file that is no database can be nobody's lock.
    if ((error as { errcode?: unknown }).errcode !== SQLITE_NOTADB) throw error
    rmSync(lockFile(data), { force: true })
    return begin(data)
  }
}

function begin(data: string): DatabaseSync {
  const database = new DatabaseSync(lockFile(data), { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function held(data: string, database: DatabaseSync): DataLock {
  const lock = lockIdentity(data) ?? ''
  const since = Date.now()
  const before = readHolder(data)
  if (before?.socket) removeStale(before.socket)
  const announce = (socket: string | null, secret: string | null): void =>
    writeHolder(data, { pid: process.pid, since, lock, socket, secret })
  let open = true
  try {
    announce(null, null)
    // SQLite needs some room even to read; a ledger that can't be read for want of it must not look damaged.
    const { bavail, bsize } = statfsSync(data)
    if (bavail * bsize < LEAST_ROOM) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  } catch (error) {
    database.close()
    throw error
  }
  return {
    data,
    announce,
    dispose: () => {
      if (!open) return
      open = false
      removeHolder(data)
      database.close()
    },
  }
}

function inUse(data: string): Problem {
  const holder = readHolder(data)
  const who = holder ? ` (process ${holder.pid}, since ${new Date(holder.since).toISOString()})` : ''
  return problem(
    'data.in-use',
    `Another Parley has this data folder open${who}. Two at once could make your own signatures contradict each other, so nothing was opened.`,
    'Use the one that is running: "parley open" shows its page. Or stop it first, or choose another folder with --data.',
    holder ? { data, pid: holder.pid, since: new Date(holder.since).toISOString() } : { data },
  )
}

function unusable(data: string, error: unknown): Result<DataLock> {
  if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
    return fail('disk.full', `The disk is full, so ${data} was not opened. What was signed before is safe.`, 'Free some space and try again.', { data })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return fail(
    'data.unusable',
    `The data folder ${data} can't be used: ${reason}. Nothing was opened or changed.`,
    'Check that the folder can be written to and that the disk has room, or choose another one with --data.',
    { data },
  )
}
