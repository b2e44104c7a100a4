// The host over a MessagePort, in the desktop window. The preload hands the port over with one message, 'parley-port'.
import { Emitter, type Disposable } from '../../shared/base/disposable.ts'
import type { HostEvent, Method, Params, Results } from '../../shared/protocol/contract.ts'
import type { HostConnection, Reach } from './connection.ts'
import { Exchange } from './exchange.ts'

export class PortConnection implements HostConnection {
  readonly closed: Promise<void>
  readonly #exchange = new Exchange()
  readonly #reaches = new Emitter<Reach>()
  #reach: Reach = 'connecting'
  #port: MessagePort | null = null
  #settle: () => void = () => {}

  constructor() {
    this.closed = new Promise((resolve) => { this.#settle = resolve })
  }

  /** A new port takes the place of the old one, as after a restart of the host. */
  use(port: MessagePort): void {
    this.#port?.close()
    this.#exchange.attach(null)
    // So that whoever reads again when the host is back does so for a new host, too.
    if (this.#port) this.#turn('lost')
    this.#port = port
    port.onmessage = (message) => this.#exchange.receive(String(message.data))
    port.addEventListener('close', () => {
      if (port !== this.#port) return
      this.#exchange.attach(null)
      this.#turn('lost')
    })
    port.start()
    this.#exchange.attach((text) => port.postMessage(text))
    this.#turn('connected')
  }

  get reach(): Reach {
    return this.#reach
  }

  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    return this.#exchange.call(method, params)
  }

  onEvent(listener: (event: HostEvent) => void): { dispose(): void } {
    const held = this.#exchange.events.on(listener)
    return { dispose: () => void held.dispose() }
  }

  onReach(listener: (reach: Reach) => void): Disposable {
    return this.#reaches.on(listener)
  }

  /** The desktop window brings a new port by itself when the host is back. */
  retry(): void {}

  close(): void {
    this.#port?.close()
    this.#exchange.attach(null)
    this.#turn('lost')
    this.#settle()
  }

  #turn(reach: Reach): void {
    if (reach === this.#reach) return
    this.#reach = reach
    this.#reaches.emit(reach)
  }
}

/** Ports handed over by the preload go to `connection`. Listen before anything else runs: the message comes once. */
export function takePorts(connection: PortConnection): void {
  window.addEventListener('message', (event) => {
    const port = event.ports[0]
    if (event.source === window && event.data === 'parley-port' && port) connection.use(port)
  })
}
