// What each kind of record is called on its paper and where one is begun.
import type { RowKind } from '../../../shared/domain/record/kinds.ts'

export const KIND_WORDS: Readonly<Record<RowKind, string>> = {
  promise: 'paper.kindPromise', mutual: 'paper.kindMutual', letter: 'paper.kindLetter', 'open offer': 'paper.kindOpenOffer', charter: 'paper.kindCharter', question: 'paper.kindQuestion',
  'open request': 'kind.openRequest', 'working group': 'kind.workingGroup', team: 'kind.team', role: 'kind.role', experiment: 'kind.experiment', decision: 'kind.decision',
  minutes: 'kind.minutes',
}
