import type { InviteView } from '../../../shared/protocol/contract.ts'

/** Somebody could still come in with it. */
export const isOpen = ({ revoked, expires, used, uses }: InviteView, now: number): boolean => !revoked && expires >= now && used < uses
