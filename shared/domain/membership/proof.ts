// What a seed key or a new device signs, outside any act: bound to purpose, workspace and person.
import { concat, fromBase64, fromHex, toBase64, utf8 } from '../../base/bytes.ts'
import type { DeviceId, PersonId, WorkspaceId } from '../../base/ids.ts'
import { sign, verify, type DeviceKey } from '../../acts/crypto.ts'

/** Signed by the seed of an invite, for one person and the device they ask from. */
export const joinProofBytes = (workspace: WorkspaceId, person: PersonId, device: DeviceId): Uint8Array =>
  concat(utf8('parley/join/1\0'), fromHex(workspace), fromHex(person), fromHex(device))

/** Signed by the device that is added: nobody can claim another's device. */
export const deviceProofBytes = (workspace: WorkspaceId, person: PersonId): Uint8Array =>
  concat(utf8('parley/device/1\0'), fromHex(workspace), fromHex(person))

/** The text form that acts carry. */
export const makeProof = (bytes: Uint8Array, key: DeviceKey): string => toBase64(sign(bytes, key))

export function checkProof(bytes: Uint8Array, proof: string, key: DeviceId): boolean {
  const signature = fromBase64(proof)
  return signature !== null && verify(bytes, signature, key)
}
