// Ways in: invites made here, and joins under way.
import { z } from 'zod'
import type { Problem } from '../../base/result.ts'
import type { Found, JoinStage, SearchState } from '../network-views.ts'
import { id, ws } from './shapes.ts'

export interface InviteView {
  readonly id: string
  readonly createdAt: number
  readonly expires: number
  readonly uses: number
  readonly used: number
  readonly revoked: boolean
  readonly link: string | null
  /** Those the link names as of now; none where this machine has none under which others reach it. */
  readonly addresses: readonly string[]
  /** Persons admitted with it and the code to compare with each. */
  readonly admitted: readonly { readonly person: string; readonly name: string; readonly code: string }[]
}

export interface JoinView {
  readonly id: string
  readonly workspaceName: string
  readonly inviterName: string
  readonly expires: number
  readonly state: 'waiting' | 'asking' | 'admitted' | 'refused' | 'cancelled'
  readonly problem: Problem | null
  /** The newest outcome of each address that has one. */
  readonly attempts: readonly { readonly address: string; readonly outcome: string; readonly at: number; readonly found: Found; readonly nextTryAt: number | null }[]
  /** Addresses whose first answer is awaited. */
  readonly trying: readonly string[]
  readonly nextTryAt: number | null
  /** Whether members on this network are looked for beside the addresses. */
  readonly search: SearchState
  readonly stage: JoinStage
  /** The stage in a sentence or two with what to do, as of when this was sent. `explainJoin` (formats/join-words.ts) gives it as of any moment. */
  readonly says: string
  /** Set once admitted. */
  readonly workspace: string | null
  /** Words to compare with the inviter's screen. */
  readonly code: string | null
}

export const joiningRequests = {
  'invite.create': z.strictObject({ ...ws, uses: z.int().min(1).max(100).default(1), expiresInMinutes: z.int().min(1).max(527_040).default(10_080) }),
  'invite.list': z.strictObject(ws),
  'invite.revoke': z.strictObject({ ...ws, invite: id }),
  'join.preview': z.strictObject({ link: z.string().max(20_000) }),
  'join.start': z.strictObject({ link: z.string().max(20_000), byFile: z.boolean().default(false) }),
  'join.address': z.strictObject({ join: z.string().max(100), address: z.string().trim().min(1).max(260) }),
  'join.retry': z.strictObject({ join: z.string().max(100) }),
  'join.cancel': z.strictObject({ join: z.string().max(100) }),
} as const

export interface JoiningResults {
  'invite.create': InviteView
  'invite.list': readonly InviteView[]
  'invite.revoke': null
  'join.preview': { readonly workspaceName: string; readonly inviterName: string; readonly expires: number; readonly addresses: readonly string[]; readonly alreadyIn: boolean }
  'join.start': JoinView
  'join.address': JoinView
  'join.retry': JoinView
  'join.cancel': null
}
