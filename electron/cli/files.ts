// Files that a command reads or writes as a whole.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { problem, ProblemError } from '#shared/base/result.ts'

/** Throws `file.exists`, `file.unwritable`; then there is no half-written file. */
export function writeWhole(file: string, content: string | Uint8Array, replace: boolean): void {
  try {
    writeFileSync(file, content, { flag: replace ? 'w' : 'wx', mode: 0o600 })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new ProblemError(problem('file.exists', `${file} is there already. Nothing was written.`, 'Choose another file, or add --force to replace it.'))
    // What was written of it is of no use to anybody.
    if (code === 'ENOSPC') rmSync(file, { force: true })
    throw new ProblemError(problem('file.unwritable', `${file} can't be written: ${message}.`, 'Check the folder and that the disk has room.'))
  }
}

/** Throws `file.unreadable`, `file.oversized`. `what`: "a record". */
export function readWhole(file: string, most: number, what: string): Buffer {
  try {
    if (statSync(file).size <= most) return readFileSync(file)
  } catch (error) {
    throw new ProblemError(problem('file.unreadable', `${file} can't be read: ${(error as Error).message}.`, 'Check the path.'))
  }
  throw new ProblemError(problem('file.oversized', `${file} is too large to be ${what}.`, 'Check that it is the right file.'))
}
