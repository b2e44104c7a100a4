// Opens a record at what it asks: its page, and there the card that answers it.
import type { NeedKind } from '../../../shared/domain/desk/index.ts'
import type { NeedView } from '../../../shared/protocol/contract.ts'
import { useTalk } from '../../stores/talk.ts'
import { OPENED_AT } from '../../workbench/editor/useScroll.ts'
import { useLayout } from '../../workbench/layout.ts'
import { useTabs } from '../../workbench/tabs.ts'

const PLACES: Readonly<Partial<Record<NeedKind, string>>> = {
  answer: 'answer', 'accept again': 'answer', choose: 'two', instead: 'acts', acknowledge: 'acts', 'past date': 'acts', review: 'acts', question: 'talk', asked: 'talk', mention: 'talk', draft: 'offer',
  advise: 'advice', confirm: 'advice', 'take on': 'decide', 'answer advice': 'advice', decide: 'decide', 'advice over': 'decide', touched: 'outcome',
  welcome: 'forming', agree: 'proposals', closing: 'proposals', facilitate: 'turns', swap: 'turns', turn: 'turns', sunset: 'acts',
  'stop rule': 'trial', reading: 'trial', conclude: 'conclude', learned: 'learned',
}
/** A page that is read from disk first is there long before this. */
const PATIENCE_MS = 4000

export function openAt({ record, kind, act }: Pick<NeedView, 'record' | 'kind' | 'act'>): void {
  // What was said opens at the remark.
  if ((kind === 'mention' || kind === 'asked') && act) useTalk().spot = { record, remark: act, words: null }
  useTabs().open('record', record)
  const place = PLACES[kind]
  if (!place) return
  useLayout().inspector = true
  whenThere(`[data-place="${place}"]`, (element) => {
    element.dispatchEvent(new Event(OPENED_AT, { bubbles: true }))
    element.scrollIntoView({ block: 'nearest' })
    element.focus({ preventScroll: true })
  })
}

/** What the side bar of the desk leads to. */
export type DeskPart = 'needs' | 'changes' | 'waiting' | 'drafts' | 'aside'

export function showOnDesk(part: DeskPart): void {
  useTabs().open('desk')
  whenThere(`section[data-part="${part}"]`, (element) => {
    element.dispatchEvent(new Event(OPENED_AT, { bubbles: true }))
    element.scrollIntoView({ block: 'start' })
    element.focus({ preventScroll: true })
  })
}

function whenThere(selector: string, run: (element: HTMLElement) => void): void {
  const find = (): boolean => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.getClientRects().length > 0)
    if (found) run(found)
    return found !== undefined
  }
  // The page that stood there goes first.
  requestAnimationFrame(() => {
    if (find()) return
    const watching = new MutationObserver(() => { if (find()) stop() })
    const timer = setTimeout(() => stop(), PATIENCE_MS)
    const stop = (): void => {
      watching.disconnect()
      clearTimeout(timer)
    }
    watching.observe(document.body, { childList: true, subtree: true })
  })
}
