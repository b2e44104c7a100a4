// Kinds of records as one speaks of them in a sentence, outside the page.
import { isRecordKind, type RecordKind } from '../domain/record/kinds.ts'

const KIND_NAMES: Readonly<Record<RecordKind, string>> = {
  promise: 'promise', mutual: 'commitment', letter: 'letter of understanding', 'open offer': 'open offer', 'open request': 'open request', charter: 'charter',
  'working group': 'working group', team: 'team', role: 'role', experiment: 'experiment', decision: 'decision', minutes: 'minutes',
}
/** "the decision", "the minutes"; of what has no words of its own, "the record". */
export const kindCalled = (kind: string): string => `the ${isRecordKind(kind) ? KIND_NAMES[kind] : 'record'}`
