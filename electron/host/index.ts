// The host: the trusted core, the same in Electron's utility process, under `parley serve` and in a single command.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { systemClock, type Clock } from '#shared/base/clock.ts'
import { orThrow, problem, ProblemError } from '#shared/base/result.ts'
import type { HostEndpoint } from '#shared/protocol/contract.ts'
import { openDoors, type Doors } from './contract/doors.ts'
import { createEndpoint } from './contract/endpoint.ts'
import { EventHub } from './contract/events.ts'
import { Core } from './core.ts'
import { handlersOf } from './handlers/index.ts'
import type { Spawner } from './link-process/index.ts'
import { fileLog } from './log.ts'
import { lockDataFolder } from './lock/index.ts'
import { preferNativeCrypto } from './native-crypto.ts'
import { defaultStateFolder } from './vault/high-water.ts'
import type { Keyring } from './vault/vault.ts'
import type { DocumentPace } from './workspace/shared-document.ts'

export const VERSION = '0.1.0'

export interface HostOptions {
  /** The data folder; made where it is not there. */
  readonly data: string
  /** Reach and be reached by colleagues. */
  readonly link?: boolean
  /** Let command lines of this folder talk to this host. */
  readonly listen?: boolean
  /** Serve the page on loopback. */
  readonly serve?: { readonly host?: string; readonly port?: number; readonly root?: string }
  readonly passphrase?: () => Promise<string>
  /** Kept from then on. */
  readonly rendezvousPort?: number
  readonly rendezvousHost?: string
  readonly stateFolder?: string
  readonly keyring?: Keyring | null
  /** Why there is no keyring, in a sentence, where that is known. */
  readonly keyNote?: string | null
  readonly clock?: Clock
  readonly log?: (line: string) => void
  readonly spawnLink?: Spawner
  readonly spawnRendezvous?: Spawner
  /** For tests, which can't wait as long as people. */
  readonly documentPace?: Partial<DocumentPace>
}

export interface Host {
  readonly endpoint: HostEndpoint
  /** The port others reach this host at; null without a network. */
  readonly rendezvousPort: number | null
  newUrl(): string | null
  dispose(): Promise<void>
}

/** Throws ProblemError: `data.in-use`, `data.unusable`, `vault.*`, `serve.*`. */
export async function openHost(options: HostOptions): Promise<Host> {
  const lock = orThrow(await lockDataFolder(options.data))
  let core: Core | null = null
  let doors: Doors | null = null
  try {
    const hub = new EventHub()
    const clock = options.clock ?? systemClock
    const log = options.log ?? fileLog(lock.data, () => clock.now())
    core = new Core({
      data: lock.data, version: VERSION, clock, network: options.link ?? false,
      rendezvousPort: options.rendezvousPort, rendezvousHost: options.rendezvousHost, stateFolder: options.stateFolder ?? defaultStateFolder(),
      keyring: options.keyring ?? null, keyNote: options.keyNote ?? null, hub, log, spawnLink: options.spawnLink, spawnRendezvous: options.spawnRendezvous,
      documentPace: options.documentPace,
    })
    const served = { newUrl: (): string | null => doors?.newUrl() ?? null }
    const endpoint = createEndpoint(handlersOf(core, served), hub, core.reports)
    await preferNativeCrypto()
    await core.start()
    if (core.vault?.locked && options.passphrase) {
      const passphrase = await options.passphrase()
      if (passphrase !== '') {
        core.vault.unlock(passphrase)
        core.openAll()
      }
    }
    if (core.meeting) await listening(core)
    doors = await openDoors(lock, endpoint, core.reports, {
      listen: options.listen ?? false, ...(options.serve && { serve: { root: options.serve.root ?? pageRoot(), ...options.serve } }),
    })
    const [open, ways] = [core, doors]
    return {
      endpoint,
      get rendezvousPort() { return open.meeting?.port ?? null },
      newUrl: served.newUrl,
      dispose: async () => {
        await ways.dispose()
        await open.dispose()
        lock.dispose()
      },
    }
  } catch (error) {
    await doors?.dispose()
    await core?.dispose()
    lock.dispose()
    throw error
  }
}

const LISTEN_WITHIN_MS = 20_000

/** The rendezvous has its port, or said why it has none: a host without one still works alone. */
async function listening(core: Core): Promise<void> {
  if (core.meeting!.port !== null) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LISTEN_WITHIN_MS)
    core.meeting!.onListening.on(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The built page: beside the bundle when installed, in the repository's `out` when run from source. */
function pageRoot(): string {
  for (const candidate of ['../renderer', '../../out/renderer']) {
    const root = fileURLToPath(new URL(candidate, import.meta.url))
    if (existsSync(`${root}/index.html`)) return root
  }
  throw new ProblemError(problem('serve.no-page', 'The page has not been built yet.', 'Run npm run build once, then start again.'))
}

