// The desk as a page or a command line shows it: names for people, words for hashes, no more than can be read.
import type { CalendarDate } from '#shared/base/clock.ts'
import type { PersonId, TextHash } from '#shared/base/ids.ts'
import { wordsOf } from '#shared/domain/agreement/index.ts'
import { changesSince, deskOf, dueReminders, wallClock, type Desk, type DeskEntry, type DeskNeed, type DeskPromise, type NoticeMark, type WallClock } from '#shared/domain/desk/index.ts'
import { addDays } from '#shared/base/calendar.ts'
import type { DeskView, Named, NeedView, PromiseView } from '#shared/protocol/contract.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Arrivals } from './arrivals.ts'
import type { DeskBook } from './book.ts'
import type { OwnDesk } from './settings.ts'

const MOST_PROMISES = 300
const MOST_CHANGES = 100
const BACK_DAYS = 14
const AHEAD_DAYS = 21

export interface DeskOf {
  readonly workspace: Workspace
  readonly book: DeskBook
  readonly arrivals: Arrivals
  readonly own: OwnDesk
  readonly marks: ReadonlyMap<string, NoticeMark>
  readonly wall: WallClock
}

/**
 * A draft that was looked at once is among the drafts; it needs nobody any more. What asks for no answer goes on the day
 * after it was looked at, and not from under the eyes of who reads it.
 */
function stillNew(entry: DeskEntry, marks: ReadonlyMap<string, NoticeMark>, today: CalendarDate): DeskEntry[] {
  const seenOf = (key: string): number | null => marks.get(key)?.seen ?? null
  if (entry.facts.needs.some(({ kind, key }) => kind === 'draft' && seenOf(key) !== null)) return []
  const needs = entry.facts.needs.filter(({ kind, key }) => {
    const seen = kind === 'instead' || kind === 'learned' ? seenOf(key) : null
    return seen === null || wallClock(seen).date >= today
  })
  return [needs.length === entry.facts.needs.length ? entry : { ...entry, facts: { ...entry.facts, needs } }]
}

export function deskNow({ book, own, marks, wall }: DeskOf): Desk {
  const entries = [...book.entries()].flatMap((entry) => stillNew(entry, marks, wall.date))
  return deskOf([...entries, ...dueReminders(own.reminders, wall)], { today: wall.date, later: new Map(Object.entries(own.later)) })
}

export function deskView(of: DeskOf, desk: Desk): DeskView {
  const { workspace, book, arrivals, own, wall } = of
  const named = namesIn(workspace)
  const { arrived, looked, upto } = arrivals.since()
  const changes = changesSince(arrived, looked, workspace.me as PersonId).filter(({ record }) => book.get(record)?.facts.mine)
  const now = `${wall.date}T${wall.time}`
  return {
    workspace: workspace.id, today: wall.date, upto,
    needs: desk.needs.map((need) => needView(workspace, need)),
    later: desk.later.map((need) => ({ ...needView(workspace, need), until: need.until })),
    promises: desk.promises.slice(0, MOST_PROMISES).map((one) => promiseView(one, named)),
    waiting: desk.waiting.slice(0, MOST_PROMISES).map(({ record, title, people }) => ({ record, title, people: people.map(named) })),
    dates: near(desk.dates, wall.date).map((one) => ({ ...one, people: one.people.map(named) })),
    reviews: desk.reviews.slice(0, MOST_PROMISES).map((one) => promiseView(one, named)),
    hours: { set: own.hours?.set ?? null, on: own.hours?.on ?? null, given: desk.hours },
    changes: changes.slice(0, MOST_CHANGES).map(({ record, by, n }) => (
      { record, n, title: book.get(record)?.title ?? '', by: by.map(({ person, verbs }) => ({ ...named(person), verbs })) }
    )),
    reminders: own.reminders.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ id, record, text, at }) => ({ id, record, text, at, title: record === null ? null : book.get(record)?.title ?? workspace.list.row(record as never)?.title ?? null })),
    // Who put everything away is no newcomer.
    fresh: ![...book.entries()].some(({ putAway }) => putAway) && desk.needs.length + desk.promises.length + desk.waiting.length + desk.dates.length === 0,
  }
}

export function needView(workspace: Workspace, need: DeskNeed): NeedView {
  const named = namesIn(workspace)
  const { key, kind, group, record, title, revision, number, before, act, day, late, hours } = need
  // Facts kept by an earlier Parley say nothing of them.
  const { purpose = null, way = null } = need as Partial<DeskNeed>
  return {
    key, kind, group, record, title, revision, number, before, act, day, late, hours, purpose, way, by: need.by && named(need.by), people: need.people.map(named),
    text: wordsOf(need.text, (hash: TextHash) => workspace.ledger.text(hash)),
  }
}

const promiseView = ({ side, record, title, people, due, review, state, late }: DeskPromise, named: (id: string) => Named): PromiseView =>
  ({ side, record, title, people: people.map(named), due, review, state, late })

const namesIn = ({ people }: Workspace) => (id: string): Named => ({ id, name: people.name(id as PersonId) })

function near<T extends { readonly day: CalendarDate }>(dates: readonly T[], today: CalendarDate): readonly T[] {
  const [first, last] = [addDays(today, -BACK_DAYS), addDays(today, AHEAD_DAYS)]
  return dates.filter(({ day }) => day >= first && day <= last).slice(0, MOST_PROMISES)
}
