// What a command asks of a record's page: told here, done by the page once it stands.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Verb } from '../../../shared/protocol/contract.ts'
import { useRecords } from '../../stores/records.ts'
import { useTabs } from '../../workbench/tabs.ts'
import type { About, Command } from '../../workbench/commands.ts'
import type { IconName } from '../../ui/icons.ts'
import { possibleOf } from './reading.ts'

export type PageAct = 'amend' | 'compare' | 'print' | 'answer'
export type Wanted = PageAct | Verb
const PAGE_ACTS: readonly string[] = ['amend', 'compare', 'print', 'answer']
export const isPageAct = (wanted: Wanted): wanted is PageAct => PAGE_ACTS.includes(wanted)

export const useRecordActs = defineStore('record-acts', () => {
  const tabs = useTabs()
  const wanted = ref<{ readonly record: string; readonly what: Wanted } | null>(null)
  const current = computed(() => (tabs.current?.kind === 'record' ? tabs.current.id : null))

  function ask(what: Wanted, about?: About): void {
    const record = about?.id ?? current.value
    if (record === null) return
    wanted.value = { record, what }
    if (record !== current.value) tabs.open('record', record)
  }
  /** Takes what was asked of this record, once. */
  function take(record: string, fits: (what: Wanted) => boolean): Wanted | null {
    if (wanted.value?.record !== record || !fits(wanted.value.what)) return null
    const { what } = wanted.value
    wanted.value = null
    return what
  }
  return { wanted, current, ask, take }
})

const COMMANDS: readonly { readonly what: Wanted; readonly title: string; readonly icon: IconName; readonly keys?: readonly string[]; readonly signs?: boolean }[] = [
  { what: 'answer', title: 'act.answer', icon: 'signature', signs: true },
  { what: 'amend', title: 'act.amend', icon: 'pencil-simple' },
  { what: 'compare', title: 'act.compare', icon: 'git-diff', keys: ['Alt+C'] },
  { what: 'print', title: 'act.print', icon: 'printer' },
  { what: 'checkin', title: 'act.checkin', icon: 'chat-circle-text', keys: ['Alt+Shift+C'] },
  { what: 'risk', title: 'act.risk', icon: 'clock' },
  { what: 'fulfil', title: 'act.fulfil', icon: 'check', signs: true },
  { what: 'acknowledge', title: 'act.acknowledge', icon: 'checks', signs: true },
  { what: 'release', title: 'act.release', icon: 'arrow-u-up-left', signs: true },
  { what: 'stepout', title: 'act.stepout', icon: 'door-open', signs: true },
]

/** Why it can't be done: no record is meant, or its own domain says no. What was not read yet may be tried. */
function closedFor(what: Wanted, about?: About): string | null {
  const record = about?.id ?? useRecordActs().current
  if (!record) return 'act.noRecord'
  const detail = useRecords().details.get(record)
  if (!detail) return null
  if (what === 'answer') return detail.possible.some((one) => (one.verb === 'accept' || one.verb === 'acknowledge') && one.allowed) ? null : 'act.notNow'
  if (isPageAct(what)) return what === 'compare' && detail.revisions.length + (detail.draft ? 1 : 0) < 2 ? 'act.oneRevision' : null
  return possibleOf(detail, what)?.allowed ? null : 'act.notNow'
}

export const recordCommands = (): readonly Command[] => COMMANDS.map(({ what, title, icon, keys, signs }) => ({
  id: `letter.${what}`, title, icon, about: ['record'], ...(keys ? { keys } : {}), ...(signs ? { signs } : {}),
  closed: (about) => closedFor(what, about), run: (about) => useRecordActs().ask(what, about),
}))
