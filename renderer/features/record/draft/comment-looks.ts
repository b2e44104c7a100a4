// Words with an open comment are underlined; those of a resolved one look like any others, and keep their mark.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface CommentLooks {
  readonly open: () => ReadonlySet<string>
  readonly active: () => string | null
  readonly press: (thread: string) => void
}

const key = new PluginKey<DecorationSet>('commentLooks')
export const LOOK_AGAIN = 'look again'
export const commentLooksKey = key

function looks(doc: Node, { open, active }: CommentLooks): DecorationSet {
  const [shown, current] = [open(), active()]
  const decorations: Decoration[] = []
  doc.descendants((node, pos) => {
    for (const mark of node.marks) {
      const id = String(mark.attrs['id'])
      if (mark.type.name === 'comment' && shown.has(id)) decorations.push(Decoration.inline(pos, pos + node.nodeSize, { class: id === current ? 'commented active' : 'commented' }))
    }
  })
  return decorations.length > 0 ? DecorationSet.create(doc, decorations) : DecorationSet.empty
}

export const commentLooks = (of: CommentLooks) => Extension.create({
  name: 'commentLooks',
  addProseMirrorPlugins: () => [new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, { doc }) => looks(doc, of),
      apply: (tr, was) => (tr.docChanged || tr.getMeta(key) === LOOK_AGAIN ? looks(tr.doc, of) : was),
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick: (view, pos) => {
        const thread = view.state.doc.resolve(pos).marks().find((mark) => mark.type.name === 'comment' && of.open().has(String(mark.attrs['id'])))
          ?? view.state.doc.nodeAt(pos)?.marks.find((mark) => mark.type.name === 'comment' && of.open().has(String(mark.attrs['id'])))
        if (thread) of.press(String(thread.attrs['id']))
        return false
      },
    },
  })],
})
