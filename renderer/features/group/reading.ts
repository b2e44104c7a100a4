// What the page looks up in a group's detail; nothing is decided here.
import { addDays } from '../../../shared/base/calendar.ts'
import { DEFAULT_TURN_WEEKS } from '../../../shared/domain/group/turns.ts'
import type { GroupProposal, GroupView } from '../../../shared/domain/group/view.ts'
import type { Possible, RecordDetail } from '../../../shared/protocol/contract.ts'
import type { GroupAct } from './acts.ts'

export const possibleOf = (detail: RecordDetail, verb: string): Possible | null => detail.possible.find((entry) => entry.verb === verb) ?? null

/** Why it is closed; null where it is open. */
export const closedFor = (detail: RecordDetail, verb: string, otherwise: string): string | null => {
  const entry = possibleOf(detail, verb)
  return entry?.allowed ? null : (entry?.reason ?? otherwise)
}

/** Which form an act has: agreeing and passing are said to different things, and passing on what is one's own takes it back. */
export function formOf({ verb, what }: GroupAct, group: GroupView): string {
  if (verb !== 'agree' && verb !== 'pass') return verb
  const proposal = group.proposals.find((one) => one.act === what)
  if (proposal) return proposal.what === 'pause' && verb === 'agree' && proposal.holds ? 'join pause' : `${verb === 'pass' && agreedTo(proposal) ? 'back' : verb} ${proposal.what}`
  const swap = group.facilitation.swaps.find((one) => one.act === what)
  if (swap) return `${verb === 'pass' && (swap.by.you || swap.agreed) ? 'back' : verb} swap`
  return group.facilitation.asked.some((one) => one.act === what && one.by.you) ? 'back ask' : `${verb} ask`
}

export const agreedTo = (one: GroupProposal): boolean => one.agreed.some(({ you }) => you)

/**
 * What still goes on: it waits for somebody's word, or is a pause that others may join. And what everybody has answered, as far
 * as I may still say something else to it.
 */
export function proposalsOf({ proposals }: Pick<GroupView, 'proposals'>): { readonly open: readonly GroupProposal[]; readonly answered: readonly GroupProposal[] } {
  const going = proposals.filter(({ over }) => !over)
  const open = going.filter((one) => one.silent.length > 0 || (one.what === 'pause' && one.holds))
  return { open, answered: going.filter((one) => !open.includes(one) && one.replies.length > 0) }
}

/** Swaps that are asked for; and those agreed, until the later of the two turns is over. */
export function swapsOf({ swaps, turnWeeks }: GroupView['facilitation'], today: string): GroupView['facilitation']['swaps'] {
  const last = (one: (typeof swaps)[number]): string => addDays(one.mine > one.theirs ? one.mine : one.theirs, 7 * (turnWeeks ?? DEFAULT_TURN_WEEKS) - 1)
  return swaps.filter((one) => !one.agreed || last(one) >= today)
}
