// What people may say on a record, by the concepts that know it. Whether this person may, now, the concept says.

/** Of whatever is offered and agreed: commitments, open offers, charters. */
export const AGREEMENT_VERBS = [
  'offer', 'accept', 'decline', 'question', 'withdraw', 'stepout', 'checkin', 'reading', 'risk', 'clear', 'fulfil', 'acknowledge', 'release', 'renew',
] as const

/** Of a decision by advice. */
export const DECISION_VERBS = [
  'offer', 'ask', 'touches', 'advise', 'note', 'confirm', 'pass', 'answer', 'waive', 'decide', 'decidealone', 'dispute', 'review', 'handon', 'takeon', 'drop',
] as const

/** Of a role: `accept`, `decline` and `question` are of others, and a role is the own of who has it. */
export const ROLE_VERBS = ['offer', 'withdraw', 'stepout', 'renew', 'handon', 'keep', 'takeon', 'pass'] as const

/** Of minutes. */
export const MINUTES_VERBS = ['offer', 'withdraw', 'sowas', 'remember'] as const

/** Of an experiment. */
export const EXPERIMENT_VERBS = [
  'offer', 'accept', 'decline', 'question', 'withdraw', 'stepout', 'start', 'reading', 'note', 'pause', 'resume', 'conclude',
] as const

/** Of working groups and teams. */
export const GROUP_VERBS = [
  'offer', 'accept', 'decline', 'question', 'withdraw', 'stepout', 'renew', 'interest', 'uninterest', 'welcome', 'facilitate', 'handon', 'letgo', 'swap',
  'pause', 'resume', 'close', 'agree', 'pass', 'publish', 'unpublish', 'output', 'learned',
] as const

/** Everything that `records.give` takes; a concept that knows more adds its list here. */
export const VERBS = [...AGREEMENT_VERBS, ...DECISION_VERBS, ...ROLE_VERBS, ...MINUTES_VERBS, ...EXPERIMENT_VERBS, ...GROUP_VERBS] as const
export type Verb = (typeof VERBS)[number]
