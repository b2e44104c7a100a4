// The ledger's judge: membership, grown act by act as the ledger takes them in.
import type { Circle, WorkspaceId } from '#shared/base/ids.ts'
import { Membership, membershipState, type MembershipState } from '#shared/domain/membership/index.ts'
import type { CircleChains } from '../store/circle-chains.ts'
import type { BareAct, Judge } from '../store/intake.ts'
import type { Authority } from '../store/ledger-rows.ts'

export class MembershipJudge implements Judge {
  readonly #workspace: WorkspaceId
  #membership: Membership | null = null
  #state: MembershipState | null = null

  constructor(workspace: WorkspaceId) {
    this.#workspace = workspace
  }

  reset(): void {
    this.#membership = null
    this.#state = null
  }

  judge(circle: Circle, act: BareAct, chains: CircleChains): Authority {
    // Nobody else's acts ever enter the circle of my own devices.
    if (circle !== 'workspace') return { owned: true, member: true }
    this.#membership ??= new Membership(this.#workspace, chains.index)
    if (act.subject === '') this.#state = null
    return this.#membership.take(act)
  }

  /** Who is in, as far as known here. */
  state(): MembershipState {
    if (!this.#membership) return EMPTY
    return (this.#state ??= membershipState(this.#membership))
  }
}

const EMPTY: MembershipState = {
  workspace: null, name: '', founder: null, persons: new Map(), invites: [], flags: [], ignored: [],
}
