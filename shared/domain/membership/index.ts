// Membership: who is in the workspace, by whose invite, with which devices. One record a workspace (subject '').
//
// [R3]  A person's id is the hash of their founding act. The workspace's founding act is its founder's too.
// [R15] Member: the founder, or a live `join` upon an `admit` by someone who is a member in that admit's past. Leaving
//       follows rule 6 and is undone only by an own newer join.
// [R16] An admit stands whatever becomes of the device that signed it.
// [R17] A seed used more often than it was made for, or a proof used again, is flagged, never pending.
// [R4]  `knot.tie` says nothing: it joins tips where an act would have to name more than 16.
// [M1]  An act speaks for a person only from a device that was theirs in the act's own past: the founding device, or
//       one added by a device of theirs or by the spare key, with the new device's own signature.
// [M2]  The spare key signs nothing but `device.add`.
// [M3]  Only who wrote an invite takes it back; an admit that did not know of it stands.
// [M4]  At most 16 devices a person, counted in the past of the act that adds one.
//
// acts.ts bodies; proof.ts what seeds and new devices sign; membership.ts the judge; state.ts what is shown.
import type { WorkspaceId } from '../../base/ids.ts'
import { inOrder, type Concept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { membershipActs } from './acts.ts'
import { MEMBERSHIP_PREFIXES, Membership } from './membership.ts'
import type { MembershipState } from './model.ts'
import { membershipState } from './state.ts'

export { MAX_DEVICES, Membership, isMembershipAct, type IncomingAct, type Standing } from './membership.ts'
export { membershipState } from './state.ts'
export { membershipActs, type Body, type MembershipAct } from './acts.ts'
export { checkProof, deviceProofBytes, joinProofBytes, makeProof } from './proof.ts'
export type { Admit, Device, Invite, MembershipFlag, MembershipState, Person } from './model.ts'

export const membership: Concept<MembershipState> = {
  id: 'membership',
  prefixes: MEMBERSHIP_PREFIXES,
  acts: membershipActs,
  validate: (type, body) => validateBody(membershipActs, type, body),
  fold(acts, past) {
    const ordered = inOrder(acts, past)
    const founding = ordered.find((act) => act.type === 'workspace.found')
    const of = new Membership((founding?.id ?? '') as string as WorkspaceId, past)
    for (const act of ordered) of.take(act)
    return membershipState(of)
  },
}

