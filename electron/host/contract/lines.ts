// Newline-delimited JSON over a byte stream, for both ends of the command socket.
import type { Socket } from 'node:net'

/** Longest line either end accepts. A record to verify is the longest thing that travels: 20 million characters. */
export const LINE_CAP = 64 * 1024 * 1024
/** Bytes a reader may leave unread before it is cut off. */
export const UNREAD_CAP = 64 * 1024 * 1024

export interface LineEvents {
  /** One line, parsed. */
  onValue(value: unknown): void
  onOversized(): void
  onMalformed(): void
}

/** Splits a stream into JSON lines. The cap is asked before each chunk, since it may rise once the other end is known. */
export function readLines(socket: Socket, cap: () => number, events: LineEvents): void {
  let parts: Buffer[] = []
  let size = 0
  socket.on('data', (chunk: Buffer) => {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, at)])
      parts = []
      size = 0
      from = at + 1
      if (line.length > cap()) return events.onOversized()
      const value = parse(line.toString('utf8'))
      if (value === undefined) events.onMalformed()
      else events.onValue(value)
      if (socket.destroyed) return
    }
    const rest = chunk.subarray(from)
    size += rest.length
    if (size > cap()) return events.onOversized()
    if (rest.length > 0) parts.push(rest)
  })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

export const writeLine = (socket: Socket, value: unknown): void => void socket.write(`${JSON.stringify(value)}\n`)
