// What a host tells of its sockets to the hosts that share a topic, as routers do: signed by a key made for this run,
// and numbered, so that nobody can change it on the way or bring back an old one. The key says nothing about who it is.
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { fromBase64, toBase64, utf8 } from '#shared/base/bytes.ts'

export interface LinkState {
  readonly topic: string
  /** Of the host; the hash of its key. */
  readonly name: string
  /** Ed25519 public key of this run, base64url. */
  readonly key: string
  /** Grows with each state of this host on this topic. */
  readonly n: number
  /** Names of hosts it has a socket with for this topic. */
  readonly links: readonly string[]
  /** Names of hosts it could dial. */
  readonly dials: readonly string[]
  /** Outgoing sockets it has for this topic. */
  readonly room: number
  readonly signature: string
}

/** 132 bits in base64url. */
const NAME = /^[\w-]{22}$/
const KEY = /^[\w-]{43}$/
const SIGNATURE = /^[\w-]{86}$/
/** DER header of an Ed25519 public key (RFC 8410). */
const SPKI = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)

export const isHostName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value)

const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22)

type Unsigned = Omit<LinkState, 'name' | 'key' | 'signature'>

const signedBytes = ({ topic, n, links, dials, room }: Unsigned): Uint8Array =>
  utf8(JSON.stringify(['parley rendezvous', topic, n, links, dials, room]))

/** A host's name for as long as its rendezvous runs, and the key behind it. */
export class RunIdentity {
  readonly name: string
  readonly #key: string
  readonly #private
  #n = 0

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.#private = privateKey
    this.#key = toBase64(publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI.length))
    this.name = nameOf(this.#key)
  }

  state(topic: string, links: readonly string[], dials: readonly string[], room: number): LinkState {
    const unsigned = { topic, n: ++this.#n, links, dials, room }
    return { ...unsigned, name: this.name, key: this.#key, signature: toBase64(sign(null, signedBytes(unsigned), this.#private)) }
  }
}

/** Null unless it has the form of a link state with at most `most` names in each list. The signature is not checked. */
export function parseLinkState(value: Readonly<Record<string, unknown>>, most: number): LinkState | null {
  const { topic, name, key, n, links, dials, room, signature } = value
  const areNames = (list: unknown): list is string[] => Array.isArray(list) && list.length <= most && list.every(isHostName)
  const isCount = (count: unknown): count is number => Number.isSafeInteger(count) && (count as number) >= 0
  if (typeof topic !== 'string' || !isHostName(name) || typeof key !== 'string' || !KEY.test(key)) return null
  if (!isCount(n) || !isCount(room) || !areNames(links) || !areNames(dials)) return null
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return null
  return { topic, name, key, n, links, dials, room: Math.min(room, 16), signature }
}

export function isSigned(state: LinkState): boolean {
  const key = fromBase64(state.key)
  const signature = fromBase64(state.signature)
  if (!key || !signature || nameOf(state.key) !== state.name) return false
  try {
    const spki = Buffer.concat([SPKI, key])
    return verify(null, signedBytes(state), createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
