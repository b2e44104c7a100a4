// One device's copy of a workspace, in memory, over the real acts: real keys, signatures, causal index and membership.
import { signAct, verifyAct, type Act, type VerifiedAct, MAX_SEEN, personOf } from '#shared/acts/act.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { CausalIndex, type Place } from '#shared/acts/causal.ts'
import { newDeviceKey, type DeviceKey } from '#shared/acts/crypto.ts'
import type { ActId, PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import { Membership, membershipState, type MembershipState } from '#shared/domain/membership/index.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { recordConceptOf } from '#shared/domain/registry.ts'

/** Takes in verified acts in any order, each as often as one likes; those whose past is incomplete wait. */
export class Replica {
  readonly index = new CausalIndex()
  readonly acts = new Map<ActId, VerifiedAct>()
  readonly counted = new Map<ActId, CountedAct>()
  readonly texts = new Map<TextHash, Uint8Array>()
  readonly membership: Membership
  readonly #waiting = new Map<ActId, VerifiedAct>()
  readonly #bySubject = new Map<string, CountedAct[]>()
  readonly #tips = new Set<ActId>()

  constructor(workspace: WorkspaceId) {
    this.membership = new Membership(workspace, this.index)
  }

  take(...acts: readonly VerifiedAct[]): void {
    for (const act of acts) if (!this.acts.has(act.id)) this.#waiting.set(act.id, act)
    for (let found = true; found;) {
      found = false
      for (const act of this.#waiting.values()) found = this.#count(act) || found
    }
  }

  keep(...texts: readonly Uint8Array[]): void {
    for (const text of texts) this.texts.set(textHash(text), text)
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Acts of one record, as its concept folds them. */
  record(subject: string): readonly CountedAct[] {
    return this.#bySubject.get(subject) ?? []
  }

  subjects(): string[] {
    return [...this.#bySubject.keys()].filter((subject) => subject !== '').sort()
  }

  state(subject: string): unknown {
    const acts = this.record(subject)
    return recordConceptOf(acts[0]?.type ?? '')?.fold(acts, this.index) ?? null
  }

  members(): MembershipState {
    return membershipState(this.membership)
  }

  /** Newest acts that nothing here goes on from, other than `prev`. */
  tips(prev: ActId | ''): ActId[] {
    return [...this.#tips].filter((tip) => tip !== prev).sort()
  }

  #count(verified: VerifiedAct): boolean {
    const { act, id } = verified
    const parents = [...(act.prev === '' ? [] : [act.prev]), ...act.seen]
    if (!parents.every((parent) => this.counted.has(parent))) return false
    const at = (parent: ActId): Place => this.counted.get(parent)!.place
    const place = this.index.add(act.seq, act.prev === '' ? null : at(act.prev), act.seen.map(at))
    const { type, subject, body, device, seq } = act
    const bare = { id, type, subject, body, device, seq, at: act.at, place, person: personOf(id, act) }
    const counted = { ...bare, ...this.membership.take(bare) }
    this.#waiting.delete(id)
    this.acts.set(id, verified)
    this.counted.set(id, counted)
    this.#bySubject.set(subject, [...this.record(subject), counted])
    for (const parent of parents) this.#tips.delete(parent)
    this.#tips.add(id)
    return true
  }
}

/** What an author says; the chain fields are the device's business. */
export type Saying = Pick<Act, 'type' | 'subject'> & { readonly body: Record<string, Json> }

/** A data folder: a key, the head of its chain and a replica. Two of the same key are a fork. */
export class Device {
  readonly key: DeviceKey
  readonly replica: Replica
  readonly #head: { seq: number; prev: ActId | '' }

  constructor(replica: Replica, key: DeviceKey = newDeviceKey(), head: { seq: number; prev: ActId | '' } = { seq: 0, prev: '' }) {
    this.replica = replica
    this.key = key
    this.#head = { ...head }
  }

  /** The same folder once more, as a careless backup makes it. */
  copy(workspace: WorkspaceId): Device {
    const replica = new Replica(workspace)
    replica.take(...this.replica.acts.values())
    replica.keep(...this.replica.texts.values())
    return new Device(replica, this.key, this.#head)
  }

  sign(saying: Saying, person: PersonId | '', workspace: WorkspaceId | '', at: number): VerifiedAct[] {
    const made: VerifiedAct[] = []
    // [R4] More tips than an act may name are joined first.
    while (this.replica.tips(this.#head.prev).length > MAX_SEEN) {
      made.push(this.#signOne({ type: 'knot.tie', subject: '', body: {} }, person, workspace, at))
    }
    made.push(this.#signOne(saying, person, workspace, at))
    return made
  }

  #signOne(saying: Saying, person: PersonId | '', workspace: WorkspaceId | '', at: number): VerifiedAct {
    const { seq, prev } = this.#head
    const seen = this.replica.tips(prev).slice(0, MAX_SEEN)
    const signed = signAct({ v: 1, workspace, circle: 'workspace', ...saying, person, device: this.key.id, seq, prev, seen, at }, this.key)
    const verified = verifyAct(signed)
    Object.assign(this.#head, { seq: seq + 1, prev: verified.id })
    this.replica.take(verified)
    return verified
  }
}
