// From what every record says to one desk, on one day. The same facts in any order make the same desk.
import type { CalendarDate } from '../../base/clock.ts'
import type { DeskFacts, HoursGiven, Need, Promised } from './facts.ts'
import { GROUPS, groupOf, type DeskGroup } from './groups.ts'
import type { WeekDate } from './week.ts'

/** One record, draft, or reminder, and what it says. */
export interface DeskEntry {
  /** Empty for what belongs to no record. */
  readonly record: string
  readonly title: string
  readonly facts: DeskFacts
  /** [DK12] The person put it away. */
  readonly putAway?: boolean
}

/** Kept on the device: until when something is set aside. */
export type SetAside = ReadonlyMap<string, CalendarDate>

export interface DeskAt {
  readonly today: CalendarDate
  readonly later: SetAside
}

export interface DeskNeed extends Need {
  readonly record: string
  readonly title: string
  readonly group: DeskGroup
  /** Its date went by. */
  readonly late: boolean
}

export interface DeskPromise extends Promised {
  readonly record: string
  readonly title: string
  readonly late: boolean
}

export interface Desk {
  readonly needs: readonly DeskNeed[]
  readonly later: readonly (DeskNeed & { readonly until: CalendarDate })[]
  readonly promises: readonly DeskPromise[]
  /** Offered by this person, and not yet answered by others. */
  readonly waiting: readonly { readonly record: string; readonly title: string; readonly people: readonly string[] }[]
  readonly dates: readonly WeekDate[]
  readonly reviews: readonly DeskPromise[]
  readonly hours: readonly (HoursGiven & { readonly record: string; readonly title: string })[]
}

export function deskOf(entries: Iterable<DeskEntry>, { today, later }: DeskAt): Desk {
  const all = [...entries].map(tidied)
  const needs = all.flatMap((entry) => entry.facts.needs.filter((need) => isOpen(need, today)).map((need) => needOf(entry, need, today))).sort(needOrder)
  const promises = all.flatMap(({ record, title, facts }) => facts.promised.map((one) => (
    { ...one, record, title, late: one.due !== null && one.due < today }
  ))).sort(promiseOrder)
  return {
    needs: needs.filter((need) => !isAside(need, later, today)),
    later: needs.flatMap((need) => (isAside(need, later, today) ? [{ ...need, until: later.get(need.key)! }] : []))
      .sort((a, b) => compare(a.until, b.until) || needOrder(a, b)),
    promises,
    waiting: all.filter(({ facts }) => facts.waitsFor.length > 0).map(({ record, title, facts }) => ({ record, title, people: facts.waitsFor }))
      .sort((a, b) => compare(a.title, b.title) || compare(a.record, b.record)),
    dates: all.flatMap(({ record, title, facts }) => facts.dated.map((one) => ({ ...one, record, title: one.title ?? title })))
      .sort((a, b) => compare(a.day, b.day) || compare(a.title, b.title) || compare(a.record, b.record) || compare(a.side, b.side)),
    reviews: promises.filter((one) => one.review !== null).sort((a, b) => compare(a.review!, b.review!) || compare(a.record, b.record)),
    hours: all.flatMap(({ record, title, facts }) => facts.hours.map((one) => ({ ...one, record, title })))
      .sort((a, b) => b.weekly - a.weekly || compare(a.record, b.record)),
  }
}

/** [DK12] */
const tidied = (entry: DeskEntry): DeskEntry =>
  (entry.putAway ? { ...entry, facts: { ...entry.facts, waitsFor: [], promised: [], dated: [] } } : entry)

/** [DK2] */
const isOpen = (need: Need, today: CalendarDate): boolean =>
  (need.from === null || need.from <= today) && (need.last === undefined || today <= need.last)

/** [DK4] Comes back on the day it was set aside until. */
const isAside = (need: Need, later: SetAside, today: CalendarDate): boolean => (later.get(need.key) ?? '') > today

const needOf = ({ record, title }: DeskEntry, need: Need, today: CalendarDate): DeskNeed =>
  ({ ...need, record, title, group: groupOf(need, today), late: need.day !== null && need.day < today })

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
const LAST = '9999-99-99'

/** [DK5] */
const needOrder = (a: DeskNeed, b: DeskNeed): number =>
  GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || compare(a.day ?? LAST, b.day ?? LAST) || compare(a.key, b.key)

const promiseOrder = (a: DeskPromise, b: DeskPromise): number =>
  compare(a.due ?? a.review ?? LAST, b.due ?? b.review ?? LAST) || compare(a.record, b.record) || compare(a.side, b.side)
