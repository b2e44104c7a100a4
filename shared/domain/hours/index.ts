// Hours spent on experiments and in groups, against one's own part of the week. A person's own log; the record shows a total.
//
// [HR1] Each logs for oneself, a day at a time: for which record, how long, and a note. Nobody writes in another's log.
// [HR2] More than nothing and at most 24 hours a day, all entries of a day together; no day that has not come yet. An entry is
//       taken back by who made it.
// [HR3] The measure is one's own: so many percent of the hours that the person has a week, as the workspace's charter says; 20
//       where it says nothing. Without hours set there is nothing to measure against. More than that closes nothing.
// [HR4] The log stays in the circle of one's own devices. What a person shares is what they spent on a record in all; the newest
//       total of each counts, and is told again where an entry behind it is taken back, down to none. The record shows the sum of
//       those, never one beside another.
//
// acts.ts bodies; fold.ts entries and totals; week.ts weeks and what is left; intend.ts may I.
import type { Concept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { hoursActs } from './acts.ts'
import { foldHours, type Hours } from './fold.ts'

export { hoursActs, MOST_A_DAY } from './acts.ts'
export { foldHours, minutesOf, type Hours, type HoursEntry, type SharedTotal } from './fold.ts'
export { intendDrop, intendLog, intendShare, readHours, type LogIntention, type ShareIntention } from './intend.ts'
export { byRecord, hoursText, ownMinutes, spentWeeks, sumOf, USUAL_PERCENT, type SpentWeek } from './week.ts'

/** Subject of what is logged: the person. Of what is shared: the record. */
export const hours: Concept<Hours> = {
  id: 'hours',
  prefixes: ['hours'],
  acts: hoursActs,
  validate: (type, body) => validateBody(hoursActs, type, body),
  fold: foldHours,
}
