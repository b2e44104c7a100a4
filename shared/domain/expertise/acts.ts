// Bodies of the acts by which people say what they can help with and what they want to learn, and name one another for it.
import { z } from 'zod'
import type { RecordId } from '../../base/ids.ts'
import { isId } from '../../base/ids.ts'
import { distinct, plainLine } from '../schema.ts'
import { topicName } from './topic.ts'

const words = z.string().max(1000).refine((text) => text.trim() !== '', 'some words')
const record = z.custom<RecordId>((value) => typeof value === 'string' && isId(value), 'a record')

/** Most topics one person may stand under, and most pieces of evidence for one. */
export const MAX_TOPICS = 100
export const MAX_EVIDENCE = 20

export const expertiseActs = {
  /** `how`: how to come and ask. `evidence`: records the person wants shown beside it. */
  'expertise.claim': z.strictObject({
    topic: topicName, words: words.optional(), how: plainLine.optional(), evidence: z.array(record).max(MAX_EVIDENCE).refine(distinct, 'each once').optional(),
  }),
  'expertise.drop': z.strictObject({ topic: topicName }),
  /** What a person wants to learn. */
  'expertise.wish': z.strictObject({ topic: topicName, words: words.optional() }),
  'expertise.unwish': z.strictObject({ topic: topicName }),
  /** Said by a colleague, by name: I have learnt this from them, or seen them do it. */
  'expertise.endorse': z.strictObject({ topic: topicName, words: words.optional() }),
  'expertise.unendorse': z.strictObject({ topic: topicName }),
} as const
export type ExpertiseVerb = 'claim' | 'drop' | 'wish' | 'unwish' | 'endorse' | 'unendorse'
