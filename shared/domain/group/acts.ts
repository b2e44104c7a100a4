// Bodies of a group's acts beyond those of every agreement.
import { z } from 'zod'
import { actsOf, agreementBodies } from '../agreement/index.ts'
import { isCalendarDate } from '../../base/clock.ts'
import { topicKey } from '../expertise/topic-key.ts'
import { topicName } from '../expertise/topic.ts'
import { actRef, distinct, nonce, personRef, plainLine, textRef } from '../schema.ts'

export const GROUP_KINDS = ['working group', 'team'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]
export const MAX_GROUP_TOPICS = 8

const date = z.string().refine(isCalendarDate, 'a date')
const said = { text: textRef.optional() } as const

export const groupBodies = {
  /** `text`: why now. */
  call: z.strictObject({
    opener: personRef, nonce, kind: z.enum(GROUP_KINDS), title: plainLine, ...said,
    topics: z.array(topicName).max(MAX_GROUP_TOPICS).refine((all) => distinct(all.map(topicKey)), 'each once'),
  }),
  /** I would join. */
  interest: z.strictObject(said),
  uninterest: z.strictObject(said),
  welcome: z.strictObject({ person: personRef, ...said }),
  /** I take it. `text`: for which phase; `until`: the last day; `handed`: the asking that it answers. */
  facilitate: z.strictObject({ until: date.optional(), handed: actRef.optional(), ...said }),
  /** Asks somebody to take it. */
  handon: z.strictObject({ to: personRef, ...said }),
  letgo: z.strictObject(said),
  /** My turn that begins on `mine` for that of `person` which begins on `theirs`. */
  swap: z.strictObject({ person: personRef, mine: date, theirs: date }),
  pause: z.strictObject({ until: date.optional(), ...said }),
  resume: z.strictObject(said),
  /** `text`: what was learned; `home`, `record`: where what came out of it lives on. */
  close: z.strictObject({ ...said, home: textRef.optional(), record: actRef.optional() }),
  /** To a pause, a going on, a closing or a swap. */
  agree: z.strictObject({ what: actRef }),
  /** Not for me: of those, or of being asked to facilitate. Also takes back one's own agreeing. */
  pass: z.strictObject({ what: actRef, ...said }),
  /** How we do it. */
  publish: z.strictObject({ topic: topicName, title: plainLine, ...said }),
  unpublish: z.strictObject({ what: actRef }),
  output: z.strictObject({ title: plainLine, record: actRef.optional(), ...said }),
  learned: z.strictObject({ text: textRef }),
} as const
export type GroupVerb = keyof typeof groupBodies
export type GroupBody<Verb extends GroupVerb> = z.infer<(typeof groupBodies)[Verb]>

export const groupActs = actsOf('group', { ...agreementBodies, ...groupBodies })
