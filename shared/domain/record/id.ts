// A record's id says who opened it, so that nobody can open one in another's name, and of which concept it is, so that
// one id never means two things.
import { concat, fromHex, toHex, utf8 } from '../../base/bytes.ts'
import type { PersonId, RecordId, TextHash } from '../../base/ids.ts'
import { hash } from '../../acts/crypto.ts'

/** `nonce`: 16 random bytes in hex, chosen when the draft is made. */
export const recordId = (concept: string, opener: PersonId, nonce: string): RecordId =>
  toHex(hash(concat(utf8(`parley/record/1\0${concept}\0`), fromHex(opener), fromHex(nonce)))) as RecordId

/** The name that acts call a text by. */
export const textHash = (bytes: Uint8Array): TextHash => toHex(hash(bytes)) as TextHash
