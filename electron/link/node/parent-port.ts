// Process messages to the host that started this child, and an end with it: a child never outlives its parent.

const OVERHEAD = 256

export interface ParentPort<In, Out> {
  send(message: Out): void
  /** Bytes that were given to `send` and have not left yet. */
  readonly backlog: number
  onMessage(take: (message: In) => void): void
}

export function parentPort<In, Out extends object>(): ParentPort<In, Out> {
  let backlog = 0
  process.on('disconnect', () => process.exit(0))
  return {
    get backlog() { return backlog },
    send(message) {
      if (!process.connected) return
      const size = sizeOf(message)
      backlog += size
      process.send?.(message, undefined, undefined, () => { backlog -= size })
    },
    onMessage: (take) => void process.on('message', take as (message: unknown) => void),
  }
}

function sizeOf(message: object): number {
  let size = OVERHEAD
  for (const value of Object.values(message)) if (value instanceof Uint8Array) size += value.length
  return size
}
