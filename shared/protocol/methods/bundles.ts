// Exchange by file.
import { z } from 'zod'
import { id, ws } from './shapes.ts'
import { work } from './work.ts'

/** A file to be kept and carried: its name, and its bytes in base64url. */
export interface BundleFile {
  readonly name: string
  readonly bundle: string
}

export interface BundleView {
  /** A newcomer's request to join, the reply to it, or an exchange between members. */
  readonly kind: 'exchange' | 'request' | 'reply'
  readonly workspace: string
  readonly workspaceName: string
  /** Who made it, by name and id; null where they are not known here. */
  readonly from: string | null
  readonly person: string | null
  /** Words that newcomer and inviter compare; null where nobody was let in. */
  readonly code: string | null
  /** By its maker's clock. */
  readonly madeAt: number
  /** Acts and pieces of drafts that were new here. */
  readonly acts: number
  readonly drafts: number
  /** The records that the new acts are about. */
  readonly records: readonly string[]
  /** Acts here that the maker did not have. */
  readonly lacks: number
  /** What to carry back to a newcomer who asked to join. */
  readonly reply: BundleFile | null
}

export const bundlesRequests = {
  /** An encrypted file for one member, or for all who are members as it is made. `all`: also what they are known to have. */
  'bundle.make': z.strictObject({ ...ws, to: id.optional(), all: z.boolean().default(false), ...work }),
  'bundle.take': z.strictObject({ bundle: z.string().max(56_000_000), ...work }),
  /** The call of a join under way, as a file for the inviter. */
  'bundle.request': z.strictObject({ join: z.string().max(100) }),
} as const

export interface BundlesResults {
  'bundle.make': BundleFile & { readonly acts: number; readonly drafts: number }
  'bundle.take': BundleView
  'bundle.request': BundleFile
}
