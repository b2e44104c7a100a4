// What the page looks up in a group's detail; nothing is decided here.
import type { GroupView } from '../../../shared/domain/group/view.ts'
import type { Possible, RecordDetail } from '../../../shared/protocol/contract.ts'
import type { GroupAct } from './acts.ts'

export const possibleOf = (detail: RecordDetail, verb: string): Possible | null => detail.possible.find((entry) => entry.verb === verb) ?? null

/** Why it is closed; null where it is open. */
export const closedFor = (detail: RecordDetail, verb: string, otherwise: string): string | null => {
  const entry = possibleOf(detail, verb)
  return entry?.allowed ? null : (entry?.reason ?? otherwise)
}

/** Which form an act has: agreeing and passing are said to different things. */
export function formOf(act: GroupAct, group: GroupView): string {
  if (act.verb !== 'agree' && act.verb !== 'pass') return act.verb
  const proposal = group.proposals.find((one) => one.act === act.what)
  if (proposal) return `${act.verb} ${proposal.what}`
  return group.facilitation.swaps.some((one) => one.act === act.what) ? `${act.verb} swap` : `${act.verb} ask`
}
