// What a command asks of a record's page: told here, done by the page once it stands.
import type { RecordDetail, Verb } from '../../../shared/protocol/contract.ts'
import { useRecords } from '../../stores/records.ts'
import { useSteppable } from './steps/steppable.ts'
import { askedOfPage } from '../../workbench/asked-of-page.ts'
import type { About, Command } from '../../workbench/commands.ts'
import type { IconName } from '../../ui/icons.ts'
import { possibleOf } from './reading.ts'

const PAGE_ACTS = ['amend', 'compare', 'marks', 'nextChange', 'changeBefore', 'print', 'answer'] as const
/** Done by the bar over the paper, and beside it by the card of tags and links. */
export const BAR_ACTS = ['export', 'duplicate', 'supersede', 'template', 'aside'] as const
export const TIE_ACTS = ['tag', 'link', 'remind'] as const
export type PageAct = (typeof PAGE_ACTS)[number]
export type BarAct = (typeof BAR_ACTS)[number]
export type Wanted = PageAct | BarAct | (typeof TIE_ACTS)[number] | Verb
const oneOf = <T extends string>(list: readonly T[]) => (wanted: string): wanted is T => (list as readonly string[]).includes(wanted)
export const isPageAct = oneOf(PAGE_ACTS)
export const isBarAct = oneOf(BAR_ACTS)
export const isTieAct = oneOf(TIE_ACTS)

export const useRecordActs = askedOfPage<Wanted>('record-acts', 'record')

/** `row`: also in the context menu of a list's row. */
const COMMANDS: readonly { readonly what: Wanted; readonly title: string; readonly icon: IconName; readonly also?: string; readonly keys?: readonly string[]; readonly signs?: boolean; readonly row?: boolean }[] = [
  { what: 'answer', title: 'act.answer', icon: 'signature', also: 'act.answerAlso', signs: true, row: true },
  { what: 'amend', title: 'act.amend', icon: 'pencil-simple', row: true },
  { what: 'compare', title: 'act.compare', icon: 'git-diff', keys: ['Alt+C'], row: true },
  { what: 'marks', title: 'act.marks', icon: 'text-underline', keys: ['Alt+Shift+M'] },
  { what: 'nextChange', title: 'stepping.next', icon: 'arrow-down', keys: ['F7'] },
  { what: 'changeBefore', title: 'stepping.before', icon: 'arrow-up', keys: ['Shift+F7'] },
  { what: 'print', title: 'act.print', icon: 'printer', row: true },
  { what: 'checkin', title: 'act.checkin', icon: 'chat-circle-text', keys: ['Alt+Shift+C'], row: true },
  { what: 'risk', title: 'act.risk', icon: 'clock', row: true },
  { what: 'fulfil', title: 'act.fulfil', icon: 'check', signs: true, row: true },
  { what: 'acknowledge', title: 'act.acknowledge', icon: 'checks', signs: true, row: true },
  { what: 'release', title: 'act.release', icon: 'arrow-u-up-left', signs: true, row: true },
  { what: 'stepout', title: 'act.stepout', icon: 'door-open', signs: true, row: true },
  { what: 'renew', title: 'act.renew', icon: 'calendar-check', signs: true },
  { what: 'question', title: 'act.question', icon: 'question' },
  { what: 'decline', title: 'act.decline', icon: 'x', signs: true },
  { what: 'export', title: 'letter.export', icon: 'download-simple' },
  { what: 'duplicate', title: 'letter.duplicate', icon: 'copy' },
  { what: 'supersede', title: 'letter.supersede', icon: 'clock-counter-clockwise' },
  { what: 'template', title: 'template.save', icon: 'scroll' },
  { what: 'aside', title: 'draft.putAside', icon: 'archive' },
  { what: 'remind', title: 'act.remind', icon: 'alarm' },
  { what: 'tag', title: 'act.tag', icon: 'tag' },
  { what: 'link', title: 'links.add', icon: 'link-simple' },
]

/** Why it can't be done: no record is meant, or its own domain says no. What was not read yet may be tried. */
function closedFor(what: Wanted, about?: About): string | null {
  const record = about?.id ?? useRecordActs().current
  if (!record) return 'act.noRecord'
  if (what === 'nextChange' || what === 'changeBefore') return useSteppable().records.has(record) ? null : 'stepping.none'
  const detail = useRecords().details.get(record)
  if (!detail) return null
  if (what === 'answer') return detail.possible.some((one) => (one.verb === 'accept' || one.verb === 'acknowledge') && one.allowed) ? null : 'act.notNow'
  if (isPageAct(what)) return what === 'compare' && detail.revisions.length + (detail.draft ? 1 : 0) < 2 ? 'act.oneRevision' : null
  if (isBarAct(what)) return barCloses(what, detail)
  if (isTieAct(what)) return detail.state === 'draft' ? 'act.noWordsYet' : null
  return possibleOf(detail, what)?.allowed ? null : 'act.notNow'
}

/** Working text that says what the words say is nothing to put aside. */
export const canPutAside = (detail: RecordDetail): boolean => (detail.state === 'draft' || detail.flags.includes('edited since offer')) && !detail.aside

function barCloses(what: BarAct, detail: RecordDetail): string | null {
  if (what === 'aside') return canPutAside(detail) ? null : 'act.noDraft'
  if (what !== 'export' && detail.kind === 'charter') return 'act.notCharter'
  return (what === 'export' || what === 'supersede') && detail.revisions.length === 0 ? 'act.noWordsYet' : null
}

const KEEPING: readonly string[] = ['risk', 'fulfil', 'acknowledge', 'release']
const OF_WORDS: readonly string[] = ['answer', 'checkin', 'stepout', ...KEEPING]
/** A draft has nobody's word yet, and only commitments are kept. */
function fits(what: Wanted, { id }: About): boolean {
  const row = useRecords().rows.get(id)
  if (!row) return true
  return !(OF_WORDS.includes(what) && row.state === 'draft') && !(KEEPING.includes(what) && row.concept !== 'commitment')
}

/** Of the record that is open, as its tab is called. */
const titleInView = (): string | null => useRecords().rows.get(useRecordActs().current ?? '')?.title ?? null

export const recordCommands = (): readonly Command[] => COMMANDS.map(({ what, title, icon, also, keys, signs, row }) => ({
  id: `letter.${what}`, title, icon, ...(also ? { also } : {}), of: titleInView, ...(row ? { about: ['record'], fits: (about) => fits(what, about) } : {}), ...(keys ? { keys } : {}), ...(signs ? { signs } : {}),
  closed: (about) => closedFor(what, about), run: (about) => useRecordActs().ask(what, about),
}))
