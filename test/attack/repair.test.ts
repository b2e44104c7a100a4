// A member whose program spoils the shared document, over real links: it is found, begun anew by everybody, and whole.
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { draftEntries } from '#shared/document/drafts.ts'
import { Town } from '../harness/attack.ts'
import type { Conversation } from '../harness/hostile-peer.ts'
import { asks, updateMessage } from '../harness/document-talk.ts'
import { areInEpoch, changeIn, epochActs, forgedAs, seesWords, SOONER, types } from '../harness/spoiling.ts'

let town: Town
let toAda: Conversation
let toBen: Conversation
beforeAll(async () => {
  town = await Town.open({ both: { documentPace: SOONER } })
  await town.begin()
  const mallory = town.mallory()
  toAda = await mallory.meets(await town.deviceOf(town.ada))
  toBen = await mallory.meets(await town.deviceOf(town.ben))
})
afterAll(() => town.dispose())

/** The document as Ada's link holds it, and the Yjs client by which her host wrote this draft, with its next clock. */
async function writerOf(draft: string): Promise<{ readonly doc: Y.Doc; readonly client: number; readonly clock: number }> {
  const doc = await town.ada.sees('the draft in the document', async () => {
    const seen = await asks(toAda, town.ada)
    return [...draftEntries(seen).keys()].some((key) => key.startsWith(draft)) ? seen : null
  })
  const entries = draftEntries(doc) as unknown as { _map: Map<string, { id: { client: number } }> }
  const { client } = [...entries._map].find(([key]) => key.startsWith(draft))![1].id
  return { doc, client, clock: Y.getState(doc.store, client) }
}

async function aLetter(): Promise<string> {
  const gives = [await town.ada.me(), await town.ben.me()]
  const id = await town.ada.drafts({ title: 'Bread', kind: 'mutual', gives }, 'One loaf on Fridays.')
  await seesWords(town.ben, id, 'One loaf')
  return id
}

it('what stands in the place of Ada\'s next words at Ben\'s alone hides them for a moment only', async () => {
  const promised = await town.goOn()
  const letter = await aLetter()
  const { doc, client } = await writerOf(letter)
  const forged = forgedAs(client, doc)
  toBen.message('document', updateMessage(changeIn(forged, () => draftEntries(forged).set(`${letter}/${'f'.repeat(16)}`, Uint8Array.of(1, 2, 3)))))
  await types(town.ada, letter, 'And a cake in May.')
  await areInEpoch(1, town.ada, town.ben)
  await seesWords(town.ben, letter, 'One loaf', 'And a cake in May.')
  await types(town.ben, letter, 'And salt.')
  await seesWords(town.ada, letter, 'And salt.')
  for (const one of [town.ada, town.ben]) {
    expect(epochActs(one).length).toBeGreaterThan(0)
    await one.seesRecord(promised, 'what was agreed', ({ state }) => state === 'in force')
    await one.sees('no damage', async () => (await one.in('status', {})).document.damage === null)
  }
  await town.goOn()
  expect(town.lost()).toEqual([])
})
