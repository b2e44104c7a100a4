// A page at the end of a port: one session of the host for as long as the port lasts.
import type { Disposable } from '#shared/base/disposable.ts'
import type { HostEndpoint, ServerFrame } from '#shared/protocol/contract.ts'
import type { Port } from './ports.ts'

/** Frames travel as JSON texts, as they do over a WebSocket. Text that is no JSON is refused by the session itself. */
export function attachPort(endpoint: HostEndpoint, port: Port): Disposable {
  const session = endpoint.openSession()
  let open = true
  const send = (frame: ServerFrame): void => {
    if (open) port.postMessage(JSON.stringify(frame))
  }
  const dispose = (): void => {
    if (!open) return
    open = false
    session.dispose()
    port.close()
  }
  session.onEvent(send)
  port.on('message', ({ data }) => void session.handle(parsed(data)).then(send))
  port.on('close', dispose)
  port.start()
  return { dispose }
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
