// Drafts are tried in the link: together, as the host will put them together.
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DraftTrial } from '../../../electron/link/peers/draft-trial.ts'
import { hexKey, tangledDraft } from '../../harness/updates.ts'
import { elementOf } from '../../../shared/document/draft-blocks.ts'
import { applyDraftEntry } from '../../../shared/document/draft-entries.ts'
import { DRAFT_CAPS, readUpdate } from '../../../shared/document/update-guard.ts'

const entryOf = (write: (draft: Y.Doc) => void): Uint8Array => {
  const draft = new Y.Doc()
  write(draft)
  return Y.encodeStateAsUpdate(draft)
}

describe('an entry from a peer', () => {
  it('is put together with those of its draft that were there, before anybody hears of it', () => {
    const circle = new Y.Doc()
    const order: string[] = []
    new DraftTrial(circle, (origin) => {
      order.push('tried')
      return origin === 'peer'
    })
    circle.on('update', () => order.push('told'))
    circle.transact(() => circle.getMap('drafts').set(`${hexKey(1)}/0000000000000001`, entryOf((draft) => draft.getText('words').insert(0, 'Ada'))), 'peer')
    expect(order).toEqual(['tried', 'told'])
  })

  it('that is none, is garbled, taken away or the hundredth, is nobody\'s trouble', () => {
    const circle = new Y.Doc()
    new DraftTrial(circle, (origin) => origin === 'peer')
    const entry = entryOf((draft) => draft.getText('words').insert(0, 'Ada'))
    const set = (key: string, value: unknown, origin: string): void => circle.transact(() => void circle.getMap('drafts').set(key, value), origin)
    set('no draft', entry, 'peer')
    for (let i = 0; i < 100; i++) set(`${hexKey(i)}/0000000000000001`, i % 3 === 0 ? Uint8Array.of(1, 2, 3) : i % 3 === 1 ? 'words' : entry, i % 2 === 0 ? 'peer' : 'host')
    for (let i = 0; i < 100; i++) circle.transact(() => circle.getMap('drafts').delete(`${hexKey(i)}/0000000000000001`), 'peer')
    expect(circle.getMap('drafts').size).toBe(1)
  })

  it('with every kind of block, comments, suggestions and the largest pictures passes; boxes nested without end do not', () => {
    const letter = entryOf((draft) => {
      const cell = [{ type: 'paragraph', content: [{ text: 'x', link: 'https://example.org' }] }] as const
      draft.getXmlFragment('why').insert(0, [
        elementOf({ type: 'table', head: true, rows: Array.from({ length: 100 }, () => [cell, cell, cell]) }),
        elementOf({ type: 'checklist', items: [{ done: true, words: cell }] }), elementOf({ type: 'image', image: hexKey(1), alt: '', width: 1, height: 1 }),
        elementOf({ type: 'paragraph', content: [{ text: 'Ben', person: hexKey(2) }, { text: ' and ' }, { text: 'Bread', record: hexKey(3) }] }),
      ])
      for (let i = 0; i < 6; i++) draft.getMap('images').set(hexKey(i), new Uint8Array(512 * 1024))
      draft.getMap('threads').set('t', { person: hexKey(1), at: 1, field: 'why', quote: 'x' })
    })
    expect(readUpdate(letter, DRAFT_CAPS).ok).toBe(true)
    expect(applyDraftEntry(new Y.Doc(), letter, null)).toBe(true)
    const nested = entryOf((draft) => {
      let at: Y.XmlFragment = draft.getXmlFragment('why')
      for (let depth = 0; depth < 2000; depth++) {
        const inner = new Y.XmlElement('bulletList')
        at.insert(0, [inner])
        at = inner
      }
    })
    const draft = new Y.Doc()
    expect(applyDraftEntry(draft, nested, null)).toBe(false)
    expect(draft.getXmlFragment('why').length).toBe(0)
  })

  it('that would take Yjs minutes passes every look at its bytes: that is why it is tried', () => {
    expect(readUpdate(tangledDraft(hexKey(1), 5000)).ok).toBe(true)
  })
})
