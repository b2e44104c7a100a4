// [DK9] Quiet hours, by the clock on a person's wall. A span that ends before it begins goes on past midnight and belongs
// to the day it began on. Wall clocks make the days of a changed hour right by themselves: 22:00 is 22:00.
import { z } from 'zod'
import type { CalendarDate } from '../../base/clock.ts'
import { addDays, weekdayOf } from '../../base/calendar.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const quietRules = z.object({
  on: z.boolean(),
  spans: z.array(z.object({ days: z.array(z.int().min(1).max(7)).max(7), from: clockTime, to: clockTime })).max(20),
  /** Quiet until this moment, whatever the hours say: somebody is away, or wants to think. */
  until: z.int().nullable(),
})
export type QuietRules = z.infer<typeof quietRules>

export const NEVER_QUIET: QuietRules = { on: false, spans: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '08:00' }], until: null }

export interface WallClock {
  readonly date: CalendarDate
  /** `09:05` */
  readonly time: string
}

/** `zone`: as `Intl` names it; the machine's own where left out. */
export function wallClock(at: number, zone?: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(zone === undefined ? {} : { timeZone: zone }),
  }).formatToParts(at)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return { date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

export function isQuiet(rules: QuietRules, at: number, wall: WallClock): boolean {
  if (rules.until !== null && at < rules.until) return true
  if (!rules.on) return false
  const today = weekdayOf(wall.date)
  const yesterday = weekdayOf(addDays(wall.date, -1))
  return rules.spans.some(({ days, from, to }) => {
    if (from < to) return days.includes(today) && wall.time >= from && wall.time < to
    // Past midnight; the same hour twice is a whole day.
    return (days.includes(today) && wall.time >= from) || (days.includes(yesterday) && wall.time < to)
  })
}
