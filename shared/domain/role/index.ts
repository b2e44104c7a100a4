// Role: what a person designs for themselves: what it is for, what they look after, what they decide, until when. Also a second
// role beside the main one, and the stewardship of a process. An agreement of mode `all` with one person in it, who has it.
//
// [RO1] Nobody gives another a role: each revision of one is offered by the person it names, and names nobody else.
// [RO2] It is theirs from the moment they announce it. Only who has it changes it; nobody takes it away, whoever opened it.
// [RO3] Laying it down is stepping out: at once, needing nobody. The words stay.
// [RO4] Who has it may ask others to go on with it (`handon`), or names them when laying it down. Being asked binds nobody, and until one of
//       them takes it on it stays where it is.
// [RO5] Who is asked takes it on by announcing it as their own, in the same words or others: then it is theirs, and no longer
//       of who handed it on. Or they say that it is not for them (`pass`); nobody owes a reason. Nobody else can.
// [RO6] An asking is good for one handing on, and may be taken back (`keep`) by who asked. Who takes it on without knowing that it was taken back has it.
// [RO7] It names the decision it was announced after (`decided by`). One that names none is announced all the same, and says so.
// [RO8] Taken on and changed apart, or taken on by two at once, it stands with both, flagged, until one of them goes on from both, hands on or lays down.
// [RO9] Hours in its words count for who has it, and are given to nobody in particular.
//
// acts.ts bodies; handing.ts who may go on in whose place; fold.ts who has it; intend.ts may I; present.ts, view.ts what is seen; desk.ts whom it asks.
import { searchTextOf, textsOf, titleOf } from '../agreement/index.ts'
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { roleActs } from './acts.ts'
import { deskOfRole, givenUnder, wouldGive } from './desk.ts'
import { foldRole, type Role } from './fold.ts'
import { intendRole } from './intend.ts'
import { roleDetail, roleRow, shown } from './present.ts'

export { MAX_ASKED_ON, roleActs } from './acts.ts'
export type { Role } from './fold.ts'
export type { HandOn } from './handing.ts'
export type { HandOnView, RolePerson, RoleView } from './view.ts'

export const role: RecordConcept<Role> = {
  id: 'role',
  prefixes: ['role'],
  kinds: ['role'],
  acts: roleActs,
  validate: (type, body) => validateBody(roleActs, type, body),
  fold: foldRole,
  row: roleRow,
  detail: roleDetail,
  desk: deskOfRole,
  given: givenUnder,
  wouldGive,
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => searchTextOf(shown(state), text),
  intend: intendRole,
  goesOn: 'takeon',
  texts: (state) => textsOf(shown(state)),
  ignored: (state) => state.ignored,
}
