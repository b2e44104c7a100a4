// Joining with an invite, from the newcomer's side: meet a member over the addresses in the link, be admitted, open the
// workspace. A join under way outlives a restart: link, addresses and the key it asks with are kept.
import { signAct, type VerifiedAct } from '#shared/acts/act.ts'
import { randomBytes, type DeviceKey } from '#shared/acts/crypto.ts'
import { fromBase64, toHex } from '#shared/base/bytes.ts'
import type { Clock } from '#shared/base/clock.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { orThrow, problem, ProblemError, type Problem } from '#shared/base/result.ts'
import { joinProofBytes, makeProof } from '#shared/domain/membership/index.ts'
import { meetingFrom, parseInvite, type Invite } from '#shared/formats/invite.ts'
import { explainJoin, joinStage } from '#shared/formats/join-words.ts'
import type { Call } from '#shared/protocol/bundle.ts'
import { isAddress, type Candidate } from '#shared/protocol/address.ts'
import { makeJoinRequest, readJoinReply, requestName, type JoinRefusal, type JoinReply } from '#shared/protocol/join.ts'
import type { JoinView, SearchState, WayView } from '#shared/protocol/contract.ts'
import type { MeetingPoint } from './exchange/meeting-point.ts'
import type { Settings } from './settings/settings.ts'
import type { Arrival } from './store/ledger.ts'
import type { Vault } from './vault/vault.ts'
import { admissionCode } from './workspace/invites.ts'

/** How often the call is repeated while nobody has answered. */
const CALL_MS = 1500
/** Replies to earlier calls are accepted too, up to this many. */
const MAX_CALLS = 200
/** And to so many that were written to files. */
const MAX_FILED = 20

export interface Admitted {
  readonly invite: Invite
  readonly person: PersonId
  readonly founding: VerifiedAct
  readonly reply: JoinReply
  readonly keyName: `join:${string}`
  /** What came with the answer, judged. */
  readonly brought: Brought | null
}

/** Acts that the maker of a file carried along. */
export interface Brought {
  readonly from: DeviceId
  readonly arrivals: readonly Arrival[]
}

export interface JoinsOptions {
  readonly vault: () => Vault
  readonly settings: Settings
  readonly meeting: MeetingPoint | null
  readonly clock: Clock
  readonly has: (workspace: WorkspaceId) => boolean
  readonly log: (line: string) => void
  /** The addresses tried for the owner of a wish. */
  readonly ways: (owner: string) => readonly WayView[]
  /** This machine has a network address. */
  readonly online: () => boolean
  /** Whether people are looked for beside the addresses. */
  readonly search: () => SearchState
  /** Somebody who may admit has been found, or is looked for as of now. */
  readonly expect: () => void
  readonly admitted: (admitted: Admitted) => Promise<void>
}

interface Join {
  readonly id: string
  readonly link: string
  readonly invite: Invite
  addresses: string[]
  state: JoinView['state']
  problem: Problem | null
  workspace: WorkspaceId | null
  readonly founding: VerifiedAct
  readonly calls: Set<string>
  /** Calls that were written to a file: their answer may come in days, after restarts. */
  readonly filed: Set<string>
  /** The stage that was told last. */
  told: JoinView['stage'] | null
  timer: NodeJS.Timeout | null
}

export class Joins {
  readonly onChange = new Emitter<JoinView>()
  readonly #joins = new Map<string, Join>()
  readonly #options: JoinsOptions

  constructor(options: JoinsOptions) {
    this.#options = options
    options.meeting?.onMeeting.on(({ topic, data }) => void this.answered(topic, data).catch((error: unknown) => options.log(`join: ${(error as Error).name}`)))
    options.meeting?.onDialled.on(({ address }) => {
      for (const join of this.#joins.values()) {
        if (!options.meeting?.addressesOf(ownerOf(join)).includes(address)) continue
        if (options.meeting?.dialled.get(address)?.outcome === 'connected') {
          options.expect()
          this.#call(join)
        }
        this.#tell(join)
      }
    })
  }

  /** Takes up joins that were under way when the host was last closed. */
  resume(): void {
    for (const saved of [...this.#options.settings.data.joins]) {
      const invite = parseInvite(saved.link)
      // Admitted and entered, but ended before that was written down.
      if (invite.ok && this.#options.has(invite.value.workspace)) continue
      if (invite.ok) this.#begin(saved.id, saved.link, invite.value, saved.addresses, saved.at, saved.filed)
    }
  }

  /** `byFile`: the call is carried by hand, so no network is needed. */
  start(link: string, byFile = false): JoinView {
    const invite = orThrow(parseInvite(link))
    if (this.#options.has(invite.workspace)) {
      throw new ProblemError(problem('join.already', `You are in ${invite.workspaceName} already on this device.`, 'Open it from the list of workspaces.'))
    }
    if (!this.#options.meeting && !byFile) {
      throw new ProblemError(problem('join.offline', 'Joining needs the network, and this was started without it.', 'Start Parley, or use parley join.'))
    }
    const known = [...this.#joins.values()].find((join) => join.link === link && join.state !== 'cancelled' && join.state !== 'refused')
    if (known) return this.view(known)
    const id = toHex(randomBytes(8))
    const join = this.#begin(id, link, invite, [...invite.addresses], Math.min(this.#options.clock.now(), invite.expires))
    this.#save()
    return this.view(join)
  }

  addAddress(id: string, address: string): JoinView {
    const join = this.#known(id)
    if (!isAddress(address)) {
      throw new ProblemError(problem('join.address', `${address} is not an address Parley can try.`, 'Write it like 192.168.1.24:47611, as shown under My address on the other device.'))
    }
    join.addresses = [...new Set([address, ...join.addresses])]
    this.#save()
    this.#wish(join)
    return this.retry(id)
  }

  retry(id: string): JoinView {
    const join = this.#known(id)
    this.#options.meeting?.look()
    this.#options.meeting?.retry()
    this.#call(join)
    return this.view(join)
  }

  /** The call of a join under way, to be carried by a file; its answer is known again after a restart. */
  callOf(id: string): { readonly invite: Invite; readonly key: DeviceKey; readonly call: Call } {
    const join = this.#known(id)
    const call = requestOf(join)
    if (join.filed.size >= MAX_FILED) join.filed.delete(join.filed.values().next().value!)
    join.filed.add(requestName(call.message))
    this.#save()
    return { invite: join.invite, key: this.#options.vault().deviceKey(`join:${id}`), call }
  }

  cancel(id: string): void {
    this.#end(this.#known(id), 'cancelled', null)
    this.#joins.delete(id)
  }

  views(): JoinView[] {
    return [...this.#joins.values()].map((join) => this.view(join))
  }

  view(join: Join): JoinView {
    const ways = this.#options.ways(ownerOf(join))
    const attempts = ways.flatMap(({ address, found, outcome, at, nextTryAt }) => (outcome === null || at === null ? [] : [{ address, found, outcome, at, nextTryAt }]))
    const next = attempts.map((attempt) => attempt.nextTryAt).filter((at) => at !== null)
    const facts = {
      id: join.id, workspaceName: join.invite.workspaceName, inviterName: join.invite.inviterName, expires: join.invite.expires,
      state: join.state, problem: join.problem, attempts, search: this.#options.search(),
      trying: ways.filter(({ outcome }) => outcome === null).map(({ address }) => address),
      nextTryAt: next.length > 0 ? Math.min(...next) : null,
      workspace: join.workspace,
      code: join.state === 'admitted' ? admissionCode(meetingOf(join.invite).vouch.id, join.founding.id) : null,
    }
    const now = this.#options.clock.now()
    const view = { ...facts, stage: joinStage(facts, this.#options.online(), now) }
    return { ...view, says: explainJoin(view, now) }
  }

  dispose(): void {
    for (const join of this.#joins.values()) if (join.timer) clearInterval(join.timer)
    this.onChange.dispose()
  }

  #begin(id: string, link: string, invite: Invite, addresses: string[], at: number, filed: readonly string[] = []): Join {
    const { vault } = this.#options
    const keyName = `join:${id}` as const
    const key = vault().deviceKey(keyName)
    const founding = signAct({
      v: 1, workspace: invite.workspace, circle: 'workspace', type: 'person.found', subject: '',
      // The nonce comes from the key and the time is kept, so that a join taken up again is the same person asking again.
      body: { name: vault().name, spare: vault().spare, label: vault().device, nonce: key.id.slice(0, 32) },
      person: '', device: key.id, seq: 0, prev: '', seen: [], at,
    }, key)
    const join: Join = { id, link, invite, addresses, state: 'waiting', problem: null, workspace: null, founding, calls: new Set(), filed: new Set(filed), told: null, timer: null }
    this.#joins.set(id, join)
    if (this.#options.meeting) this.#options.expect()
    this.#wish(join)
    join.timer = setInterval(() => this.#again(join), CALL_MS)
    this.#call(join)
    return join
  }

  #wish(join: Join): void {
    const { topic, beacon } = meetingOf(join.invite)
    const addresses = join.addresses.map((address): Candidate => ({ address, source: join.invite.addresses.includes(address) ? 'invite' : 'by hand' }))
    this.#options.meeting?.wish(ownerOf(join), { topics: [topic], meet: [topic], addresses, every: true, beacons: [beacon] })
  }

  /** Calls again. Where the join stands may be another by now, though nothing happened but that time went by. */
  #again(join: Join): void {
    this.#call(join)
    if (this.view(join).stage !== join.told) this.#tell(join)
  }

  #tell(join: Join): void {
    const view = this.view(join)
    join.told = view.stage
    this.onChange.emit(view)
  }

  #call(join: Join): void {
    if (join.state !== 'waiting' && join.state !== 'asking') return
    const { topic, message } = requestOf(join)
    if (join.calls.size >= MAX_CALLS) join.calls.delete(join.calls.values().next().value!)
    join.calls.add(requestName(message))
    this.#options.meeting?.publish(topic, message)
  }

  /**
   * Takes an answer, however it came. Those that answer no call of ours are passed over. `judged`: what else came with it;
   * where that throws, nothing was entered and the call goes on. Returns why a workspace could not be kept.
   */
  async answered(topic: string, data: Uint8Array, judged?: (invite: Invite) => Promise<Brought>): Promise<Problem | null> {
    let failed: Problem | null = null
    for (const join of this.#joins.values()) {
      if (join.state !== 'waiting' || meetingOf(join.invite).topic !== topic) continue
      const { key } = meetingOf(join.invite)
      const keyName = `join:${join.id}` as const
      const reply = readJoinReply(data, key, new Set([...join.calls, ...join.filed]), join.invite.inviterDevice, this.#options.vault().deviceKey(keyName))
      if (!reply) continue
      if (reply.outcome !== 'admitted') {
        this.#end(join, 'refused', refusalProblem(reply.outcome, join.invite))
        continue
      }
      // Another invite to the same place was answered just before: one workspace is entered once.
      if (this.#others(join).some((other) => other.state === 'asking')) continue
      join.state = 'asking'
      const brought = await judged?.(join.invite).catch((error: unknown) => {
        join.state = 'waiting'
        throw error
      }) ?? null
      try {
        await this.#options.admitted({ invite: join.invite, person: join.founding.id as string as PersonId, founding: join.founding, reply, keyName, brought })
        join.workspace = join.invite.workspace
        this.#end(join, 'admitted', null)
        for (const other of this.#others(join)) if (other.state === 'waiting') this.cancel(other.id)
      } catch (error) {
        failed = this.#failed(join, error)
      }
    }
    return failed
  }

  /** Joins to the same workspace by another invite. */
  #others(join: Join): Join[] {
    return [...this.#joins.values()].filter((other) => other !== join && other.invite.workspace === join.invite.workspace)
  }

  /** Admitted, and not able to enter: where the answer is at fault this ends, else the call goes on. */
  #failed(join: Join, error: unknown): Problem {
    const why = error instanceof ProblemError ? error.problem
      : problem('join.failed', 'You were admitted, but the workspace could not be kept on this device.', 'Look whether the disk is full; it is tried again by itself.')
    this.#options.log(`join: ${why.code} ${(error as Error).name}`)
    if (why.code === 'join.other') {
      this.#end(join, 'refused', why)
      return why
    }
    join.state = 'waiting'
    join.problem = why
    this.#tell(join)
    return why
  }

  #end(join: Join, state: JoinView['state'], why: Problem | null): void {
    join.state = state
    join.problem = why
    if (join.timer) clearInterval(join.timer)
    join.timer = null
    this.#options.meeting?.wish(ownerOf(join), null)
    this.#save()
    this.#tell(join)
  }

  #save(): void {
    this.#options.settings.note((data) => {
      data.joins = [...this.#joins.values()].filter((join) => join.state === 'waiting' || join.state === 'asking')
        .map(({ id, link, addresses, founding, filed }) => ({ id, link, addresses, at: founding.act.at, filed: [...filed] }))
    })
  }

  #known(id: string): Join {
    const join = this.#joins.get(id)
    if (!join) throw new ProblemError(problem('join.unknown', 'That join is no longer under way.', 'Paste the invite again.'))
    return join
  }
}

const ownerOf = ({ id }: { readonly id: string }): string => `join ${id}`

/** A call as it travels: each is sealed anew, and so has another name. */
function requestOf({ invite, founding }: Join): Call {
  const { topic, key, vouch } = meetingOf(invite)
  const proof = makeProof(joinProofBytes(invite.workspace, founding.id as string as PersonId, founding.act.device), vouch)
  return { topic, message: makeJoinRequest(founding, proof, key) }
}

const meetingOf = (invite: Invite): ReturnType<typeof meetingFrom> => meetingFrom(fromBase64(invite.seed)!)

function refusalProblem(refusal: JoinRefusal, { inviterName, workspaceName }: Invite): Problem {
  const ask = `Ask ${inviterName} for a new invite.`
  switch (refusal) {
    case 'expired': return problem('invite.expired', `This invite to ${workspaceName} has run out, so nobody was admitted.`, ask)
    case 'used': return problem('invite.used', `This invite to ${workspaceName} was used already. If that was not you, tell ${inviterName}.`, ask)
    case 'revoked': return problem('invite.revoked', `${inviterName} took this invite back.`, `Talk to ${inviterName}.`)
    case 'left': return problem('invite.left', `${inviterName} has left ${workspaceName}, so can't admit anyone.`, 'Ask another member for an invite.')
    case 'not valid': return problem('invite.not-valid', `The call was not accepted: it doesn't match the invite.`, ask)
  }
}
