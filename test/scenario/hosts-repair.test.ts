// A document that somebody spoils, and how it is whole again: nothing that was agreed is touched by it, and nobody's
// words are lost or overwritten.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { draftEntries } from '#shared/document/drafts.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import { toBase64 } from '#shared/base/bytes.ts'
import { actsOnDisk, founds, joins, MemoryNetwork, Someone, TestClock, testFolder, type MemoryLink } from '../harness/hosts.ts'
import type { DocumentPace } from '../../electron/host/workspace/shared-document.ts'

/** As people's hosts do it, but sooner. */
const documentPace: Partial<DocumentPace> = { quietMs: 40, roundMs: 150, pauseMs: 40, beginEveryMs: 0, enterMs: 2000 }

let folder = testFolder()
let network = new MemoryNetwork()
let clock = new TestClock()
let open: Someone[] = []
const opened = <T extends Someone>(one: T): T => {
  open.push(one)
  return one
}
beforeEach(() => {
  folder = testFolder()
  network = new MemoryNetwork()
  clock = new TestClock()
  open = []
})
afterEach(async () => {
  for (const one of open) await one.close()
  folder.remove()
})

/** Ada and Ben, and Femke, who is a member and keeps no rule. */
async function adaBenAndFemke(): Promise<{ ada: Someone; ben: Someone; femke: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock, documentPace }))
  const ben = opened(await joins('Ben', ada))
  const femke = opened(await joins('Femke', ada))
  for (const one of [ada, ben, femke]) await one.sees('everybody', async () => (await one.in('people.list', {})).filter((person) => person.member).length === 3)
  return { ada, ben, femke }
}
const linkOf = (one: Someone): MemoryLink => [...network.links].find((link) => link.owner === one.data)!
const documentOf = (one: Someone): Y.Doc => linkOf(one).doc

/** Sends an update to one of them alone, as no honest host does. */
async function slips(by: Someone, to: Someone, update: Uint8Array): Promise<void> {
  const end = await by.sees(`a way to ${to.name}`, () => Promise.resolve(
    [...linkOf(by).ends.values()].find((one) => one.other.link.owner === to.data && one.other.verdict === 'full') ?? null))
  end.other.link.take(end.other, update)
}

/** A document of the attacker's making, which writes as another's client from the next clock of theirs on. */
function forgedAs(client: number, from: Y.Doc): Y.Doc {
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(from))
  forged.clientID = client
  return forged
}
const changeIn = (doc: Y.Doc, change: () => void): Uint8Array => {
  let update: Uint8Array = new Uint8Array()
  doc.once('update', (made: Uint8Array) => { update = made })
  doc.transact(change)
  return update
}
/** The Yjs client by which a host writes into the shared document. */
function clientOf(one: Someone, draft: string): number {
  const entries = draftEntries(documentOf(one)) as unknown as { _map: Map<string, { id: { client: number } }> }
  return [...entries._map].filter(([key]) => key.startsWith(draft)).at(-1)![1].id.client
}

const epochOf = async (one: Someone): Promise<number> => (await one.in('status', {})).document.epoch
const epochActs = (one: Someone): string[] => actsOnDisk(one.data).filter((act) => act.act.type === 'document.epoch').map((act) => act.id)
/** Everybody is at an epoch, works in it and has the same. */
async function areInEpoch(number: number, ...people: Someone[]): Promise<void> {
  for (const one of people) {
    await one.sees(`epoch ${number}`, async () => {
      const { document } = await one.in('status', {})
      return document.epoch === number && !document.entering
    })
  }
}
const wordsOf = async (one: Someone, draft: string): Promise<string> => {
  const preview = await one.in('draft.preview', { id: draft })
  return preview.terms.sections.flatMap((section) => section.words.map((block) => (block.type === 'paragraph' ? block.content.map((run) => run.text).join('') : ''))).join('\n')
}
const seesWords = (one: Someone, draft: string, ...words: string[]): Promise<unknown> => one.sees(`the words ${words.join(', ')}`, async () => {
  if (!(await one.in('records.list', {})).some((row) => row.id === draft)) return false
  const text = await wordsOf(one, draft)
  return words.every((word) => text.includes(word))
})
/** Types a paragraph into the draft, as a page does. */
async function types(one: Someone, draft: string, text: string): Promise<void> {
  const page = new Y.Doc()
  const { update } = await one.in('draft.open', { id: draft })
  Y.applyUpdate(page, new Uint8Array(Buffer.from(update, 'base64url')))
  const typed = changeIn(page, () => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    const words = page.getXmlFragment('words')
    words.insert(words.length, [paragraph])
  })
  await one.in('draft.push', { id: draft, update: toBase64(typed) })
}
const aLetter = async (ada: Someone, ...others: Someone[]): Promise<string> => {
  const gives = await Promise.all([ada, ...others].map((one) => one.me()))
  return ada.drafts({ title: 'Bread', kind: 'mutual', gives }, 'One loaf on Fridays.')
}

describe('a document in which two see different things', () => {
  it('is found and rebuilt: who squats another\'s clock hides nothing for long', async () => {
    const { ada, ben, femke } = await adaBenAndFemke()
    const letter = await aLetter(ada, ben)
    await seesWords(ben, letter, 'One loaf')
    await ada.in('records.promise', { title: 'Salt', receives: [await ben.me()] })
    // Femke writes as Ada's client what only Ben gets; Ada's own next writing has the same place.
    const forged = forgedAs(clientOf(ada, letter), documentOf(ada))
    await slips(femke, ben, changeIn(forged, () => draftEntries(forged).set(`${letter}/${'f'.repeat(16)}`, Uint8Array.of(1, 2, 3))))
    await types(ada, letter, 'And a cake in May.')
    await areInEpoch(1, ada, ben, femke)
    await seesWords(ben, letter, 'One loaf', 'And a cake in May.')
    for (const one of [ada, ben, femke]) {
      expect((await one.in('records.list', {})).some((row) => row.title === 'Salt' && row.state === 'in force') || one === femke).toBe(true)
      await one.sees('no damage', async () => (await one.in('status', {})).document.damage === null)
    }
    // Every act has its sound entry in the new document, at everybody's.
    const acts = actsOnDisk(ada.data).filter((act) => act.act.circle === 'workspace')
    for (const one of [ada, ben, femke]) await one.sees('the whole mirror', () => Promise.resolve(acts.every((act) => mirrorOf(documentOf(one)).has(act.id))))
    expect(draftEntries(documentOf(ben)).has(`${letter}/${'f'.repeat(16)}`)).toBe(false)
  })
})
