// What a draft changes of earlier words, as it is marked in the editor.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Block } from '#shared/protocol/contract.ts'
import { earlierTokens, markedIn, placedTokens } from '../../../../renderer/features/record/draft/change-looks.ts'
import { draftSchema } from '../../../../renderer/features/record/draft/schema/index.ts'

const schema = draftSchema()
const { doc, paragraph, bulletList, listItem, hardBreak, mention } = schema.nodes as Record<string, (typeof schema.nodes)[string]>
const line = (...content: (string | ReturnType<typeof schema.text>)[]) => paragraph!.create(null, content.flatMap((one) => (one === '' ? [] : [typeof one === 'string' ? schema.text(one) : one])))
const page = (...blocks: ReturnType<typeof line>[]) => doc!.create(null, blocks)
const said = (...texts: string[]): Block[] => texts.map((text) => ({ type: 'paragraph', content: [{ text }] }))
const look = (now: ReturnType<typeof page>, held: Block[], offered: Block[] | null = null) => {
  const { added, removed } = markedIn(now, earlierTokens(held), offered && earlierTokens(offered))
  return { added: added.map(({ from, to, typed }) => `${now.textBetween(from, to, ' ', ' ')}${typed ? ' (typed)' : ''}`), removed: removed.map(({ at, words }) => ({ at, words })) }
}

describe('marks in the working text', () => {
  it('are none where it says what was said', () => {
    expect(look(page(line('I bake eighty rolls.'), line('By ten.')), said('I bake eighty rolls.', 'By ten.'))).toEqual({ added: [], removed: [] })
  })

  it('stand under what is new, without the spaces around it, and strike what is gone where it stood', () => {
    const now = page(line('I bake ninety rolls. And I sweep.'))
    expect(look(now, said('I bake eighty rolls.'))).toEqual({ added: ['ninety', 'And I sweep.'], removed: [{ at: 8, words: 'eighty' }] })
  })

  it('number what is gone and what came for it as one change', () => {
    const { added, removed } = markedIn(page(line('I bake ninety rolls. And I sweep.')), earlierTokens(said('I bake eighty rolls.')), null)
    expect([removed.map(({ nth }) => nth), added.map(({ nth }) => nth)]).toEqual([[1], [1, 2]])
  })

  it('tell what is typed beyond an offer from what is offered', () => {
    const now = page(line('I bake ninety rolls. A text first.'))
    expect(look(now, said('I bake eighty rolls.'), said('I bake ninety rolls.')).added).toEqual(['ninety', 'A text first. (typed)'])
  })

  it('strike a whole section that was emptied, at its only line', () => {
    expect(look(page(line('')), said('Gone.', 'All of it.'))).toEqual({ added: [], removed: [{ at: 1, words: 'Gone. All of it.' }] })
  })

  it('leave out what somebody suggests to add, and see no change in a comment or a box', () => {
    const insertion = schema.mark('insertion', { id: 'x', person: 'p', at: 1 })
    const comment = schema.mark('comment', { id: 'c' })
    expect(look(page(line('I bake ', schema.text('ni', [comment]), 'nety', schema.text(' big', [insertion]), ' rolls.')), said('I bake ninety rolls.'))).toEqual({ added: [], removed: [] })
    expect(look(doc!.create(null, bulletList!.create(null, listItem!.create(null, line('I bake.')))), said('I bake.'))).toEqual({ added: [], removed: [] })
  })

  it('know a name and a line break for what they are', () => {
    const ben = 'b'.repeat(64)
    const now = page(paragraph!.create(null, [schema.text('Ask '), mention!.create({ id: ben, label: 'Ben O. Kafor' }), hardBreak!.create(), schema.text('first.')]))
    const held: Block[] = [{ type: 'paragraph', content: [{ text: 'Ask ' }, { text: 'Ben O. Kafor', person: ben }, { text: '\nfirst.' }] }]
    expect(look(now, held)).toEqual({ added: [], removed: [] })
    expect(look(now, said('Ask ')).added).toHaveLength(1)
  })

  it('place every word where it stands', () => {
    const words = fc.array(fc.stringMatching(/^[a-z ,.]{0,12}$/), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(words, (texts) => {
      const now = page(...texts.map((text) => line(text)))
      for (const token of placedTokens(now)) if (token.type === 'word') expect(now.textBetween(token.from, token.to)).toBe(token.text)
    }))
  })
})
