// Where a join stands, in words: what it is called, what it means and what to do, what could be in the way. No seconds
// in them, so that a screen reader hears each once.
import type { JoinView } from '../../../shared/protocol/contract.ts'

export interface StageWords {
  readonly title: string
  readonly lead: string
  readonly inTheWay: readonly string[]
}

const USUAL = ['join.wayAsleep', 'join.wayNetwork', 'join.wayGuest', 'join.wayFirewall'] as const
const MOVED = ['join.wayClosed', 'join.wayMoved'] as const
const AWAY = ['join.wayAway', 'join.wayUsed'] as const

const STAGES: Readonly<Record<JoinView['stage'], StageWords>> = {
  'starting': { title: 'stage.starting', lead: 'stage.startingText', inTheWay: USUAL },
  'no network': { title: 'standing.noNetworkTitle', lead: 'stage.noNetworkText', inTheWay: ['join.wayOff', 'join.wayGuest'] },
  'no way': { title: 'stage.noWay', lead: 'stage.noWayText', inTheWay: USUAL },
  'nobody': { title: 'join.waitingTitle', lead: 'stage.nobodyText', inTheWay: USUAL },
  'not running': { title: 'join.waitingTitle', lead: 'stage.notRunningText', inTheWay: MOVED },
  'someone else': { title: 'join.waitingTitle', lead: 'stage.someoneElseText', inTheWay: MOVED },
  'calling': { title: 'stage.calling', lead: 'stage.callingText', inTheWay: AWAY },
  'not there': { title: 'stage.notThere', lead: 'stage.notThereText', inTheWay: AWAY },
  'asking': { title: 'join.askingTitle', lead: 'join.askingLead', inTheWay: AWAY },
  'expired': { title: 'stage.expired', lead: 'stage.expiredText', inTheWay: AWAY },
  // These have pages of their own; for the moment in which they come they read as what they end.
  'admitted': { title: 'join.askingTitle', lead: 'join.askingLead', inTheWay: AWAY },
  'refused': { title: 'join.refusedTitle', lead: 'stage.expiredText', inTheWay: AWAY },
  'cancelled': { title: 'join.waitingTitle', lead: 'stage.nobodyText', inTheWay: USUAL },
}

export function stageWords({ stage, search }: Pick<JoinView, 'stage' | 'search'>): StageWords {
  if (stage === 'no way' && search === 'looking') return { ...STAGES[stage], title: 'stage.looking', lead: 'stage.lookingText' }
  return STAGES[stage]
}

export interface Tried {
  readonly address: string
  /** Null while its first answer is awaited. */
  readonly attempt: JoinView['attempts'][number] | null
}

/** Every address in the order in which they came, so that no row moves while they are tried again. */
export function triedInOrder(join: Pick<JoinView, 'attempts' | 'trying'>, order: readonly string[]): readonly Tried[] {
  const attempts = new Map(join.attempts.map((attempt) => [attempt.address, attempt]))
  const known = [...new Set([...order, ...join.attempts.map(({ address }) => address), ...join.trying])]
  return known.filter((address) => attempts.has(address) || join.trying.includes(address))
    .map((address) => ({ address, attempt: attempts.get(address) ?? null }))
}
