// Where the command socket of a data folder lies.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runFolder } from './holder.ts'

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const PATH_CAP = 100
const PREFIX = 'parley-'

export interface SocketAddress {
  readonly path: string
  /** Removes what lies on disk. */
  remove(): void
}

/** In the data folder where the path is short enough, else in a private temporary folder; a named pipe on Windows. */
export function socketAddress(data: string, platform: NodeJS.Platform = process.platform): SocketAddress {
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${PREFIX}${randomBytes(16).toString('hex')}`, remove: () => {} }
  const near = join(runFolder(data), 'host.sock')
  if (Buffer.byteLength(near) <= PATH_CAP) {
    // We hold the lock, so a socket that lies here belongs to a host that is gone.
    rmSync(near, { force: true })
    return { path: near, remove: () => rmSync(near, { force: true }) }
  }
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  return { path: join(folder, 'host.sock'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Clears the temporary folder of a host that crashed; anything that doesn't look like one is left alone. */
export function removeStale(path: string): void {
  const folder = dirname(path)
  if (dirname(folder) === tmpdir() && folder.startsWith(join(tmpdir(), PREFIX)) && path === join(folder, 'host.sock')) {
    rmSync(folder, { recursive: true, force: true })
  }
}
