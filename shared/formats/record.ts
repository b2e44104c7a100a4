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
  /** Milliseconds since 1970 by the exporter's clock: what came later can't be in here. */
  asKnownOn: z.int().min(0),
  acts: z.array(z.strictObject({ bytes: base64, signature: base64 })).min(1).max(20_000),
  texts: z.array(base64).max(20_000),
})

export interface ExportedRecord {
  readonly record: RecordId
  readonly asKnownOn: number
  readonly acts: readonly SignedAct[]
  readonly texts: readonly Uint8Array[]
}

const ABOUT = 'A countersigned record of Parley. "parley verify FILE" checks every signature and says what it holds.'

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
  const here = new Map(acts.map((act) => [act.id as string, act]))
  const chains = new Map<string, VerifiedAct[]>()
  for (const act of acts) {
    const chain = chains.get(act.act.device) ?? []
    chains.set(act.act.device, chain)
    chain.push(act)
  }
  const parents = new Map<ActId, ActId[]>()
  for (const act of acts) {
    const named = new Set<string>([act.act.prev, ...act.act.seen, ...namedIn(act.act.body as Json)])
    if (act.act.person) named.add(act.act.person)
    if (act.act.workspace) named.add(act.act.workspace)
    // Two acts of one device at one seq are a fork: neither is known by later ones merely for its place.
    const chain = chains.get(act.act.device)!
    const earlier = chain.filter((other) => other.act.seq < act.act.seq)
    const nearest = Math.max(-1, ...earlier.map((other) => other.act.seq))
    const before = earlier.filter((other) => other.act.seq === nearest)
    if (before.length === 1 && !chain.some((other) => other !== act && other.act.seq === act.act.seq)) named.add(before[0]!.id)
    named.delete(act.id)
    parents.set(act.id, [...named].filter((id) => here.has(id)) as ActId[])
  }
  return parents
}

function namedIn(value: Json): string[] {
  if (typeof value === 'string') return value.length === 64 ? [value] : []
  if (Array.isArray(value)) return value.flatMap(namedIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(namedIn) : []
}

/** Acts in an order in which parents come first, and who knows whom by what the file proves. Null where that loops. */
export function provenPast(acts: readonly VerifiedAct[]): { readonly ordered: readonly VerifiedAct[]; readonly past: Past } | null {
  const parents = provenParents(acts)
  const byId = new Map(acts.map((act) => [act.id, act]))
  const ancestors = new Map<ActId, Set<ActId>>()
  const depths = new Map<ActId, number>()
  const ordered: VerifiedAct[] = []
  const open = new Set<ActId>()
  const visit = (id: ActId): boolean => {
    if (ancestors.has(id)) return true
    if (open.has(id)) return false
    open.add(id)
    const known = new Set<ActId>()
    let depth = 0
    for (const parent of parents.get(id)!) {
      if (!visit(parent)) return false
      known.add(parent)
      for (const older of ancestors.get(parent)!) known.add(older)
      depth = Math.max(depth, depths.get(parent)! + 1)
    }
    ancestors.set(id, known)
    depths.set(id, depth)
    ordered.push(byId.get(id)!)
    return true
  }
  for (const act of acts) if (!visit(act.id)) return null
  const at = (place: Place): ActId => ordered[place]!.id
  return {
    ordered,
    past: { knows: (a, b) => ancestors.get(at(a))!.has(at(b)), depth: (place) => depths.get(at(place))! },
  }
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
  const acts: VerifiedAct[] = []
  for (const { bytes, signature } of parsed.data.acts) {
    try {
      acts.push(verifyAct({ bytes: fromBase64(bytes) ?? new Uint8Array(), signature: fromBase64(signature) ?? new Uint8Array() }))
    } catch (error) {
      if (!(error instanceof ActError)) throw error
      return invalid(faultSentence(error))
    }
  }
  const texts = new Map(parsed.data.texts.map((item) => fromBase64(item) ?? new Uint8Array()).map((bytes) => [toHex(hash(bytes)), bytes]))
  return foldRecord(record as RecordId, acts, texts, asOf, asKnownOn)
}

function faultSentence(error: ActError): string {
  return error.fault === 'act.signature'
    ? "A signature in this file does not match what it stands under: someone's words were changed."
    : 'An act in this file is damaged.'
}

function foldRecord(record: RecordId, acts: readonly VerifiedAct[], texts: ReadonlyMap<string, Uint8Array>, asOf: string, asKnownOn: number): Result<VerifiedRecord> {
  const workspaces = new Set<WorkspaceId>(acts.map(workspaceOf))
  if (workspaces.size !== 1) return invalid('This file mixes acts of different workspaces.')
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
