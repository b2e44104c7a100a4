// Updates written byte by byte, honest and other, for the tests of what stands before Yjs.
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { readUpdate, type UpdateCaps, type UpdateContents } from '../../shared/document/update-guard.ts'

export class Raw {
  readonly #encoder = encoding.createEncoder()

  get length(): number {
    return encoding.length(this.#encoder)
  }

  byte(value: number): this {
    encoding.writeUint8(this.#encoder, value)
    return this
  }

  uint(value: number): this {
    encoding.writeVarUint(this.#encoder, value)
    return this
  }

  text(value: string): this {
    encoding.writeVarString(this.#encoder, value)
    return this
  }

  bytes(value: Uint8Array): this {
    encoding.writeVarUint8Array(this.#encoder, value)
    return this
  }

  done(): Uint8Array {
    return encoding.toUint8Array(this.#encoder)
  }
}

export function raw(write: (to: Raw) => void): Uint8Array {
  const to = new Raw()
  write(to)
  return to.done()
}

export const hexKey = (n: number): string => n.toString(16).padStart(64, '0')

/** A circle's document with so many acts of 100 bytes, by one client. */
export function circle(acts: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 77
  doc.transact(() => {
    for (let i = 0; i < acts; i++) doc.getMap('acts').set(hexKey(i), new Uint8Array(100).fill(i & 255))
  })
  return doc
}

/** Entries of one client from a clock on, each a struct of its own. */
export function chain(structs: number, { from = 0, client = 5 } = {}): Uint8Array {
  return raw((to) => {
    to.uint(1).uint(structs).uint(client).uint(from)
    for (let i = 0; i < structs; i++) to.byte(0x28).uint(1).text('acts').text(`key ${from + i}`).uint(1).byte(127)
    to.uint(0)
  })
}

/** What reading took, also where the update is refused half-way: then every byte counts as one step. */
export function reader(update: Uint8Array, caps: UpdateCaps): { readonly steps: number; readonly contents: UpdateContents | null } {
  const verdict = readUpdate(update, caps)
  return verdict.ok ? { steps: verdict.contents.steps, contents: verdict.contents } : { steps: update.length, contents: null }
}

/**
 * Well-formed entries that Yjs places in quadratic time: a long line of one key's values, and for each of them a rival by
 * another client, the last first, so that for each Yjs walks to the end of the line.
 */
export function tangle(rivals: number): Uint8Array {
  return raw((to) => {
    to.uint(2)
    to.uint(rivals).uint(6).uint(0)
    for (let i = 0; i < rivals; i++) to.byte(0xa8).uint(5).uint(rivals - 1 - i).uint(1).byte(127)
    to.uint(rivals).uint(5).uint(0)
    to.byte(0x28).uint(1).text('acts').text('tangle').uint(1).byte(127)
    for (let i = 1; i < rivals; i++) to.byte(0xa8).uint(5).uint(i - 1).uint(1).byte(127)
    to.uint(0)
  })
}

/** The same in a draft's text, where nothing tells beforehand what placing it will take: an entry of a circle's document. */
export const tangledDraft = (draft: string, rivals: number): Uint8Array => entryOf(draft, tangledText(rivals))

/** A circle's document with one entry of a draft. */
export const entryOf = (draft: string, entry: Uint8Array, client = 987_654): Uint8Array =>
  raw((to) => to.uint(1).uint(1).uint(client).uint(0).byte(0x23).uint(1).text('drafts').text(`${draft}/0123456789abcdef`).bytes(entry).uint(0))

/** A stone in a draft with so many fields more than a stone has. */
export function manyFields(count: number): Uint8Array {
  const draft = new Y.Doc()
  draft.transact(() => {
    const fields = draft.getMap('fields')
    fields.set('stones/s1/rank', 1)
    fields.set('stones/s1/measure', 'Loaves')
    for (let i = 0; i < count; i++) fields.set(`stones/s1/x${i}`, 1)
  })
  return Y.encodeStateAsUpdate(draft)
}

/** A paragraph on which so many formats are on, and so many letters, every other one bold. */
export function formats(on: number, letters: number): Uint8Array {
  const draft = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  draft.getXmlFragment('words').insert(0, [paragraph])
  paragraph.insert(0, [text])
  draft.transact((transaction) => {
    let left: Y.Item | null = null
    const put = (content: Y.ContentFormat | Y.ContentString): void => {
      const item: Y.Item = new Y.Item(Y.createID(draft.clientID, Y.getState(draft.store, draft.clientID)), left, left && left.lastId, null, null, text, null, content)
      item.integrate(transaction, 0)
      left = item
    }
    for (let i = 0; i < on; i++) put(new Y.ContentFormat(`comment--${i}`, true as unknown as object))
    for (let i = 0; i < letters; i++) {
      put(new Y.ContentString('x'))
      put(new Y.ContentFormat('bold', (i % 2 === 0 ? true : null) as unknown as object))
    }
  })
  return Y.encodeStateAsUpdate(draft)
}

/** The entry alone. */
export function tangledText(rivals: number): Uint8Array {
  return raw((to) => {
    to.uint(2)
    to.uint(rivals).uint(6).uint(0)
    for (let i = 0; i < rivals; i++) to.byte(0x88).uint(5).uint(rivals - 1 - i).uint(1).byte(127)
    to.uint(rivals).uint(5).uint(0)
    to.byte(0x08).uint(1).text('words').uint(1).byte(127)
    for (let i = 1; i < rivals; i++) to.byte(0x88).uint(5).uint(i - 1).uint(1).byte(127)
    to.uint(0)
  })
}
