// What somebody did, as a sentence: the verb of the act chooses it. What this page does not know yet is told plainly.
import type { ActivityEntry } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

/** By the verb of a record's act, or the whole type of another; each sentence takes `title`, `n`, `what`. */
const KNOWN: Readonly<Record<string, readonly [words: string, icon: IconName]>> = {
  'offer': ['did.offer', 'circle-half'], 'accept': ['did.accept', 'signature'], 'decline': ['did.decline', 'x'], 'question': ['did.question', 'chat-circle-text'],
  'withdraw': ['did.withdraw', 'arrow-u-up-left'], 'stepout': ['did.stepout', 'door-open'], 'checkin': ['did.checkin', 'pulse'], 'fulfil': ['did.fulfil', 'check'],
  'acknowledge': ['did.acknowledge', 'checks'], 'release': ['did.release', 'door-open'],
  'reading': ['did.reading', 'pulse'], 'risk': ['did.risk', 'warning-octagon'], 'clear': ['did.clear', 'check-circle'],
  'decision.propose': ['decision.didPropose', 'circle-half'], 'decision.ask': ['decision.didAsk', 'ear'], 'decision.touches': ['decision.didTouches', 'hand-waving'],
  'decision.advise': ['decision.didAdvise', 'chat-circle-text'], 'decision.note': ['decision.didNote', 'chat-circle-text'], 'decision.confirm': ['decision.didConfirm', 'check'],
  'decision.pass': ['decision.didPass', 'hand-waving'], 'decision.answer': ['decision.didAnswer', 'chats-circle'], 'decision.waive': ['decision.didWaive', 'hand-waving'],
  'decision.decide': ['decision.didDecide', 'check-circle'], 'decision.decidealone': ['decision.didDecidealone', 'check-circle'], 'decision.dispute': ['decision.didDispute', 'git-diff'],
  'decision.review': ['decision.didReview', 'calendar-check'], 'decision.handon': ['decision.didHandon', 'arrow-right'], 'decision.takeon': ['decision.didTakeon', 'arrow-right'],
  'decision.drop': ['decision.didDrop', 'door-open'],
  'profile.say': ['did.profile', 'address-book'], 'expertise.claim': ['did.claim', 'address-book'], 'expertise.drop': ['did.expertise', 'address-book'],
  'expertise.wish': ['did.wish', 'address-book'], 'expertise.unwish': ['did.expertise', 'address-book'], 'expertise.endorse': ['did.endorse', 'address-book'],
  'expertise.unendorse': ['did.expertise', 'address-book'], 'topic.alias': ['did.topic', 'tag'], 'topic.unalias': ['did.topic', 'tag'],
  'template.save': ['did.template', 'scroll'], 'template.retire': ['did.template', 'scroll'],
  'question.ask': ['did.asked', 'question'], 'question.answer': ['did.answer', 'chat-circle-text'], 'question.retract': ['did.changed', 'arrow-u-up-left'],
  'question.helped': ['did.helped', 'check'], 'question.unhelped': ['did.changed', 'question'], 'question.pass': ['did.pass', 'arrow-right'],
  'question.close': ['did.close', 'check-circle'], 'question.reopen': ['did.changed', 'question'],
  'remark.say': ['did.comment', 'chat-circle-text'], 'remark.edit': ['did.edit', 'pencil-simple'], 'remark.retract': ['did.retract', 'arrow-u-up-left'],
  'remark.answered': ['did.answered', 'check-circle'], 'remark.reopen': ['did.reopen', 'question'], 'remark.tag': ['did.tag', 'tag'], 'remark.untag': ['did.untag', 'tag'],
  'remark.link': ['did.link', 'link-simple'], 'remark.unlink': ['did.unlink', 'link-simple'],
  'role.handon': ['role.didHandon', 'arrow-right'], 'role.keep': ['role.didKeep', 'arrow-u-up-left'], 'role.pass': ['role.didPass', 'x'],
  'minutes.sowas': ['minutes.didSowas', 'check'], 'minutes.remember': ['minutes.didRemember', 'chat-circle-text'],
  'experiment.start': ['trial.toldStart', 'flask'], 'experiment.note': ['trial.toldNote', 'pencil-simple'], 'experiment.pause': ['trial.toldPause', 'pause'],
  'experiment.resume': ['trial.toldResume', 'flask'], 'experiment.conclude': ['trial.toldConclude', 'flask'], 'experiment.accept': ['trial.toldJoin', 'signature'],
  'hours.share': ['did.shareHours', 'hourglass-medium'],
  'group.call': ['groupDid.call', 'megaphone-simple'], 'group.interest': ['groupDid.interest', 'hand-waving'], 'group.uninterest': ['groupDid.uninterest', 'x'], 'group.welcome': ['groupDid.welcome', 'hand-waving'], 'group.facilitate': ['groupDid.facilitate', 'hand-waving'], 'group.handon': ['groupDid.handon', 'chat-circle-text'], 
  'group.letgo': ['groupDid.letgo', 'door-open'], 'group.swap': ['groupDid.swap', 'arrows-clockwise'], 'group.pause': ['groupDid.pause', 'hourglass-medium'], 'group.resume': ['groupDid.resume', 'arrow-right'], 'group.close': ['groupDid.close', 'checks'], 'group.agree': ['groupDid.agree', 'check'], 'group.pass': ['groupDid.pass', 'x'], 
  'group.publish': ['groupDid.publish', 'scroll'], 'group.unpublish': ['groupDid.unpublish', 'arrow-u-up-left'], 'group.output': ['groupDid.output', 'check-circle'], 'group.learned': ['groupDid.learned', 'chat-circle-text'],
  'workspace.found': ['did.found', 'table'], 'membership.invite': ['did.invite', 'envelope-open'], 'membership.revoke': ['did.revoke', 'prohibit'], 'membership.admit': ['did.admit', 'user-plus'],
  'membership.join': ['did.join', 'user-plus'], 'membership.leave': ['did.leave', 'door-open'], 'device.add': ['did.device', 'laptop'], 'document.epoch': ['did.epoch', 'arrows-clockwise'],
}

export interface Told { readonly key: string; readonly icon: IconName }

export function toldOf(entry: Pick<ActivityEntry, 'type' | 'what' | 'record'>): Told {
  if (entry.type === 'remark.say' && entry.what === 'question') return { key: 'did.ask', icon: 'question' }
  const verb = entry.type.slice(entry.type.indexOf('.') + 1)
  const known = KNOWN[entry.type] ?? (entry.record === null ? undefined : KNOWN[verb])
  if (known) return { key: known[0], icon: known[1] }
  return { key: entry.record === null ? 'did.something' : 'did.somethingOn', icon: 'clock-counter-clockwise' }
}

/** A sentence cut where the title stands, so that the title can be pressed. */
export const aroundTitle = (sentence: string, mark: string): readonly [string, string] => {
  const at = sentence.indexOf(mark)
  return at < 0 ? [sentence, ''] : [sentence.slice(0, at), sentence.slice(at + mark.length)]
}
