// Work that takes a while: a call may name it, is then told how far it is (`work` events, to the asker alone), and may be
// stopped. What is stopped ends in the problem `work.stopped`, with nothing of it left half done.
import { z } from 'zod'

const name = z.string().regex(/^[0-9a-zA-Z-]{8,40}$/)

/** For the params of a call: the asker's name for this work, where it wants to hear of it. */
export const work = { work: name.optional() }

export const workRequests = {
  /** Nothing where it is over already, or past what can be taken back. */
  'work.stop': z.strictObject({ work: name }),
} as const

export interface WorkResults {
  'work.stop': null
}
