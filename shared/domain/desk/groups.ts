// The margin voices of the desk, in the order in which they stand.
import type { CalendarDate } from '../../base/clock.ts'
import type { Need, NeedKind } from './facts.ts'

export const GROUPS = ['stops', 'offers', 'questions', 'advice', 'reminders', 'kept', 'today', 'dates', 'reviews', 'learned', 'mentions', 'drafts'] as const
export type DeskGroup = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<NeedKind, DeskGroup>> = {
  answer: 'offers', 'accept again': 'offers', instead: 'offers', choose: 'offers', acknowledge: 'kept', question: 'questions', asked: 'questions',
  'past date': 'dates', review: 'reviews', mention: 'mentions', draft: 'drafts', reminder: 'reminders',
  advise: 'advice', confirm: 'advice', 'answer advice': 'advice', decide: 'advice', 'advice over': 'advice', touched: 'advice',
  'take on': 'offers',
  'stop rule': 'stops', reading: 'dates', conclude: 'reviews', learned: 'learned',
  welcome: 'offers', agree: 'offers', closing: 'offers', facilitate: 'offers', swap: 'offers', turn: 'today', sunset: 'reviews',
}

/** [DK2] What is for the day itself has not gone by. */
export function groupOf({ kind, day }: Pick<Need, 'kind' | 'day'>, today: CalendarDate): DeskGroup {
  const group = GROUP_OF[kind]
  return group === 'dates' && day !== null && day >= today ? 'today' : group
}
