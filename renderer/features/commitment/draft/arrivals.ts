// Text that came from someone else is tinted for 1.5 s where it arrived.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

export interface Range { readonly from: number; readonly to: number }

const key = new PluginKey<readonly Range[]>('arrivals')
const TINTED_FOR = 1500
const NONE: readonly Range[] = []

/** The range in `after` that `before` has not. A remote change replaces the whole document, so steps say nothing. */
export function changedRange(before: Node, after: Node): Range | null {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || !end) return null
  // Both ends may overlap where a letter is repeated.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return end.b + overlap > start ? { from: start, to: end.b + overlap } : null
}

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
  const range = old.doc.textContent === '' && old.doc.childCount <= 1 ? null : changedRange(old.doc, transaction.doc)
  return range ? gathered(ranges, range, transaction.doc.content.size - old.doc.content.size) : ranges
}

export const arrivals = Extension.create({
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
            if (now === key.getState(before) || now?.length === 0) return
            clearTimeout(timer)
            timer = setTimeout(() => { if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, 'fade')) }, TINTED_FOR)
          },
          destroy: () => clearTimeout(timer),
        }
      },
    })]
  },
})
