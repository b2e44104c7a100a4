// What the page does to reach its host, as a HostClient for tests.
import { WebSocket } from 'ws'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { HostClient, HostEvent, ServerFrame } from '#shared/protocol/contract.ts'

export const tokenOf = (url: string): string => new URL(url).hash.replace('#token=', '')

export async function exchangeToken(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const { origin } = new URL(url)
  return fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify({ token: tokenOf(url) }),
  })
}

export async function openPage(url: string): Promise<HostClient> {
  const { session } = await (await exchangeToken(url)).json() as { session: string }
  const { origin, host } = new URL(url)
  const socket = new WebSocket(`ws://${host}/host`, { origin, maxPayload: 0 })
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.send(JSON.stringify({ session }))
  return clientOver(socket)
}

function clientOver(socket: WebSocket): HostClient {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Set<(event: HostEvent) => void>()
  let next = 0
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as ServerFrame
    if ('event' in frame) return listeners.forEach((listener) => listener(frame))
    if (frame.ok) waiting.get(frame.id)?.resolve(frame.result)
    else waiting.get(frame.id)?.reject(new ProblemError(frame.problem))
    waiting.delete(frame.id)
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new ProblemError(problem('host.gone', 'Closed.', 'Reload.')))
    resolve()
  }))
  return {
    call: (method, params) => new Promise((resolve, reject) => {
      waiting.set(++next, { resolve: resolve as (value: unknown) => void, reject })
      socket.send(JSON.stringify({ id: next, method, params }))
    }),
    onEvent: (listener) => {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
    closed,
    close: () => socket.close(),
  }
}
