// Hours spent, a person's own log, against their own part of the week; and the total of a record that people share.
import { z } from 'zod'
import { date, id, weekRule, ws } from './shapes.ts'

export interface HoursEntryView {
  readonly id: string
  readonly record: string
  readonly title: string
  readonly minutes: number
  readonly on: string
  readonly note: string | null
}

export interface SpentWeekView {
  /** `2026-W22`, as the weeks are counted. */
  readonly week: string
  readonly from: string
  readonly minutes: number
  /** Below nought: so many more than are one's own. Null where one's hours are not set. */
  readonly left: number | null
  /** The most first. */
  readonly by: readonly { readonly record: string; readonly title: string; readonly minutes: number }[]
}

/** Mine to see. Minutes everywhere. */
export interface OwnHoursView {
  readonly today: string
  /** Percent of one's week, and whether the workspace's charter says so. */
  readonly percent: number
  readonly byCharter: boolean
  /** A week; null where one's hours are not set. */
  readonly own: number | null
  /** The newest last. */
  readonly weeks: readonly SpentWeekView[]
  /** Of those weeks, the newest first. */
  readonly entries: readonly HoursEntryView[]
  /** All that was ever logged of each record, and what of it I told the others; null: nothing. */
  readonly records: readonly { readonly record: string; readonly title: string; readonly minutes: number; readonly shared: number | null }[]
}

const view = { ...ws, day: date.optional(), weeks: z.int().min(1).max(53).default(4), rule: weekRule.optional() }

export const hoursRequests = {
  /** `day`: in the last week shown; default today. In ISO weeks, or as `rule` has them. */
  'hours.mine': z.strictObject(view),
  /** `hours` as typed: 1.5, 1,5 or 1:30. `share`: tells the others my new total of that record. */
  'hours.log': z.strictObject({ ...ws, id, hours: z.string().max(20), on: date.optional(), note: z.string().max(400).optional(), share: z.boolean().optional() }),
  'hours.drop': z.strictObject({ ...ws, entry: id }),
  'hours.share': z.strictObject({ ...ws, id }),
} as const

export interface HoursResults {
  'hours.mine': OwnHoursView
  'hours.log': null
  'hours.drop': null
  'hours.share': null
}
