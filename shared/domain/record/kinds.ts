// Every kind of record there is. A concept names which of them are its own; a new concept adds its kinds here.

export const RECORD_KINDS = ['promise', 'mutual', 'letter', 'open offer', 'charter'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Kinds whose words are commitment terms (`parley/commitment/1`). */
export const COMMITMENT_KINDS = ['promise', 'mutual', 'letter', 'open offer'] as const
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number]

export const isRecordKind = (value: unknown): value is RecordKind => RECORD_KINDS.includes(value as RecordKind)

/** What a row of a list may be: also what is no draft first, such as a question. */
export type RowKind = RecordKind | 'question'
