// The countersigned record: one agreement with every act of it, the membership acts that say whose keys signed, and the
// words, in one JSON text that anyone can verify without a workspace.
//
// Who knew what must be provable from the file alone. An act proves that it knows another by naming it (its past, an
// offer it accepts, an admit it joins upon) or by standing later in the same device's chain. Where the workspace's
// ledger knew more than that between two acts of the record, the exporter adds the acts in between as links.
import { z } from 'zod'
import { ActError, personOf, verifyAct, workspaceOf, type SignedAct, type VerifiedAct } from '../acts/act.ts'
import type { Json } from '../acts/canonical.ts'
import { hash } from '../acts/crypto.ts'
import type { Place } from '../acts/causal.ts'
import { fromBase64, toBase64, toHex } from '../base/bytes.ts'
import type { ActId, PersonId, RecordId, TextHash, WorkspaceId } from '../base/ids.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { CountedAct, Past } from '../domain/fold.ts'
import { Membership, membershipState } from '../domain/membership/index.ts'
import { recordConceptOf } from '../domain/registry.ts'
import type { RecordDetail } from '../domain/record/view.ts'

const base64 = z.string().max(2_000_000).regex(/^[A-Za-z0-9_-]*$/)
const schema = z.strictObject({
  format: z.literal('parley/record/1'),
  about: z.string().max(2000),
  record: z.string(),
  /** Milliseconds since 1970 by the exporter's clock. Nobody signs it, nor that nothing was left out: it is the exporter's word. */
  asKnownOn: z.int().min(0).max(8.64e15),
  acts: z.array(z.strictObject({ bytes: base64, signature: base64 })).min(1).max(20_000),
  texts: z.array(base64).max(20_000),
})

export interface ExportedRecord {
  readonly record: RecordId
  readonly asKnownOn: number
  readonly acts: readonly SignedAct[]
  readonly texts: readonly Uint8Array[]
}

const ABOUT = 'A countersigned record of Parley. "parley verify FILE" checks every signature and says what it holds. The date, and that nothing was left out, is the word of whoever wrote this file.'

export const formatRecord = (record: ExportedRecord): string => JSON.stringify({
  format: 'parley/record/1', about: ABOUT, record: record.record, asKnownOn: record.asKnownOn,
  acts: record.acts.map((act) => ({ bytes: toBase64(act.bytes), signature: toBase64(act.signature) })),
  texts: record.texts.map(toBase64),
}, null, 1)

export interface VerifiedRecord {
  readonly detail: RecordDetail
  readonly workspaceName: string
  readonly asKnownOn: number
  readonly acts: number
}

/** What an exporter and a verifier agree that an act proves to know. */
export function provenParents(acts: readonly VerifiedAct[]): Map<ActId, ActId[]> {
  const here = new Set<string>(acts.map((act) => act.id))
  const before = beforeInChain(acts)
  const parents = new Map<ActId, ActId[]>()
  for (const act of acts) {
    const named = new Set<string>([act.act.prev, ...act.act.seen, ...namedIn(act.act.body as Json)])
    if (act.act.person) named.add(act.act.person)
    if (act.act.workspace) named.add(act.act.workspace)
    const previous = before.get(act.id)
    if (previous) named.add(previous)
    named.delete(act.id)
    parents.set(act.id, [...named].filter((id) => here.has(id)) as ActId[])
  }
  return parents
}

/** The act that stands before each in its device's chain, as far as it is here and the chain shows no fork there. */
export function beforeInChain(acts: readonly VerifiedAct[]): Map<ActId, ActId> {
  const chains = new Map<string, Map<number, VerifiedAct[]>>()
  for (const act of acts) {
    const chain = chains.get(act.act.device) ?? new Map<number, VerifiedAct[]>()
    chains.set(act.act.device, chain)
    chain.set(act.act.seq, [...chain.get(act.act.seq) ?? [], act])
  }
  const before = new Map<ActId, ActId>()
  for (const chain of chains.values()) {
    let previous: readonly VerifiedAct[] = []
    for (const seq of [...chain.keys()].sort((a, b) => a - b)) {
      const here = chain.get(seq)!
      // Two acts of one device at one seq are a fork: neither is known by later ones merely for its place.
      if (here.length === 1 && previous.length === 1) before.set(here[0]!.id, previous[0]!.id)
      previous = here
    }
  }
  return before
}

function namedIn(value: Json): string[] {
  if (typeof value === 'string') return value.length === 64 ? [value] : []
  if (Array.isArray(value)) return value.flatMap(namedIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(namedIn) : []
}

/** Acts in an order in which parents come first, and who knows whom by what the file proves. Null where that loops. */
export function provenPast(acts: readonly VerifiedAct[]): { readonly ordered: readonly VerifiedAct[]; readonly past: Past } | null {
  const parents = provenParents(acts)
  const ordered = parentsFirst(acts, parents)
  if (!ordered) return null
  const places = new Map(ordered.map((act, place) => [act.id, place]))
  // A row of bits an act: one for every other that it knows. A file of 20,000 acts costs 50 MB and no recursion.
  const words = (ordered.length + 31) >>> 5
  const rows = new Uint32Array(words * ordered.length)
  const depths = new Uint32Array(ordered.length)
  for (const [place, act] of ordered.entries()) {
    for (const id of parents.get(act.id)!) {
      const parent = places.get(id)!
      for (let word = 0; word < words; word++) rows[place * words + word]! |= rows[parent * words + word]!
      rows[place * words + (parent >>> 5)]! |= 1 << (parent & 31)
      depths[place] = Math.max(depths[place]!, depths[parent]! + 1)
    }
  }
  return {
    ordered,
    past: { knows: (a, b) => ((rows[a * words + (b >>> 5)]! >>> (b & 31)) & 1) === 1, depth: (place: Place) => depths[place]! },
  }
}

/** Null where acts name one another in a circle, which no honest ones can. */
function parentsFirst(acts: readonly VerifiedAct[], parents: ReadonlyMap<ActId, readonly ActId[]>): VerifiedAct[] | null {
  const children = new Map<ActId, VerifiedAct[]>()
  const missing = new Map(acts.map((act) => [act.id, parents.get(act.id)!.length]))
  for (const act of acts) {
    for (const parent of parents.get(act.id)!) {
      const list = children.get(parent)
      if (list) list.push(act)
      else children.set(parent, [act])
    }
  }
  const ordered = acts.filter((act) => missing.get(act.id) === 0)
  for (let i = 0; i < ordered.length; i++) {
    for (const child of children.get(ordered[i]!.id) ?? []) {
      const left = missing.get(child.id)! - 1
      missing.set(child.id, left)
      if (left === 0) ordered.push(child)
    }
  }
  return ordered.length === acts.length ? ordered : null
}

const invalid = (message: string): Result<VerifiedRecord> =>
  fail('record.invalid', message, 'Ask for the record again from someone who holds it, and do not rely on this copy.')

/** Checks form, every signature, every hash, and folds what is there. Total: any text gives a result. */
export function verifyRecord(text: string, asOf: string): Result<VerifiedRecord> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return invalid('This file is damaged: it is not a complete record.')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) return invalid('This file is not a record of Parley, or it is damaged.')
  const { record, asKnownOn } = parsed.data
  const acts = new Map<ActId, VerifiedAct>()
  for (const { bytes, signature } of parsed.data.acts) {
    try {
      const act = verifyAct({ bytes: fromBase64(bytes) ?? new Uint8Array(), signature: fromBase64(signature) ?? new Uint8Array() })
      acts.set(act.id, act)
    } catch (error) {
      if (!(error instanceof ActError)) throw error
      return invalid(faultSentence(error))
    }
  }
  const texts = new Map(parsed.data.texts.map((item) => fromBase64(item) ?? new Uint8Array()).map((bytes) => [toHex(hash(bytes)), bytes]))
  // Changed words have another hash: no act names that, and the fold would read on as though they were elsewhere.
  const named = new Set([...acts.values()].flatMap((act) => namedIn(act.act.body)))
  if ([...texts.keys()].some((one) => !named.has(one))) return invalid('There are words in this file that nobody signed: someone\'s words were changed, or others were put in.')
  return foldRecord(record as RecordId, [...acts.values()], texts, asOf, asKnownOn)
}

function faultSentence(error: ActError): string {
  return error.fault === 'act.signature'
    ? "A signature in this file does not match what it stands under: someone's words were changed."
    : 'An act in this file is damaged.'
}

function foldRecord(record: RecordId, acts: readonly VerifiedAct[], texts: ReadonlyMap<string, Uint8Array>, asOf: string, asKnownOn: number): Result<VerifiedRecord> {
  const workspaces = new Set<WorkspaceId>(acts.map(workspaceOf))
  if (workspaces.size !== 1) return invalid('This file mixes acts of different workspaces.')
  // Each circle has chains of its own: side by side they would tell wrongly who knew what.
  if (new Set(acts.map((act) => act.act.circle)).size !== 1) return invalid('This file mixes acts of different circles.')
  const proven = provenPast(acts)
  if (!proven) return invalid('The acts in this file contradict one another.')
  const membership = new Membership([...workspaces][0]!, proven.past)
  const counted: CountedAct[] = proven.ordered.map((verified, place) => {
    const bare = {
      id: verified.id, type: verified.act.type, subject: verified.act.subject, body: verified.act.body as Record<string, Json>,
      person: personOf(verified.id, verified.act), device: verified.act.device, seq: verified.act.seq, at: verified.act.at, place,
    }
    return { ...bare, ...membership.take(bare) }
  })
  const own = counted.filter((act) => act.subject === record)
  const concept = own.map((act) => recordConceptOf(act.type)).find((found) => found !== null)
  if (!concept) return invalid('This file holds no act of the record it names.')
  const people = membershipState(membership)
  const state = concept.fold(own.filter((act) => recordConceptOf(act.type) === concept), proven.past)
  const detail = concept.detail(state, {
    me: null, asOf, reach: () => 'everyone', delivered: () => true,
    name: (person: PersonId) => people.persons.get(person)?.name ?? 'someone whose founding act is not in this file',
    text: (textHash: TextHash) => texts.get(textHash) ?? null,
  })
  if (detail.revisions.length === 0) return invalid('Nothing in this file was offered by someone entitled to offer it.')
  if (detail.revisions.some((revision) => revision.terms === null)) return invalid('The words that were signed are missing from this file, or were changed.')
  return ok({ detail, workspaceName: people.name, asKnownOn, acts: acts.length })
}
