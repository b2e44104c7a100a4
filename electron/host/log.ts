// What went wrong inside, in a file of the data folder: what a person may pass on who reports a fault. A line is a moment,
// names and places in the code: never a key, a token, a passphrase or anybody's words. It keeps within its bounds.
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const LOG_NAME = 'parley.log'
/** Begun anew from this many bytes on; what was before is kept once. */
const MAX_BYTES = 512 * 1024
const MAX_LINE = 4000

/** `PARLEY_LOG` set: also where the program was started. */
export function fileLog(folder: string, now: () => number): (line: string) => void {
  const path = join(folder, LOG_NAME)
  let bytes: number | null = null
  return (line) => {
    const entry = `${new Date(now()).toISOString()} ${line.slice(0, MAX_LINE)}\n`
    if (process.env['PARLEY_LOG']) process.stderr.write(entry)
    try {
      bytes ??= sizeOf(path)
      if (bytes + entry.length > MAX_BYTES) {
        if (bytes > 0) renameSync(path, `${path}.before`)
        bytes = 0
      }
      appendFileSync(path, entry, { mode: 0o600 })
      bytes += Buffer.byteLength(entry)
    } catch {
      // A disk that is full, or a folder that can't be written, is told elsewhere; to log it would fail as well.
      bytes = null
    }
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
