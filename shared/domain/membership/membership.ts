// Who is a member, and which device speaks for whom, judged for any act in its own causal past.
//
// Grows with the ledger: the host hands over every act once, parents before children, and gets back the two bits that
// all folds rest upon. An ordinary act costs a look at its author's few joins and leaves.
import type { Place } from '../../acts/causal.ts'
import type { ActId, DeviceId, PersonId, WorkspaceId } from '../../base/ids.ts'
import type { CountedAct, Ignored, Past, Reason } from '../fold.ts'
import { isUndone, undoesAny } from '../undo.ts'
import { membershipActs, type Body, type MembershipAct } from './acts.ts'
import { checkProof, deviceProofBytes, joinProofBytes } from './proof.ts'

/** An act before anything is known of its author's standing. */
export type IncomingAct = Omit<CountedAct, 'owned' | 'member'>
export type Standing = Pick<CountedAct, 'owned' | 'member'>

/** Most living devices of one person. */
export const MAX_DEVICES = 16

export interface PersonRecord {
  readonly founding: IncomingAct
  readonly name: string
  readonly spare: DeviceId
  readonly label: string
  readonly founder: boolean
  readonly adds: { readonly act: IncomingAct; readonly device: DeviceId; readonly label: string }[]
  /** What makes a member: the founding act of the workspace, and joins that rest upon a sound admit. */
  readonly joins: IncomingAct[]
  readonly leaves: IncomingAct[]
}
export interface InviteRecord {
  readonly act: IncomingAct
  readonly body: Body<'membership.invite'>
  readonly revokes: IncomingAct[]
  readonly admits: AdmitRecord[]
}
export interface AdmitRecord {
  readonly act: IncomingAct
  readonly body: Body<'membership.admit'>
}

export const MEMBERSHIP_PREFIXES: readonly string[] = ['workspace', 'person', 'membership', 'device', 'knot']

/** Whether an act's type is of this concept, known verb or not. */
export const isMembershipAct = (type: string): boolean => MEMBERSHIP_PREFIXES.includes(type.slice(0, type.indexOf('.')))

export class Membership {
  readonly persons = new Map<PersonId, PersonRecord>()
  readonly invites = new Map<ActId, InviteRecord>()
  readonly admits = new Map<ActId, AdmitRecord>()
  readonly ignored: Ignored[] = []
  readonly past: Past
  readonly workspace: WorkspaceId
  workspaceName = ''
  readonly #taken = new Set<ActId>()
  readonly #remembered = new Map<string, boolean>()

  constructor(workspace: WorkspaceId, past: Past) {
    this.workspace = workspace
    this.past = past
  }

  /** Judges an act and, where it is about membership, learns it. Every act once, after all that it knows of. */
  take(act: IncomingAct): Standing {
    const founding = act.type === 'workspace.found' || act.type === 'person.found'
    if (!isMembershipAct(act.type)) return this.judge(act)
    const standing = founding ? { owned: true, member: act.type === 'workspace.found' } : this.judge(act)
    if (this.#taken.has(act.id)) return standing
    this.#taken.add(act.id)
    const reason = this.#learn(act, standing)
    if (reason) this.ignored.push({ act: act.id, reason })
    return standing
  }

  /** Standing of an act that founds nobody. */
  judge(act: Pick<IncomingAct, 'type' | 'person' | 'device' | 'place'>): Standing {
    const person = this.persons.get(act.person)
    if (!person) return { owned: false, member: false }
    const owned = this.deviceBelongs(act.device, act.person, act.place) ||
      (act.type === 'device.add' && act.device === person.spare && this.past.knows(act.place, person.founding.place))
    return { owned, member: owned && act.device !== person.spare && this.wasMember(act.person, act.place) }
  }

  /** Whether the device was the person's, in the past of `at`; null: as far as known now. */
  deviceBelongs(device: DeviceId, person: PersonId, at: Place | null): boolean {
    const record = this.persons.get(person)
    if (!record || !this.#known(at, record.founding.place)) return false
    return record.founding.device === device ||
      record.adds.some((add) => add.device === device && this.#known(at, add.act.place))
  }

  /** [R15] Whether the person was a member in the past of `at`; null: as far as known now. */
  wasMember(person: PersonId, at: Place | null): boolean {
    const record = this.persons.get(person)
    if (!record) return false
    if (record.leaves.length === 0) return record.joins.some((join) => this.#known(at, join.place))
    const joins = record.joins.filter((join) => this.#known(at, join.place))
    const leaves = record.leaves.filter((leave) => this.#known(at, leave.place))
    if (leaves.length === 0 || joins.length === 0) return joins.length > 0
    const key = [...joins, ...leaves].map((act) => act.place).join()
    let member = this.#remembered.get(key)
    if (member === undefined) {
      member = this.holdingJoins(joins, leaves).length > 0
      this.#remembered.set(key, member)
    }
    return member
  }

  /** [R15, R6] Leaving is undone only by an own newer join. */
  holdingJoins(joins: readonly IncomingAct[], leaves: readonly IncomingAct[]): IncomingAct[] {
    const places = joins.map((join) => join.place)
    const undoings = leaves.map((leave) => leave.place).filter((leave) => undoesAny(leave, places, this.past))
    return joins.filter((join) => !isUndone(join.place, places, undoings, this.past))
  }

  #known(at: Place | null, place: Place): boolean {
    return at === null || this.past.knows(at, place)
  }

  #learn(act: IncomingAct, standing: Standing): Reason | null {
    if (!Object.hasOwn(membershipActs, act.type)) return 'unknown verb'
    const parsed = membershipActs[act.type as MembershipAct].safeParse(act.body)
    if (!parsed.success) return 'malformed body'
    if (act.subject !== '') return 'other record'
    if (!standing.owned) return 'device not theirs'
    const body = parsed.data as never
    switch (act.type as MembershipAct) {
      case 'workspace.found': return this.#foundWorkspace(act, body)
      case 'person.found': return this.#foundPerson(act, body, false)
      case 'membership.invite': return this.#invite(act, body, standing)
      case 'membership.revoke': return this.#revoke(act, body)
      case 'membership.admit': return this.#admit(act, body, standing)
      case 'membership.join': return this.#join(act, body)
      case 'membership.leave': return this.#leave(act)
      case 'device.add': return this.#addDevice(act, body)
      case 'knot.tie': return null
    }
  }

  /** One founding act makes the workspace and its founder, so that a fork of it is another workspace. */
  #foundWorkspace(act: IncomingAct, body: Body<'workspace.found'>): Reason | null {
    if (act.id as string !== this.workspace) return 'other record'
    this.workspaceName = body.name
    return this.#foundPerson(act, body.person, true)
  }

  /** [R3] A person's id is the hash of their founding act. */
  #foundPerson(act: IncomingAct, body: { name: string; spare: DeviceId; label: string }, founder: boolean): null {
    this.persons.set(act.id as string as PersonId, {
      founding: act, name: body.name, spare: body.spare, label: body.label, founder,
      adds: [], joins: founder ? [act] : [], leaves: [],
    })
    return null
  }

  /** Any member may invite. */
  #invite(act: IncomingAct, body: Body<'membership.invite'>, standing: Standing): Reason | null {
    if (!standing.member) return 'not a member'
    this.invites.set(act.id, { act, body, revokes: [], admits: [] })
    return null
  }

  /** Only whoever invited takes the invite back, also after leaving. */
  #revoke(act: IncomingAct, body: Body<'membership.revoke'>): Reason | null {
    const invite = this.#invitesKnown(act, body.invite)
    if (!invite) return 'unknown invite'
    if (invite.act.person !== act.person) return 'not for them'
    invite.revokes.push(act)
    return null
  }

  /**
   * [R15] By a member in the admit's own past; the seed signed this very person and device. How often a seed was used
   * and when it expires is not asked here: the first is flagged ([R17]), the second was judged by who signed ([R16]).
   */
  #admit(act: IncomingAct, body: Body<'membership.admit'>, standing: Standing): Reason | null {
    if (!standing.member) return 'not a member'
    const invite = this.#invitesKnown(act, body.invite)
    if (!invite) return 'unknown invite'
    if (invite.revokes.some((revoke) => this.past.knows(act.place, revoke.place))) return 'invite revoked'
    if (!this.deviceBelongs(body.device, body.person, act.place)) return 'unknown person'
    if (!checkProof(joinProofBytes(this.workspace, body.person, body.device), body.proof, invite.body.key)) return 'wrong proof'
    const admit = { act, body }
    this.admits.set(act.id, admit)
    invite.admits.push(admit)
    return null
  }

  /** [R15] Upon an admit of oneself. */
  #join(act: IncomingAct, body: Body<'membership.join'>): Reason | null {
    const admit = this.admits.get(body.admit)
    if (!admit || !this.past.knows(act.place, admit.act.place)) return 'not admitted'
    if (admit.body.person !== act.person) return 'not for them'
    this.persons.get(act.person)!.joins.push(act)
    return null
  }

  /** [R11] Leaving that knows no own joining undoes none. */
  #leave(act: IncomingAct): Reason | null {
    const record = this.persons.get(act.person)!
    if (!undoesAny(act.place, record.joins.map((join) => join.place), this.past)) return 'nothing to undo'
    record.leaves.push(act)
    return null
  }

  /** By a living device of the same person, or by the spare key; the new device agrees. */
  #addDevice(act: IncomingAct, body: Body<'device.add'>): Reason | null {
    const record = this.persons.get(act.person)!
    const known = new Set(record.adds.filter((add) => this.past.knows(act.place, add.act.place)).map((add) => add.device))
    known.add(record.founding.device)
    if (!known.has(body.device) && known.size >= MAX_DEVICES) return 'too many devices'
    if (!checkProof(deviceProofBytes(this.workspace, act.person), body.proof, body.device)) return 'wrong proof'
    record.adds.push({ act, device: body.device, label: body.label })
    return null
  }

  #invitesKnown(act: IncomingAct, id: ActId): InviteRecord | null {
    const invite = this.invites.get(id)
    return invite && this.past.knows(act.place, invite.act.place) ? invite : null
  }
}
