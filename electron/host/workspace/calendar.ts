// What is dated, of the records that concern me: from the words that hold, else from those on offer or in a draft; and what
// follows from them for me: readings, my turns, the day on which a pause of mine is over.
import { addDays } from '#shared/base/calendar.ts'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { firstReview } from '#shared/domain/record/term.ts'
import { isOver, type CommitmentFields, type RecordDetail, type RecordRow } from '#shared/domain/record/view.ts'
import type { CalendarDay, CalendarWhat } from '#shared/protocol/methods/calendar.ts'
import type { Workspace } from './workspace.ts'

/** One date, before it is told of which record. `which` tells it from others of the same kind. */
interface Dated {
  readonly what: CalendarWhat
  readonly day: CalendarDate | undefined | null
  readonly about?: string | null
  readonly which?: string
  readonly last?: CalendarDate | null
}

export function calendarDays(workspace: Workspace, today: CalendarDate): CalendarDay[] {
  return workspace.list.rows(Infinity).filter((row) => concernsMe(workspace, row, today)).flatMap((row) => {
    if (row.state === 'draft') return named(row, daysOf(workspace.drafts.state(row.id as RecordId).meta))
    const folded = workspace.records.fold(row.id as RecordId)
    return folded.ok ? named(row, daysIn(workspace.records.detail(folded.value))) : []
  }).sort((a, b) => (a.day === b.day ? (a.uid < b.uid ? -1 : 1) : a.day < b.day ? -1 : 1))
}

/**
 * What is over has no dates any more, but the one to look back at a decision. A draft of a meeting's minutes is what announces
 * the meeting, and signed ones tell of one that was; other drafts are nobody's dates yet.
 */
function concernsMe(workspace: Workspace, row: RecordRow, today: CalendarDate): boolean {
  if (row.state === 'draft') return row.kind === 'minutes'
  if ((isOver(row) && row.state !== 'decided') || (row.kind === 'minutes' && (row.on ?? today) < today)) return false
  return row.groupRow?.mine !== 'left' && (workspace.records.desk(row.id as RecordId)?.mine === true || row.parties.some(({ you }) => you))
}

const named = (row: RecordRow, days: readonly Dated[]): CalendarDay[] => days.flatMap(({ what, day, about, which, last }) => (day ? [{
  uid: `${row.id.slice(0, 24)}-${what}${which === undefined ? '' : `-${which}`}@parley`, day, last: last ?? null, what, record: row.id, title: row.title, about: about ?? null,
  people: row.parties.filter(({ you }) => !you).map(({ name }) => name), changed: row.updatedAt,
}] : []))

function daysIn(detail: RecordDetail): Dated[] {
  const { revisions, parties } = detail
  const shown = revisions.findLast(({ state }) => state === 'in force') ?? revisions.findLast(({ state }) => state === 'offered') ?? revisions.at(-1)
  const terms = shown?.terms
  // Who is out of it, or done with it for their own part, has no dates of it, though others go on.
  const stance = parties.find(({ you }) => you)?.stance
  if (!terms || stance === 'stepped out' || stance === 'withdrew' || stance === 'declined') return []
  if (detail.experiment?.takingPart.some(({ you, concluded }) => you && concluded !== null)) return []
  // What was decided is looked back at, and nothing else of it is to come.
  if (detail.state === 'decided') return [{ what: 'review', day: firstReview(terms) }]
  return [...daysOf(terms), ...readingsOf(detail), ...turnsOf(detail), ...pausesOf(detail).map((day): Dated => ({ what: 'goes on', day }))]
}

function daysOf(of: CommitmentFields): Dated[] {
  const next = firstReview(of)
  return [
    { what: 'due', day: of.due }, ...(of.stones ?? []).map(({ id, measure, by }): Dated => ({ what: 'stone', day: by, about: measure, which: id })),
    { what: 'review', day: next }, ...(of.reviews ?? []).filter((date) => date !== next).map((date): Dated => ({ what: 'review', day: date, which: date })),
    { what: 'until', day: of.until }, { what: 'meeting', day: of.on }, { what: 'advice', day: of.adviceBy },
  ]
}

/** The next one of each measure; of those who take part. */
const readingsOf = ({ experiment }: RecordDetail): Dated[] => !experiment?.mine ? []
  : experiment.measures.map(({ id, measure, due }) => ({ what: 'reading', day: due, about: measure, which: id }))

/** My own, as far as turns have days; what would fall into a pause of mine begins when that is over. */
function turnsOf(detail: RecordDetail): Dated[] {
  const back = pausesOf(detail).at(-1)
  if (back === null) return []
  return (detail.group?.facilitation.turns ?? []).filter(({ person, until }) => person.you && (back === undefined || until === null || until >= back))
    .map(({ from, until }) => ({ what: 'turn', day: from !== null && back !== undefined && from < back ? back : from, last: until, ...(from !== null && { which: from }) }))
}

/** The days on which pauses are over that I agreed to, the earliest first; null: one has no end. */
const pausesOf = ({ group }: RecordDetail): (CalendarDate | null)[] => (group?.proposals ?? [])
  .filter(({ what, holds, over, agreed }) => what === 'pause' && holds && !over && agreed.some(({ you }) => you))
  .map(({ until }) => until && addDays(until, 1)).sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
