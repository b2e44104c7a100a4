// Invites: written, listed, taken back; and the answer to who comes with one. Expiry and number of uses are judged here,
// once, by whoever signs the admit; others show it and never recompute it.
import type { Clock } from '#shared/base/clock.ts'
import { toBase64 } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, PersonId } from '#shared/base/ids.ts'
import { orThrow, fail } from '#shared/base/result.ts'
import { randomBytes } from '#shared/acts/crypto.ts'
import type { VerifiedAct } from '#shared/acts/act.ts'
import { checkProof, joinProofBytes, type Invite, type MembershipState } from '#shared/domain/membership/index.ts'
import { formatInvite, meetingFrom, type Meeting } from '#shared/formats/invite.ts'
import { keyCode } from '#shared/formats/words.ts'
import { makeJoinReply, readJoinRequest, type JoinReply, type JoinRefusal, type JoinRequest } from '#shared/protocol/join.ts'
import type { InviteView } from '#shared/protocol/contract.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Vault } from '../vault/vault.ts'
import type { People } from './people.ts'
import type { Voice } from './voice.ts'

/** Most invites that are listened for at a time. */
const MAX_LISTENING = 64

export interface InvitesOptions {
  readonly voice: Voice
  readonly vault: Vault
  readonly ledger: Ledger
  readonly people: People
  readonly clock: Clock
  readonly membership: () => MembershipState
  readonly workspaceName: () => string
  readonly secret: () => Uint8Array
  readonly addresses: () => readonly string[]
  readonly genesis: () => VerifiedAct
  readonly refused: (what: string) => void
}

export class Invites {
  readonly #options: InvitesOptions
  /** One call is answered after the other, or two at once could both be the last use of an invite. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: InvitesOptions) {
    this.#options = options
  }

  async create(uses: number, minutes: number): Promise<InviteView> {
    const { voice, vault, clock } = this.#options
    const seed = randomBytes(32)
    const expires = clock.now() + minutes * 60_000
    const key = meetingFrom(seed).vouch.id
    // Before the act, so that whoever hears of it can already be answered.
    vault.keepInvite(key, seed)
    const act = await voice.give({ circle: 'workspace', type: 'membership.invite', subject: '', body: { key, uses, expires } })
    return this.view(this.#known(act.id))
  }

  async revoke(id: ActId): Promise<void> {
    const invite = this.#known(id)
    if (invite.by !== this.#options.people.me) {
      orThrow(fail('invite.not-yours', 'Only the one who wrote an invite takes it back.', `Ask ${this.#options.people.name(invite.by)}.`))
    }
    await this.#options.voice.give({ circle: 'workspace', type: 'membership.revoke', subject: '', body: { invite: id } })
  }

  /** Own invites, newest first. */
  list(): InviteView[] {
    return this.#own().map((invite) => this.view(invite)).reverse()
  }

  view(invite: Invite): InviteView {
    const { vault, people } = this.#options
    const seed = vault.inviteSeed(invite.key)
    return {
      id: invite.id, createdAt: invite.at, expires: invite.expires, uses: invite.uses, used: invite.used, revoked: invite.revoked,
      link: seed && !invite.revoked ? this.#link(invite, seed) : null, addresses: this.#options.addresses(),
      admitted: invite.admits.map((admit) => ({
        person: admit.person, name: people.name(admit.person), code: admissionCode(invite.key, admit.person),
      })),
    }
  }

  /** Topics on which newcomers with a live invite may call. */
  topics(): string[] {
    return this.#listening().map(({ meeting }) => meeting.topic)
  }

  /** Keys by which newcomers find this host with no address: of invites that still admit somebody. */
  beacons(): Uint8Array[] {
    const now = this.#options.clock.now()
    return this.#listening().filter(({ invite }) => !invite.revoked && invite.used < invite.uses && now <= invite.expires).map(({ meeting }) => meeting.beacon)
  }

  /** Who was let in with this device by an invite of mine, and has not left; with the words to compare. */
  admitted(device: DeviceId): { readonly person: PersonId; readonly code: string } | null {
    for (const invite of this.#own()) {
      const admit = invite.admits.find((one) => one.device === device)
      if (admit && !this.#options.people.get(admit.person)?.left) return { person: admit.person, code: admissionCode(invite.key, admit.person) }
    }
    return null
  }

  /** Answers a call on a topic; null where it is not for us. */
  async answer(topic: string, data: Uint8Array): Promise<Uint8Array | null> {
    const entry = this.#listening().find(({ meeting }) => meeting.topic === topic)
    if (!entry) return null
    const { invite, meeting } = entry
    const request = readJoinRequest(data, meeting.key)
    // Our own replies come back on the topic too.
    if (!request) return null
    const admission = this.#turn.then(() => this.#admit(this.#known(invite.id), request))
    this.#turn = admission.catch(() => {})
    const outcome = await admission
    return makeJoinReply(request, this.#reply(outcome), this.#options.voice.key, meeting.key)
  }

  #reply(outcome: JoinReply['outcome']): JoinReply {
    const admitted = outcome === 'admitted'
    return {
      outcome,
      secret: admitted ? this.#options.secret() : null,
      genesis: admitted ? this.#options.genesis() : null,
      addresses: admitted ? this.#options.addresses() : [],
    }
  }

  async #admit(invite: Invite, request: JoinRequest): Promise<'admitted' | JoinRefusal> {
    const { ledger, voice, people, refused } = this.#options
    const person = request.founding.id as string as PersonId
    const device = request.founding.act.device
    // Who left comes back by another invite, as anybody does.
    if (people.get(person)?.left) {
      refused('invite.used')
      return 'used'
    }
    // Asking again, since the answer was lost, is no second use.
    if (invite.admits.some((admit) => admit.person === person && admit.device === device)) return 'admitted'
    const refusal = this.#judge(invite, request, person)
    if (refusal) {
      refused(`invite.${refusal}`)
      return refusal
    }
    await ledger.take([{ verified: request.founding, texts: [] }], 'join')
    if (!people.get(person)) return 'not valid'
    await voice.give({
      circle: 'workspace', type: 'membership.admit', subject: '', body: { invite: invite.id, person, device, proof: request.proof },
    })
    return 'admitted'
  }

  #judge(invite: Invite, { founding, proof }: JoinRequest, person: PersonId): JoinRefusal | null {
    const { clock, people, genesis } = this.#options
    const workspace = genesis().id as string as never
    if (founding.act.type !== 'person.found' || founding.act.workspace !== workspace) return 'not valid'
    if (!checkProof(joinProofBytes(workspace, person, founding.act.device), proof, invite.key)) return 'not valid'
    if (!people.isMember(people.me)) return 'left'
    if (invite.revoked) return 'revoked'
    if (invite.used >= invite.uses) return 'used'
    if (clock.now() > invite.expires) return 'expired'
    return null
  }

  #own(): Invite[] {
    return this.#options.membership().invites.filter((invite) => invite.by === this.#options.people.me)
  }

  /** Used, expired and revoked invites are listened for too: who comes late gets a sentence instead of silence. */
  #listening(): { invite: Invite; meeting: Meeting }[] {
    const listening = []
    for (const invite of this.#own().slice(-MAX_LISTENING)) {
      const seed = this.#options.vault.inviteSeed(invite.key)
      if (seed) listening.push({ invite, meeting: meetingFrom(seed) })
    }
    return listening
  }

  #known(id: ActId): Invite {
    const invite = this.#options.membership().invites.find((candidate) => candidate.id === id)
    return invite ?? orThrow(fail('invite.unknown', 'There is no such invite here.', 'Look it up in the list of invites.'))
  }

  #link(invite: Invite, seed: Uint8Array): string {
    const { people, voice, workspaceName, addresses, genesis } = this.#options
    return formatInvite({
      workspace: genesis().id as string as never, workspaceName: workspaceName(), inviter: people.me, inviterName: people.name(people.me),
      inviterDevice: voice.key.id, seed: toBase64(seed), addresses: addresses(), expires: invite.expires,
    })
  }
}

/** What inviter and newcomer compare by voice: made of the invite's key and the newcomer's founding act. */
export const admissionCode = (inviteKey: string, person: string): string => keyCode('admission', inviteKey, person)
