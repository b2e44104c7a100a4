// A member whose program writes drafts that name Ada and take for ever to read, unless one knows what to pass over: nothing
// in them is out of form. Her host reads every draft to know which concern her.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeMeta } from '#shared/document/draft.ts'
import { Town } from '../harness/attack.ts'
import { updateMessage } from '../harness/document-talk.ts'
import type { Conversation } from '../harness/hostile-peer.ts'
import { entryOf, formats, hexKey, manyFields } from '../harness/updates.ts'

let town: Town
let toAda: Conversation
beforeAll(async () => { town = await Town.open() })
afterAll(() => town.dispose())
beforeEach(async () => {
  await town.begin()
  toAda = await town.mallory().meets(await town.deviceOf(town.ada))
})
afterEach(() => town.part())

/** Ada sees it among her records, opens it and looks at its words; and her work with Ben goes on. */
async function reads(id: string, content: Uint8Array): Promise<void> {
  const draft = new Y.Doc()
  Y.applyUpdate(draft, content)
  writeMeta(draft, { title: 'Read me', kind: 'mutual', gives: [await town.ada.me()], receives: [], opener: town.stolen.person, nonce: '00'.repeat(16), openedAt: 1 }, null)
  toAda.message('document', updateMessage(entryOf(id, Y.encodeStateAsUpdate(draft), draft.clientID)))
  await town.ada.sees('the draft', async () => (await town.ada.in('records.list', {})).some((row) => row.id === id))
  await town.ada.in('draft.open', { id })
  await town.ada.in('draft.preview', { id })
  await town.goOn()
  expect([toAda.closed, town.lost()]).toEqual([false, []])
}

it('who writes a stone of thirty thousand fields keeps Ada waiting no longer than its size', () => reads(hexKey(71), manyFields(30_000)))

it('nor does who changes the look twenty thousand times, with five hundred looks that are never over', () => reads(hexKey(72), formats(490, 20_000)))
