// The margin voices of the desk, in the order in which they stand.
import type { NeedKind } from './facts.ts'

export const GROUPS = ['stops', 'offers', 'questions', 'advice', 'reminders', 'kept', 'dates', 'reviews', 'learned', 'mentions', 'drafts'] as const
export type DeskGroup = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<NeedKind, DeskGroup>> = {
  answer: 'offers', 'accept again': 'offers', instead: 'offers', choose: 'offers', acknowledge: 'kept', question: 'questions', asked: 'questions',
  'past date': 'dates', review: 'reviews', mention: 'mentions', draft: 'drafts', reminder: 'reminders',
  advise: 'advice', confirm: 'advice', 'answer advice': 'advice', decide: 'advice', 'advice over': 'advice', touched: 'advice',
  'take on': 'offers',
  'stop rule': 'stops', reading: 'dates', conclude: 'reviews', learned: 'learned',
  welcome: 'offers', agree: 'offers', closing: 'offers', facilitate: 'offers', swap: 'offers', turn: 'dates', sunset: 'reviews',
}

export const groupOf = (kind: NeedKind): DeskGroup => GROUP_OF[kind]
