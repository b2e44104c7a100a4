// From what was understood to what a draft holds. Who gives and who receives follows from the kind.
import type { DraftMeta, RecordLink } from '../../../../shared/protocol/contract.ts'
import { toAnyone, type QuickKind } from './quick-promise.ts'

export interface QuickChoice {
  readonly kind: QuickKind
  /** Of what was said aloud: whether it is mine. */
  readonly mine: boolean
  readonly what: string
  readonly people: readonly string[]
  /** To nobody but myself: it stays on my devices. */
  readonly myself?: boolean
  /** YYYY-MM-DD, or empty. */
  readonly due: string
  /** What it comes out of, or whom it is for. */
  readonly link?: RecordLink | null
}

/** Only one person can be asked, or have said something aloud, at a time: each promise has one who gives it. */
export const oneGiver = ({ kind, mine }: Pick<QuickChoice, 'kind' | 'mine'>): boolean => kind === 'request' || (kind === 'verbal' && !mine)

export function metaOf(choice: QuickChoice, me: string): DraftMeta {
  const { kind, what, people, due } = choice
  const dated = { ...(due === '' ? {} : { due }), ...(choice.link && { links: [choice.link] }) }
  const title = [...what].slice(0, 200).join('')
  if (toAnyone(kind)) return { title, kind: kind === 'need' ? 'open request' : 'open offer', gives: [me], receives: [], ...dated }
  // To oneself: said, not left out.
  if (choice.myself) return { title, kind: 'promise', gives: [me], receives: [me], ...dated }
  const sides = oneGiver(choice) ? { gives: [...people], receives: [me] } : { gives: [me], receives: [...people] }
  return { title, kind: 'promise', ...sides, ...dated, ...(kind === 'verbal' ? { medium: 'verbal' as const } : {}) }
}
