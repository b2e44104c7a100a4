// Marks an empty field, so that its hint can stand there.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export const emptyHint = (hint: string) => Extension.create({
  name: 'emptyHint',
  addProseMirrorPlugins() {
    return [new Plugin({
      props: {
        decorations: ({ doc }) => {
          const first = doc.firstChild
          if (doc.childCount !== 1 || !first || first.type.name !== 'paragraph' || first.content.size > 0) return null
          return DecorationSet.create(doc, [Decoration.node(0, first.nodeSize, { class: 'is-empty', 'data-hint': hint })])
        },
      },
    })]
  },
})
