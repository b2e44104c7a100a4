// The client end of the command socket. Kept apart from the server so that a command starts fast.
import { connect as dial, type Socket } from 'node:net'
import { problem, ProblemError, type Problem } from '#shared/base/result.ts'
import type { HostClient, HostEvent, ResponseFrame } from '#shared/protocol/contract.ts'
import { readHolder } from '../lock/holder.ts'
import { LINE_CAP, readLines, writeLine } from './lines.ts'

const GREETING_MS = 10_000

/** A client of the host that has the data folder open; null where none answers. Rejects where one is there but silent. */
export async function connectSocket(data: string): Promise<HostClient | null> {
  const greeted = await greet(data, {})
  return greeted ? clientOver(greeted) : null
}

/** Tells the running host that another one wanted its folder; it shows that as a counter. Never fails. */
export async function reportInUse(data: string): Promise<void> {
  const greeted = await greet(data, { refused: 'data.in-use' }).catch(() => null)
  greeted?.socket.destroy()
}

interface Greeted {
  readonly socket: Socket
  onValue: (value: unknown) => void
}

async function greet(data: string, more: object): Promise<Greeted | null> {
  const holder = readHolder(data)
  if (!holder?.socket || holder.secret === null) return null
  const socket = await open(holder.socket)
  if (!socket) return null
  return new Promise((resolve, reject) => {
    const greeted: Greeted = { socket, onValue: () => {} }
    const late = setTimeout(() => {
      socket.destroy()
      reject(new ProblemError(silent(holder.pid)))
    }, GREETING_MS)
    greeted.onValue = () => {
      clearTimeout(late)
      resolve(greeted)
    }
    const drop = (): void => void socket.destroy()
    readLines(socket, () => LINE_CAP, { onValue: (value) => greeted.onValue(value), onOversized: drop, onMalformed: drop })
    socket.on('close', () => {
      clearTimeout(late)
      resolve(null)
    })
    writeLine(socket, { hello: holder.secret, ...more })
  })
}

function open(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = dial(path)
    socket.once('connect', () => resolve(socket))
    socket.on('error', () => {
      socket.destroy()
      resolve(null)
    })
  })
}

function clientOver(greeted: Greeted): HostClient {
  const { socket } = greeted
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Set<(event: HostEvent) => void>()
  let next = 0
  greeted.onValue = (value) => {
    const frame = value as ResponseFrame | HostEvent
    if ('event' in frame) {
      for (const listener of [...listeners]) listener(frame)
      return
    }
    const asked = waiting.get(frame.id)
    waiting.delete(frame.id)
    if (frame.ok) asked?.resolve(frame.result)
    else asked?.reject(new ProblemError(frame.problem))
  }
  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      for (const asked of waiting.values()) asked.reject(new ProblemError(gone))
      waiting.clear()
      resolve()
    }
    if (socket.closed) end()
    else socket.once('close', end)
  })
  return {
    call: (method, params) => new Promise((resolve, reject) => {
      if (socket.destroyed || socket.writableEnded) return reject(new ProblemError(gone))
      const id = ++next
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      writeLine(socket, { id, method, params })
    }),
    onEvent: (listener) => {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
    closed,
    close: () => void socket.destroy(),
  }
}

const gone = problem(
  'host.gone',
  'The running Parley ended before it answered. What it had confirmed is kept; this step may or may not have been done.',
  'Look with "parley ls commitments" whether it was done, and try again if not.',
)

const silent = (pid: number): Problem => problem(
  'host.silent',
  `The running Parley (process ${pid}) has the data folder open but does not answer. Nothing was done.`,
  'Wait a moment and try again; if it stays silent, end that process and try again. Nothing that was confirmed is lost.',
  { pid },
)
