// How widely to ask: from who is affected, how hard it is to undo and what it costs. A suggestion with its reasons, and no rule.

export const REACHES = ['one', 'few', 'many', 'all'] as const
export const UNDOS = ['easy', 'effort', 'hard'] as const
export const SPENDS = ['none', 'some', 'much'] as const

/** As the words say it; null where they don't. */
export interface Size {
  readonly reach: (typeof REACHES)[number] | null
  readonly undo: (typeof UNDOS)[number] | null
  readonly spend: (typeof SPENDS)[number] | null
}

export interface Breadth {
  /** Where it stands in the picture, 0 to 2 each: `row` from few people up, `column` from easy to undo. */
  readonly row: number
  readonly column: number
  /** Of whom to ask among those it touches. */
  readonly touched: 'that person' | 'each of them' | 'all of them' | 'everybody'
  /** How many who know about it. */
  readonly experts: 1 | 2 | 3
  /** Days to leave for advice. */
  readonly days: 1 | 3 | 5 | 10
  /** What has to be said before it can be suggested. Then the rest is the widest that is still possible. */
  readonly unsaid: readonly ('reach' | 'undo')[]
  readonly says: string
}

const TOUCHED = { one: 'that person', few: 'each of them', many: 'all of them', all: 'everybody' } as const
const REACH_WORDS = { one: 'It touches one person', few: 'It touches a few', many: 'It touches many', all: 'It touches everybody' } as const
const UNDO_WORDS = { easy: 'is easy to undo', effort: 'takes effort to undo', hard: 'is hard to undo' } as const
const SPEND_WORDS = { none: '', some: ', and costs some time or money', much: ', and costs much time or money' } as const
const ASK_WORDS = { 'that person': 'ask that person', 'each of them': 'ask each of them', 'all of them': 'ask everybody it touches', everybody: 'ask everybody' } as const
const NUMBERS = { 1: 'one person who knows', 2: 'two people who know', 3: 'three people who know' } as const

export function breadthOf({ reach, undo, spend }: Size): Breadth {
  const unsaid = [...(reach === null ? ['reach' as const] : []), ...(undo === null ? ['undo' as const] : [])]
  const wide = { reach: reach ?? 'many', undo: undo ?? 'hard', spend: spend ?? 'none' } as const
  const weight = REACHES.indexOf(wide.reach) + UNDOS.indexOf(wide.undo) + SPENDS.indexOf(wide.spend)
  const experts = weight <= 3 ? 1 : weight <= 5 ? 2 : 3
  const days = weight <= 1 ? 1 : weight <= 3 ? 3 : weight <= 5 ? 5 : 10
  const touched = TOUCHED[wide.reach]
  return {
    row: Math.max(0, REACHES.indexOf(wide.reach) - 1), column: UNDOS.indexOf(wide.undo), touched, experts, days, unsaid,
    says: unsaid.length > 0 ? 'Say how many it touches and how hard it is to undo: then it follows how widely to ask.'
      : `${REACH_WORDS[wide.reach]}, ${UNDO_WORDS[wide.undo]}${SPEND_WORDS[wide.spend]}. So: ${ASK_WORDS[touched]} and ${NUMBERS[experts]}, and leave ${days === 1 ? 'a day' : `${days} days`}.`,
  }
}
