// Comments on the words of a draft: said, answered, settled and opened again, by anybody, at once, and whatever a peer writes there.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { elementOf } from '#shared/document/draft-blocks.ts'
import { hasSuggestions, settleSuggestions } from '#shared/document/draft-suggestions.ts'
import { answerThread, beginThread, readThreads, resolveThread } from '#shared/document/draft-threads.ts'
import { readSections } from '#shared/document/draft.ts'

const [ADA, BEN] = ['a'.repeat(64), 'b'.repeat(64)]
const entry = (id: string, person: string, at: number, text: string) => ({ id, person, at, text })

describe('a comment', () => {
  it('is answered and settled by anybody, and opened again; what is said at once both stands', () => {
    const [ada, ben] = [new Y.Doc(), new Y.Doc()]
    beginThread(ada, { id: 't1', field: 'why', quote: 'hungry', entry: entry('e1', ADA, 10, 'Too strong?') }, null)
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(ada))
    answerThread(ben, 't1', entry('e2', BEN, 12, 'It is true.'), null)
    resolveThread(ada, 't1', true, { person: ADA, at: 13 }, null)
    Y.applyUpdate(ada, Y.encodeStateAsUpdate(ben))
    expect(readThreads(ada)).toMatchObject([{ id: 't1', quote: 'hungry', entries: [{ text: 'Too strong?' }, { text: 'It is true.' }], resolved: { person: ADA } }])
    resolveThread(ada, 't1', false, { person: BEN, at: 14 }, null)
    expect(readThreads(ada)[0]!.resolved).toBe(null)
  })

  it('is never part of the words', () => {
    const draft = new Y.Doc()
    draft.getXmlFragment('words').insert(0, [elementOf({ type: 'paragraph', content: [{ text: 'Bread' }] })])
    const before = readSections(draft, { kind: 'mutual', gives: [] })
    beginThread(draft, { id: 't1', field: 'words', quote: 'Bread', entry: entry('e1', ADA, 1, 'Why?') }, null)
    expect(readSections(draft, { kind: 'mutual', gives: [] })).toEqual(before)
  })

  it('is read whatever a peer wrote there', () => {
    const odd = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.uint8Array({ maxLength: 3 }), fc.dictionary(fc.constantFrom('person', 'at', 'text', 'field', 'quote', 'resolved'), fc.oneof(fc.string(), fc.double(), fc.boolean()), { noNullPrototype: true }))
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('t', 't/e', 't/state', 't/e/x', '', '/', '__proto__', 't2/e'), odd, { noNullPrototype: true }), (content) => {
      const draft = new Y.Doc()
      for (const [key, value] of Object.entries(content)) draft.getMap('threads').set(key, value)
      for (const thread of readThreads(draft)) {
        expect(typeof thread.quote).toBe('string')
        for (const one of thread.entries) expect([typeof one.person, typeof one.at, typeof one.text]).toEqual(['string', 'number', 'string'])
      }
    }), { numRuns: 300 })
  })
})

describe('suggestions in a draft', () => {
  const draft = (): Y.Doc => {
    const doc = new Y.Doc()
    doc.getXmlFragment('words').insert(0, [elementOf({ type: 'paragraph', content: [{ text: 'Bread on Fridays' }] })])
    const text = (doc.getXmlFragment('words').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.format(9, 7, { deletion: { id: 'x', person: BEN } })
    text.insert(16, 'Mondays\u200b', { insertion: { id: 'x', person: BEN }, deletion: null })
    return doc
  }
  const said = (doc: Y.Doc): string => readSections(doc, { kind: 'mutual', gives: [] }).flatMap((one) => one.words).map((one) => (one.type === 'paragraph' ? one.content.map((run) => run.text).join('') : '')).join('\n')

  it('are seen in any field, and all taken or all left', () => {
    expect([hasSuggestions(draft(), ['why']), hasSuggestions(draft(), ['why', 'words'])]).toEqual([false, true])
    for (const [how, words] of [['take', 'Bread on Mondays'], ['leave', 'Bread on Fridays']] as const) {
      const doc = draft()
      settleSuggestions(doc, ['words'], how, null)
      expect([said(doc), hasSuggestions(doc, ['words'])]).toEqual([words, false])
    }
  })
})
