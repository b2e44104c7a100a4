// What the fields of one draft share: which of them is written in, whether one suggests, which comment is looked at.
import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/vue-3'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { ref, shallowReactive, shallowRef, type Ref, type ShallowRef } from 'vue'
import { settle, suggestionsIn, type Suggestion } from './suggestions.ts'
import { settles } from './suggesting.ts'

export interface FieldSuggestion extends Suggestion { readonly field: string }
/** Where in a field the words of a thread stand now. */
export interface Anchor { readonly field: string; readonly from: number; readonly to: number }

/** Sixteen hex digits. */
export const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export interface Composing { readonly id: string; readonly field: string; readonly quote: string }

export class Writing {
  readonly editors = shallowReactive(new Map<string, Editor>())
  readonly focused: ShallowRef<Editor | null> = shallowRef(null)
  /** Another number whenever the focused field's selection or words changed. */
  readonly tick = ref(0)
  /** Another number a moment after any field's words changed. */
  readonly changes = ref(0)
  readonly suggesting = ref(false)
  /** Thread or suggestion that is looked at. */
  readonly active: Ref<string | null> = ref(null)
  /** Words that a comment is being written on. */
  readonly composing: ShallowRef<Composing | null> = shallowRef(null)
  /** What a key asked the bar to open. */
  readonly wanted: Ref<'link' | null> = ref(null)
  /** The menu that is open takes keys first. */
  menuKey: ((event: KeyboardEvent) => boolean) | null = null
  #later: ReturnType<typeof setTimeout> | undefined
  #frame = 0

  add(field: string, editor: Editor): () => void {
    this.editors.set(field, editor)
    const focus = (): void => {
      this.focused.value = editor
      writtenLast.value = this
      this.#ticked()
    }
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
      if (this.focused.value === editor) this.#ticked()
      if (transaction.docChanged) this.#changed()
    }
    editor.on('focus', focus)
    editor.on('transaction', changed)
    this.#changed()
    return () => {
      editor.off('focus', focus)
      editor.off('transaction', changed)
      if (this.focused.value === editor) this.focused.value = null
      this.editors.delete(field)
      this.#changed()
    }
  }

  wantLink(): void {
    this.wanted.value = 'link'
  }

  linkWasWanted(): void {
    this.wanted.value = null
  }

  toggleSuggesting(): void {
    this.suggesting.value = !this.suggesting.value
  }

  setMenu(key: Writing['menuKey']): void {
    this.menuKey = key
  }

  fieldOf(editor: Editor | null): string | null {
    return [...this.editors].find(([, one]) => one === editor)?.[0] ?? null
  }

  /** In the order of the paper. */
  suggestions(order: readonly string[]): FieldSuggestion[] {
    return order.flatMap((field) => {
      const editor = this.editors.get(field)
      return editor ? suggestionsIn(editor.state.doc).map((one) => ({ ...one, field })) : []
    })
  }

  settle(how: 'take' | 'leave', only?: { readonly field: string; readonly id: string }): void {
    for (const [field, editor] of this.editors) {
      if (only && only.field !== field) continue
      const tr = settle(editor.state, how, only?.id ?? null)
      // A step of its own for undo: what was typed right before is not taken back with it.
      if (!tr.docChanged) continue
      const undo = (yUndoPluginKey.getState(editor.state) as { undoManager?: { stopCapturing(): void } } | undefined)?.undoManager
      undo?.stopCapturing()
      editor.view.dispatch(settles(tr))
      undo?.stopCapturing()
    }
  }

  /** Marks the chosen words, so that they are found again however they move until the comment is said. */
  beginComment(id: string): boolean {
    const editor = this.focused.value
    const field = this.fieldOf(editor)
    const { from, to, empty } = editor?.state.selection ?? { from: 0, to: 0, empty: true }
    if (!editor || !field || empty) return false
    this.dropComment()
    editor.view.dispatch(settles(editor.state.tr.addMark(from, to, editor.state.schema.marks['comment']!.create({ id }))))
    this.composing.value = { id, field, quote: editor.state.doc.textBetween(from, to, ' ', ' ') }
    return true
  }

  /** Takes the mark off again where nothing was said. */
  dropComment(): void {
    const was = this.composing.value
    this.composing.value = null
    const editor = was && this.editors.get(was.field)
    if (!editor) return
    const { tr, schema, doc } = editor.state
    doc.descendants((node, pos) => {
      const mark = node.marks.find((one) => one.type.name === 'comment' && one.attrs['id'] === was.id)
      if (mark) tr.removeMark(pos, pos + node.nodeSize, schema.marks['comment']!.create(mark.attrs))
    })
    if (tr.docChanged) editor.view.dispatch(settles(tr))
  }

  /** Where the words of each thread stand. A thread that is not in here has lost its words. */
  anchors(): Map<string, Anchor> {
    const found = new Map<string, Anchor>()
    for (const [field, editor] of this.editors) {
      editor.state.doc.descendants((node, pos) => {
        for (const mark of node.marks) {
          if (mark.type.name !== 'comment') continue
          const id = String(mark.attrs['id'])
          found.set(id, { field, from: found.get(id)?.from ?? pos, to: pos + node.nodeSize })
        }
      })
    }
    return found
  }

  /** Puts the caret there and shows the place. */
  goTo({ field, from, to }: Anchor, focus = true): void {
    const editor = this.editors.get(field)
    if (!editor) return
    const size = editor.state.doc.content.size
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, Math.min(from, size), Math.min(to, size))))
    const at = editor.view.domAtPos(Math.min(from, size)).node
    ;(at instanceof Element ? at : at.parentElement)?.scrollIntoView({ block: 'center' })
    if (focus) editor.view.focus()
  }

  #ticked(): void {
    if (this.#frame) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.tick.value++
    })
  }

  #changed(): void {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => { this.changes.value++ }, 200)
  }
}

/** The draft that had the focus last; several may stand side by side. */
export const writtenLast: ShallowRef<Writing | null> = shallowRef(null)

const writings = new WeakMap<object, Writing>()

/** One for each open draft: paper and inspector share it. */
export function writingOf(session: object): Writing {
  const known = writings.get(session) ?? new Writing()
  writings.set(session, known)
  return known
}
