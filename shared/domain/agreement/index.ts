// Agreement: the one consent engine. Commitments and charters are agreements; they differ in parties and in mode.
//
// A revision is offered with its exact words and the people it needs, and each answers for oneself.
// [R6]  An acceptance is undone by the person's own withdrawal that knows it; or, on a branch that never heard of the
//       withdrawal, if the withdrawal knows an acceptance of that revision which knew every withdrawal this one knew.
// [R7]  Mode `all`: in force when all its people have a live acceptance and no descendant is in force. Two concurrent
//       ones are both in force, and flagged, until one that names both as parents is.
// [R8]  A revision lists every party of its parents, but those who stepped out in its past.
// [R9]  Stepping out covers all own acceptances in its past.
// [R10] Withdrawing a revision that one's past shows in force covers its ancestors too; otherwise it takes back that
//       acceptance only.
// [R11] A withdrawal that knows no acceptance undoes none.
// [R12] Mode `share`: a revision holds once two people and its parents' share of its list have accepted it. Who came
//       later may be one of the two, never of the share. A parent that does not itself hold can raise the share, not
//       lower it.
// [R13] It applies pairwise: between x and y counts the newest holding revision that both accepted.
// [R14] Acceptances once given, even withdrawn, go on counting towards the share.
// [AG1] The record's id is the hash of concept, opener and nonce; an act of another record has no effect.
// [AG2] A first revision is by a party and lists the opener; unless the opener offers it, the opener is among the
//       needed. So nobody puts words in force in a record that somebody else opened.
// [AG3] A later revision is by a party of one of its parents (of a group: or by who accepted one later); who gave
//       something in a parent gives, who received may give.
// [AG4] An acceptance names a revision that its author knows and the hash of its words. One for an older revision
//       says nothing about a newer one. The author's own offer is their acceptance, where they are needed.
// [AG5] Declining binds only oneself, and does not take back a yes: that is withdrawing.
// [AG6] In mode `all` one needed person's "not for me" closes the revision, until they accept after all.
// [AG7] An offer that a newer open offer names as parent is no longer on the table; accepting it still counts.
// [AG8] Only members offer, accept or ask. Who left may still decline, withdraw and step out.
// [AG9] What is one person's own (`own`: a role, minutes) needs that person alone, who offers it: nobody puts it in another's name.
//       It is in force at once, and what it goes on from does not come back. Whom else it names may be others the next time.
// [AG10] Where a concept lets a place be handed on (`replaces`), who was asked by the one who has it offers the next revision in
//       their place: they are then no longer a party, though they did not step out.
// [AG11] A group's revision may ask for a welcome: then the acceptance of whoever it does not list waits until one who holds
//       such a revision welcomes that person, before or after. Nobody takes a welcome back. While no revision holds, whoever one
//       lists and has accepted it welcomes to it and to what goes on from it, and to nothing else.
// [AG12] A concept may have one beginning (`once`): a revision without parents that knows one that holds has no effect.
//
// acts.ts bodies; intake.ts which act has effect; sheet.ts the facts; force.ts what is in force in a view;
// answers.ts what each last said; fold.ts all of it together; intend.ts may I; renew.ts of a renewal; present.ts what is seen.
export { agreementBodies, actsOf, MAX_PEOPLE, type AgreementBody, type AgreementVerb } from './acts.ts'
export { foldAgreement, statementOf, type Folded } from './fold.ts'
export { isParty, knownOffer } from './intake.ts'
export { choose, intendAgreement, intent, isPartyOf, membersOnly, wordsFault } from './intend.ts'
export { mayOffer, withShare } from './intend-offer.ts'
export { intendRenewal, possibleRenewal, undatedFault } from './renew.ts'
export { counts, holdsTo, thresholds } from './force.ts'
export { pastOf, type Sheet } from './sheet.ts'
export { detailOf, focusOf, rowOf, searchTextOf, textsOf, titleOf, wordsOf, type Shown } from './present.ts'
export type {
  Agreement, AgreementPhase, Answer, Kind, Mode, Pair, Revision, RevisionStatus, Rules, Signature, Statement, Waiting,
} from './model.ts'
