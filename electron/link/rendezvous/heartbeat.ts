// Whether the other end of a socket is still there. TCP alone would not say so for minutes.
import type { WebSocket } from 'ws'

export class Heartbeat {
  readonly #socket: WebSocket
  readonly #asking: ReturnType<typeof setInterval>
  #alive = true
  #doubt: ReturnType<typeof setTimeout> | undefined

  /** Asks every so many ms; a socket that has not answered by the next time is ended. */
  constructor(socket: WebSocket, every: number) {
    this.#socket = socket
    this.#asking = setInterval(() => this.#ask(), every)
    socket.on('pong', () => {
      this.#alive = true
      clearTimeout(this.#doubt)
      this.#doubt = undefined
    })
    socket.on('close', () => {
      clearInterval(this.#asking)
      clearTimeout(this.#doubt)
    })
  }

  /** There is reason to think that it may be gone: it is asked now, and has so many ms to answer. */
  doubt(within: number): void {
    if (this.#socket.readyState !== this.#socket.OPEN || this.#doubt !== undefined) return
    this.#socket.ping()
    this.#doubt = setTimeout(() => this.#socket.terminate(), within)
  }

  #ask(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (!this.#alive) return this.#socket.terminate()
    this.#alive = false
    this.#socket.ping()
  }
}
