// The host in a utility process: started, started again if it ends unasked, and ended in order.
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import type { HostToMain, MainToHost } from '#shared/protocol/desktop.ts'
import { startChild } from './children.ts'
import { restartPause } from './policy/restart.ts'

const CLOSE_WITHIN_MS = 5000

export interface HostSettings {
  readonly data: string
  readonly sealKey: string | null
  readonly keyNote: string | null
}

export interface HostEvents {
  /** A host runs and takes pages; also after it had to be started again. */
  started(): void
  /** It can't open its data, and starting it again would not help. */
  failed(message: string, remedy: string): void
}

export class HostProcess {
  readonly #settings: HostSettings
  readonly #events: HostEvents
  readonly #children = new Map<number, () => void>()
  #process: UtilityProcess | null = null
  #ends: number[] = []
  #restart: ReturnType<typeof setTimeout> | undefined
  #closing = false

  constructor(settings: HostSettings, events: HostEvents) {
    this.#settings = settings
    this.#events = events
    this.#start()
  }

  /** Without a host just now the port is closed, and the page gets another when there is one. */
  attachPage(port: MessagePortMain): void {
    if (this.#process) this.#tell({ t: 'page' }, port)
    else port.close()
  }

  /** Resolves once it is gone. It is asked first, and killed if it takes too long. */
  async dispose(): Promise<void> {
    this.#closing = true
    clearTimeout(this.#restart)
    const host = this.#process
    if (host) {
      const gone = new Promise<void>((resolve) => void host.once('exit', () => resolve()))
      const killing = setTimeout(() => void host.kill(), CLOSE_WITHIN_MS)
      this.#tell({ t: 'close' })
      await gone
      clearTimeout(killing)
    }
    this.#endChildren()
  }

  #start(): void {
    const host = utilityProcess.fork(join(import.meta.dirname, 'host.js'), [], { serviceName: 'Parley host', stdio: 'inherit' })
    this.#process = host
    host.on('message', (message: HostToMain) => this.#take(message))
    host.once('exit', () => this.#ended())
    this.#tell({ t: 'open', ...this.#settings })
    this.#events.started()
  }

  #take(message: HostToMain): void {
    if (message.t === 'failed') {
      this.#closing = true
      this.#events.failed(message.message, message.remedy)
    } else if (message.t === 'spawn') {
      this.#spawn(message.child, message.kind)
    } else if (message.t === 'kill') {
      this.#children.get(message.child)?.()
    }
  }

  #spawn(child: number, kind: Extract<HostToMain, { t: 'spawn' }>['kind']): void {
    this.#children.set(child, startChild(kind, {
      up: (port) => {
        if (this.#children.has(child)) this.#tell({ t: 'child', child }, port)
        else port.close()
      },
      ended: (reason) => {
        this.#children.delete(child)
        this.#tell({ t: 'child ended', child, reason })
      },
    }))
  }

  #ended(): void {
    this.#process = null
    this.#endChildren()
    if (this.#closing) return
    const now = performance.now()
    this.#ends.push(now)
    const pause = restartPause(this.#ends, now)
    if (pause === null) {
      this.#closing = true
      this.#events.failed('Parley ended several times in a row. What was signed is safe.', 'Start it again; "parley doctor" may say more.')
    } else {
      this.#restart = setTimeout(() => this.#start(), pause)
    }
  }

  #endChildren(): void {
    const ending = [...this.#children.values()]
    this.#children.clear()
    for (const end of ending) end()
  }

  #tell(message: MainToHost, ...ports: MessagePortMain[]): void {
    this.#process?.postMessage(message, ports)
  }
}
