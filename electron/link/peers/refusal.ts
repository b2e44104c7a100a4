import { FrameError } from '#shared/protocol/frames.ts'
import { unforeseen } from '../unforeseen.ts'

/** The other end breached a rule. Its connection is closed and the reason counted by name. */
export class Breach extends Error {
  readonly what: string
  constructor(what: string) {
    super(what)
    this.name = 'Breach'
    this.what = what
  }
}

/** The name under which an error raised by a peer's bytes is counted. One that breaks no rule is a fault of ours: the log has where. */
export function breachOf(error: unknown): string {
  if (error instanceof Breach) return error.what
  if (error instanceof FrameError) return error.fault
  return unforeseen('link', error)
}
