// Calls and answers over anything that carries text: matches them by number and hands events on. Knows no transport.
import { ProblemError, problem, type Problem } from '../../shared/base/result.ts'
import { Emitter } from '../../shared/base/disposable.ts'
import type { HostEvent, Method, Params, Results, ServerFrame } from '../../shared/protocol/contract.ts'

interface Pending {
  readonly method: Method
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** As keys of the locale, like all problems that the page itself has: see `useSaid`. */
export const lostConnection = (): Problem =>
  problem('connection lost', 'problem.lost', 'problem.lostWay')

export class Exchange {
  readonly events = new Emitter<HostEvent>()
  readonly #pending = new Map<number, Pending>()
  #next = 1
  #send: ((text: string) => void) | null = null

  /** Calls made from now on go through `send`; null: there is no connection. */
  attach(send: ((text: string) => void) | null): void {
    this.#send = send
    if (send) return
    const lost = [...this.#pending.values()]
    this.#pending.clear()
    for (const call of lost) call.reject(new ProblemError(lostConnection()))
  }

  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    const send = this.#send
    if (!send) return Promise.reject(new ProblemError(lostConnection()))
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve: resolve as (result: unknown) => void, reject })
      send(JSON.stringify({ id, method, params }))
    })
  }

  /** One frame from the host. Frames that belong to no call are dropped: the call may have been given up. */
  receive(text: string): void {
    const frame = JSON.parse(text) as ServerFrame
    if ('event' in frame) {
      this.events.emit(frame)
      return
    }
    const call = this.#pending.get(frame.id)
    if (!call) return
    this.#pending.delete(frame.id)
    if (frame.ok) call.resolve(frame.result)
    else call.reject(new ProblemError(frame.problem))
  }

  get waiting(): number {
    return this.#pending.size
  }
}
