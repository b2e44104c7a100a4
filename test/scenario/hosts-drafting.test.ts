// What stands in a draft beside plain words, between whole hosts: pictures that travel and are signed by hash, suggestions
// that nobody offers undecided, comments that never come into the words.
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { ProblemError } from '#shared/base/result.ts'
import { elementOf } from '#shared/document/draft-blocks.ts'
import { beginThread, readThreads } from '#shared/document/draft-threads.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { founds, joins, type Someone } from '../harness/hosts.ts'
import { picture } from '../harness/picture.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

const png = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(7)
  bytes.set(picture(8))
  return bytes
}
const problemOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'done', (error: unknown) => {
  if (error instanceof ProblemError) return error.problem.code
  throw error
})

async function together(): Promise<{ ada: Someone; ben: Someone; letter: string }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const letter = await ada.drafts({ title: 'The milk round', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'I bring the milk.')
  await ben.sees('the draft', async () => (await ben.in('draft.preview', { id: letter }).catch(() => null))?.problem === null)
  return { ada, ben, letter }
}

/** Changes the draft as a page would. */
async function edits(one: Someone, id: string, change: (draft: Y.Doc) => void): Promise<void> {
  const draft = new Y.Doc()
  Y.applyUpdate(draft, fromBase64((await one.in('draft.open', { id })).update)!)
  const before = Y.encodeStateVector(draft)
  draft.transact(() => change(draft))
  await one.in('draft.push', { id, update: toBase64(Y.encodeStateAsUpdate(draft, before)) })
}
const draftOf = async (one: Someone, id: string): Promise<Y.Doc> => {
  const draft = new Y.Doc()
  Y.applyUpdate(draft, fromBase64((await one.in('draft.open', { id })).update)!)
  return draft
}

describe('a picture in a letter', () => {
  it('travels with the draft, is signed by its hash, and with the act to whoever comes later', async () => {
    const { ada, ben, letter } = await together()
    const bytes = png(300_000)
    const { image } = await ada.in('draft.addImage', { id: letter, bytes: toBase64(bytes) })
    expect(image).toBe(textHash(bytes))
    await edits(ada, letter, (draft) => draft.getXmlFragment('why').insert(0, [elementOf({ type: 'image', image, alt: 'The can', width: 20, height: 10 })]))
    await ben.sees('the picture', async () => (await ben.in('draft.image', { id: letter, image })) !== null)
    const { words } = await ben.in('draft.preview', { id: letter })
    expect((await ada.in('draft.preview', { id: letter })).words).toBe(words)
    await ada.gives(letter, 'offer', { words })
    await ben.sees('the offer', async () => (await ben.in('records.show', { id: letter })).offer === 1)
    const chidi = opened(await joins('Chidi', ada))
    await chidi.sees('the picture beside the act', async () => (await chidi.in('draft.image', { id: letter, image }).catch(() => null))?.bytes === toBase64(bytes))
    const { record } = await ada.in('export.record', { id: letter })
    expect(record).toContain(toBase64(bytes).slice(0, 2000))
    expect(await ada.call('verify.record', { record })).toMatchObject({ valid: true })
  })

  it('is refused where it is none or too large, and one that is not here is said to be missing, not signed', async () => {
    const { ada, letter } = await together()
    expect(await problemOf(ada.in('draft.addImage', { id: letter, bytes: toBase64(new TextEncoder().encode('<svg onload="x"/>')) }))).toBe('picture.kind')
    expect(await problemOf(ada.in('draft.addImage', { id: letter, bytes: toBase64(png(600_000)) }))).toBe('picture.large')
    const elsewhere = 'e'.repeat(64)
    await edits(ada, letter, (draft) => draft.getXmlFragment('why').insert(0, [elementOf({ type: 'image', image: elsewhere, alt: '', width: 1, height: 1 })]))
    expect(await ada.in('draft.image', { id: letter, image: elsewhere })).toBe(null)
    expect((await ada.in('draft.preview', { id: letter })).problem?.code).toBe('draft.picture-missing')
    expect(await problemOf(ada.gives(letter, 'offer'))).toBe('draft.picture-missing')
  })
})

describe('a suggestion', () => {
  it('keeps words from being offered until it is taken or left, by anybody', async () => {
    const { ada, ben, letter } = await together()
    await edits(ben, letter, (draft) => {
      const text = (draft.getXmlFragment('words').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(text.length, ' By ten.', { insertion: { id: 'x', person: 'b'.repeat(64), at: 1 } })
    })
    await ada.sees('the suggestion', async () => (await ada.in('draft.preview', { id: letter })).problem?.code === 'draft.suggestions')
    expect(await problemOf(ada.gives(letter, 'offer'))).toBe('draft.suggestions')
    await ada.in('draft.settle', { id: letter, how: 'take' })
    const { terms, problem } = await ada.in('draft.preview', { id: letter })
    expect(problem).toBe(null)
    expect(JSON.stringify(terms)).toContain('I bring the milk. By ten.')
    expect(JSON.stringify(terms)).not.toMatch(/insertion|deletion/)
  })
})

describe('a comment', () => {
  it('is kept with the draft and leaves the words and their hash as they were', async () => {
    const { ada, letter } = await together()
    const { words } = await ada.in('draft.preview', { id: letter })
    const me = await ada.me()
    await edits(ada, letter, (draft) => {
      const text = (draft.getXmlFragment('words').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.format(2, 5, { 'comment--abcdefgh': { id: 't1' } })
      beginThread(draft, { id: 't1', field: 'words', quote: 'bring', entry: { id: 'e1', person: me, at: 5, text: 'Each day?' } }, null)
    })
    expect(readThreads(await draftOf(ada, letter))).toMatchObject([{ id: 't1', entries: [{ text: 'Each day?' }] }])
    expect((await ada.in('draft.preview', { id: letter })).words).toBe(words)
  })
})

describe('words that cannot be signed', () => {
  it('are refused in a sentence, never with an exception', async () => {
    const { ada, letter } = await together()
    await edits(ada, letter, (draft) => draft.getXmlFragment('why').insert(0, [elementOf({ type: 'paragraph', content: [{ text: 'x'.repeat(1_100_000) }] })]))
    expect((await ada.in('draft.preview', { id: letter })).problem?.code).toBe('terms.too-long')
  })
})
