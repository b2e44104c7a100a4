// Drafts are tried in the link: together, as the host will put them together.
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DraftTrial } from '../../../electron/link/peers/draft-trial.ts'
import { hexKey, tangledDraft } from '../../harness/updates.ts'
import { readUpdate } from '../../../shared/document/update-guard.ts'

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

  it('that would take Yjs minutes passes every look at its bytes: that is why it is tried', () => {
    expect(readUpdate(tangledDraft(hexKey(1), 5000)).ok).toBe(true)
  })
})
