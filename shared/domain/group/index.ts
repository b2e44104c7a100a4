// Group: a working group, with a sunset, or a team, without one. An agreement of its members of mode `share` (R12 to
// R14), and what they say to one another while it runs. There is no owner: who called it is one of its people.
//
// Coming and going
// [G1] Anyone calls one, in one act with what it is about and why now. Whoever the call reaches may offer the first charter.
// [G2] Before a charter, people say that they would join. That binds nobody to anything; one's newest word stands,
//      and stepping out takes it back.
// [G3] A member is who has accepted a revision that holds (R12), and has neither stepped out nor agreed to its closing
//      since. One joins by accepting the words that hold; while a new revision is on offer, joining means those that hold,
//      and the new ones ask the newcomer like everybody else who holds the old.
// [G4] Where the charter asks for a welcome, whoever it does not list waits, having accepted, until a member says welcome
//      (AG11). Listing somebody in a charter is a welcome. Nobody refuses anybody, and nobody takes a welcome back.
// [G24] While no words hold, whoever accepted a charter that lists them says welcome to it and to what goes on from it. So a
//      charter that lists its author alone comes to hold with the first who is welcomed, whoever is welcomed is one of its
//      people (G3), and nobody is let into words of others.
// [G5] Stepping out counts at once. It ends one's facilitating, and coming back does not bring that back.
// [G6] Two charters offered at once both stand, side by side, each between those who accept it; one that names both as
//      parents settles it (R7, R13). Beside one that holds and that its author knows nobody begins another (AG12).
// [G7] One alone holds a charter with nobody: the group is forming again, and comes to hold with the next who joins.
// [G8] When the last member leaves it is closed. Its words and outputs stay, and whoever was a member may still say what was
//      learned. Nobody is put back in.
//
// Facilitation
// [G9] Nobody is made facilitator: a member takes it, for oneself. The turn that the charter's order has is shown, and
//      binds nobody.
// [G10] Who facilitates may ask another to take it; until that one does, by an act that answers the asking, it stays where it
//      is. Then it has passed on. Taking it unasked takes it from nobody: both are shown.
// [G11] Only whoever took it lets go of it. Who leaves has let go.
// [G12] Two members swap turns when both say so. A swap speaks of two turns by their first days, and of nothing else. The other
//       declines it, and either takes it back, by passing.
//
// Pausing, going on, closing
// [G13] A member proposes it, and agrees by that; each other one agrees or goes on, for oneself. It holds once as many have
//      agreed as a revision needs: two, or the share that the charter asks for, of those who were members when it was proposed;
//      never more than they were. Agreeing once given goes on counting (R14).
// [G14] It binds only who agreed. Who agreed to a closing that holds is a member no longer; others go on as long as there are
//      two. While a member has said nothing the group is closing; it is closed when fewer than two go on.
// [G15] A pause that holds is over when a going on that knows it holds, or, as shown, on its own date; then another may follow. A
//       going on is over with the last pause that it could end.
// [G16] Agreeing is taken back by passing (R6), also once it holds. What nobody agrees to any more is over.
// [G17] Learnings are said with the closing or later, by who is or was a member; also the home of what came out of it.
//
// Besides
// [G18] Members say what came out of it and how they do it. Who said how takes it back.
// [G19] How it decides (`deciding`) is words for its members. No act of one decides for another.
// [G20] Hours that its words ask for are given by its members alone, and by nobody while they pause.
// [G21] Dates are judged where they are shown: a review that is due, a sunset that passed, a turn. No rule reads them, and
//      contradictory ones break nothing. What comes first counts, a sunset before its review too; without a review there is
//      none due.
// [G22] Who left the workspace may still step out, let go, pass, and agree to a closing. They are shown as gone, take no
//      turns, and nobody waits for them.
// [G23] How many of those it names have to accept before changed words hold (`share`, in a hundred) is the charter's to say, and
//      stands in its offer. Words that say nothing carry on what those before them ask for (CH4); where none is asked for, two
//      are enough (R12). Whoever changes the share does so under the one that held.
//
// acts.ts bodies; taking.ts which act has effect; proposals.ts what holds; fold.ts where it stands; turns.ts whose turn;
// intend.ts may I; shown.ts what is seen; desk.ts; given.ts hours.
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { GROUP_KINDS, groupActs } from './acts.ts'
import { deskOfGroup } from './desk.ts'
import { foldGroup, wasMember, type Group } from './fold.ts'
import { givenInGroup, wouldGiveInGroup } from './given.ts'
import { intendGroup } from './intend.ts'
import { groupBegins, groupDetail, groupRow, groupSearchText, groupTexts, groupTitle } from './shown.ts'

export { GROUP_KINDS, MAX_GROUP_TOPICS, type GroupKind } from './acts.ts'
export type { Group } from './fold.ts'
export { intendCall, type Calling } from './intend.ts'
export { phaseOf, standsFor, type GroupPhase } from './standing.ts'

export const group: RecordConcept<Group> = {
  id: 'group',
  prefixes: ['group'],
  kinds: GROUP_KINDS,
  acts: groupActs,
  validate: (type, body) => validateBody(groupActs, type, body),
  fold: foldGroup,
  row: groupRow,
  detail: groupDetail,
  desk: deskOfGroup,
  given: givenInGroup,
  wouldGive: wouldGiveInGroup,
  begins: groupBegins,
  title: groupTitle,
  searchText: groupSearchText,
  intend: intendGroup,
  shows: wasMember,
  texts: groupTexts,
  ignored: (state) => state.ignored,
}
