// What somebody can do who has a member's data folder: sign as that member.
import { signAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { derive, type DeviceKey } from '#shared/acts/crypto.ts'
import { toBase64, toHex } from '#shared/base/bytes.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { Vault } from '../../electron/host/vault/vault.ts'
import { actsOnDisk, type Someone } from './hosts.ts'

/** What a member's data folder gives away to whoever has it. */
export interface StolenKeys {
  readonly workspace: WorkspaceId
  readonly topic: string
  readonly password: string
  readonly key: DeviceKey
  readonly person: PersonId
  /** Every act of the workspace that the member held, in causal order. */
  readonly acts: readonly VerifiedAct[]
}

/** Reads them from the data folder of somebody whose host has ended. */
export async function stolenFrom(member: Someone, workspace: WorkspaceId): Promise<StolenKeys> {
  const vault = (await Vault.read(member.data, null))!
  const secret = vault.workspaceSecret(workspace)!
  const key = vault.deviceKey(workspace)
  const acts = actsOnDisk(member.data).filter(({ act }) => act.circle === 'workspace')
  const own = acts.find(({ act }) => act.device === key.id)!
  return {
    workspace, topic: toHex(derive(secret, 'topic')), password: toBase64(derive(secret, 'signalling')), key, acts,
    person: own.act.person === '' ? (own.id as string as PersonId) : own.act.person,
  }
}

/** Makes acts with a stolen key, each upon the one before unless told otherwise. */
export class Forger {
  readonly stolen: StolenKeys
  last: VerifiedAct

  constructor(stolen: StolenKeys) {
    this.stolen = stolen
    this.last = stolen.acts.findLast(({ act }) => act.device === stolen.key.id)!
  }

  /** The member's next act; `changes` may contradict anything. */
  next(changes: Partial<Act> & Pick<Act, 'type'>): VerifiedAct {
    const { key, person, workspace } = this.stolen
    const made = signAct({
      v: 1, workspace, circle: 'workspace', subject: '', body: {}, person, device: key.id,
      seq: this.last.act.seq + 1, prev: this.last.id, seen: [], at: Date.now(), ...changes,
    }, key)
    return (this.last = made)
  }

  /** Any act, signed with the stolen key, that moves nothing here. */
  aside(changes: Partial<Act> & Pick<Act, 'type'>): VerifiedAct {
    const { last } = this
    const made = this.next(changes)
    this.last = last
    return made
  }
}
