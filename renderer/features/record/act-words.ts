// What each act of a record is called, in one place: keys of the locale, whole, so that a search finds them.
import { wayOfKind } from '../../../shared/domain/record/told.ts'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

export interface ActWords {
  /** As a thing: "Acceptance". */
  readonly name: string
  /** Of a person, where its record is in sight: "accepted". */
  readonly said: string
  /** The same with the revision, `n`, where it is about one: "accepted rev 2". */
  readonly saidOf?: string
  /** Of a person, where its record is not: "accepted rev 2 of {title}"; takes `title`, `n` and `what`. */
  readonly did: string
  readonly icon: IconName
}

/** By the whole type of an act, or by its verb where concepts mean the same by it. */
const ACTS: Readonly<Record<string, ActWords>> = {
  offer: { name: 'actName.offer', said: 'actSaid.offer', did: 'actDid.offer', icon: 'circle-half', saidOf: 'actSaidOf.offer' },
  accept: { name: 'actName.accept', said: 'actSaid.accept', did: 'actDid.accept', icon: 'signature', saidOf: 'actSaidOf.accept' },
  decline: { name: 'actName.decline', said: 'actSaid.decline', did: 'actDid.decline', icon: 'x' },
  'commitment.promise': { name: 'actName.promise', said: 'actSaid.promised', did: 'actDid.promised', icon: 'circle-half' },
  'commitment.ask': { name: 'actName.askedFor', said: 'actSaid.asked', did: 'actDid.asked', icon: 'circle-half' },
  'commitment.note': { name: 'actName.noted', said: 'actSaid.noted', did: 'actDid.noted', icon: 'circle-half' },
  'openoffer.note': { name: 'actName.noted', said: 'actSaid.noted', did: 'actDid.noted', icon: 'circle-half' },
  'openoffer.ask': { name: 'actName.askedFor', said: 'actSaid.asked', did: 'actDid.asked', icon: 'circle-half' },
  'role.announce': { name: 'actName.announced', said: 'actSaid.announced', did: 'actDid.announced', icon: 'circle-half', saidOf: 'actSaidOf.announced' },
  'minutes.sign': { name: 'actName.signed', said: 'actSaid.signed', did: 'actDid.signed', icon: 'signature', saidOf: 'actSaidOf.signed' },
  question: { name: 'actName.question', said: 'actSaid.question', did: 'actDid.question', icon: 'chat-circle-text' },
  withdraw: { name: 'actName.withdraw', said: 'actSaid.withdraw', did: 'actDid.withdraw', icon: 'arrow-u-up-left', saidOf: 'actSaidOf.withdraw' },
  stepout: { name: 'actName.stepout', said: 'actSaid.stepout', did: 'actDid.stepout', icon: 'door-open' },
  checkin: { name: 'actName.checkin', said: 'actSaid.checkin', did: 'actDid.checkin', icon: 'pulse' },
  reading: { name: 'actName.reading', said: 'actSaid.reading', did: 'actDid.reading', icon: 'pulse' },
  risk: { name: 'actName.risk', said: 'actSaid.risk', did: 'actDid.risk', icon: 'warning-octagon' },
  clear: { name: 'actName.clear', said: 'actSaid.clear', did: 'actDid.clear', icon: 'check-circle' },
  fulfil: { name: 'actName.fulfil', said: 'actSaid.fulfil', did: 'actDid.fulfil', icon: 'check' },
  acknowledge: { name: 'actName.acknowledge', said: 'actSaid.acknowledge', did: 'actDid.acknowledge', icon: 'checks' },
  release: { name: 'actName.release', said: 'actSaid.release', did: 'actDid.release', icon: 'door-open' },
  'group.call': { name: 'actName.groupCall', said: 'actSaid.groupCall', did: 'actDid.groupCall', icon: 'megaphone-simple' },
  'group.interest': { name: 'actName.groupInterest', said: 'actSaid.groupInterest', did: 'actDid.groupInterest', icon: 'hand-waving' },
  'group.uninterest': { name: 'actName.groupUninterest', said: 'actSaid.groupUninterest', did: 'actDid.groupUninterest', icon: 'x' },
  'group.welcome': { name: 'actName.groupWelcome', said: 'actSaid.groupWelcome', did: 'actDid.groupWelcome', icon: 'hand-waving' },
  'group.facilitate': { name: 'actName.groupFacilitate', said: 'actSaid.groupFacilitate', did: 'actDid.groupFacilitate', icon: 'hand-waving' },
  'group.handon': { name: 'actName.groupHandon', said: 'actSaid.groupHandon', did: 'actDid.groupHandon', icon: 'chat-circle-text' },
  'group.letgo': { name: 'actName.groupLetgo', said: 'actSaid.groupLetgo', did: 'actDid.groupLetgo', icon: 'door-open' },
  'group.swap': { name: 'actName.groupSwap', said: 'actSaid.groupSwap', did: 'actDid.groupSwap', icon: 'arrows-clockwise' },
  'group.pause': { name: 'actName.groupPause', said: 'actSaid.groupPause', did: 'actDid.groupPause', icon: 'hourglass-medium' },
  'group.resume': { name: 'actName.groupResume', said: 'actSaid.groupResume', did: 'actDid.groupResume', icon: 'arrow-right' },
  'group.close': { name: 'actName.groupClose', said: 'actSaid.groupClose', did: 'actDid.groupClose', icon: 'checks' },
  'group.agree': { name: 'actName.groupAgree', said: 'actSaid.groupAgree', did: 'actDid.groupAgree', icon: 'check' },
  'group.pass': { name: 'actName.groupPass', said: 'actSaid.groupPass', did: 'actDid.groupPass', icon: 'x' },
  'group.publish': { name: 'actName.groupPublish', said: 'actSaid.groupPublish', did: 'actDid.groupPublish', icon: 'scroll' },
  'group.unpublish': { name: 'actName.groupUnpublish', said: 'actSaid.groupUnpublish', did: 'actDid.groupUnpublish', icon: 'arrow-u-up-left' },
  'group.output': { name: 'actName.groupOutput', said: 'actSaid.groupOutput', did: 'actDid.groupOutput', icon: 'check-circle' },
  'group.learned': { name: 'actName.groupLearned', said: 'actSaid.groupLearned', did: 'actDid.groupLearned', icon: 'chat-circle-text' },
  'decision.propose': { name: 'actName.decisionPropose', said: 'actSaid.decisionPropose', did: 'actDid.decisionPropose', icon: 'circle-half', saidOf: 'actSaidOf.decisionPropose' },
  'decision.ask': { name: 'actName.decisionAsk', said: 'actSaid.decisionAsk', did: 'actDid.decisionAsk', icon: 'ear' },
  'decision.touches': { name: 'actName.decisionTouches', said: 'actSaid.decisionTouches', did: 'actDid.decisionTouches', icon: 'hand-waving' },
  'decision.advise': { name: 'actName.decisionAdvise', said: 'actSaid.decisionAdvise', did: 'actDid.decisionAdvise', icon: 'chat-circle-text' },
  'decision.note': { name: 'actName.decisionNote', said: 'actSaid.decisionNote', did: 'actDid.decisionNote', icon: 'chat-circle-text' },
  'decision.confirm': { name: 'actName.decisionConfirm', said: 'actSaid.decisionConfirm', did: 'actDid.decisionConfirm', icon: 'check' },
  'decision.pass': { name: 'actName.decisionPass', said: 'actSaid.decisionPass', did: 'actDid.decisionPass', icon: 'hand-waving' },
  'decision.answer': { name: 'actName.decisionAnswer', said: 'actSaid.decisionAnswer', did: 'actDid.decisionAnswer', icon: 'chats-circle' },
  'decision.waive': { name: 'actName.decisionWaive', said: 'actSaid.decisionWaive', did: 'actDid.decisionWaive', icon: 'hand-waving' },
  'decision.decide': { name: 'actName.decisionDecide', said: 'actSaid.decisionDecide', did: 'actDid.decisionDecide', icon: 'check-circle' },
  'decision.decidealone': { name: 'actName.decisionDecidealone', said: 'actSaid.decisionDecidealone', did: 'actDid.decisionDecidealone', icon: 'check-circle' },
  'decision.dispute': { name: 'actName.decisionDispute', said: 'actSaid.decisionDispute', did: 'actDid.decisionDispute', icon: 'git-diff' },
  'decision.review': { name: 'actName.decisionReview', said: 'actSaid.decisionReview', did: 'actDid.decisionReview', icon: 'calendar-check' },
  'decision.handon': { name: 'actName.decisionHandon', said: 'actSaid.decisionHandon', did: 'actDid.decisionHandon', icon: 'arrow-right' },
  'decision.takeon': { name: 'actName.decisionTakeon', said: 'actSaid.decisionTakeon', did: 'actDid.decisionTakeon', icon: 'arrow-right' },
  'decision.drop': { name: 'actName.decisionDrop', said: 'actSaid.decisionDrop', did: 'actDid.decisionDrop', icon: 'door-open' },
  'role.handon': { name: 'actName.roleHandon', said: 'actSaid.roleHandon', did: 'actDid.roleHandon', icon: 'arrow-right' },
  'role.keep': { name: 'actName.roleKeep', said: 'actSaid.roleKeep', did: 'actDid.roleKeep', icon: 'arrow-u-up-left' },
  'role.pass': { name: 'actName.rolePass', said: 'actSaid.rolePass', did: 'actDid.rolePass', icon: 'x' },
  'minutes.sowas': { name: 'actName.minutesSowas', said: 'actSaid.minutesSowas', did: 'actDid.minutesSowas', icon: 'check' },
  'minutes.remember': { name: 'actName.minutesRemember', said: 'actSaid.minutesRemember', did: 'actDid.minutesRemember', icon: 'chat-circle-text' },
  'experiment.accept': { name: 'actName.experimentAccept', said: 'actSaid.experimentAccept', did: 'actDid.experimentAccept', icon: 'signature', saidOf: 'actSaidOf.experimentAccept' },
  'experiment.start': { name: 'actName.experimentStart', said: 'actSaid.experimentStart', did: 'actDid.experimentStart', icon: 'flask' },
  'experiment.note': { name: 'actName.experimentNote', said: 'actSaid.experimentNote', did: 'actDid.experimentNote', icon: 'pencil-simple' },
  'experiment.pause': { name: 'actName.experimentPause', said: 'actSaid.experimentPause', did: 'actDid.experimentPause', icon: 'pause' },
  'experiment.resume': { name: 'actName.experimentResume', said: 'actSaid.experimentResume', did: 'actDid.experimentResume', icon: 'flask' },
  'experiment.conclude': { name: 'actName.experimentConclude', said: 'actSaid.experimentConclude', did: 'actDid.experimentConclude', icon: 'flask' },
  'question.ask': { name: 'actName.questionAsk', said: 'actSaid.questionAsk', did: 'actDid.questionAsk', icon: 'question' },
  'question.answer': { name: 'actName.questionAnswer', said: 'actSaid.questionAnswer', did: 'actDid.questionAnswer', icon: 'chat-circle-text' },
  'question.retract': { name: 'actName.questionRetract', said: 'actSaid.questionRetract', did: 'actDid.questionRetract', icon: 'arrow-u-up-left' },
  'question.helped': { name: 'actName.questionHelped', said: 'actSaid.questionHelped', did: 'actDid.questionHelped', icon: 'check' },
  'question.unhelped': { name: 'actName.questionUnhelped', said: 'actSaid.questionUnhelped', did: 'actDid.questionUnhelped', icon: 'question' },
  'question.pass': { name: 'actName.questionPass', said: 'actSaid.questionPass', did: 'actDid.questionPass', icon: 'arrow-right' },
  'question.close': { name: 'actName.questionClose', said: 'actSaid.questionClose', did: 'actDid.questionClose', icon: 'check-circle' },
  'question.reopen': { name: 'actName.questionReopen', said: 'actSaid.questionReopen', did: 'actDid.questionReopen', icon: 'question' },
}

/** What is asked for by a verb that no act has. */
const ASKED: Readonly<Record<string, string>> = { draft: 'actName.draft', renew: 'actName.renew', take: 'actName.take', takeon: 'actName.takeon' }

/** Null for what a later Parley may know, and for what is about no record. */
export const actWords = (type: string): ActWords | null => ACTS[type] ?? ACTS[type.slice(type.indexOf('.') + 1)] ?? null

/** Its mark; a draft's is a pencil. */
export const askedIcon = (concept: string | undefined, verb: string): IconName =>
  (verb === 'draft' ? 'pencil-simple' : actWords(`${concept ?? ''}.${verb}`)?.icon ?? 'signature')

/** What is held, or waits on this device, as a thing; no `row` where its record is not known yet. */
export const askedName = (row: Pick<RecordRow, 'concept' | 'kind'> | undefined, verb: string): string | null =>
  actWords(`${row?.concept ?? ''}.${row && verb === 'offer' ? wayOfKind(row.kind) : verb}`)?.name ?? ASKED[verb] ?? null
