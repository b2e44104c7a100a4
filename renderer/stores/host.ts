// The connection as the stores see it: one client, whether it can be reached, and what to do when it is back.
import { defineStore } from 'pinia'
import { markRaw, ref, shallowRef } from 'vue'
import { ProblemError, type Problem } from '../../shared/base/result.ts'
import type { HostEvent, Method, Params, Results } from '../../shared/protocol/contract.ts'
import type { HostConnection, Reach } from '../host/connection.ts'
import { lostConnection } from '../host/exchange.ts'

export const useHost = defineStore('host', () => {
  const connection = shallowRef<HostConnection | null>(null)
  const reach = ref<Reach>('connecting')
  const listeners = new Set<(event: HostEvent) => void>()
  const returns = new Set<() => void>()

  /** `null`: no session could be had. */
  function use(client: HostConnection | null): void {
    if (!client) {
      reach.value = 'refused'
      return
    }
    connection.value = markRaw(client)
    client.onEvent((event) => { for (const listener of [...listeners]) listener(event) })
    const turn = (now: Reach): void => {
      const before = reach.value
      reach.value = now
      if (now === 'connected' && before !== 'connected') for (const run of [...returns]) run()
    }
    client.onReach(turn)
    turn(client.reach)
  }

  function call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    if (!connection.value) return Promise.reject(new ProblemError(lostConnection()))
    return connection.value.call(method, params)
  }

  /** Hears what the host tells; returns what stops it. */
  function hear(listener: (event: HostEvent) => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** Runs now if the host can be reached, and each time it is back: what was missed is read again. */
  function whenBack(run: () => void): () => void {
    returns.add(run)
    if (reach.value === 'connected') run()
    return () => void returns.delete(run)
  }

  const retry = (): void => connection.value?.retry()

  return { reach, use, call, hear, whenBack, retry }
})

/** What went wrong, as a problem a person can act on; a bug stays a bug and is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  throw error
}
