// A client in the same process as the host: a command that opened the data folder itself, and tests.
import { ProblemError } from '#shared/base/result.ts'
import type { HostClient, HostEndpoint, HostEvent } from '#shared/protocol/contract.ts'

export function localClient(endpoint: HostEndpoint): HostClient {
  const session = endpoint.openSession()
  const listeners = new Set<(event: HostEvent) => void>()
  let next = 0
  let end = (): void => {}
  const closed = new Promise<void>((resolve) => { end = resolve })
  session.onEvent((event) => { for (const listener of [...listeners]) listener(event) })
  return {
    call: async (method, params) => {
      const frame = await session.handle({ id: ++next, method, params })
      if (!frame.ok) throw new ProblemError(frame.problem)
      return frame.result as never
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
    closed,
    close: () => {
      session.dispose()
      end()
    },
  }
}
