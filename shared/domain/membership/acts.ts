// Bodies of the acts by which people found, invite, admit, join, leave, and add devices.
import { z } from 'zod'
import { actRef, deviceRef, line, nonce, personRef, textRef } from '../schema.ts'

/** An Ed25519 signature, base64url. */
const proof = z.string().length(86).regex(/^[A-Za-z0-9_-]*$/)

/** `spare`: public key from the recovery phrase; it signs only `device.add` (and, later, retiring). */
const person = { name: line, spare: deviceRef, label: line }

export const membershipActs = {
  'workspace.found': z.strictObject({ name: line, person: z.strictObject(person), nonce }),
  'person.found': z.strictObject({ ...person, nonce }),
  /** `key`: public key of the one-time seed in the link. `expires`: ms, read only by whoever signs the admit. */
  'membership.invite': z.strictObject({
    key: deviceRef, uses: z.int().min(1).max(100), expires: z.int().min(0).max(8.64e15),
  }),
  'membership.revoke': z.strictObject({ invite: actRef }),
  /** `proof`: the seed key over `joinProofBytes`. */
  'membership.admit': z.strictObject({ invite: actRef, person: personRef, device: deviceRef, proof }),
  'membership.join': z.strictObject({ admit: actRef }),
  'membership.leave': z.strictObject({ text: textRef.optional() }),
  /** `proof`: the new device's key over `deviceProofBytes`. */
  'device.add': z.strictObject({ device: deviceRef, label: line, proof }),
  /** Joins tips before an act that would name more than 16 (R4). */
  'knot.tie': z.strictObject({}),
} as const
export type MembershipAct = keyof typeof membershipActs
export type Body<Type extends MembershipAct> = z.infer<(typeof membershipActs)[Type]>
