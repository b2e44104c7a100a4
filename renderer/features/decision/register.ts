import { useRecords } from '../../stores/records.ts'
import type { About } from '../../workbench/commands.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { beginRecord } from '../record/draft-start.ts'
import { useRecordActs } from '../record/record-acts.ts'
import type { Verb } from '../../../shared/protocol/contract.ts'

/** Why it can't be said on the record in view: none is, or its own domain says no. */
function closedFor(verb: Verb, about?: About): string | null {
  const record = about?.id ?? useRecordActs().current
  const detail = record === null ? null : useRecords().details.get(record)
  if (record === null || (detail && !detail.decision)) return 'decision.actNone'
  return !detail || detail.possible.find((one) => one.verb === verb)?.allowed ? null : 'act.notNow'
}

export const decision: Feature = {
  records: [{ concept: 'decision', icon: 'chats-circle', listPart: 'advice', inspector: () => import('./inspector/DecisionInspector.vue'), below: () => import('./AdvicePart.vue') }],
  parts: [{ id: 'advice', order: 50, words: 'decision.part', command: 'decision.go', icon: 'chats-circle', fill: 'chats-circle-fill', load: () => import('./DecisionList.vue') }],
  commands: () => [
    { id: 'decision.new', title: 'decision.new', icon: 'chats-circle', menu: 'begin', run: () => beginRecord('decision') },
    ...([['ask', 'decision.actAsk', 'ear'], ['advise', 'decision.actAdvise', 'chat-circle-text'], ['touches', 'decision.actTouches', 'hand-waving']] as const).map(([verb, title, icon]) => ({
      id: `decision.${verb}`, title, icon, about: ['record'], fits: ({ id }: About) => useRecords().rows.get(id)?.concept === 'decision', closed: (about?: About) => closedFor(verb, about), run: (about?: About) => useRecordActs().ask(verb, about),
    })),
  ],
}
