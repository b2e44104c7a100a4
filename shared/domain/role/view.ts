// What a page draws of a role beside its words.
import type { RecordLink } from '../record/fields.ts'

export interface RolePerson {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

export interface HandOnView {
  /** The act that asks. */
  readonly id: string
  readonly by: RolePerson
  readonly at: number
  readonly text: string | null
  /** Whom it asks, and who of them said that it is not for them, with their words. */
  readonly to: readonly (RolePerson & { readonly passed: boolean; readonly text: string | null })[]
}

export interface RoleView {
  /** One person; two where it was taken on and changed apart; nobody once it was laid down. */
  readonly holders: readonly RolePerson[]
  /** Who had it, in that order, the newest last; `from`: milliseconds since 1970, by their own clock. */
  readonly held: readonly (RolePerson & { readonly from: number; readonly revision: number })[]
  readonly handons: readonly HandOnView[]
  /** The decisions it was announced after; none: it says of itself that no advice was sought. */
  readonly decidedBy: readonly RecordLink[]
}
