// Working groups and teams: calling one, what is tied to it, and how others do it. Everything said in a group that is there
// goes through `records.give`.
import { z } from 'zod'
import { GROUP_KINDS, MAX_GROUP_TOPICS } from '../../domain/group/acts.ts'
import type { HowWeDoIt } from '../../domain/group/view.ts'
import type { RecordDetail, RecordRow } from '../../domain/record/view.ts'
import { id, line, text, ws } from './shapes.ts'

/** A record whose words, or somebody by a link, say that it belongs to the group. */
export interface AroundRow {
  readonly row: RecordRow
  /** It is open, and I am one of those who give something in it: what I would leave behind. */
  readonly mine: boolean
}

/** How a group does something, shown to everyone. */
export interface HowRow extends HowWeDoIt {
  readonly group: string
  readonly groupTitle: string
  readonly state: RecordRow['state']
}

export const groupRequests = {
  /** `text`: why now. */
  'group.call': z.strictObject({ ...ws, kind: z.enum(GROUP_KINDS).default('working group'), title: line, text: text.optional(), topics: z.array(line).max(MAX_GROUP_TOPICS).default([]) }),
  /** What belongs to it: commitments, experiments, decisions, minutes; the newest first. */
  'group.around': z.strictObject({ ...ws, id }),
  /** How groups do things; of one topic where one is named. */
  'group.how': z.strictObject({ ...ws, topic: z.string().max(200).optional() }),
  /** Asks its members how they do it: a question to each of them, under that topic, that names the group. */
  'group.ask': z.strictObject({ ...ws, id, title: line, topic: z.string().max(200).optional(), text: text.optional() }),
} as const

export interface GroupResults {
  'group.call': RecordDetail
  'group.around': readonly AroundRow[]
  'group.how': readonly HowRow[]
  /** Id of the question. */
  'group.ask': { readonly id: string }
}
