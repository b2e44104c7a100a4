/** The data channel as simple-peer sees it: the peer link's document channel, open only after full admission. */
export class DocumentChannel {
  readonly label: string
  binaryType = 'arraybuffer'
  readyState: 'connecting' | 'open' | 'closed' = 'connecting'
  /** Set, so that simple-peer starts no timer of its own; the link's window does the work. */
  bufferedAmountLowThreshold = 0
  readonly bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: Uint8Array }) => void) | null = null
  onclose: (() => void) | null = null
  onerror: unknown = null
  onbufferedamountlow: unknown = null
  readonly #send: (message: Uint8Array) => void
  readonly #close: () => void

  constructor(label: string, send: (message: Uint8Array) => void, close: () => void) {
    this.label = label
    this.#send = send
    this.#close = close
  }

  send(message: Uint8Array): void {
    if (this.readyState !== 'open') throw new Error('the document channel is not open')
    this.#send(message)
  }

  close(): void {
    this.#close()
  }

  begin(): void {
    if (this.readyState !== 'connecting') return
    this.readyState = 'open'
    this.onopen?.()
  }

  deliver(data: Uint8Array): void {
    if (this.readyState === 'open') this.onmessage?.({ data })
  }

  finish(): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    this.onclose?.()
  }
}
