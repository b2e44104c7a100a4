// When two people mean the same topic. Apart from what acts may hold, so that a page can ask it too.

/**
 * One key for all spellings: letter case, width, runs of spaces and dashes, and full stops at the end make no difference.
 * '' where nothing is left. The same on every machine: no locale is asked.
 */
export const topicKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/[\s\p{Pd}_]+/gu, ' ').replace(/^[\s\p{P}]+|[\s.,;:!?]+$/gu, '').trim()
