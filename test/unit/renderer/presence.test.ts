import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changeBetween, readCaret, statesOf } from '../../../renderer/features/record/draft/presence.ts'

const BEN = 'b1'.repeat(32)
const at = { item: { client: 5, clock: 3 }, tname: 'why', assoc: 0 }
const seen = (state: string, client = 7) => ({ client, person: BEN, name: 'Ben Okafor', state })

describe('who else is in a draft', () => {
  it('comes with the name the host gives, whatever the state says', () => {
    const [state] = statesOf([seen(JSON.stringify({ user: { name: 'Mallory', color: 'red' }, cursor: { anchor: at, head: at } }))]).values()
    expect(state!.user).toMatchObject({ name: 'Ben Okafor', person: BEN, client: 7 })
    expect(state!.user.color).toMatch(/^#[0-9a-f]{6}$/)
    expect(state!.cursor).toEqual({ anchor: at, head: at })
  })

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no caret', '{}'],
    ['half a caret', JSON.stringify({ cursor: { anchor: at } })],
    ['a caret without a place', JSON.stringify({ cursor: { anchor: {}, head: {} } })],
    ['a place that is no number', JSON.stringify({ cursor: { anchor: { item: { client: 'x', clock: 1 } }, head: at } })],
    ['a negative clock', JSON.stringify({ cursor: { anchor: { item: { client: 1, clock: -1 } }, head: at } })],
  ])('has no caret where the state is %s', (_, text) => {
    expect(readCaret(text)).toBeNull()
    expect(statesOf([seen(text)]).get(7)!.cursor).toBeNull()
  })

  it('keeps what Yjs itself writes', () => {
    const doc = new Y.Doc()
    doc.getXmlFragment('why').insert(0, [new Y.XmlText('words')])
    const position = Y.createRelativePositionFromTypeIndex(doc.getXmlFragment('why'), 1)
    const text = JSON.stringify({ cursor: { anchor: position, head: position } })
    const caret = readCaret(text)!
    expect(Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(caret.anchor), doc)?.index).toBe(1)
  })

  it('tells who came, moved and left, and never the one who looks', () => {
    const before = new Map<number, unknown>([[1, { own: true }], [2, 'here'], [3, 'gone soon']])
    const after = new Map<number, unknown>([[2, 'moved'], [4, 'new']])
    expect(changeBetween(before, after, 1)).toEqual({ added: [4], updated: [2], removed: [3] })
  })
})
