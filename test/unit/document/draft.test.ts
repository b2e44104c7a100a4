// Drafts: what people write together, frozen into words and thawed again, whatever a peer puts beside it.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { plainBlocks, readMeta, readOrigin, readSections, writeMeta, writeSections } from '#shared/document/draft.ts'
import { applyDraftEntry, draftEntries, draftOfKey, DraftWriter, MAX_ENTRY_BYTES } from '#shared/document/drafts.ts'
import type { RecordId } from '#shared/base/ids.ts'
import type { Block, InlineText, Section } from '#shared/domain/record/view.ts'
import { CircleDrafts } from '../../../electron/host/workspace/drafts.ts'

beforeAll(() => cryptoReady)

const ada = 'a'.repeat(64)
const id = 'd'.repeat(64) as RecordId

const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n', '😀', '<', '"', '&'), minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '')
/** A line break has no look of its own, so marked runs are given without one. */
const run: fc.Arbitrary<InlineText> = fc.oneof(
  words.map((text) => ({ text })), fc.tuple(words.filter((text) => !text.includes('\n')), fc.constantFrom(['bold'] as const, ['italic'] as const, ['bold', 'italic'] as const)).map(([text, marks]) => ({ text, marks: [...marks] })),
)
/** Neighbours of the same look are one run: that is what freezing makes of them. */
const runs = fc.array(run, { minLength: 1, maxLength: 3 }).filter((all) => all.every((one, i) => i === 0 || (one.marks ?? []).join() !== (all[i - 1]!.marks ?? []).join()))
const paragraph: fc.Arbitrary<Block> = runs.map((content) => ({ type: 'paragraph', content }))
const block: fc.Arbitrary<Block> = fc.oneof({ weight: 3, arbitrary: paragraph }, { weight: 1, arbitrary: fc.record({
  type: fc.constantFrom('bullets' as const, 'numbers' as const), items: fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
}) })
const blocks = fc.array(block, { minLength: 1, maxLength: 3 })
const sections = fc.tuple(blocks, fc.option(blocks), fc.option(blocks), fc.option(blocks), fc.option(blocks)).map(([said, why, promises, term, slips]): Section[] => [
  { voice: 'words', words: said }, ...(why ? [{ voice: 'why' as const, words: why }] : []),
  ...(promises ? [{ voice: 'promises' as const, person: ada, words: promises }] : []),
  ...(term ? [{ voice: 'term' as const, words: term }] : []), ...(slips ? [{ voice: 'slips' as const, words: slips }] : []),
])

describe('freezing and thawing', () => {
  it('gives back the words as they were, however often', () => {
    fc.assert(fc.property(sections, (said) => {
      const draft = new Y.Doc()
      writeSections(draft, said, null)
      expect(readSections(draft, { kind: 'mutual', gives: [ada] })).toEqual(said)
      const next = new Y.Doc()
      writeSections(next, readSections(draft, { kind: 'mutual', gives: [ada] }), null)
      expect(readSections(next, { kind: 'mutual', gives: [ada] })).toEqual(said)
      // Over the way, as an update.
      const other = new Y.Doc()
      Y.applyUpdate(other, Y.encodeStateAsUpdate(draft))
      expect(readSections(other, { kind: 'mutual', gives: [ada] })).toEqual(said)
    }), { numRuns: 100 })
  })

  it('is the same words, and so the same hash, whether typed in one go or letter by letter', () => {
    const [once, typed] = [new Y.Doc(), new Y.Doc()]
    writeSections(once, [{ voice: 'words', words: plainBlocks('Bread on Fridays') }], null)
    const element = new Y.XmlElement('paragraph')
    typed.getXmlFragment('words').insert(0, [element])
    for (const letter of 'Bread on Fridays') element.insert(element.length, [new Y.XmlText(letter)])
    expect(readSections(typed, { kind: 'mutual', gives: [] })).toEqual(readSections(once, { kind: 'mutual', gives: [] }))
  })

  it('leaves out what is empty, and keeps text in boxes it does not know', () => {
    const draft = new Y.Doc()
    const [empty, heading, list] = [new Y.XmlElement('paragraph'), new Y.XmlElement('aside'), new Y.XmlElement('bulletList')]
    heading.insert(0, [new Y.XmlText('A title')])
    list.insert(0, [new Y.XmlElement('listItem')])
    draft.getXmlFragment('words').insert(0, [empty, heading, list, new Y.XmlText('loose') as never])
    expect(readSections(draft, { kind: 'mutual', gives: [] })).toEqual([{ voice: 'words', words: [{ type: 'paragraph', content: [{ text: 'A title' }] }] }])
  })

  it('makes paragraphs of plain text at blank lines', () => {
    expect(plainBlocks('One\ntwo\n \n\nThree\n')).toEqual([
      { type: 'paragraph', content: [{ text: 'One\ntwo' }] }, { type: 'paragraph', content: [{ text: 'Three' }] },
    ])
    expect(plainBlocks(' \n ')).toEqual([])
  })

  it('reads whatever a peer may have written into the map, in the right types', () => {
    const odd = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 3 }), fc.uint8Array({ maxLength: 4 }))
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('title', 'kind', 'gives', 'receives', 'due', 'review', 'hours', 'opener', 'nonce', 'openedAt', 'x'), odd), (content) => {
      const draft = new Y.Doc()
      for (const [key, value] of Object.entries(content)) {
        try { draft.getMap('meta').set(key, value) } catch { /* not a value Yjs takes */ }
      }
      const meta = readMeta(draft)
      expect(typeof meta.title).toBe('string')
      expect(['promise', 'mutual', 'charter']).toContain(meta.kind)
      for (const people of [meta.gives, meta.receives]) expect(people.every((person) => typeof person === 'string')).toBe(true)
      if (meta.hours !== undefined) expect(Number.isInteger(meta.hours) && meta.hours >= 0).toBe(true)
      const origin = readOrigin(draft)
      if (origin) expect([typeof origin.opener, typeof origin.nonce, typeof origin.openedAt]).toEqual(['string', 'string', 'number'])
      readSections(draft, meta)
    }))
  })

  it('lets two people change different fields at once and keeps both', () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    writeMeta(one, { title: 'Bread', kind: 'mutual', gives: [ada], receives: [] }, null)
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    writeMeta(one, { ...readMeta(one), due: '2026-06-01' }, null)
    writeMeta(two, { ...readMeta(two), title: 'Bread on Fridays' }, null)
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    expect(readMeta(one)).toMatchObject({ title: 'Bread on Fridays', due: '2026-06-01' })
  })
})

describe('drafts in the document of a circle', () => {
  const typing = (draft: Y.Doc, text: string): void => draft.getText('t').insert(draft.getText('t').length, text)

  it('come together from the entries of all writers, in any order', () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()]
    const [mine, theirs] = [new CircleDrafts('workspace', here, () => {}), new CircleDrafts('workspace', there, () => {})]
    for (let i = 0; i < 70; i++) {
      typing(mine.open(id), 'a')
      typing(theirs.open(id), 'b')
      if (i % 9 === 0) {
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
        Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
      }
    }
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
    const text = mine.open(id).getText('t').toString()
    expect(text.length).toBe(140)
    expect(theirs.open(id).getText('t').toString()).toBe(text)
    // A host that starts now has only the entries, folded together by their writers.
    expect(draftEntries(here).size).toBeLessThan(140)
    expect(new CircleDrafts('workspace', here, () => {}).open(id).getText('t').toString()).toBe(text)
  })

  it('are read back however much was written at once or in all', () => {
    const circle = new Y.Doc()
    const refused: string[] = []
    const drafts = new CircleDrafts('me', circle, () => {})
    const large = 'x'.repeat(1_400_000)
    typing(drafts.open(id), large)
    for (let i = 0; i < 140; i++) typing(drafts.open(id), 'y'.repeat(20_000))
    const again = new CircleDrafts('me', circle, (what) => refused.push(what))
    expect(again.open(id).getText('t').length).toBe(1_400_000 + 140 * 20_000)
    expect(refused).toEqual([])
    for (const entry of draftEntries(circle).values()) expect(entry.length).toBeLessThanOrEqual(MAX_ENTRY_BYTES)
  })

  it('are spoilt by garbled entries no further than those entries, which are counted', () => {
    const circle = new Y.Doc()
    typing(new CircleDrafts('workspace', circle, () => {}).open(id), 'sound')
    const other = new Y.Doc()
    typing(new CircleDrafts('workspace', other, () => {}).open('e'.repeat(64) as RecordId), 'another')
    const peer = new Y.Doc()
    const entries = draftEntries(peer) as Y.Map<unknown>
    for (const [n, entry] of [Uint8Array.of(1, 2, 3), new Uint8Array(0), 'text', 7, null, new Uint8Array(MAX_ENTRY_BYTES + 1)].entries()) {
      entries.set(`${id}/${n.toString(16).padStart(16, '0')}`, entry)
    }
    for (const key of ['', 'x', id, `${id}/`, `${id}/zz`, `${id}/0123456789abcdef/x`, '__proto__']) entries.set(key, Uint8Array.of(0, 0))
    Y.applyUpdate(circle, Y.encodeStateAsUpdate(peer))
    Y.applyUpdate(circle, Y.encodeStateAsUpdate(other))
    const refused: string[] = []
    const drafts = new CircleDrafts('workspace', circle, (what) => refused.push(what))
    expect(drafts.open(id).getText('t').toString()).toBe('sound')
    expect(drafts.open('e'.repeat(64) as RecordId).getText('t').toString()).toBe('another')
    expect(refused).toEqual(Array(6).fill('draft.entry'))
    expect(drafts.ids().sort()).toEqual([id, 'e'.repeat(64)].sort())
  })

  it('are unchanged by an update that breaks off half-way', () => {
    const draft = new Y.Doc()
    typing(draft, 'sound')
    const source = new Y.Doc()
    typing(source, 'more '.repeat(50))
    source.getMap('m').set('k', [1, 2, 3])
    const update = Y.encodeStateAsUpdate(source)
    for (let length = 0; length < update.length; length += 3) applyDraftEntry(draft, update.slice(0, length), null)
    expect(draft.getText('t').toString()).toBe('sound')
    expect(applyDraftEntry(draft, update, null)).toBe(true)
    expect(draft.getText('t').length).toBe(255)
  })

  it('go by the record and a random name, nothing else', () => {
    expect(draftOfKey(`${id}/0123456789abcdef`)).toBe(id)
    for (const key of ['', '/', id, `${id}/`, `${id}/0123456789ABCDEF`, `${id.slice(1)}/0123456789abcdef`]) expect(draftOfKey(key)).toBeNull()
    const circle = new Y.Doc()
    const writer = new DraftWriter(circle, id)
    writer.write(Uint8Array.of(0, 0))
    expect([...draftEntries(circle).keys()].map(draftOfKey)).toEqual([id])
  })
})
