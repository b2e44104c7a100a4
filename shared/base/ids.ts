// Branded identifiers. All are lower-case hex of 32 bytes, so that a person can type a prefix on a command line.
import { isHex } from './bytes.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** BLAKE2b-256 of an act's exact bytes. */
export type ActId = Branded<'act'>
/** The id of the founding act of the workspace. */
export type WorkspaceId = Branded<'workspace'>
/** The id of the person's founding act (R3): a forked founding act is another person. */
export type PersonId = Branded<'person'>
/** An Ed25519 public key. */
export type DeviceId = Branded<'device'>
/** A commitment, charter, ...: BLAKE2b-256 over its opener and a nonce, so that nobody can open a record in another's name. */
export type RecordId = Branded<'record'>
/** BLAKE2b-256 of the bytes of terms or of a long text. */
export type TextHash = Branded<'text'>

/** `workspace`: everybody in it. `me`: my own devices. `us:<id>`: named people (not yet in use). */
export type Circle = 'workspace' | 'me' | `us:${string}`

const hex32 = (text: string): boolean => isHex(text, 32)

export const isId = hex32

export const isCircle = (text: string): text is Circle =>
  text === 'workspace' || text === 'me' || (text.startsWith('us:') && hex32(text.slice(3)))
