// What an inspector of records gets from their page, and what it asks of it.
import type { RecordDetail } from '../../../../shared/protocol/contract.ts'
import type { OpenDraft } from '../useDraft.ts'
import type { Preview, View } from '../view.ts'

export interface InspectorProps {
  detail: RecordDetail
  view: View
  draft: OpenDraft
  /** Words frozen to be read before they are offered, and whether somebody changed them since. */
  reading: Preview | null
  stale: boolean
}

export interface InspectorEvents {
  look: [view: View]
  /** Freeze the draft and read it whole. */
  read: []
  /** Go on from the newest words in a draft. */
  amend: []
}

/** What stands over or under the paper gets. */
export interface BesidePaper {
  detail: RecordDetail
  view: View
}
