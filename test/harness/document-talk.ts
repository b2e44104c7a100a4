// What is said on the document channel of a link, said and read by hand.
import * as Y from 'yjs'
import type { Conversation } from './hostile-peer.ts'
import type { Someone } from './hosts.ts'
import { raw } from './updates.ts'

export const updateMessage = (update: Uint8Array): Uint8Array => raw((to) => to.byte(0).byte(2).bytes(update))

/** The document as somebody's link gives it to whoever asks. */
export async function asks(to: Conversation, whom: Someone): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const before = to.heard.length
  to.message('document', raw((into) => into.byte(0).byte(0).bytes(Y.encodeStateVector(doc))))
  await whom.sees('the answer', async () => {
    const answer = to.heard.slice(before).find(({ channel, message }) => channel === 'document' && message[0] === 0 && message[1] === 1)
    if (answer) Y.applyUpdate(doc, readBytes(answer.message.subarray(2)))
    return answer !== undefined
  })
  return doc
}

function readBytes(bytes: Uint8Array): Uint8Array {
  let [length, at] = [0, 0]
  for (let unit = 1; ; unit *= 128) {
    const byte = bytes[at++]!
    length += (byte & 127) * unit
    if (byte < 128) return bytes.subarray(at, at + length)
  }
}
