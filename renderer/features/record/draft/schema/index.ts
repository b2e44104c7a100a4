// What can be written in a field, the same for every field and every person: an element of another kind would be dropped.
import { getSchema, type Extensions } from '@tiptap/core'
import { ListItem, TaskItem, TaskList } from '@tiptap/extension-list'
import StarterKit from '@tiptap/starter-kit'
import { comment, deletion, insertion, link } from './marks.ts'
import { mention, recordLink } from './names.ts'
import { picture } from './picture.ts'
import { table, tableCell, tableHeader, tableRow } from './tables.ts'

/**
 * Items hold any blocks: where an item had to begin with a paragraph, taking that out while somebody else writes below it
 * would make the item invalid, and what is invalid the editor's binding drops with all that stands in it.
 */
const item = ListItem.extend({ content: 'block+' })
const checkItem = TaskItem.extend({ content: 'block+' }).configure({ nested: true })

export const schemaExtensions = (checkLabel?: (text: string, done: boolean) => string): Extensions => [
  StarterKit.configure({
    blockquote: false, code: false, codeBlock: false, horizontalRule: false, link: false, strike: false, underline: false,
    undoRedo: false, gapcursor: false, trailingNode: false, dropcursor: false, listItem: false, heading: { levels: [3] },
  }),
  item, TaskList, checkLabel ? checkItem.configure({ nested: true, a11y: { checkboxLabel: (node, done) => checkLabel(node.textContent, done) } }) : checkItem,
  table, tableRow, tableCell, tableHeader, mention, recordLink, link, comment, insertion, deletion,
]

/** For judging what comes in: the same nodes and marks that an editor is made with. */
export const draftSchema = () => getSchema([...schemaExtensions(), picture])
