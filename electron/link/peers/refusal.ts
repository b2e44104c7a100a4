import { FrameError } from '#shared/protocol/frames.ts'

/** The other end breached a rule. Its connection is closed and the reason counted by name. */
export class Breach extends Error {
  readonly what: string
  constructor(what: string) {
    super(what)
    this.name = 'Breach'
    this.what = what
  }
}

/** The name under which an error raised by a peer's bytes is counted. */
export function breachOf(error: unknown): string {
  if (error instanceof Breach) return error.what
  if (error instanceof FrameError) return error.fault
  return 'exception'
}
