import type { TimelineItem } from '../../../shared/protocol/contract.ts'

/** What was refused, cut off, or can't be right. */
export const isProblem = (item: Pick<TimelineItem, 'kind'>): boolean => item.kind === 'refused' || item.kind === 'cut off' || item.kind === 'clock'
