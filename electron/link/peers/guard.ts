// What may reach the document. y-webrtc reads peers' messages unguarded: an error there is nobody's to catch. So each
// message is read here first, in full; updates are applied here, and y-webrtc sees only what can't throw any more.
//
// The link's document is a copy of the host's and is thrown away with the link, so it is scratch enough. Still nothing may
// pile up in it: an update that would have to wait for another is not applied at all, and its sender is asked for its state.
import * as decoding from 'lib0/decoding'
import type * as awarenessProtocol from 'y-protocols/awareness'
import * as Y from 'yjs'
import { awaited, isAmount, isPlaceable, readUpdate, type KnownValues, type UpdateContents } from '#shared/document/update-guard.ts'
import { Allowance } from '../allowance.ts'
import { Breach } from './refusal.ts'

const SYNC = 0
const AWARENESS = 1
const QUERY_AWARENESS = 3
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** Largest single presence, as JSON: signed words of 8,000 characters, whose quotation marks are escaped twice on the way. */
const MAX_STATE_CHARACTERS = 32 * 1024
/** Most client numbers whose presence is kept, and told in one message: who connects is told of all. */
const MAX_CLIENTS = 256
const MAX_AWARENESS_BYTES = MAX_CLIENTS * (3 * MAX_STATE_CHARACTERS + 32)
/** Most clients a state vector may name. */
const MAX_VECTOR = 100_000
const MAX_CLOCK = 2 ** 31

export type DocumentMessage =
  /** The peer asks for what its state vector lacks. */
  | { readonly t: 'ask' }
  /** `completes` where it answers a question for the whole state. `contents` is null where it holds too much. */
  | { readonly t: 'update'; readonly update: Uint8Array; readonly contents: UpdateContents | null; readonly completes: boolean }
  | { readonly t: 'presence'; readonly clocks: ReadonlyMap<number, number> }
  | { readonly t: 'ask presence' }

/** Reads one message of y-webrtc's protocol, V1 updates only. Throws Breach on anything else. */
export function readDocumentMessage(bytes: Uint8Array): DocumentMessage {
  try {
    const decoder = decoding.createDecoder(bytes)
    const message = readMessage(decoder)
    if (decoding.hasContent(decoder)) throw new Breach('document.malformed')
    return message
  } catch (error) {
    if (error instanceof Breach) throw error
    throw new Breach('document.malformed')
  }
}

function readMessage(decoder: decoding.Decoder): DocumentMessage {
  const kind = decoding.readVarUint(decoder)
  if (kind === AWARENESS) return { t: 'presence', clocks: readPresence(decoding.readVarUint8Array(decoder)) }
  if (kind === QUERY_AWARENESS) return { t: 'ask presence' }
  if (kind !== SYNC) throw new Breach('document.malformed')
  const step = decoding.readVarUint(decoder)
  const content = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) {
    if (Y.decodeStateVector(content).size > MAX_VECTOR) throw new Breach('document.oversize')
    return { t: 'ask' }
  }
  if (step !== STEP_2 && step !== UPDATE) throw new Breach('document.malformed')
  const verdict = readUpdate(content)
  if (!verdict.ok && !isAmount(verdict.fault)) throw new Breach(`document.${verdict.fault}`)
  return { t: 'update', update: content, contents: verdict.ok ? verdict.contents : null, completes: step === STEP_2 }
}

/**
 * Applies an update that was read. `early`: it needs what is not here, and was not applied; its sender's state has all of
 * it. `too much`: it was not applied, but its sender may have gathered all that from others. Throws Breach: an answer that
 * is not whole by itself, which none can be that comes from a sound document, or an update at which Yjs itself throws.
 * After that the document may be wrong, and the link has to begin anew.
 */
export function takeUpdate(doc: Y.Doc, message: DocumentMessage & { readonly t: 'update' }, origin: unknown): 'taken' | 'early' | 'too much' {
  const { update, contents, completes } = message
  if (contents === null) return 'too much'
  if (awaited(contents, (client) => Y.getState(doc.store, client)) !== null) {
    if (completes) throw new Breach('document.incomplete')
    return 'early'
  }
  if (!isPlaceable(contents, valuesIn(doc))) return 'too much'
  try {
    Y.applyUpdate(doc, update, origin)
  } catch {
    throw new Breach(SPOILED)
  }
  forgetPending(doc)
  return 'taken'
}

/** Values that stand in a row under one key, the latest at the right. */
function valuesIn(doc: Y.Doc): KnownValues {
  const names = new Map<unknown, string>()
  for (const [name, type] of doc.share) names.set(type, name)
  return {
    length(place) {
      const cut = place.indexOf('\0')
      let length = 0
      for (let value: Y.Item | null = doc.share.get(place.slice(0, cut))?._map.get(place.slice(cut + 1)) ?? null; value; value = value.left) length++
      return length
    },
    at(client, clock) {
      if (clock >= Y.getState(doc.store, client)) return null
      const value: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock))
      const root = value instanceof Y.Item ? names.get(value.parent) : undefined
      if (!(value instanceof Y.Item) || root === undefined) return null
      // Of what was folded together only the last part has the next one to its right.
      return { key: `${root}\0${value.parentSub ?? ''}`, followed: value.right !== null || clock < value.id.clock + value.length - 1 }
    },
  }
}

/** The document may be wrong: see `takeUpdate`. */
export const SPOILED = 'document.threw'

/** Nothing waits in a relay copy: it would be merged again at every update, and be handed on to others. */
export function forgetPending(doc: Y.Doc): void {
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
}

function readPresence(bytes: Uint8Array): Map<number, number> {
  if (bytes.length > MAX_AWARENESS_BYTES) throw new Breach('presence.oversize')
  const decoder = decoding.createDecoder(bytes)
  const clients = decoding.readVarUint(decoder)
  if (clients > MAX_CLIENTS) throw new Breach('presence.oversize')
  const clocks = new Map<number, number>()
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const text = decoding.readVarString(decoder)
    if (text.length > MAX_STATE_CHARACTERS || clock > MAX_CLOCK) throw new Breach('presence.oversize')
    const state: unknown = JSON.parse(text)
    if (typeof state !== 'object') throw new Breach('document.malformed')
    // What is kept is passed on as this end writes it, and 1e20 is longer there.
    if (JSON.stringify(state).length > MAX_STATE_CHARACTERS) throw new Breach('presence.oversize')
    clocks.set(client, clock)
  }
  if (decoding.hasContent(decoder)) throw new Breach('document.malformed')
  return clocks
}

/** The answer to `ask`, emptied: tells y-webrtc that the exchange is complete without a second application. */
export const EMPTY_STEP_2: Uint8Array = Uint8Array.of(SYNC, STEP_2, 2, 0, 0)

/** What one peer may do so often and no more. Times in ms. */
export class PeerLimits {
  readonly #asks: Allowance
  readonly #early: Allowance
  readonly #presences: Allowance
  readonly #excesses: Allowance

  constructor(now: number) {
    this.#asks = new Allowance(0.5, 20, now)
    this.#early = new Allowance(20, 2000, now)
    this.#presences = new Allowance(50, 500, now)
    this.#excesses = new Allowance(1 / 30, 5, now)
  }

  /** Asks for the whole state, which may cost megabytes. Throws Breach where it was too often. */
  ask(now: number): void {
    if (!this.#asks.spend(1, now)) throw new Breach('document.rate')
  }

  /** Sends what has to wait for something else: honest peers do while they have not answered yet. Throws Breach. */
  early(now: number): void {
    if (!this.#early.spend(1, now)) throw new Breach('document.pending')
  }

  /** Sends more than is taken at once. The connection is given up in the end; nobody is turned away for it. Throws Breach. */
  tooMuch(now: number): void {
    if (!this.#excesses.spend(1, now)) throw new Breach('document.too-much')
  }

  /** Speaks of presence. False: it goes unread, since it may only pass on what others say too often. */
  presence(now: number): boolean {
    return this.#presences.spend(1, now)
  }
}

/** Whether others would read a presence of this end: one that is too large would be held against it. */
export const fitsPresence = (state: object): boolean => JSON.stringify(state).length <= MAX_STATE_CHARACTERS

/**
 * Whether presence may be read: client numbers cost nothing to make up, so there are only so many at once. Those that are
 * gone, which y-protocols remembers for ever, make room.
 */
export function admitsPresence({ meta, states }: awarenessProtocol.Awareness, clocks: ReadonlyMap<number, number>): boolean {
  const unknown = [...clocks.keys()].filter((client) => !meta.has(client)).length
  if (meta.size + unknown > MAX_CLIENTS) for (const client of meta.keys()) if (!states.has(client)) meta.delete(client)
  return unknown === 0 || meta.size + unknown <= MAX_CLIENTS
}
