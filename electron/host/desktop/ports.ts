// The ports of a utility process, as much of them as the host uses: Electron's own types stay out of the host.

export interface PortMessage {
  readonly data: unknown
  readonly ports: readonly Port[]
}

/** One end of a channel to a page or a child. */
export interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: PortMessage) => void): unknown
  on(event: 'close', listener: () => void): unknown
  /** Messages wait until this is called. */
  start(): void
  close(): void
}

/** The way to Electron's main process. */
export interface MainPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: PortMessage) => void): unknown
}
