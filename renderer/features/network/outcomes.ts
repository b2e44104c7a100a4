// What came back from an address, in words: the host says it in a word of the link's.
import type { WayView } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

export interface OutcomeWords { readonly words: string; readonly icon: IconName }

const AWAITED: OutcomeWords = { words: 'join.awaited', icon: 'hourglass-medium' }
const OUTCOMES: Readonly<Record<NonNullable<WayView['outcome']>, OutcomeWords>> = {
  'connected': { words: 'outcome.connected', icon: 'plugs-connected' },
  'no answer': { words: 'outcome.noAnswer', icon: 'clock' },
  'refused': { words: 'outcome.refused', icon: 'laptop' },
  'unknown host': { words: 'outcome.unknownHost', icon: 'question' },
  'not parley': { words: 'outcome.notParley', icon: 'key' },
  'closed': { words: 'outcome.closed', icon: 'x' },
}

/** `null`: the first answer is awaited. An outcome of a newer host than this page reads as awaited too. */
export const outcomeWords = (outcome: string | null): OutcomeWords => (outcome === null ? AWAITED : OUTCOMES[outcome as keyof typeof OUTCOMES] ?? AWAITED)
