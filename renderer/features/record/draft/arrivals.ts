// Text that came from someone else is tinted for 1.5 s where it arrived.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

export interface Range { readonly from: number; readonly to: number }

export interface ArrivalListener {
  /** Something arrived at these places of the field. */
  arrived(ranges: readonly Range[]): void
}

const key = new PluginKey<readonly Range[]>('arrivals')
const TINTED_FOR = 1500
const NONE: readonly Range[] = []

/**
 * The ranges in `after` that `before` has not, one for each paragraph, item or table that differs. A remote change replaces
 * the whole document, so steps say nothing.
 */
export function changedRanges(before: Node, after: Node): readonly Range[] {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || !end) return []
  // Both ends may overlap where a letter is repeated.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const to = end.b + overlap
  if (to <= start) return []
  const known = new Map<string, number>()
  before.forEach((block, offset) => { if (offset + block.nodeSize >= start && offset <= end.a + overlap) known.set(shape(block), (known.get(shape(block)) ?? 0) + 1) })
  const ranges: Range[] = []
  after.forEach((block, offset) => {
    const [from, until] = [Math.max(offset, start), Math.min(offset + block.nodeSize, to)]
    if (until <= from) return
    const left = known.get(shape(block)) ?? 0
    if (left > 0) known.set(shape(block), left - 1)
    else ranges.push({ from, to: until })
  })
  return ranges
}

const shape = (block: Node): string => `${block.type.name} ${block.textContent}`

/** What arrived before moves along with what arrives now, and grows together with it where they touch. */
export function gathered(ranges: readonly Range[], added: Range, grown: number): readonly Range[] {
  const moved = ranges.map((range) => (range.from >= added.from ? { from: range.from + grown, to: range.to + grown } : range))
  const apart = moved.filter((range) => range.to < added.from || range.from > added.to)
  const touching = moved.filter((range) => !apart.includes(range))
  const whole = touching.reduce((all, range) => ({ from: Math.min(all.from, range.from), to: Math.max(all.to, range.to) }), added)
  return [...apart, whole]
}

function next(transaction: Transaction, ranges: readonly Range[], old: EditorState): readonly Range[] {
  if (transaction.getMeta(key) === 'fade') return NONE
  const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean } | undefined
  if (!sync?.isChangeOrigin || sync.isUndoRedoOperation) {
    if (!transaction.docChanged || ranges.length === 0) return ranges
    return ranges.map(({ from, to }) => ({ from: transaction.mapping.map(from), to: transaction.mapping.map(to) })).filter(({ from, to }) => to > from)
  }
  // The first rendering is not an arrival.
  const arrived = old.doc.textContent === '' && old.doc.childCount <= 1 ? [] : changedRanges(old.doc, transaction.doc)
  if (arrived.length === 0) return ranges
  const [first, ...rest] = arrived
  return [...gathered(ranges, first!, transaction.doc.content.size - old.doc.content.size), ...rest]
}

export const arrivals = (listener: ArrivalListener) => Extension.create({
  name: 'arrivals',
  addProseMirrorPlugins() {
    return [new Plugin<readonly Range[]>({
      key,
      state: { init: () => NONE, apply: (transaction, ranges, old) => next(transaction, ranges, old) },
      props: {
        decorations: (state) => {
          const size = state.doc.content.size
          return DecorationSet.create(state.doc, (key.getState(state) ?? NONE).map(({ from, to }) => Decoration.inline(from, Math.min(to, size), { class: 'arrived' })))
        },
      },
      view: () => {
        let timer: ReturnType<typeof setTimeout> | undefined
        return {
          update: (view, before) => {
            const now = key.getState(view.state)
            if (now === key.getState(before) || !now || now.length === 0) return
            listener.arrived(now)
            clearTimeout(timer)
            timer = setTimeout(() => { if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, 'fade')) }, TINTED_FOR)
          },
          destroy: () => clearTimeout(timer),
        }
      },
    })]
  },
})
