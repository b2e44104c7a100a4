// Arrow keys go past another person's caret letter by letter, and one's own place is found again after others wrote.
import { EditorState, TextSelection } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, initProseMirrorDoc, prosemirrorToYXmlFragment, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pastTheirs } from '../../../../renderer/features/record/draft/own-place.ts'
import { draftSchema } from '../../../../renderer/features/record/draft/schema/index.ts'

const schema = draftSchema()
const paragraph = (text: string): Node => schema.nodes['paragraph']!.create(null, text === '' ? [] : [schema.text(text)])
const stateOf = (...texts: string[]): EditorState => EditorState.create({ doc: schema.nodes['doc']!.create(null, texts.map(paragraph)) })
const caret = (state: EditorState, anchor: number, head = anchor): EditorState => state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)))
/** As the carets of others are drawn: a widget each, and a range. */
const theirs = ({ doc }: EditorState, ...at: number[]): DecorationSet =>
  DecorationSet.create(doc, at.flatMap((pos) => [Decoration.widget(pos, () => document.createElement('span'), { side: 10, key: String(pos) }), Decoration.inline(pos, Math.min(pos + 3, doc.content.size), {})]))

describe('past the caret of another person', () => {
  it('each key takes one letter, however many carets stand there', () => {
    let state = caret(stateOf('by ten.'), 8)
    for (let pressed = 1; pressed <= 7; pressed++) {
      const next = pastTheirs(state, theirs(state, 1, 2, 3, 4, 5, 6, 7, 8), -1, true)
      state = state.apply(state.tr.setSelection(next!))
      expect(state.doc.textBetween(state.selection.from, state.selection.to)).toBe('by ten.'.slice(-pressed))
    }
    expect(pastTheirs(state, theirs(state, 1), -1, true)).toBeNull()
  })

  it('an emoji is one letter, and the next paragraph one key away', () => {
    const emoji = caret(stateOf('a👩‍🌾b'), 2)
    expect(pastTheirs(emoji, theirs(emoji, 2), 1, false)?.head).toBe(2 + '👩‍🌾'.length)
    const two = caret(stateOf('one', 'two'), 4)
    expect(pastTheirs(two, theirs(two, 4), 1, false)?.head).toBe(6)
    const back = caret(two, 6)
    expect(pastTheirs(back, theirs(back, 4), -1, true)).toMatchObject({ anchor: 6, head: 4 })
  })

  it('is left to the browser where nobody stands in the way, where words run the other way, and where a choice is given up', () => {
    const state = caret(stateOf('by ten.'), 8)
    expect(pastTheirs(state, theirs(state, 1), -1, false)).toBeNull()
    const hebrew = caret(stateOf('שלום'), 3)
    expect(pastTheirs(hebrew, theirs(hebrew, 3), -1, false)).toBeNull()
    const chosen = caret(stateOf('by ten.'), 3, 8)
    expect(pastTheirs(chosen, theirs(chosen, 8), -1, false)).toBeNull()
  })
})

describe('one’s own place', () => {
  it('is found again everywhere in lists, tables, beside people and pictures', () => {
    const { nodes } = schema
    const cell = (kind: string, ...content: Node[]): Node => nodes[kind]!.create(null, content)
    const person = (): Node => nodes['mention']!.create({ id: 'a'.repeat(64), label: 'Ada' })
    const doc = nodes['doc']!.create(null, [
      paragraph('one'), nodes['paragraph']!.create(null, [schema.text('ask '), person(), schema.text(' or '), person()]),
      cell('bulletList', cell('listItem', paragraph('milk')), cell('listItem', paragraph(''))),
      cell('taskList', cell('taskItem', paragraph('ring'), cell('bulletList', cell('listItem', paragraph('deep'))))),
      cell('table', cell('tableRow', cell('tableHeader', paragraph('Day')), cell('tableHeader', paragraph(''))), cell('tableRow', cell('tableCell', paragraph('Mon')), cell('tableCell', paragraph('Ada')))),
      paragraph(''), paragraph('end'),
    ])
    doc.check()
    const fragment = new Y.Doc().getXmlFragment('why')
    prosemirrorToYXmlFragment(doc, fragment)
    const { mapping } = initProseMirrorDoc(fragment, schema)
    const lost: number[] = []
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return
      for (let at = pos + 1; at <= pos + 1 + node.content.size; at++) {
        const relative = absolutePositionToRelativePosition(at, fragment, mapping)
        if (relativePositionToAbsolutePosition(fragment.doc!, fragment, relative, mapping) !== at) lost.push(at)
      }
    })
    expect(lost).toEqual([])
  })
})
