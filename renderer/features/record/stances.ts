// Where a party and a revision stand, in words and with a mark.
import type { RevisionView, Stance } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

export type StanceTone = 'moss' | 'ochre' | 'brick' | 'plain'

export const STANCES: Readonly<Record<Stance, { readonly words: string; readonly icon: IconName; readonly tone: StanceTone }>> = {
  'not reached': { words: 'stance.notReached', icon: 'cloud-slash', tone: 'ochre' },
  delivered: { words: 'stance.delivered', icon: 'tray-arrow-down', tone: 'plain' },
  question: { words: 'stance.question', icon: 'chat-circle-text', tone: 'ochre' },
  accepted: { words: 'stance.accepted', icon: 'seal-check', tone: 'moss' },
  declined: { words: 'stance.declined', icon: 'x', tone: 'plain' },
  withdrew: { words: 'stance.withdrew', icon: 'arrow-counter-clockwise', tone: 'plain' },
  'stepped out': { words: 'stance.steppedOut', icon: 'door-open', tone: 'plain' },
  asked: { words: 'stance.asked', icon: 'chat-circle-text', tone: 'plain' },
  answered: { words: 'stance.answered', icon: 'chat-circle-text', tone: 'moss' },
  passed: { words: 'stance.passed', icon: 'door-open', tone: 'plain' },
  waived: { words: 'decision.usedWaived', icon: 'hand-waving', tone: 'plain' },
}

export const REVISION_WORDS: Readonly<Record<RevisionView['state'], string>> = {
  offered: 'revision.offered', 'in force': 'revision.inForce', superseded: 'revision.superseded',
  declined: 'revision.declined', withdrawn: 'revision.withdrawn', ended: 'revision.ended',
}
