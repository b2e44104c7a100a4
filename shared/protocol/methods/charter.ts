// What the workspace's charter says that other pages need. Agreeing on it goes through `records.give`, as of any record.
import { z } from 'zod'
import { ws } from './shapes.ts'

/** Each null where no charter in force says anything of it. */
export interface CharterSays {
  readonly record: string | null
  readonly title: string | null
  /** Percent of one's hours that are one's own. */
  readonly twentyPercent: number | null
  /** What follows a decision without advice, in words. */
  readonly withoutAdvice: string | null
}

export const charterRequests = {
  'charter.says': z.strictObject(ws),
} as const

export interface CharterResults {
  'charter.says': CharterSays
}
