// What each kind of record is called on its paper and where one is begun.
import type { RecordKind } from '../../../shared/domain/record/kinds.ts'

export const KIND_WORDS: Readonly<Record<RecordKind, string>> = {
  promise: 'paper.kindPromise', mutual: 'paper.kindMutual', letter: 'paper.kindLetter', 'open offer': 'paper.kindOpenOffer', charter: 'paper.kindCharter',
}
