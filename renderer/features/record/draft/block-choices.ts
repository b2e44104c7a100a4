// The kinds of block one can choose, for the bar and for `/`.
import type { Editor } from '@tiptap/vue-3'
import type { IconName } from '../../../ui/icons.ts'
import { newTable } from './table-keys.ts'

export interface BlockChoice {
  readonly id: 'heading' | 'bullets' | 'numbers' | 'checklist' | 'table' | 'picture'
  /** Key of its name in the locale. */
  readonly words: string
  readonly icon: IconName
  readonly isActive: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

export const BLOCKS: readonly BlockChoice[] = [
  { id: 'heading', words: 'write.heading', icon: 'text-h', isActive: (editor) => editor.isActive('heading'), run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run() },
  { id: 'bullets', words: 'write.bullets', icon: 'list-bullets', isActive: (editor) => editor.isActive('bulletList'), run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: 'numbers', words: 'write.numbers', icon: 'list-numbers', isActive: (editor) => editor.isActive('orderedList'), run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { id: 'checklist', words: 'write.checklist', icon: 'list-checks', isActive: (editor) => editor.isActive('taskList'), run: (editor) => editor.chain().focus().toggleTaskList().run() },
  {
    id: 'table', words: 'write.table', icon: 'table', isActive: (editor) => editor.isActive('table'),
    run: (editor) => {
      newTable(3, 3)(editor.state, editor.view.dispatch)
      editor.view.focus()
    },
  },
  { id: 'picture', words: 'write.picture', icon: 'image', isActive: () => false, run: () => {} },
]

/** Suggestions are about words: boxes are not among what can be suggested. */
export const blocksFor = (suggesting: boolean): readonly BlockChoice[] => (suggesting ? [] : BLOCKS)
