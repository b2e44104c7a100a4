// The desk, what was set aside or asked to come back, and what a person is told of. All of it but the records themselves
// stays on this device.
import { z } from 'zod'
import type { Dated, DeskGroup, NeedKind, QuietRules, Side } from '../../domain/desk/index.ts'
import { isWallTime, quietRules } from '../../domain/desk/index.ts'
import type { Way } from '../../domain/record/told.ts'
import { date, id, line, ws } from './shapes.ts'

export interface Named { readonly id: string; readonly name: string }

export interface NeedView {
  readonly key: string
  readonly kind: NeedKind
  readonly group: DeskGroup
  /** Empty for a reminder about nothing but its own words. */
  readonly record: string
  /** Of the record; of a reminder, its words. */
  readonly title: string
  readonly by: Named | null
  readonly people: readonly Named[]
  readonly revision: string | null
  readonly number: number | null
  readonly before: number | null
  /** What was said with it: a question, a word with a claim. */
  readonly text: string | null
  /** The act that asks: the place to open. */
  readonly act: string | null
  readonly day: string | null
  readonly late: boolean
  /** What a charter is for, by its own words; empty where they don't say; null of anything else. */
  readonly purpose: string | null
  /** How words that wait for an answer came to be here: offered, asked for, noted; null of anything else. */
  readonly way: Way | null
  readonly hours: number | null
}

export interface PromiseView {
  readonly side: Side
  readonly record: string
  readonly title: string
  readonly people: readonly Named[]
  readonly due: string | null
  readonly review: string | null
  readonly state: 'open' | 'claimed'
  readonly late: boolean
}

export interface DatedView extends Omit<Dated, 'people' | 'title'> {
  readonly record: string
  readonly title: string
  readonly people: readonly Named[]
}

export interface ChangeView {
  readonly record: string
  readonly title: string
  readonly by: readonly (Named & { readonly verbs: readonly string[] })[]
  readonly n: number
}

export interface ReminderView {
  readonly id: string
  readonly record: string | null
  readonly title: string | null
  readonly text: string
  readonly at: string
}

export interface DeskView {
  readonly workspace: string
  readonly today: string
  /** What changed is as of this arrival: goes into `desk.looked`. */
  readonly upto: number
  readonly needs: readonly NeedView[]
  readonly later: readonly (NeedView & { readonly until: string })[]
  /** At most 300, soonest first. */
  readonly promises: readonly PromiseView[]
  readonly waiting: readonly { readonly record: string; readonly title: string; readonly people: readonly Named[] }[]
  /** From a fortnight ago to three weeks ahead. */
  readonly dates: readonly DatedView[]
  readonly reviews: readonly PromiseView[]
  readonly hours: {
    /** A week, as the person set them on a day; null: not set. */
    readonly set: number | null
    readonly on: string | null
    readonly given: readonly { readonly record: string; readonly title: string; readonly weekly: number; readonly from: string | null; readonly until: string | null }[]
  }
  readonly changes: readonly ChangeView[]
  /** Those still to come. */
  readonly reminders: readonly ReminderView[]
  /** Nothing was ever promised or offered here by or to the person. */
  readonly fresh: boolean
}

export interface NoticeView extends NeedView {
  readonly workspace: string
  /** When it first stood on the desk of this device, in ms. */
  readonly arrived: number
  readonly seen: boolean
}

export const deskRequests = {
  'desk.show': z.strictObject(ws),
  /** Comes back on that day; null: now. */
  'desk.later': z.strictObject({ ...ws, key: z.string().min(1).max(400), until: date.nullable() }),
  /** What arrived up to here was looked at, of one record or of all. */
  'desk.looked': z.strictObject({ ...ws, upto: z.int().min(0), id: id.optional() }),
  /** Hours a week that one has to promise. For this person's eyes. */
  'desk.hours': z.strictObject({ ...ws, hours: z.number().min(0).max(168).nullable() }),
  /** `at` by the clock on the wall: 2026-05-22T09:00. */
  'desk.remind': z.strictObject({ ...ws, record: id.optional(), text: line, at: z.string().refine(isWallTime, 'a day and time like 2026-05-22T09:00') }),
  'desk.forget': z.strictObject({ ...ws, reminder: z.string().max(100) }),
  'notices.list': z.strictObject({}),
  'notices.seen': z.strictObject({ ...ws, keys: z.array(z.string().max(400)).max(1000) }),
  /** A window says what it shows, whether it is in front, and whether it may use the system's notifications. */
  'notices.here': z.strictObject({ ...ws, records: z.array(id).max(100), desk: z.boolean(), front: z.boolean(), system: z.boolean() }),
  /** The window that was sent `tell` has told the person. */
  'notices.told': z.strictObject({ ...ws, keys: z.array(z.string().max(400)).max(1000) }),
  'notices.rules': z.strictObject({}),
  'notices.setRules': z.strictObject({ rules: quietRules }),
} as const

export interface DeskResults {
  'desk.show': DeskView
  'desk.later': null
  'desk.looked': null
  'desk.hours': null
  'desk.remind': { readonly id: string }
  'desk.forget': null
  /** `away`: the workspaces in which I am away or not to be interrupted, so that nothing of them is told. */
  'notices.list': { readonly notices: readonly NoticeView[]; readonly quiet: boolean; readonly away: readonly string[] }
  'notices.seen': null
  'notices.here': null
  'notices.told': null
  'notices.rules': QuietRules
  'notices.setRules': null
}
