// What membership comes to. No places in here: two replicas with the same acts hold equal states.
import type { ActId, DeviceId, PersonId, TextHash, WorkspaceId } from '../../base/ids.ts'
import type { Ignored } from '../fold.ts'

export interface Device {
  readonly id: DeviceId
  readonly label: string
  /** The founding act or the `device.add`. */
  readonly act: ActId
}

export interface Person {
  readonly id: PersonId
  readonly name: string
  /** Public key of the recovery phrase. */
  readonly spare: DeviceId
  readonly founder: boolean
  /** Member as far as the acts at hand tell. */
  readonly member: boolean
  readonly devices: readonly Device[]
  /** The founding act of the founder, or the newest join that holds (if left: that held). Null for who never joined. */
  readonly joined: { readonly act: ActId; readonly at: number } | null
  /** Who wrote the invite that the join rests upon. */
  readonly invitedBy: PersonId | null
  readonly left: { readonly act: ActId; readonly at: number; readonly text: TextHash | null } | null
}

export interface Admit {
  readonly act: ActId
  readonly by: PersonId
  readonly person: PersonId
  readonly device: DeviceId
  readonly at: number
}

export interface Invite {
  readonly id: ActId
  readonly by: PersonId
  readonly key: DeviceId
  readonly uses: number
  readonly expires: number
  readonly at: number
  readonly revoked: boolean
  readonly admits: readonly Admit[]
  /** Persons admitted with it, each once. */
  readonly used: number
}

/** What people should see and nobody is locked out for (R17, R3). */
export type MembershipFlag =
  | { readonly flag: 'seed used too often'; readonly invite: ActId; readonly persons: readonly PersonId[] }
  | { readonly flag: 'proof used again'; readonly invite: ActId; readonly persons: readonly PersonId[] }
  | { readonly flag: 'device shared'; readonly device: DeviceId; readonly persons: readonly PersonId[] }

export interface MembershipState {
  readonly workspace: WorkspaceId | null
  /** The name given at founding; the newest charter may say another. */
  readonly name: string
  readonly founder: PersonId | null
  readonly persons: ReadonlyMap<PersonId, Person>
  readonly invites: readonly Invite[]
  readonly flags: readonly MembershipFlag[]
  readonly ignored: readonly Ignored[]
}
