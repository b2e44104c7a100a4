// [CO12] The words of a renewal: the same, with later dates.
import type { CalendarDate } from '../../base/clock.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { undatedFault } from '../agreement/renew.ts'
import { addDays, addMonths, daysFrom } from '../../base/calendar.ts'
import { firstReview } from '../record/term.ts'
import type { TermsView } from '../record/view.ts'

export interface RenewalDates {
  readonly due?: CalendarDate
  readonly review?: CalendarDate
  readonly until?: CalendarDate
}

/**
 * Dates that are given stand. Otherwise: a review that has come moves on by the rhythm; a term that has run out begins
 * anew today and runs as long as before. Problems: `renew.undated` where the words name no date; `renew.dates` where a date has passed and nothing says the next one;
 * `renew.nothing` where no date would change.
 */
export function renewed(of: TermsView, asOf: CalendarDate, given: RenewalDates): Result<TermsView> {
  const undated = undatedFault(of)
  if (undated) return undated
  const review = given.review ?? nextReview(of, asOf)
  const term = given.until !== undefined ? { until: given.until } : nextTerm(of, asOf)
  const due = given.due ?? (of.due !== undefined && of.due < asOf ? null : of.due)
  if (review === null || term === null || due === null) {
    const field = review === null ? 'review' : term === null ? 'until' : 'due'
    return fail('renew.dates', 'A date in these words has passed, and they do not say which comes next.', 'Say the new date.', { field })
  }
  const { review: _review, reviews, due: _due, ...rest } = of
  const later = (reviews ?? []).filter((date) => date > asOf && date !== review)
  const next: TermsView = {
    ...rest, ...term, ...(review !== undefined && { review }), ...(later.length > 0 && { reviews: later }), ...(due !== undefined && { due }),
  }
  const same = (['due', 'review', 'reviews', 'from', 'until'] as const).every((field) => JSON.stringify(next[field]) === JSON.stringify(of[field]))
  return same
    ? fail('renew.nothing', 'No date in these words has come yet, so nothing would change.', 'Say a new date, or amend the words.') : ok(next)
}

/** Undefined: there is none; null: it has come, and nothing says the next. */
function nextReview(of: TermsView, asOf: CalendarDate): CalendarDate | null | undefined {
  const first = firstReview(of)
  if (first === null) return undefined
  if (first > asOf) return of.review
  if (of.everyMonths !== undefined) {
    // Counted from where the rhythm began, so that the last of a month stays the last.
    const begun = of.review === undefined && of.reviews === undefined ? of.from! : first
    let [next, steps] = [first, 0]
    while (next <= asOf && steps < 2400) next = addMonths(begun, ++steps * of.everyMonths)
    return next
  }
  return [...of.reviews ?? []].sort().find((date) => date > asOf) ?? null
}

function nextTerm(of: TermsView, asOf: CalendarDate): { from?: CalendarDate; until?: CalendarDate } | null {
  if (of.until === undefined || of.until >= asOf) return {}
  return of.from === undefined ? null : { from: asOf, until: addDays(asOf, daysFrom(of.from, of.until)) }
}
