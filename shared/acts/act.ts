// A signed act: what one person said, in exact bytes, once. Only signed acts decide anything.
import { fromUtf8, toHex, utf8 } from '../base/bytes.ts'
import { isCircle, isId, type ActId, type Circle, type DeviceId, type PersonId, type WorkspaceId } from '../base/ids.ts'
import { canonical, isCanonicalText, isCanonicalValue, type Json } from './canonical.ts'
import { hash, sign, verify, type DeviceKey } from './crypto.ts'

/** Largest act, in bytes of its canonical form. */
export const MAX_ACT_BYTES = 64 * 1024
/** Largest single text that stands beside an act by hash (terms, reasons, check-ins), in bytes. */
export const MAX_TEXT_BYTES = 1024 * 1024
/** Most tips an act may name; with more, `knot` acts join them first (R4). */
export const MAX_SEEN = 16

const DOMAIN = utf8('parley/act/1\0')

/** The signed content. Every field is in the bytes; nothing is inferred. */
export interface Act {
  readonly v: 1
  /** '' only in the workspace's founding act, whose id becomes the workspace's. */
  readonly workspace: WorkspaceId | ''
  readonly circle: Circle
  /** `concept.verb`, for instance `commitment.accept`. The concept's part finds the fold. */
  readonly type: string
  /** The record it is about; '' where the act is about the workspace itself. */
  readonly subject: string
  readonly body: Readonly<Record<string, Json>>
  /** '' only in a founding act of a person, whose id becomes the person's. */
  readonly person: PersonId | ''
  readonly device: DeviceId
  /** 0, 1, 2, ... within the device's chain in this circle. */
  readonly seq: number
  /** The device's previous act in this circle; '' at seq 0. */
  readonly prev: ActId | ''
  /** Undominated tips the device knew, other than `prev`, in ascending order. */
  readonly seen: readonly ActId[]
  /** Milliseconds since 1970 by the author's clock. For display only: no rule reads it. */
  readonly at: number
}

/** What travels and is stored: the bytes that were signed, never made again from the parsed form. */
export interface SignedAct {
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** An act whose form, id and signature have been checked. It need not be causally complete. */
export interface VerifiedAct extends SignedAct {
  readonly id: ActId
  readonly act: Act
}

const TYPE = /^[a-z]+\.[a-z]+$/
const MAX_AT = 8.64e15

const isIdOrEmpty = (value: unknown): boolean => value === '' || (typeof value === 'string' && isId(value))
const isCount = (value: unknown, most: number): boolean => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most

/** What each field of the envelope may hold; there are no others. By hand, since every act that arrives is checked: a schema took a third of the time of its signature. */
const FIELDS: Readonly<Record<keyof Act, (value: unknown) => boolean>> = {
  v: (value) => value === 1,
  workspace: isIdOrEmpty,
  circle: (value) => typeof value === 'string' && isCircle(value),
  type: (value) => typeof value === 'string' && value.length <= 64 && TYPE.test(value),
  subject: isIdOrEmpty,
  body: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  person: isIdOrEmpty,
  device: (value) => typeof value === 'string' && isId(value),
  seq: (value) => isCount(value, Number.MAX_SAFE_INTEGER),
  prev: isIdOrEmpty,
  seen: (value) => Array.isArray(value) && value.length <= MAX_SEEN && value.every((one) => typeof one === 'string' && isId(one)),
  at: (value) => isCount(value, MAX_AT),
}
const CHECKS = Object.entries(FIELDS)

function isEnvelope(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length !== CHECKS.length) return false
  const fields = value as Readonly<Record<string, Json>>
  return CHECKS.every(([name, check]) => Object.hasOwn(fields, name) && check(fields[name]))
}

/** Why bytes are not an act. Each is counted by name where a person can see it. */
export type ActFault =
  | 'act.oversize' | 'act.malformed' | 'act.not-canonical' | 'act.key' | 'act.signature' | 'act.workspace'

export class ActError extends Error {
  readonly fault: ActFault
  constructor(fault: ActFault) {
    super(fault)
    this.name = 'ActError'
    this.fault = fault
  }
}

/** Bytes of an act, made exactly once, when its author gives it. */
export function encodeAct(act: Act): Uint8Array {
  // What others would refuse must not count here either.
  if (!isCanonicalValue(act)) throw new ActError('act.not-canonical')
  const bytes = utf8(canonical(act as unknown as Json))
  if (bytes.length > MAX_ACT_BYTES) throw new ActError('act.oversize')
  return bytes
}

/** What is signed: the bytes behind the domain. One place for all of them, since ten thousand in a row are checked; good until the next. */
const signing = new Uint8Array(DOMAIN.length + MAX_ACT_BYTES)
signing.set(DOMAIN)
function signedForm(bytes: Uint8Array): Uint8Array {
  signing.set(bytes, DOMAIN.length)
  return signing.subarray(0, DOMAIN.length + bytes.length)
}

export const actId = (bytes: Uint8Array): ActId => toHex(hash(bytes)) as ActId

export function signAct(act: Act, key: DeviceKey): VerifiedAct {
  const bytes = encodeAct(act)
  return { id: actId(bytes), act, bytes, signature: sign(signedForm(bytes), key) }
}

/** Reads bytes that the ledger verified when it took them in. */
export const readAct = (bytes: Uint8Array): Act => JSON.parse(fromUtf8(bytes)) as Act

/** Form and canonical bytes, without the signature. Throws ActError. */
export function decodeAct(bytes: Uint8Array): Act {
  if (bytes.length > MAX_ACT_BYTES) throw new ActError('act.oversize')
  let value: unknown
  let text: string
  try {
    text = fromUtf8(bytes)
    value = JSON.parse(text)
  } catch {
    throw new ActError('act.malformed')
  }
  if (!isCanonicalValue(value)) throw new ActError('act.not-canonical')
  if (!isEnvelope(value)) throw new ActError('act.malformed')
  if (!isCanonicalText(text, value)) throw new ActError('act.not-canonical')
  const act = value as unknown as Act
  if (!isWellFormed(act)) throw new ActError('act.malformed')
  return act
}

/** Form, canonical bytes, id and signature. Throws ActError naming the fault. */
export function verifyAct(signed: SignedAct): VerifiedAct {
  const act = decodeAct(signed.bytes)
  if (!verify(signedForm(signed.bytes), signed.signature, act.device)) throw new ActError('act.signature')
  return { id: actId(signed.bytes), act, bytes: signed.bytes, signature: signed.signature }
}

function isWellFormed(act: Act): boolean {
  if ((act.seq === 0) !== (act.prev === '')) return false
  const founding = act.type === 'workspace.found' || act.type === 'person.found'
  if (founding !== (act.person === '')) return false
  if ((act.workspace === '') !== (act.type === 'workspace.found')) return false
  if (founding && (act.seq !== 0 || act.circle !== 'workspace')) return false
  for (let i = 0; i < act.seen.length; i++) {
    if (act.seen[i] === act.prev) return false
    if (i > 0 && act.seen[i - 1]! >= act.seen[i]!) return false
  }
  return true
}

/** The workspace an act belongs to: its own id for the founding act. */
export const workspaceOf = (verified: VerifiedAct): WorkspaceId =>
  verified.act.workspace === '' ? (verified.id as unknown as WorkspaceId) : verified.act.workspace

/** The person who speaks: its own id for a founding act. */
export const personOf = (id: ActId, act: Act): PersonId =>
  act.person === '' ? (id as unknown as PersonId) : act.person
