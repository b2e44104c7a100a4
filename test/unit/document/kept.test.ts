// Text of a copy that the draft lacks: found, shown and put back, and nothing overwritten by it.
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { appendSections, plainBlocks, readSections, writeMeta, writeSections } from '#shared/document/draft.ts'
import { putBack, textLacking } from '#shared/document/kept.ts'

const draftOf = (words: string): Y.Doc => {
  const draft = new Y.Doc()
  writeMeta(draft, { title: 'Bread', kind: 'mutual', gives: [], receives: [] }, null)
  writeSections(draft, [{ voice: 'words', words: plainBlocks(words) }], null)
  return draft
}
const copyOf = (draft: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(draft))
  return copy
}
const adds = (draft: Y.Doc, words: string): void => appendSections(draft, [{ voice: 'words', words: plainBlocks(words) }], null)
const linesOf = (draft: Y.Doc): string[] => readSections(draft, { kind: 'mutual', gives: [] }).flatMap((section) => section.words.map((block) => (block.type === 'paragraph' ? block.content.map((run) => run.text).join('') : '')))
const bytes = Y.encodeStateAsUpdate

describe('a copy from before a draft was begun anew', () => {
  it('lacks nothing where the draft holds all of it, whatever was added, changed or taken out since', () => {
    const draft = draftOf('One loaf.\n\nOn Fridays.')
    const copy = copyOf(draft)
    draft.getXmlFragment('words').delete(0, 1)
    adds(draft, 'On Mondays too.')
    expect(textLacking(bytes(copy), draft)).toBe('')
    putBack(bytes(copy), draft)
    expect(linesOf(draft)).toEqual(['On Fridays.', 'On Mondays too.'])
  })

  it('shows what was typed in it alone, and puts it back in its place', () => {
    const draft = draftOf('One loaf.\n\nOn Fridays.')
    const copy = copyOf(draft)
    copy.getXmlFragment('words').insert(1, [new Y.XmlElement('paragraph')])
    ;(copy.getXmlFragment('words').get(1) as Y.XmlElement).insert(0, [new Y.XmlText('Warm.')])
    adds(draft, 'By nine.')
    expect(textLacking(bytes(copy), draft)).toBe('Warm.')
    expect(linesOf(draft)).toEqual(['One loaf.', 'On Fridays.', 'By nine.'])
    putBack(bytes(copy), draft)
    expect(linesOf(draft)).toEqual(['One loaf.', 'Warm.', 'On Fridays.', 'By nine.'])
    expect(textLacking(bytes(copy), draft)).toBe('')
  })

  it('puts its text at the end where others hold something else in its place', () => {
    const draft = draftOf('One loaf.')
    const copy = copyOf(draft)
    // Whoever spoilt the draft wrote in the place of what was typed next.
    copy.clientID = draft.clientID = 7
    adds(copy, 'Warm.')
    adds(draft, 'Cold.')
    expect(textLacking(bytes(copy), draft)).toBe('Warm.')
    putBack(bytes(copy), draft)
    expect(linesOf(draft)).toEqual(['One loaf.', 'Cold.', 'Warm.'])
    expect(textLacking(bytes(copy), draft)).toBe('')
  })

  it('is told by section and in plain words', () => {
    const draft = draftOf('One loaf.')
    const copy = copyOf(draft)
    appendSections(copy, [{ voice: 'why', words: plainBlocks('One loaf.') }, { voice: 'slips', words: [{ type: 'bullets', items: [plainBlocks('Say so'), plainBlocks('Bake')] }] }], null)
    expect(textLacking(bytes(copy), draft)).toBe('One loaf.\n\nSay so\nBake')
  })
})
