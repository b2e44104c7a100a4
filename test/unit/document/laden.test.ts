// Drafts that somebody wrote with a program of their own so that reading them takes for ever: the host reads every draft
// that names its person, so it reads in time by their size, whatever stands there.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyDraftEntry } from '#shared/document/draft-entries.ts'
import { readFields } from '#shared/document/draft-fields.ts'
import { hasSuggestions, settleSuggestions } from '#shared/document/draft-suggestions.ts'
import { readThreads } from '#shared/document/draft-threads.ts'
import { readSections } from '#shared/document/draft.ts'
import { runsOf } from '#shared/document/text-runs.ts'
import { formats, manyFields } from '../../harness/updates.ts'

const MANY = 30_000
const VOICED = { kind: 'mutual', gives: [] } as const

const drafted = (update: Uint8Array): Y.Doc => {
  const draft = new Y.Doc()
  Y.applyUpdate(draft, update)
  return draft
}

describe('a draft that a peer has laden', () => {
  it('with fields of one item that nobody knows shows the item', () => {
    const draft = drafted(manyFields(MANY))
    expect(draft.getMap('fields').size).toBe(MANY + 2)
    expect(readFields(draft).stones).toMatchObject([{ id: 's1', measure: 'Loaves' }])
  })

  it('with answers to one comment shows the first of them', () => {
    const draft = new Y.Doc()
    draft.transact(() => {
      const threads = draft.getMap('threads')
      threads.set('t', { person: 'a', at: 1, field: 'words', quote: 'Bread' })
      for (let i = 0; i < MANY; i++) threads.set(`t/${i}`, { person: 'a', at: i, text: 'x' })
    })
    expect(readThreads(draft)).toMatchObject([{ id: 't', entries: expect.objectContaining({ length: 200 }) as unknown }])
  })

  it('with formats that are never over, between each letter and the next, shows the letters', () => {
    const draft = drafted(formats(MANY, MANY))
    expect(readSections(draft, VOICED)).toMatchObject([{ voice: 'words', words: [{ type: 'paragraph' }] }])
    expect(hasSuggestions(draft, ['words'])).toBe(false)
    settleSuggestions(draft, ['words'], 'take', null)
    expect(readSections(draft, VOICED)[0]!.words[0]).toMatchObject({ content: expect.objectContaining({ length: MANY }) as unknown })
  })
})

describe('an entry of a draft', () => {
  it('is taken with as many comments on one word as a draft shows, and not with any number of formats', () => {
    expect(applyDraftEntry(new Y.Doc(), formats(499, 10), null)).toBe(true)
    expect(applyDraftEntry(new Y.Doc(), formats(501, 10), null)).toBe(false)
  })
})

describe('runs of text', () => {
  const NAMES = ['bold', 'link']
  const look = fc.record({
    name: fc.constantFrom('bold', 'link', 'comment--0123abcd'), at: fc.nat(30), length: fc.nat(12), value: fc.constantFrom<unknown>({}, { href: 'https://a.example' }, true, null),
  })

  it('are what Yjs itself gives, less the looks that were not asked for', () => {
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.array(look, { maxLength: 12 }), fc.array(fc.nat(30), { maxLength: 4 }), (words, looks, gone) => {
      const draft = new Y.Doc()
      const text = new Y.XmlText()
      draft.getXmlFragment('words').insert(0, [text])
      text.insert(0, words)
      text.insertEmbed(0, { odd: true })
      for (const { name, at, length, value } of looks) if (at < text.length) text.format(at, Math.min(length, text.length - at), { [name]: value } as object)
      for (const at of gone) if (at < text.length) text.delete(at, 1)
      const ours = letters(runsOf(text, NAMES).map(({ text: said, looks: on }) => [said, on]))
      const theirs = letters((text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(({ insert, attributes = {} }) =>
        [typeof insert === 'string' ? insert : null, Object.fromEntries(Object.entries(attributes).filter(([name]) => NAMES.includes(name)))]))
      expect(ours).toEqual(theirs)
    }), { numRuns: 500 })
  })

  /** Each code unit with its looks, since Yjs parts runs at looks that are not asked for. */
  const letters = (runs: readonly (readonly [string | null, unknown])[]): unknown[] => runs.flatMap(([said, on]) => (said === null ? [[null, on]] : said.split('').map((letter) => [letter, on])))
})
