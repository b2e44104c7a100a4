// Children that Electron's main process starts on the host's word: a hidden window or a utility process. They talk to
// the host over a port of their own, so that main sees none of it.
import type { ChildKind, HostToMain } from '#shared/protocol/desktop.ts'
import type { ChildRunEvents, Spawner } from '../link-process/child.ts'
import type { Port } from './ports.ts'

/** What is kept for a child that has no port yet. Beyond it the child counts as lost: it never came up. */
const WAITING_CAP = 10_000

interface Running {
  readonly events: ChildRunEvents
  port: Port | null
  waiting: object[]
}

export class DesktopChildren {
  readonly #tell: (message: HostToMain) => void
  readonly #running = new Map<number, Running>()
  #next = 1

  constructor(tell: (message: HostToMain) => void) {
    this.#tell = tell
  }

  spawner(kind: ChildKind): Spawner {
    return (events) => {
      const child = this.#next++
      this.#running.set(child, { events, port: null, waiting: [] })
      this.#tell({ t: 'spawn', child, kind })
      return {
        send: (message) => this.#send(child, message),
        kill: () => this.#tell({ t: 'kill', child }),
      }
    }
  }

  /** The child is up and this is the way to it. */
  up(child: number, port: Port): void {
    const running = this.#running.get(child)
    if (!running) return port.close()
    running.port = port
    port.on('message', ({ data }) => running.events.message(data))
    port.start()
    for (const message of running.waiting.splice(0)) port.postMessage(message)
  }

  ended(child: number, reason: string): void {
    const running = this.#running.get(child)
    if (!running) return
    this.#running.delete(child)
    running.port?.close()
    running.events.ended(reason)
  }

  #send(child: number, message: object): void {
    const running = this.#running.get(child)
    if (!running) return
    if (running.port) return running.port.postMessage(message)
    running.waiting.push(message)
    if (running.waiting.length > WAITING_CAP) this.#tell({ t: 'kill', child })
  }
}
