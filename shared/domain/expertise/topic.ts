// What a topic is called.
import { plainLine } from '../schema.ts'
import { topicKey } from './topic-key.ts'

/** Longest name of a topic, in letters as JavaScript counts them. */
export const MAX_TOPIC = 80

export const topicName = plainLine.max(MAX_TOPIC).refine((name) => topicKey(name) !== '', 'letters or digits')
