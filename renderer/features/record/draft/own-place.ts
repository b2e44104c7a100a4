// The browser says where the caret went a moment after it went there. Until it has said so, the editor takes the caret to be
// where it was: what arrives in that moment would put it back, and a letter typed in it falls where no words may stand
// (beside a table, say) and is gone. So the caret is looked up before a key is heard and before anything is drawn anew.
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection, type EditorState, type Selection } from '@tiptap/pm/state'
import type { DecorationSet, EditorView } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'

/** What reads the browser's selection when the browser tells of it; the library's types leave it out. */
interface Observed {
  readonly domObserver: { flush(): void }
  /** False while the field is being entered: then the browser's caret is put where the editor's stands, not the other way. */
  readonly focused: boolean
}

/** Takes over where the person put the caret, if the editor has not heard of it. */
export function readOwnPlace(view: EditorView): void {
  const { focused, domObserver } = view as unknown as Observed
  if (!view.isDestroyed && focused && !view.composing && view.hasFocus()) domObserver.flush()
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/

/** The letter that lies that way, as a whole: an emoji may be many code units. Null at the end of the words. */
function letterBeside({ $head }: Selection, by: 1 | -1): string | null {
  const node = by < 0 ? $head.nodeBefore : $head.nodeAfter
  if (!node?.isText) return null
  const found = [...letters.segment(node.text ?? '')]
  return (by < 0 ? found.at(-1) : found[0])?.segment ?? null
}

/**
 * Where an arrow key leads past the caret of another person: one letter on, as if it stood nowhere. The browser would stop
 * before it and behind it. Null where no such caret is in the way, and where the browser knows the way better.
 */
export function pastTheirs(state: EditorState, carets: DecorationSet, by: 1 | -1, extend: boolean): Selection | null {
  const { selection } = state
  if (!(selection instanceof TextSelection) || (!extend && !selection.empty)) return null
  const { $head, $anchor } = selection
  const letter = letterBeside(selection, by)
  const next = letter === null ? edge(selection, by) : $head.pos + by * letter.length
  if (next === null || (letter !== null && RIGHT_TO_LEFT.test(letter))) return null
  const [from, to] = [Math.min($head.pos, next), Math.max($head.pos, next)]
  if (!carets.find(from, to).some((one) => one.from === one.to)) return null
  return TextSelection.create(state.doc, extend ? $anchor.pos : next, next)
}

/** Over the border of a paragraph, into the one beside it. */
function edge({ $head }: Selection, by: 1 | -1): number | null {
  const end = by < 0 ? $head.parentOffset === 0 : $head.parentOffset === $head.parent.content.size
  if (!end || $head.depth === 0) return null
  const outside = $head.doc.resolve(by < 0 ? $head.before() : $head.after())
  const beside = by < 0 ? outside.nodeBefore : outside.nodeAfter
  return beside?.isTextblock ? outside.pos + by : null
}

function arrow(view: EditorView, event: KeyboardEvent): boolean {
  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (by === 0 || event.altKey || event.ctrlKey || event.metaKey || view.composing) return false
  const carets = yCursorPluginKey.getState(view.state) as DecorationSet | undefined
  const at = view.domAtPos(view.state.selection.head).node
  const block = at instanceof Element ? at : at.parentElement
  if (!carets || !block || getComputedStyle(block).direction === 'rtl') return false
  const next = pastTheirs(view.state, carets, by, event.shiftKey)
  if (!next) return false
  view.dispatch(view.state.tr.setSelection(next).scrollIntoView())
  return true
}

export const ownPlace = Extension.create({
  name: 'ownPlace',
  // Before all that acts on where the caret stands.
  priority: 2000,
  dispatchTransaction({ transaction, next }) {
    // Drawn anew where nothing was changed: others' carets, a tint that fades.
    if (!transaction.docChanged && !transaction.selectionSet && this.editor.isInitialized) {
      const { view } = this.editor
      readOwnPlace(view)
      if (view.state.doc === transaction.doc && !view.state.selection.eq(transaction.selection)) {
        const { storedMarks, storedMarksSet } = transaction
        transaction.setSelection(view.state.selection)
        if (storedMarksSet) transaction.setStoredMarks(storedMarks)
      }
    }
    next(transaction)
  },
  addProseMirrorPlugins: () => [new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          readOwnPlace(view)
          return false
        },
      },
      handleKeyDown: arrow,
    },
  })],
})
