// Suggesting instead of changing, and taking or leaving what was suggested.
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftSchema } from '../../../../renderer/features/record/draft/schema/index.ts'
import { suggestionOf, type Suggester } from '../../../../renderer/features/record/draft/suggesting.ts'
import { settle, suggestionsIn } from '../../../../renderer/features/record/draft/suggestions.ts'

const schema = draftSchema()
const ADA = 'a'.repeat(64)
const BEN = 'b'.repeat(64)

class Hand implements Suggester {
  #count = 0
  readonly #person: string
  constructor(person: string) {
    this.#person = person
  }
  on = (): boolean => true
  me = (): string => this.#person
  now = (): number => 1000 + this.#count
  newId = (): string => `${this.#person.slice(0, 4)}${++this.#count}`
  refused = (): void => {}
}

const paragraph = (text: string): Node => schema.nodes['paragraph']!.create(null, text === '' ? [] : [schema.text(text)])
const stateOf = (...texts: string[]): EditorState => EditorState.create({ doc: schema.nodes['doc']!.create(null, texts.map(paragraph)) })
const linesOf = (state: EditorState): string[] => {
  const lines: string[] = []
  state.doc.descendants((node) => { if (node.isTextblock) lines.push(node.textContent) })
  return lines
}

/** What would be changed is suggested instead. */
function suggests(state: EditorState, hand: Hand, change: (tr: Transaction) => Transaction): EditorState {
  const tr = suggestionOf(change(state.tr), state, hand)
  return tr ? state.apply(tr) : state
}
const caret = (state: EditorState, at: number): EditorState => state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)))
const all = (state: EditorState, how: 'take' | 'leave'): string[] => linesOf(state.apply(settle(state, how, null)))

describe('a suggestion', () => {
  it('to add words stands beside the words until it is taken or left', () => {
    const state = suggests(stateOf('Bread on Fridays'), new Hand(BEN), (tr) => tr.insertText('fresh ', 1))
    expect(linesOf(state)).toEqual(['fresh Bread on Fridays'])
    expect(suggestionsIn(state.doc)).toMatchObject([{ person: BEN, added: 'fresh ', removed: '' }])
    expect([all(state, 'take'), all(state, 'leave')]).toEqual([['fresh Bread on Fridays'], ['Bread on Fridays']])
  })

  it('to take words out leaves them standing, struck', () => {
    const state = suggests(stateOf('Bread on Fridays'), new Hand(BEN), (tr) => tr.delete(6, 17))
    expect(linesOf(state)).toEqual(['Bread on Fridays'])
    expect(suggestionsIn(state.doc)).toMatchObject([{ removed: ' on Fridays', added: '' }])
    expect([all(state, 'take'), all(state, 'leave')]).toEqual([['Bread'], ['Bread on Fridays']])
  })

  it('to replace words is one, with both halves', () => {
    const state = suggests(stateOf('Bread on Fridays'), new Hand(BEN), (tr) => tr.insertText('Mondays', 10, 17))
    expect(suggestionsIn(state.doc)).toMatchObject([{ removed: 'Fridays', added: 'Mondays' }])
    expect([all(state, 'take'), all(state, 'leave')]).toEqual([['Bread on Mondays'], ['Bread on Fridays']])
  })

  it('typed letter by letter is one; another person beside it makes another', () => {
    const [ada, ben] = [new Hand(ADA), new Hand(BEN)]
    let state = stateOf('Bread')
    for (const [at, letter] of [...'yes'].entries()) state = suggests(state, ben, (tr) => tr.insertText(letter, 6 + at))
    expect(suggestionsIn(state.doc)).toHaveLength(1)
    state = suggests(state, ada, (tr) => tr.insertText('!', 9))
    expect(suggestionsIn(state.doc).map(({ person, added }) => [person, added])).toEqual([[BEN, 'yes'], [ADA, '!']])
  })

  it('of one’s own goes away when it is taken out again; another’s is only struck', () => {
    const ben = new Hand(BEN)
    const state = suggests(stateOf('Bread'), ben, (tr) => tr.insertText(' yes', 6))
    expect(linesOf(suggests(state, ben, (tr) => tr.delete(6, 10)))).toEqual(['Bread'])
    expect(linesOf(suggests(state, new Hand(ADA), (tr) => tr.delete(6, 10)))).toEqual(['Bread yes'])
  })

  it('of a new paragraph parts it when taken and joins it when left', () => {
    const state = suggests(caret(stateOf('Bread on Fridays', 'Milk'), 6), new Hand(BEN), (tr) => tr.split(6))
    expect(linesOf(state).map((line) => line.replace('\u200b', '¶'))).toEqual(['Bread¶', ' on Fridays', 'Milk'])
    expect([all(state, 'take'), all(state, 'leave')]).toEqual([['Bread', ' on Fridays', 'Milk'], ['Bread on Fridays', 'Milk']])
  })

  it('over several paragraphs strikes the words and joins nothing', () => {
    const state = suggests(stateOf('One', 'Two', 'Three'), new Hand(BEN), (tr) => tr.delete(2, 13))
    expect(linesOf(state)).toEqual(['One', 'Two', 'Three'])
    expect(all(state, 'leave')).toEqual(['One', 'Two', 'Three'])
    expect(all(state, 'take').join('')).toBe('Oree')
  })

  it('is taken or left alone, and the others stand', () => {
    const ben = new Hand(BEN)
    let state = suggests(stateOf('Bread', 'Milk'), ben, (tr) => tr.insertText('Rye ', 1))
    state = suggests(state, ben, (tr) => tr.insertText('Goat ', 12))
    const [first, second] = suggestionsIn(state.doc)
    const taken = state.apply(settle(state, 'take', first!.id))
    expect(suggestionsIn(taken.doc).map(({ id }) => id)).toEqual([second!.id])
    expect(all(taken, 'leave')).toEqual(['Rye Bread', 'Milk'])
  })

  it('about looks and boxes is refused', () => {
    const state = stateOf('Bread')
    expect(suggestionOf(state.tr.addMark(1, 3, schema.marks['bold']!.create()), state, new Hand(BEN))).toBe(null)
    const table = schema.nodes['table']!.create(null, schema.nodes['tableRow']!.create(null, schema.nodes['tableCell']!.create(null, paragraph(''))))
    expect(suggestionOf(state.tr.insert(0, table), state, new Hand(BEN))).toBe(null)
  })

  it('leaves the words as they were when all are left, whatever was typed', () => {
    const change = fc.record({ from: fc.nat(30), length: fc.nat(12), text: fc.constantFrom('', 'x', 'word ', 'é') })
    fc.assert(fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const before = stateOf('Bread on Fridays', 'Milk')
      let state = before
      for (const [at, { from, length, text }] of changes.entries()) {
        const size = state.doc.content.size
        const [start, end] = [Math.min(from, size), Math.min(from + length, size)].map((pos) => TextSelection.near(state.doc.resolve(pos)).from).sort((a, b) => a - b) as [number, number]
        state = suggests(state, new Hand(at % 2 === 0 ? ADA : BEN), (tr) => (text === '' ? tr.delete(start, end) : tr.insertText(text, start, end)))
        state.doc.check()
      }
      expect(all(state, 'leave')).toEqual(linesOf(before))
      expect(suggestionsIn(state.apply(settle(state, 'take', null)).doc)).toEqual([])
    }), { numRuns: 300 })
  })
})
