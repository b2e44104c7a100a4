// The editor's binding deletes what does not fit its schema, with all that stands in it. Nothing of one's own goes that way.
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { blocksOf, elementOf } from '#shared/document/draft-blocks.ts'
import { plainText, type Block } from '#shared/domain/record/words.ts'
import { draftSchema } from '../../../../renderer/features/record/draft/schema/index.ts'
import { keepValid } from '../../../../renderer/features/record/draft/valid.ts'
import { block, put, wildNodes } from '../../../harness/blocks.ts'

const schema = draftSchema()
const said = (text: string): Block => ({ type: 'paragraph', content: [{ text }] })

/** My page and a peer's document, with one paragraph of mine in both. */
function pair(words: readonly Block[]): { mine: Y.Doc; field: Y.XmlFragment; peer: Y.Doc; theirs: Y.XmlFragment; arrives: () => void } {
  const [mine, peer] = [new Y.Doc(), new Y.Doc()]
  const field = mine.getXmlFragment('why')
  field.insert(0, words.map(elementOf))
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(mine))
  keepValid(mine, 'why', schema)
  return { mine, field, peer, theirs: peer.getXmlFragment('why'), arrives: () => Y.applyUpdate(mine, Y.encodeStateAsUpdate(peer), 'peer') }
}

/** What the binding makes of it, and that it deletes nothing. */
function drawn(field: Y.XmlFragment): string {
  const before = blocksOf(field)
  const node = yXmlFragmentToProseMirrorRootNode(field, schema)
  node.check()
  expect(blocksOf(field)).toEqual(before)
  return node.textBetween(0, node.content.size, '\n')
}

describe('my words', () => {
  it('stand when a peer puts a table into my paragraph', () => {
    const { field, theirs, arrives } = pair([said('Nobody goes hungry.')])
    ;(theirs.get(0) as Y.XmlElement).insert(0, [elementOf({ type: 'table', head: false, rows: [[[said('x')]]] })])
    arrives()
    expect(drawn(field)).toBe('Nobody goes hungry.')
  })

  it('stand when a peer gives them a format that nobody knows, or a known one without what it needs', () => {
    const { field, theirs, arrives } = pair([said('Nobody goes hungry.')])
    const text = (theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.format(0, 6, { evil: true, link: 'x' as never, 'comment--abcdefgh': null as never, insertion: { id: 3 } as never })
    text.format(2, 9, { comment: { id: 'unhashed' }, 'bold--abcdefgh': {} })
    arrives()
    expect(drawn(field)).toBe('Nobody goes hungry.')
    expect(plainText(blocksOf(field))).toBe('Nobody goes hungry.')
  })

  it('stand when a peer embeds something in them, or hangs other types into the field', () => {
    const { field, theirs, arrives } = pair([said('Nobody goes hungry.')])
    ;((theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(6, { image: 'x' })
    theirs.insert(0, [new Y.XmlText('loose'), new Y.Map() as never, new Y.XmlElement('script')])
    ;(theirs.get(3) as Y.XmlElement).insert(0, [new Y.XmlHook('x') as never])
    arrives()
    expect(drawn(field)).toBe('Nobody goes hungry.')
  })

  it('stand beside lists nested deeper than anybody writes, and drawing them ends', () => {
    const { field, peer, theirs, arrives } = pair([said('Nobody goes hungry.')])
    peer.transact(() => {
      let at: Y.XmlFragment = theirs
      for (let depth = 0; depth < 45; depth++) {
        const [list, item] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')]
        at.insert(at.length, [list])
        list.insert(0, [item])
        at = item
      }
    })
    arrives()
    expect(drawn(field)).toBe('Nobody goes hungry.')
  })

  it('stand when two people take an item’s first line out and write below it at once', () => {
    const { field, theirs, arrives } = pair([{ type: 'bullets', items: [[said('Rye'), said('and more')]] }])
    const item = (of: Y.XmlFragment): Y.XmlElement => ((of.get(0) as Y.XmlElement).get(0) as Y.XmlElement)
    item(theirs).delete(0, 1)
    ;((item(field).get(1) as Y.XmlElement).get(0) as Y.XmlText).insert(8, ', mine')
    arrives()
    expect(drawn(field)).toBe('and more, mine')
  })

  it('stand whatever a peer writes, and what fits of it is drawn', () => {
    fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), wildNodes, fc.nat(5), (words, nodes, at) => {
      const { field, peer, theirs, arrives } = pair(words)
      const mine = blocksOf(field)
      peer.transact(() => {
        const wild = new Y.XmlElement('paragraph')
        theirs.insert(theirs.length, [wild])
        put(wild, nodes)
        const host = theirs.get(at % theirs.length)
        if (host instanceof Y.XmlElement) put(host, nodes)
      })
      arrives()
      drawn(field)
      const now = JSON.stringify(blocksOf(field))
      for (const one of mine) if (one.type === 'paragraph' || one.type === 'heading') for (const run of one.content) expect(now).toContain(JSON.stringify(run.text).slice(1, -1))
    }), { numRuns: 200 })
  })
})

describe('every kind of block', () => {
  it('that can be frozen can be drawn', () => {
    fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (words) => {
      const field = new Y.Doc().getXmlFragment('why')
      field.insert(0, words.map(elementOf))
      drawn(field)
      expect(blocksOf(field)).toEqual(words)
    }), { numRuns: 100 })
  })

  it('two pages that repair the same document agree', () => {
    const [one, two] = [pair([said('Bread')]), pair([])]
    Y.applyUpdate(two.mine, Y.encodeStateAsUpdate(one.mine))
    put(one.theirs, [{ name: 'paragraph', attributes: {}, children: [{ name: 'table', attributes: {}, children: [] }, { text: 'kept', formats: { evil: true } }] }])
    for (const doc of [one.mine, two.mine]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.peer), 'peer')
    Y.applyUpdate(one.mine, Y.encodeStateAsUpdate(two.mine))
    Y.applyUpdate(two.mine, Y.encodeStateAsUpdate(one.mine))
    expect(one.field.toString()).toBe(two.field.toString())
    expect(drawn(one.field)).toBe('Bread\nkept')
  })
})
