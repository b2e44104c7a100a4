// Experiments beyond the acts themselves: what was learned, found by topic, and trying something again.
import { z } from 'zod'
import { CONCLUSIONS } from '../../domain/experiment/acts.ts'
import type { ConclusionView } from '../../domain/experiment/view.ts'
import type { RecordState } from '../../domain/record/view.ts'
import { id, listOf, ws } from './shapes.ts'

export interface LearnedView {
  readonly id: string
  readonly title: string
  readonly state: RecordState
  /** As its words name them, and as people tagged it. */
  readonly topics: readonly string[]
  readonly conclusions: readonly ConclusionView[]
  /** Experiments that try it again, as far as they are here. */
  readonly triedAgain: readonly { readonly id: string; readonly title: string; readonly state: RecordState }[]
}

export interface LibraryView {
  /** Every topic something was learned of, in the order of the alphabet. */
  readonly topics: readonly string[]
  /** The newest conclusion first. */
  readonly learned: readonly LearnedView[]
}

export const experimentRequests = {
  /** Whatever it was concluded as. `topic` is found under its other names as well; `text` in title, topics and what was learned. */
  'experiment.library': z.strictObject({
    ...ws, topic: z.string().max(200).optional(), text: z.string().max(200).optional(), as: z.enum(CONCLUSIONS).optional(), limit: z.int().min(1).max(500).default(100),
  }),
  /** A private draft of the same words that links back, with what was learned in it. `people`: whom I would ask to try it with me; `group`: the one we try it in. */
  'experiment.fork': z.strictObject({ ...ws, id, people: listOf(id, 50).optional(), group: id.optional() }),
} as const

export interface ExperimentResults {
  'experiment.library': LibraryView
  'experiment.fork': { readonly id: string }
}
