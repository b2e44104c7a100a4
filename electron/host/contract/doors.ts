// The ways into a running host for clients outside its process: the command socket, and the served page where wanted.
import { orThrow } from '#shared/base/result.ts'
import type { HostEndpoint } from '#shared/protocol/contract.ts'
import type { DataLock } from '../lock/index.ts'
import type { Reports } from './handlers.ts'
import { servePage } from './serve.ts'
import { listenSocket } from './socket.ts'

export interface DoorOptions {
  /** Command lines can reach this host. */
  readonly listen: boolean
  /** The page is served on loopback; `root` is the folder of the built page. */
  readonly serve?: { readonly host?: string; readonly port?: number; readonly root: string }
}

export interface Doors {
  /** A fresh one-time URL of the page; null where none is served. */
  newUrl(): string | null
  dispose(): Promise<void>
}

/** Throws ProblemError: `serve.not-loopback`, `serve.port`. */
export async function openDoors(lock: DataLock, endpoint: HostEndpoint, reports: Reports, options: DoorOptions): Promise<Doors> {
  const page = options.serve ? orThrow(await servePage(endpoint, { ...options.serve, reports })) : null
  try {
    const socket = options.listen ? await listenSocket(lock, endpoint, reports) : null
    return {
      newUrl: () => page?.newUrl() ?? null,
      dispose: async () => {
        await Promise.all([page?.dispose(), socket?.dispose()])
      },
    }
  } catch (error) {
    await page?.dispose()
    throw error
  }
}
