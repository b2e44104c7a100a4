// A field as it is written in: what may stand in it, and what helps to write it together.
import { Extension, type Extensions } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import { arrivals, type ArrivalListener } from './arrivals.ts'
import { drawCaret } from './caret.ts'
import { changeLooks, type EarlierWords } from './change-looks.ts'
import { commentLooks, type CommentLooks } from './comment-looks.ts'
import { emptyHint } from './empty-hint.ts'
import { ownPlace } from './own-place.ts'
import { pasting } from './pasting.ts'
import { picturesIn } from './pictures-in.ts'
import { schemaExtensions } from './schema/index.ts'
import { picture, type PictureOptions } from './schema/picture.ts'
import type { DraftSession } from './session.ts'
import { suggesting, type Suggester } from './suggesting.ts'
import { tableKeys } from './table-keys.ts'
import { triggers, type TriggerListener } from './triggers.ts'
import { tintOf } from '../../../ui/people.ts'
import './draft.css'
import './draft-marks.css'

export interface FieldParts {
  readonly session: DraftSession
  readonly field: string
  readonly hint: string
  readonly checkLabel: (text: string, done: boolean) => string
  readonly picture: PictureOptions
  readonly suggester: Suggester
  readonly comments: CommentLooks
  readonly earlier: EarlierWords
  readonly triggers: TriggerListener
  readonly arrivals: ArrivalListener
  readonly takePictures: (files: readonly File[], at: number) => void
  /** Keys that open something outside the field. */
  readonly keys: Readonly<Record<string, () => boolean>>
}

export function fieldExtensions(of: FieldParts): Extensions {
  return [
    ...schemaExtensions(of.checkLabel),
    picture.configure(of.picture),
    Collaboration.configure({ document: of.session.doc, field: of.field }),
    CollaborationCaret.configure({
      provider: { awareness: of.session.awareness },
      user: {},
      render: drawCaret,
      selectionRender: (user) => ({ nodeName: 'span', class: `their-selection tint-${tintOf(String(user['person'] ?? ''))}` }),
    }),
    ownPlace, suggesting(of.suggester), tableKeys, triggers(of.triggers), arrivals(of.arrivals), commentLooks(of.comments), changeLooks(of.earlier), pasting, picturesIn(of.takePictures), emptyHint(of.hint),
    Extension.create({ name: 'ownKeys', addKeyboardShortcuts: () => ({ ...of.keys }) }),
  ]
}
