// The invite link: where to find the inviter, whom to expect there, and a one-time seed. Never the workspace secret.
import { z } from 'zod'
import { canonical, type Json } from '../acts/canonical.ts'
import { derive, deviceKeyFromSeed, hash, type DeviceKey } from '../acts/crypto.ts'
import { concat, fromBase64, fromUtf8, toBase64, toHex, utf8 } from '../base/bytes.ts'
import { isId, type DeviceId, type PersonId, type WorkspaceId } from '../base/ids.ts'
import { fail, ok, type Result } from '../base/result.ts'

export interface Invite {
  readonly workspace: WorkspaceId
  readonly workspaceName: string
  readonly inviter: PersonId
  readonly inviterName: string
  readonly inviterDevice: DeviceId
  /** 32 bytes, base64url. */
  readonly seed: string
  /** `host:port` of the inviter's rendezvous, best first. */
  readonly addresses: readonly string[]
  /** Milliseconds since 1970. Judged by who admits, shown to who joins. */
  readonly expires: number
}

export const INVITE_PREFIX = 'parley://join/#'
const CHECK_BYTES = 4
const MAX_LINK = 16_000

const id = z.string().refine(isId)
const schema = z.strictObject({
  v: z.literal(1), w: id, n: z.string().min(1).max(200), p: id, i: z.string().min(1).max(200), d: id,
  s: z.string().length(43).refine((text) => fromBase64(text)?.length === 32), a: z.array(z.string().min(3).max(260)).max(32), e: z.int().min(0).max(8.64e15),
})

export function formatInvite(invite: Invite): string {
  const content = utf8(canonical({
    v: 1, w: invite.workspace, n: invite.workspaceName, p: invite.inviter, i: invite.inviterName, d: invite.inviterDevice,
    s: invite.seed, a: invite.addresses, e: invite.expires,
  } as Json))
  return INVITE_PREFIX + toBase64(concat(content, hash(content).slice(0, CHECK_BYTES)))
}

const broken = (message: string): Result<Invite> =>
  fail('invite.unreadable', message, 'Copy the whole link again, or ask for a new one. Nothing has left this device.')

/** Total: any text gives an invite or a sentence. White space that mail programs add is passed over. */
export function parseInvite(text: string): Result<Invite> {
  const link = text.replace(/\s+/g, '')
  if (link.length > MAX_LINK) return broken('This is longer than an invite can be.')
  if (!link.startsWith('parley://join/')) return broken('This is not a Parley invite: those begin with parley://join/.')
  const bytes = fromBase64(link.slice(link.indexOf('#') + 1))
  if (!bytes || bytes.length <= CHECK_BYTES) return broken('This invite is damaged or cut short.')
  const content = bytes.slice(0, -CHECK_BYTES)
  if (toHex(hash(content).slice(0, CHECK_BYTES)) !== toHex(bytes.slice(-CHECK_BYTES))) return broken('This invite is damaged or cut short.')
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(content))
  } catch {
    return broken('This invite can not be read.')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) return broken('This invite was made by a version of Parley that this one does not understand.')
  const { w, n, p, i, d, s, a, e } = parsed.data
  return ok({
    workspace: w as WorkspaceId, workspaceName: n, inviter: p as PersonId, inviterName: i, inviterDevice: d as DeviceId, seed: s, addresses: a, expires: e,
  })
}

/** What inviter and joiner derive from the seed: where to meet, how to talk, the key that vouches for the joiner, and the one to be found by. */
export interface Meeting {
  readonly topic: string
  readonly key: Uint8Array
  readonly vouch: DeviceKey
  readonly beacon: Uint8Array
}

export function meetingFrom(seed: Uint8Array): Meeting {
  return {
    topic: toHex(derive(seed, 'join-topic')), key: derive(seed, 'join-key'), vouch: deviceKeyFromSeed(derive(seed, 'join-vouch')),
    beacon: derive(seed, 'join-beacon'),
  }
}
