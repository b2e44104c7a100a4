// Text that came from someone else is tinted for 1.5 s where it arrived.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

const key = new PluginKey<DecorationSet>('arrivals')
const TINTED_FOR = 1500

/** The range in `after` that `before` has not. A remote change replaces the whole document, so steps say nothing. */
export function changedRange(before: Node, after: Node): { readonly from: number; readonly to: number } | null {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || !end) return null
  // Both ends may overlap where a letter is repeated.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return end.b + overlap > start ? { from: start, to: end.b + overlap } : null
}

function next(transaction: Transaction, set: DecorationSet, old: EditorState): DecorationSet {
  if (transaction.getMeta(key) === 'fade') return DecorationSet.empty
  const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean } | undefined
  if (!sync?.isChangeOrigin || sync.isUndoRedoOperation) return set.map(transaction.mapping, transaction.doc)
  // The first rendering is not an arrival.
  const range = old.doc.textContent === '' && old.doc.childCount <= 1 ? null : changedRange(old.doc, transaction.doc)
  if (!range) return transaction.docChanged ? DecorationSet.empty : set
  return DecorationSet.create(transaction.doc, [Decoration.inline(range.from, range.to, { class: 'arrived' })])
}

export const arrivals = Extension.create({
  name: 'arrivals',
  addProseMirrorPlugins() {
    return [new Plugin<DecorationSet>({
      key,
      state: { init: () => DecorationSet.empty, apply: (transaction, set, old) => next(transaction, set, old) },
      props: { decorations: (state) => key.getState(state) },
      view: () => {
        let timer: ReturnType<typeof setTimeout> | undefined
        return {
          update: (view, before) => {
            if (key.getState(view.state) === key.getState(before) || key.getState(view.state) === DecorationSet.empty) return
            clearTimeout(timer)
            timer = setTimeout(() => { if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, 'fade')) }, TINTED_FOR)
          },
          destroy: () => clearTimeout(timer),
        }
      },
    })]
  },
})
