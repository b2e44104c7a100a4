// Every kind of block: frozen, thawed, read as plain text, laid out on paper; and whatever a peer writes in its place.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { fromUtf8 } from '#shared/base/bytes.ts'
import { blocksOf, elementOf } from '#shared/document/draft-blocks.ts'
import { draftImage, IMAGE_CAPS, imageType, keepImage } from '#shared/document/draft-images.ts'
import { readSections } from '#shared/document/draft.ts'
import { readTerms, signableBytes, termsBytes, termsImages, termsView, type Terms } from '#shared/domain/record/terms.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { imagesIn, isAddress, peopleIn, plainText, recordsIn, type Block } from '#shared/domain/record/words.ts'
import { block, put, wildNodes } from '../../harness/blocks.ts'

beforeAll(() => cryptoReady)

const ada = 'a'.repeat(64)
const bread = 'b'.repeat(64)
const said = (text: string): Block => ({ type: 'paragraph', content: [{ text }] })
const termsOf = (words: readonly Block[]): Terms =>
  ({ format: 'parley/commitment/1', kind: 'mutual', title: 'Bread', parties: [], sections: [{ voice: 'words', words }] }) as unknown as Terms
const fragment = (): Y.XmlFragment => new Y.Doc().getXmlFragment('words')

describe('blocks', () => {
  it('come back as they were frozen, and are terms that can be signed and read again', () => {
    fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (words) => {
      const here = fragment()
      here.insert(0, words.map(elementOf))
      expect(blocksOf(here)).toEqual(words)
      const bytes = signableBytes(termsOf(words))
      expect(bytes.ok && readTerms(bytes.value)).toEqual(termsOf(words))
    }), { numRuns: 200 })
  })

  it('of a hostile draft are refused or can be signed, and are the same a second time', () => {
    fc.assert(fc.property(wildNodes, (nodes) => {
      const here = fragment()
      put(here, nodes)
      const words = readSections(here.doc!, { kind: 'mutual', gives: [] })
      const bytes = signableBytes(termsOf(words.flatMap((section) => section.words)))
      expect(bytes.ok).toBe(true)
      expect(fromUtf8((bytes as { value: Uint8Array }).value)).not.toContain('javascript:')
      const again = fragment()
      again.insert(0, words.flatMap((section) => section.words).map(elementOf))
      expect(readSections(again.doc!, { kind: 'mutual', gives: [] })).toEqual(words)
    }), { numRuns: 300 })
  })

  it('nested without end lose their boxes and not their words', () => {
    const here = fragment()
    let at: Y.XmlFragment = here
    for (let depth = 0; depth < 12; depth++) {
      const [list, item] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')]
      at.insert(0, [list])
      list.insert(0, [item])
      at = item
    }
    at.insert(0, [elementOf(said('deep'))])
    expect(plainText(blocksOf(here))).toBe('deep')
    expect(signableBytes(termsOf(blocksOf(here))).ok).toBe(true)
  })

  it('of thousands of boxes in one another do not exhaust the stack', () => {
    const here = fragment()
    let at: Y.XmlFragment = here
    here.doc!.transact(() => {
      for (let depth = 0; depth < 12_000; depth++) {
        const inner = new Y.XmlElement('paragraph')
        at.insert(0, [inner])
        at = inner
      }
    })
    expect(blocksOf(here)).toEqual([])
  })

  it('leave out a suggestion that nobody took, and keep what it would take away', () => {
    const here = fragment()
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    here.insert(0, [paragraph])
    paragraph.insert(0, [text])
    text.insert(0, 'Bread on ', {})
    text.insert(text.length, 'Fridays', { deletion: { id: 'x' } })
    text.insert(text.length, 'Mondays\u200b', { insertion: { id: 'x' }, deletion: null })
    expect(plainText(blocksOf(here))).toBe('Bread on Fridays')
  })

  it('bear no trace of comments', () => {
    const [bare, commented] = [fragment(), fragment()]
    for (const here of [bare, commented]) here.insert(0, [elementOf(said('Bread on Fridays'))])
    ;((commented.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(2, 4, { 'comment--abc': { id: 'one' } })
    expect(blocksOf(commented)).toEqual(blocksOf(bare))
  })

  it('a table has rows of one length, without what is empty', () => {
    const here = fragment()
    const cells = (words: readonly string[]): Block[][] => words.map((word) => (word === '' ? [] : [said(word)]))
    const table = elementOf({ type: 'table', head: true, rows: [cells(['Day', 'Who', '']), cells(['', '', '']), cells(['Mon', '', ''])] })
    here.insert(0, [table])
    ;(table.get(2) as Y.XmlElement).delete(1, 2)
    expect(blocksOf(here)).toEqual([{ type: 'table', head: true, rows: [cells(['Day', 'Who']), cells(['Mon', ''])] }])
  })

  it('over the caps of a table go on below it', () => {
    const here = fragment()
    here.insert(0, [elementOf({ type: 'table', head: false, rows: Array.from({ length: 502 }, (_, at) => [[said(`row ${at}`)]]) })])
    const blocks = blocksOf(here)
    expect(blocks.map((one) => one.type)).toEqual(['table', 'paragraph', 'paragraph'])
    expect(plainText(blocks).split('\n')).toHaveLength(502)
  })
})

describe('plain text', () => {
  const words: Block[] = [
    { type: 'heading', content: [{ text: 'How' }] },
    { type: 'paragraph', content: [{ text: 'With ' }, { text: 'Ben', person: ada }, { text: ', see ' }, { text: 'the rota', link: 'https://example.org/rota' }, { text: ' and ' }, { text: 'Bread', record: bread }] },
    { type: 'checklist', items: [{ done: true, words: [said('Flour')] }, { done: false, words: [said('Salt')] }] },
    { type: 'table', head: true, rows: [[[said('Day')], [said('Who')]], [[said('Mon')], []]] },
    { type: 'image', image: bread, alt: 'A loaf', width: 3, height: 2 },
  ]

  it('says all of it, with an address beside its words', () => {
    expect(plainText(words)).toBe('How\nWith Ben, see the rota <https://example.org/rota> and Bread\n[x] Flour\n[ ] Salt\nDay | Who\nMon | \nA loaf')
    expect(plainText([{ type: 'paragraph', content: [{ text: 'https://example.org', link: 'https://example.org' }] }])).toBe('https://example.org')
  })

  it('finds who, what and which pictures are named', () => {
    expect([peopleIn(words), recordsIn(words), imagesIn(words)]).toEqual([[ada], [bread], [bread]])
    expect(termsImages(termsView(termsOf(words)))).toEqual([bread])
  })
})

describe('addresses', () => {
  it.each(['https://example.org', 'http://example.org/a?b=c#d', 'HTTPS://EXAMPLE.ORG', 'mailto:ada@example.org', 'https://nl.wikipedia.org/wiki/’s-Hertogenbosch'])('%s is one', (text) => expect(isAddress(text)).toBe(true))
  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://a b', ' https://a', 'https://a\n', 'ftp://a', 'https://', 'java\tscript:x', 'https://\u202eexample.org', `https://${'a'.repeat(3000)}`, 'mailto:nobody'])('%s is none', (text) => expect(isAddress(text)).toBe(false))
})

describe('terms from before there were other blocks', () => {
  it('keep their bytes and so their hash', () => {
    const old = termsBytes({
      format: 'parley/commitment/1', kind: 'mutual', title: 'Bread', parties: [],
      sections: [{ voice: 'words', words: [{ type: 'paragraph', content: [{ text: 'x', marks: ['bold'] }] }, { type: 'bullets', items: [[said('y')]] }] }],
    })
    expect(textHash(old)).toBe(textHash(termsBytes(readTerms(old)!)))
    expect(textHash(old)).toBe('ff1bc8418c31c9416075f78cf6535b16c8cc0e3ef087f674fb1488d7c7d8bd08')
  })
})

describe('pictures of a draft', () => {
  const png = (size: number, last = 0): Uint8Array => {
    const bytes = new Uint8Array(size)
    // Ten by ten points.
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 10, 0, 0, 0, 10])
    bytes[size - 1] = last
    return bytes
  }

  it('are known by their bytes, whatever is said of them', () => {
    expect(imageType(png(40))).toBe('image/png')
    const bomb = png(40)
    new DataView(bomb.buffer).setUint32(16, 50_000)
    expect(imageType(bomb)).toBe(null)
    expect(imageType(new TextEncoder().encode('<svg onload="x"/>'))).toBe(null)
    const draft = new Y.Doc()
    draft.getMap('images').set('f'.repeat(64), png(40))
    expect(draftImage(draft, 'f'.repeat(64))).toBe(null)
    draft.getMap('images').set(textHash(png(40)), 'not bytes')
    expect(draftImage(draft, textHash(png(40)))).toBe(null)
  })

  it('have room for so many; those that nobody shows any more give way', () => {
    const draft = new Y.Doc()
    const size = IMAGE_CAPS.bytes
    const kept = Array.from({ length: IMAGE_CAPS.total / size }, (_, at) => keepImage(draft, png(size, at + 1)))
    draft.getXmlFragment('words').insert(0, kept.slice(1).map((image) => elementOf({ type: 'image', image: image!, alt: '', width: 1, height: 1 })))
    expect(keepImage(draft, png(size, 99))).not.toBe(null)
    expect(draftImage(draft, kept[0]!)).toBe(null)
    draft.getXmlFragment('why').insert(0, [elementOf({ type: 'image', image: textHash(png(size, 99)), alt: '', width: 1, height: 1 })])
    expect(keepImage(draft, png(size, 100))).toBe(null)
    expect(draftImage(draft, kept[1]!)).not.toBe(null)
  })
})
