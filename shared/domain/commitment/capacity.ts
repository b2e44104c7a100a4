// Facts about hours and about who gives what to whom, from words in force. Facts for the person they are about: nobody is
// compared with anybody, and what others see of a person's hours is that something fits or does not.
//
// [CA1] Hours a week of a person are those of their own line (`time`), else of the whole (`hours`), from `from` until `until`,
//       else `due`. Who gives nothing in it gives no hours.
// [CA2] A season takes their place between its two dates; one that names the person before one that names nobody.
// [CA3] A week is one as whoever looks counts them, an ISO week where nobody says. One in which the hours change counts each day with a seventh of that day's hours a week.
// [CA4] What is kept or released takes no hours.
// [CA5] Something fits when no week of those looked at would hold more than the person has; with no hours set, nobody can say.
// [CA6] It is said before words are offered and before they are accepted, of everybody who gives hours in them. It closes neither.
import type { CalendarDate } from '../../base/clock.ts'
import { addDays, ISO_WEEK, weekNumber, weekStart, weekYear, type WeekRule } from '../../base/calendar.ts'
import type { HoursGiven } from '../desk/facts.ts'
import type { CommitmentFields, Season } from '../record/fields.ts'

export const WEEKS_AHEAD = 26

/** Hours that a person gives under these words, one line a stretch of time; none where they give none. [CA1, CA2] */
export function hoursIn(of: CommitmentFields, person: string): HoursGiven[] {
  const base = Number(of.time?.find((line) => line.person === person)?.hours ?? of.hours ?? 0)
  const first = of.from ?? null
  const last = of.until ?? of.due ?? null
  const seasons = (of.seasons ?? []).filter((one) => one.person === undefined || one.person === person)
    .sort((a, b) => Number(a.person === undefined) - Number(b.person === undefined))
  const cuts = [first, ...[...new Set(seasons.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort()
    .filter((day) => (first === null || day > first) && (last === null || day <= last))]
  return cuts.map((from, at) => {
    const next = cuts[at + 1]
    return { weekly: weeklyOn(from, base, seasons), from, until: next === undefined || next === null ? last : addDays(next, -1) }
  }).filter(({ weekly }) => weekly > 0)
}

const weeklyOn = (day: CalendarDate | null, base: number, seasons: readonly Season[]): number => {
  const season = day === null ? undefined : seasons.find(({ from, to }) => from <= day && day <= to)
  return season ? Number(season.hours) : base
}

/** What one person gives under one record in force, and to whom. */
export interface Given {
  readonly record: string
  readonly title: string
  readonly person: string
  /** Whom it is for. */
  readonly to: readonly string[]
  readonly hours: readonly HoursGiven[]
}

export interface CapacityWeek {
  /** `2026-W22`. */
  readonly week: string
  /** Its first day. */
  readonly from: CalendarDate
  readonly hours: number
  /** The most hours first. */
  readonly by: readonly { readonly record: string; readonly title: string; readonly hours: number }[]
}

/** [CA3] Hours of the given, week by week from that of `today` on. */
export function weeksOf(
  given: readonly Pick<Given, 'record' | 'title' | 'hours'>[], today: CalendarDate, weeks = WEEKS_AHEAD, rule: WeekRule = ISO_WEEK,
): CapacityWeek[] {
  const start = weekStart(today, rule)
  return Array.from({ length: weeks }, (_, at) => {
    const from = addDays(start, 7 * at)
    const by = given.map(({ record, title, hours }) => ({ record, title, hours: inWeek(hours, from) }))
      .filter(({ hours }) => hours > 0).sort((a, b) => b.hours - a.hours || (a.record < b.record ? -1 : 1))
    return { week: weekName(from, rule), from, hours: rounded(by.reduce((sum, one) => sum + one.hours, 0)), by }
  })
}

/** `2026-W22`, as `rule` counts: the year of an ISO week is the one that holds its Thursday. */
export const weekName = (day: CalendarDate, rule: WeekRule): string =>
  `${weekYear(day, rule)}-W${String(weekNumber(day, rule)).padStart(2, '0')}`

function inWeek(given: readonly HoursGiven[], start: CalendarDate): number {
  let sum = 0
  for (let day = 0; day < 7; day++) {
    const date = addDays(start, day)
    for (const { weekly, from, until } of given) if ((from === null || from <= date) && (until === null || date <= until)) sum += weekly
  }
  return rounded(sum / 7)
}

/** Sevenths of hours leave endless fractions; a minute is fine enough. */
const rounded = (hours: number): number => Math.round(hours * 60) / 60

export interface Fit {
  /** Null: the person has set no hours. */
  readonly fits: boolean | null
  /** The first week that holds too much; for the person alone. */
  readonly over: { readonly week: string; readonly from: CalendarDate; readonly hours: number; readonly available: number } | null
}

/** [CA5] */
export function fitOf(weeks: readonly CapacityWeek[], available: number | null): Fit {
  if (available === null) return { fits: null, over: null }
  const over = weeks.find(({ hours }) => hours > available)
  return { fits: over === undefined, over: over ? { week: over.week, from: over.from, hours: over.hours, available } : null }
}

export interface Between {
  readonly person: string
  /** Records in which I give to them, and in which they give to me. */
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
}

/** With whom I have something, and which way it goes. */
export function betweenUs(given: readonly Given[], me: string): Between[] {
  const others = [...new Set(given.flatMap(({ person, to }) => person === me ? to : to.includes(me) ? [person] : []))].filter((one) => one !== me).sort()
  return others.map((person) => ({
    person,
    mine: given.filter((one) => one.person === me && one.to.includes(person)).map(({ record }) => record),
    theirs: given.filter((one) => one.person === person && one.to.includes(me)).map(({ record }) => record),
  }))
}

/** Those with whom it goes one way only. */
export const oneSided = (pairs: readonly Between[]): Between[] => pairs.filter(({ mine, theirs }) => (mine.length === 0) !== (theirs.length === 0))

const LONGEST_LOOP = 6
const MOST_LOOPS = 50

/** Ways by which what I give comes back to me through others, the shortest first: [me, a, b] means I give to a, a to b, b to me. */
export function loopsThrough(given: readonly Given[], me: string): string[][] {
  const next = new Map<string, Set<string>>()
  for (const { person, to } of given) for (const one of to) if (one !== person) next.set(person, (next.get(person) ?? new Set()).add(one))
  const loops: string[][] = []
  let ahead: string[][] = [[me]]
  for (let length = 1; length <= LONGEST_LOOP && loops.length < MOST_LOOPS && ahead.length > 0; length++) {
    const longer: string[][] = []
    for (const way of ahead) {
      for (const one of [...next.get(way.at(-1)!) ?? []].sort()) {
        if (one === me && way.length > 2) loops.push(way)
        else if (!way.includes(one) && longer.length < 5000) longer.push([...way, one])
      }
    }
    ahead = longer
  }
  return loops.slice(0, MOST_LOOPS)
}
