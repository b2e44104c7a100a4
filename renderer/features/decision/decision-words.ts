// Which mark and which words stand for where an adviser, an answer or a decision stands.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Breadth, DecisionView, AdviserView, Size } from '../../../shared/domain/decision/view.ts'
import type { IconName } from '../../ui/icons.ts'
import { useNames } from '../../ui/names.ts'

export type Tone = 'plain' | 'moss' | 'ochre'
export interface Sign { readonly words: string; readonly icon: IconName; readonly tone: Tone }

export const REACH: Readonly<Record<AdviserView['reach'] | 'left' | 'yours', Sign>> = {
  'not reached': { words: 'decision.reachNotReached', icon: 'cloud-slash', tone: 'ochre' },
  delivered: { words: 'decision.reachDelivered', icon: 'tray-arrow-down', tone: 'plain' },
  replied: { words: 'decision.reachReplied', icon: 'chat-circle-text', tone: 'moss' },
  declined: { words: 'decision.reachDeclined', icon: 'hand-waving', tone: 'plain' },
  waived: { words: 'decision.reachWaived', icon: 'hand-waving', tone: 'plain' },
  left: { words: 'decision.reachLeft', icon: 'door-open', tone: 'plain' },
  yours: { words: 'decision.reachYours', icon: 'ear', tone: 'ochre' },
}

export const USED: Readonly<Record<'yes' | 'partly' | 'no' | 'none' | 'waived' | 'pass' | 'unconfirmed' | 'late', Sign>> = {
  yes: { words: 'decision.usedYes', icon: 'check-circle', tone: 'moss' },
  partly: { words: 'decision.usedPartly', icon: 'circle-half', tone: 'moss' },
  no: { words: 'decision.usedNo', icon: 'arrow-bend-up-left', tone: 'plain' },
  none: { words: 'decision.usedNone', icon: 'pencil-simple-line', tone: 'ochre' },
  waived: { words: 'decision.usedWaived', icon: 'hand-waving', tone: 'plain' },
  pass: { words: 'decision.usedPass', icon: 'hand-waving', tone: 'plain' },
  unconfirmed: { words: 'decision.usedUnconfirmed', icon: 'circle-dashed', tone: 'ochre' },
  late: { words: 'decision.usedLate', icon: 'clock', tone: 'ochre' },
}

const ASK = { 'that person': 'decision.breadthAskOne', 'each of them': 'decision.breadthAskFew', 'all of them': 'decision.breadthAskMany', everybody: 'decision.breadthAskAll' } as const
const REACHES = { one: 'decision.breadthOne', few: 'decision.breadthFew', many: 'decision.breadthMany', all: 'decision.breadthAll' } as const
const UNDOS = { easy: 'decision.breadthEasy', effort: 'decision.breadthEffort', hard: 'decision.breadthHard' } as const
const SPENDS = { some: 'decision.breadthSome', much: 'decision.breadthMuch' } as const

/** How many it touches and how hard it is to undo, as a heading; and what follows. */
export function useBreadthWords(): ComputedRef<{ size(of: Size): string; so(of: Breadth): string }> {
  const { t } = useI18n()
  return computed(() => ({
    size: ({ reach, undo, spend }) => [
      reach === null ? t('decision.breadthReachUnsaid') : t(REACHES[reach]), undo === null ? t('decision.breadthUndoUnsaid') : t(UNDOS[undo]),
      ...(spend === null || spend === 'none' ? [] : [t(SPENDS[spend])]),
    ].join('; '),
    so: ({ touched, experts, days, unsaid }) => (unsaid.length > 0 ? t('decision.breadthUnsaid')
      : t('decision.breadthSo', { ask: t(ASK[touched]), know: t('decision.breadthKnow', { n: experts }, experts), days: t('decision.breadthDays', { n: days }, days) })),
  }))
}

/** Who decides, as names in a row. */
export function useDeciders(): ComputedRef<(of: Pick<DecisionView, 'deciders'>) => string> {
  const join = useNames()
  return computed(() => ({ deciders }) => join.value(deciders.map(({ name }) => name)))
}
