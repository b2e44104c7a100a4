// What a member who keeps no rule can do to the shared document, and what people see of it.
import * as Y from 'yjs'
import { toBase64 } from '#shared/base/bytes.ts'
import { draftEntries } from '#shared/document/drafts.ts'
import type { DocumentPace } from '../../electron/host/workspace/shared-document.ts'
import { actsOnDisk, type Someone } from './hosts.ts'
import type { MemoryLink } from './memory-link.ts'
import type { MemoryNetwork } from './memory-network.ts'

/** As people's hosts do it, but sooner. */
export const SOONER: Partial<DocumentPace> = { quietMs: 40, roundMs: 150, pauseMs: 40, beginEveryMs: 0, enterMs: 2000 }

export const linkOf = (one: Someone): MemoryLink => [...(one.options.network as MemoryNetwork).links].find((link) => link.owner === one.data)!
/** As the link carries it: what a peer sees. */
export const documentOf = (one: Someone): Y.Doc => linkOf(one).doc

/** Sends an update to one of them alone, as no honest host does. */
export async function slips(by: Someone, to: Someone, update: Uint8Array): Promise<void> {
  const end = await by.sees(`a way to ${to.name}`, () => Promise.resolve(
    [...linkOf(by).ends.values()].find((one) => one.other.link.owner === to.data && one.other.verdict === 'full') ?? null))
  end.other.link.take(end.other, update)
}

export function changeIn(doc: Y.Doc, change: () => void): Uint8Array {
  let update: Uint8Array = new Uint8Array()
  doc.once('update', (made: Uint8Array) => { update = made })
  doc.transact(change)
  return update
}

/** The Yjs client by which a host writes now, seen in what it has just written, and its next clock. */
export async function clientOf(one: Someone): Promise<{ client: number; clock: number }> {
  const written = await one.drafts({ title: 'Anything', kind: 'mutual' })
  const doc = documentOf(one)
  const entries = draftEntries(doc) as unknown as { _map: Map<string, { id: { client: number; clock: number } }> }
  const { client } = [...entries._map].find(([key]) => key.startsWith(written))![1].id
  return { client, clock: Y.getState(doc.store, client) }
}

/** A document of the attacker's making, which writes as another's client from the next clock of theirs on. */
export function forgedAs(client: number, from: Y.Doc): Y.Doc {
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(from))
  forged.clientID = client
  return forged
}

/** Writes as somebody's client what only one colleague gets: what that somebody writes next has the same place. */
export async function squats(by: Someone, whose: Someone, draft: string, at: Someone): Promise<void> {
  const { client } = await clientOf(whose)
  const forged = forgedAs(client, documentOf(whose))
  await slips(by, at, changeIn(forged, () => draftEntries(forged).set(`${draft}/${'f'.repeat(16)}`, Uint8Array.of(1, 2, 3))))
}

const varUint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varUint(Math.floor(value / 128))])

/** One struct without content in the place of all that a client is yet to write. */
export const garbageAhead = ({ client, clock }: { client: number; clock: number }, length = 1000): Uint8Array =>
  Uint8Array.from([1, 1, ...varUint(client), ...varUint(clock), 0, ...varUint(length), 0])

/** A deletion of all that a client is yet to write. */
export const deletionAhead = ({ client, clock }: { client: number; clock: number }, length = 1000): Uint8Array =>
  Uint8Array.from([0, 1, ...varUint(client), 1, ...varUint(clock), ...varUint(length)])

export const epochActs = (one: Someone): string[] => actsOnDisk(one.data).filter((act) => act.act.type === 'document.epoch').map((act) => act.id)

/** Everybody is at an epoch and works in it. */
export async function areInEpoch(number: number, ...people: Someone[]): Promise<void> {
  for (const one of people) {
    await one.sees(`epoch ${number}`, async () => {
      const { document } = await one.in('status', {})
      return document.epoch === number && !document.entering
    })
  }
}

export async function wordsOf(one: Someone, draft: string): Promise<string> {
  const { terms } = await one.in('draft.preview', { id: draft })
  return terms.sections.flatMap((section) => section.words.map((block) => (block.type === 'paragraph' ? block.content.map((run) => run.text).join('') : ''))).join('\n')
}

export const seesWords = (one: Someone, draft: string, ...words: string[]): Promise<unknown> => one.sees(`the words ${words.join(', ')}`, async () => {
  if (!(await one.in('records.list', {})).some((row) => row.id === draft)) return false
  const text = await wordsOf(one, draft)
  return words.every((word) => text.includes(word))
})

/** A page that has a draft open: it gets what others type and pushes what is typed here. */
export class Page {
  readonly doc = new Y.Doc()
  readonly #one: Someone
  readonly #draft: string

  constructor(one: Someone, draft: string) {
    this.#one = one
    this.#draft = draft
    one.client.onEvent((event) => {
      if (event.event === 'draft' && event.id === draft) Y.applyUpdate(this.doc, new Uint8Array(Buffer.from(event.update, 'base64url')), 'host')
    })
  }

  async open(): Promise<this> {
    const { update } = await this.#one.in('draft.open', { id: this.#draft })
    Y.applyUpdate(this.doc, new Uint8Array(Buffer.from(update, 'base64url')), 'host')
    return this
  }

  get text(): string {
    return this.doc.getXmlFragment('words').toArray().map((node) => node.toString()).join('\n')
  }

  async types(text: string): Promise<void> {
    await this.#pushes(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(text)])
      const words = this.doc.getXmlFragment('words')
      words.insert(words.length, [paragraph])
    })
  }

  /** Goes on in the paragraph that reads so. */
  async typesOn(after: string, text: string): Promise<void> {
    const paragraph = this.doc.getXmlFragment('words').toArray().find((node) => node.toString().includes(after)) as Y.XmlElement
    const content = paragraph.get(0) as Y.XmlText
    await this.#pushes(() => content.insert(content.length, text))
  }

  async #pushes(change: () => void): Promise<void> {
    const typed = changeIn(this.doc, change)
    await this.#one.in('draft.push', { id: this.#draft, update: toBase64(typed) })
  }
}

export const types = async (one: Someone, draft: string, text: string): Promise<void> => (await new Page(one, draft).open()).types(text)
