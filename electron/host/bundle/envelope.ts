// The envelope of a bundle: an age file (age-encryption.org/v1), encrypted to devices: those of one person, or of all who are
// members as it is made. Nothing that outlives a membership opens it. Inside is what `shared/protocol/bundle.ts` encodes, deflated.
import { bech32 } from '@scure/base'
import { Decrypter, Encrypter } from 'age-encryption'
import { openingKey, sealingKey, type DeviceKey } from '#shared/acts/crypto.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { MAX_BUNDLE_FILE } from '#shared/protocol/bundle-file.ts'
import { MAX_BUNDLE_CONTENT } from '#shared/protocol/bundle.ts'
import { deflate, inflate } from '../exchange/deflate.ts'

/** Who may open an envelope, and what opens it: strings of the age format. */
export type Recipient = `age1${string}`
export type Identity = `AGE-SECRET-KEY-1${string}`

export const deviceRecipient = (device: DeviceId): Recipient => bech32.encodeFromBytes('age', sealingKey(device)) as Recipient

export const deviceIdentity = (key: DeviceKey): Identity => bech32.encodeFromBytes('AGE-SECRET-KEY-', openingKey(key)).toUpperCase() as Identity

/** What the envelope adds at most: its own head, a stanza for each device, and a seal for each 64 KiB. */
const envelopeBytes = (content: number, recipients: number): number => 4096 + 128 * recipients + 16 * Math.ceil(content / 65_536)

/** Throws `bundle.too-large`. */
export async function seal(content: Uint8Array, recipients: readonly Recipient[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const deflated = deflate(content)
  if (content.length > MAX_BUNDLE_CONTENT || deflated.length > MAX_BUNDLE_FILE - envelopeBytes(deflated.length, recipients.length)) {
    throw new ProblemError(problem('bundle.too-large', 'This would be a larger bundle than Parley reads (40 MB), so none was made.', 'Make one to a person who has some of it already, or meet on a network once.'))
  }
  return encrypter.encrypt(deflated)
}

/** The content. Throws `bundle.too-large`, `bundle.damaged`, `bundle.not-for-you`. */
export async function open(file: Uint8Array, identities: readonly Identity[]): Promise<Uint8Array> {
  if (file.length > MAX_BUNDLE_FILE) {
    throw new ProblemError(problem('bundle.too-large', 'This file is larger than any bundle, so it was not read.', 'Check that it is the right file.'))
  }
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const deflated = await decrypter.decrypt(file).catch((error: unknown) => { throw refusalOf(error) })
  return inflate(deflated, MAX_BUNDLE_CONTENT) ?? raise(damaged())
}

export const damaged = (): ProblemError => new ProblemError(problem(
  'bundle.damaged', 'This is no bundle, or it was damaged on the way. Nothing was taken in.', 'Copy the file again, or ask for a new one.',
))

function raise(error: Error): never {
  throw error
}

function refusalOf(error: unknown): ProblemError {
  // The library says so in words only.
  if (!(error instanceof Error) || !error.message.includes('no identity matched')) return damaged()
  return new ProblemError(problem(
    'bundle.not-for-you', 'This bundle was made for somebody else, or for another device. Nothing was taken in.', 'Ask whoever made it to make one for you.',
  ))
}
