// What a page draws of minutes beside their words.
import type { RecordLink } from '../record/fields.ts'
import type { MinutesLine } from './lines.ts'

export interface MinutesPerson {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

export interface MemoryView {
  readonly id: string
  readonly person: MinutesPerson
  readonly at: number
  readonly says: 'so it was' | 'otherwise'
  readonly text: string | null
  /** The words it speaks of, and whether those are the newest. */
  readonly revision: number
  readonly newest: boolean
}

export interface MinutesView {
  /** Who signed them for themselves. */
  readonly keeper: MinutesPerson | null
  /** The day of the meeting. */
  readonly on: string | null
  /** The groups that met. */
  readonly groups: readonly RecordLink[]
  /** Named as having been there, the keeper not among them. */
  readonly there: readonly MinutesPerson[]
  readonly memories: readonly MemoryView[]
  readonly toDos: readonly MinutesLine[]
}
