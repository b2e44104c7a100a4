// What a topic is called, and when two people mean the same one.
import { plainLine } from '../schema.ts'

/** Longest name of a topic, in letters as JavaScript counts them. */
export const MAX_TOPIC = 80

/**
 * One key for all spellings: letter case, width, runs of spaces and dashes, and full stops at the end make no difference.
 * '' where nothing is left. The same on every machine: no locale is asked.
 */
export const topicKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/[\s\p{Pd}_]+/gu, ' ').replace(/^[\s\p{P}]+|[\s.,;:!?]+$/gu, '').trim()

export const topicName = plainLine.max(MAX_TOPIC).refine((name) => topicKey(name) !== '', 'letters or digits')
