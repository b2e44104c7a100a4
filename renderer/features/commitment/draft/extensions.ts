// What can be written in a field: paragraphs, lists, bold, italic, a line break. Pasted text keeps only that.
import type { Extensions } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import StarterKit from '@tiptap/starter-kit'
import { arrivals } from './arrivals.ts'
import { drawCaret } from './caret.ts'
import { emptyHint } from './empty-hint.ts'
import { pasting } from './pasting.ts'
import type { DraftSession } from './session.ts'
import { tintOf } from '../../../ui/people.ts'
import './draft.css'

export function fieldExtensions(session: DraftSession, field: string, hint: string): Extensions {
  return [
    StarterKit.configure({
      blockquote: false, code: false, codeBlock: false, heading: false, horizontalRule: false, link: false, strike: false,
      underline: false, undoRedo: false, gapcursor: false, trailingNode: false, dropcursor: false,
    }),
    Collaboration.configure({ document: session.doc, field }),
    CollaborationCaret.configure({
      provider: { awareness: session.awareness },
      user: {},
      render: drawCaret,
      selectionRender: (user) => ({ nodeName: 'span', class: `their-selection tint-${tintOf(String(user['person'] ?? ''))}` }),
    }),
    arrivals,
    pasting,
    emptyHint(hint),
  ]
}
