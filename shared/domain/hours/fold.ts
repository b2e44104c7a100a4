// From acts about hours to entries and totals. Numbers: see index.ts.
import type { CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past, type Reason } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { hoursActs } from './acts.ts'

/** What one person says they spent on a record in a day. Whole minutes, so that sums are exact. */
export interface HoursEntry {
  readonly id: ActId
  readonly record: string
  readonly minutes: number
  readonly on: CalendarDate
  readonly note: string | null
  readonly at: number
}

/** What one person chose to tell the others of one record. */
export interface SharedTotal {
  readonly person: PersonId
  readonly minutes: number
  readonly until: CalendarDate
}

export interface Hours {
  /** In the order of their days; those taken back are not among them. */
  readonly entries: readonly HoursEntry[]
  /** The newest of each person. */
  readonly shared: readonly SharedTotal[]
  readonly ignored: readonly Ignored[]
}

export const minutesOf = (hours: string): number => Math.max(1, Math.round(Number(hours) * 60))

export function foldHours(acts: readonly CountedAct[], past: Past): Hours {
  const entries = new Map<ActId, { readonly act: CountedAct; readonly entry: HoursEntry }>()
  const shared = new Map<PersonId, SharedTotal>()
  const ignored: Ignored[] = []
  for (const act of inOrder(acts, past)) {
    const reason = take(act, past, entries, shared)
    if (reason) ignored.push({ act: act.id, reason })
  }
  return {
    entries: [...entries.values()].map(({ entry }) => entry).sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1)),
    shared: [...shared.values()].sort((a, b) => (a.person < b.person ? -1 : 1)),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

function take(
  act: CountedAct, past: Past, entries: Map<ActId, { readonly act: CountedAct; readonly entry: HoursEntry }>, shared: Map<PersonId, SharedTotal>,
): Reason | null {
  const fault = validateBody(hoursActs, act.type, act.body)
  if (fault) return fault
  if (!act.owned) return 'device not theirs'
  switch (act.type) {
    // [HR1] Nobody writes into another's log.
    case 'hours.log': {
      if (act.subject !== (act.person as string)) return 'not for them'
      const { record, hours, on, note } = hoursActs['hours.log'].parse(act.body)
      entries.set(act.id, { act, entry: { id: act.id, record, minutes: minutesOf(hours), on, note: note ?? null, at: act.at } })
      return null
    }
    case 'hours.drop': {
      if (act.subject !== (act.person as string)) return 'not for them'
      const known = entries.get(hoursActs['hours.drop'].parse(act.body).entry)
      if (!known || !past.knows(act.place, known.act.place)) return 'nothing to undo'
      entries.delete(known.act.id)
      return null
    }
    default: {
      if (!act.member) return 'not a member'
      const { total, until } = hoursActs['hours.share'].parse(act.body)
      // [HR4] In the order of cause, so the newest stands; the first place in a fork is the same everywhere.
      shared.set(act.person, { person: act.person, minutes: Number(total) === 0 ? 0 : minutesOf(total), until })
      return null
    }
  }
}
