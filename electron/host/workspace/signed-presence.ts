// Presence as it travels. Every peer of the workspace may pass it on, so it is signed by the device it is of: whoever carries
// it can hold it back, and cannot say it in another's name.
import { z } from 'zod'
import { sign, verify, type DeviceKey } from '#shared/acts/crypto.ts'
import { concat, fromBase64, fromHex, toBase64, utf8 } from '#shared/base/bytes.ts'
import { isId, type DeviceId, type WorkspaceId } from '#shared/base/ids.ts'

const MAX_STATE = 4000

const saidSchema = z.strictObject({
  /** One run of a host; another run begins anew. */
  host: z.string().max(64),
  /** Counted up by that run, so that what was said earlier cannot be said again in its place. */
  n: z.int().min(0),
  drafts: z.array(z.strictObject({ client: z.int(), id: z.string().refine(isId), state: z.string().max(MAX_STATE) })).max(16),
})
const signedSchema = z.strictObject({
  device: z.string().refine((text): text is DeviceId => isId(text)), said: z.string().max(MAX_STATE * 2), signature: z.string().max(100),
})

export type SaidPresence = z.infer<typeof saidSchema>
export interface SignedPresence extends SaidPresence {
  readonly device: DeviceId
}

const TAG = utf8('parley/presence/1\0')
const signedBytes = (workspace: WorkspaceId, said: string): Uint8Array => concat(TAG, fromHex(workspace), utf8(said))

export function signPresence(workspace: WorkspaceId, presence: SaidPresence, key: DeviceKey): string {
  const said = JSON.stringify(presence)
  return JSON.stringify({ device: key.id, said, signature: toBase64(sign(signedBytes(workspace, said), key)) })
}

/** Null on anything that its device has not signed for this workspace. */
export function readPresence(workspace: WorkspaceId, text: string): SignedPresence | null {
  const signed = signedSchema.safeParse(parsed(text))
  if (!signed.success) return null
  const { device, said, signature } = signed.data
  const presence = saidSchema.safeParse(parsed(said))
  if (!presence.success || !said.isWellFormed()) return null
  const proof = fromBase64(signature)
  return proof && verify(signedBytes(workspace, said), proof, device) ? { device, ...presence.data } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
