// Bodies of acts about hours. What is logged stays in the circle of one's own devices; what is shared is a total.
import { z } from 'zod'
import { isCalendarDate } from '../../base/clock.ts'
import { isAmount } from '../record/fields.ts'
import { actRef, plainLine } from '../schema.ts'
import { isHex } from '../../base/bytes.ts'

/** More than nothing. */
const LEAST = Number.MIN_VALUE
/** A day has no more. */
export const MOST_A_DAY = 24
/** What one person can have spent on one thing in a hundred years of such days; more is a slip of the pen. */
export const MOST_SHARED = 99_999

const isHours = (least: number, most: number) => (text: string): boolean => isAmount(text) && Number(text) >= least && Number(text) <= most

const date = z.string().refine(isCalendarDate, 'a date like 2026-05-22')
const recordRef = z.string().refine((text) => isHex(text, 32), 'a record')

export const hoursActs = {
  /** Hours as decimal text, of one day. */
  'hours.log': z.strictObject({ record: recordRef, hours: z.string().refine(isHours(LEAST, MOST_A_DAY), 'more than 0 and at most 24 hours'), on: date, note: plainLine.optional() }),
  'hours.drop': z.strictObject({ entry: actRef }),
  /** All that one person spent on the record which is the act's subject, until that day. None: what was told before was wrong. */
  'hours.share': z.strictObject({ total: z.string().refine(isHours(0, MOST_SHARED), 'hours'), until: date }),
} as const
