// The only socket y-webrtc ever gets: to the own rendezvous, with a gate in front of y-webrtc's reading. It also stands
// in for BroadcastChannel, over which windows of one origin would exchange the document past every check.

/** Largest signalling message that is read, in characters. */
const MAX_MESSAGE = 64 * 1024

export interface SignalGate {
  /** The only address that may be opened. */
  readonly address: string
  /** Opens a publication and passes what y-webrtc may see now that it is here. Asked in order of arrival. */
  admits(topic: unknown, sealed: unknown, pass: (opened: unknown) => void): Promise<void>
  /** What y-webrtc publishes, as others may see it. */
  seals(message: unknown): Promise<string>
  /** The rendezvous has new ways to others: announce again. */
  wake(first: boolean): void
  refused(what: string): void
}

interface Scope {
  WebSocket: unknown
  BroadcastChannel: unknown
}

/** For the rest of this JavaScript context's life. y-webrtc takes what it finds as it is loaded. */
export const loadSilenced = (): Promise<typeof import('y-webrtc')> => {
  const scope: Pick<Scope, 'BroadcastChannel'> = globalThis
  scope.BroadcastChannel = SilentChannel
  return import('y-webrtc')
}

/** Replaces the socket for the rest of this JavaScript context's life. */
export function confineSignalling(gate: SignalGate): void {
  const Native = globalThis.WebSocket
  const scope: Pick<Scope, 'WebSocket'> = globalThis
  scope.WebSocket = class extends GatedSocket {
    constructor(url: string) {
      if (url !== gate.address) throw new Error('only the own rendezvous may be opened')
      super(new Native(url), gate)
    }
  }
}

class SilentChannel {
  onmessage: unknown = null
  postMessage(): void {}
  close(): void {}
}

/** As much of WebSocket as lib0's client uses. */
class GatedSocket {
  onopen: ((event: unknown) => void) | null = null
  onclose: ((event: unknown) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  onmessage: ((event: { readonly data: string }) => void) | null = null
  readonly #native: WebSocket
  readonly #gate: SignalGate
  /** Sealing and opening take their time; messages keep their order all the same. */
  #turn: Promise<void> = Promise.resolve()
  #sealing: Promise<void> = Promise.resolve()

  constructor(native: WebSocket, gate: SignalGate) {
    this.#native = native
    this.#gate = gate
    native.onopen = (event) => this.onopen?.(event)
    native.onclose = (event) => this.onclose?.(event)
    native.onerror = (event) => this.onerror?.(event)
    native.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#turn = this.#turn.then(() => this.#take(data)).catch(() => this.#gate.refused('signal.malformed'))
    }
  }

  send(text: string): void {
    const message = JSON.parse(text) as { readonly type?: unknown; readonly data?: unknown }
    if (message.type !== 'publish') return this.#put(text)
    this.#sealing = this.#sealing.then(async () => this.#put(JSON.stringify({ ...message, data: await this.#gate.seals(message.data) }))).catch(() => this.#gate.refused('signal.sealed'))
  }

  close(): void {
    this.#native.close()
  }

  #put(text: string): void {
    if (this.#native.readyState === this.#native.OPEN) this.#native.send(text)
  }

  async #take(data: unknown): Promise<void> {
    if (typeof data !== 'string' || data.length > MAX_MESSAGE) return this.#gate.refused('signal.oversize')
    const message = JSON.parse(data) as { readonly type?: unknown; readonly topic?: unknown; readonly data?: unknown; readonly first?: unknown } | null
    if (message?.type === 'pong') this.onmessage?.({ data })
    else if (message?.type === 'wake') this.#gate.wake(message.first === true)
    else if (message?.type === 'publish') {
      await this.#gate.admits(message.topic, message.data, (opened) => this.onmessage?.({ data: JSON.stringify({ type: 'publish', topic: message.topic, data: opened }) }))
    }
  }
}
