// What is dated, of the records that concern me: from the words that hold, else from those on offer or in a draft.
import type { RecordId } from '#shared/base/ids.ts'
import { firstReview } from '#shared/domain/record/term.ts'
import { isOver, type CommitmentFields, type RecordRow } from '#shared/domain/record/view.ts'
import type { CalendarDay, CalendarWhat } from '#shared/protocol/methods/calendar.ts'
import type { Workspace } from './workspace.ts'

export function calendarDays(workspace: Workspace): CalendarDay[] {
  return workspace.list.rows(Infinity).filter((row) => (!isOver(row) || row.state === 'decided') && concernsMe(workspace, row)).flatMap((row) => {
    const fields = fieldsOf(workspace, row)
    return fields ? daysOf(row, fields) : []
  }).sort((a, b) => (a.day === b.day ? (a.uid < b.uid ? -1 : 1) : a.day < b.day ? -1 : 1))
}

/** A draft of a meeting's minutes is what announces the meeting; other drafts are nobody's dates yet. */
const concernsMe = (workspace: Workspace, row: RecordRow): boolean => row.state === 'draft' ? row.kind === 'minutes'
  : workspace.records.desk(row.id as RecordId)?.mine === true || row.parties.some(({ you }) => you)

function fieldsOf({ records, drafts }: Workspace, row: RecordRow): CommitmentFields | null {
  if (row.state === 'draft') return drafts.state(row.id as RecordId).meta
  const folded = records.fold(row.id as RecordId)
  if (!folded.ok) return null
  const { revisions } = records.detail(folded.value)
  const shown = revisions.findLast(({ state }) => state === 'in force') ?? revisions.findLast(({ state }) => state === 'offered') ?? revisions.at(-1)
  return shown?.terms ?? null
}

function daysOf(row: RecordRow, of: CommitmentFields): CalendarDay[] {
  const day = (what: CalendarWhat, date: string | undefined | null, about: string | null = null, which = ''): CalendarDay[] => (date ? [{
    uid: `${row.id.slice(0, 24)}-${what}${which}@parley`, day: date, what, record: row.id, title: row.title, about,
    people: row.parties.filter(({ you }) => !you).map(({ name }) => name), changed: row.updatedAt,
  }] : [])
  const next = firstReview(of)
  // What was decided is looked back at, and nothing else of it is to come.
  if (row.state === 'decided') return day('review', next)
  return [
    ...day('due', of.due), ...(of.stones ?? []).flatMap((stone) => day('stone', stone.by, stone.measure, `-${stone.id}`)),
    ...day('review', next), ...(of.reviews ?? []).filter((date) => date !== next).flatMap((date) => day('review', date, null, `-${date}`)),
    ...day('until', of.until), ...day('meeting', of.on), ...day('advice', of.adviceBy),
  ]
}
