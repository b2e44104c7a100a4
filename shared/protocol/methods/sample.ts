// A workspace of made-up people to look around in, made on this device by their own signed acts and removed whole.
import { z } from 'zod'
import type { WorkspaceSummary } from './app.ts'
import { ws } from './shapes.ts'
import { work } from './work.ts'

export const sampleRequests = {
  /** The one that is here already, where there is one. */
  'sample.make': z.strictObject(work),
  /** What is removed is gone at once; only the rest of it takes a while, so this is told and not stopped. */
  'sample.remove': z.strictObject(ws),
  /** I have read that the sample was cut short. */
  'sample.heard': z.strictObject({}),
} as const

export interface SampleResults {
  'sample.make': WorkspaceSummary
  'sample.remove': null
  'sample.heard': null
}
