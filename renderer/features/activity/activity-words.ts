// What somebody did, as a sentence: the verb of the act chooses it. What this page does not know yet is told plainly.
import type { ActivityEntry } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'
import { actWords } from '../record/act-words.ts'

/** Of what is no record's own act, by its whole type; each sentence takes `title`, `n`, `what`. */
const KNOWN: Readonly<Record<string, readonly [words: string, icon: IconName]>> = {
  'profile.say': ['did.profile', 'address-book'], 'expertise.claim': ['did.claim', 'address-book'], 'expertise.drop': ['did.expertise', 'address-book'],
  'expertise.wish': ['did.wish', 'address-book'], 'expertise.unwish': ['did.expertise', 'address-book'], 'expertise.endorse': ['did.endorse', 'address-book'],
  'expertise.unendorse': ['did.expertise', 'address-book'], 'topic.alias': ['did.topic', 'tag'], 'topic.unalias': ['did.topic', 'tag'],
  'template.save': ['did.template', 'scroll'], 'template.retire': ['did.template', 'scroll'],
  'remark.say': ['did.comment', 'chat-circle-text'], 'remark.edit': ['did.edit', 'pencil-simple'], 'remark.retract': ['did.retract', 'arrow-u-up-left'],
  'remark.answered': ['did.answered', 'check-circle'], 'remark.reopen': ['did.reopen', 'question'], 'remark.tag': ['did.tag', 'tag'], 'remark.untag': ['did.untag', 'tag'],
  'remark.link': ['did.link', 'link-simple'], 'remark.unlink': ['did.unlink', 'link-simple'],
  'hours.share': ['did.shareHours', 'hourglass-medium'],
  'workspace.found': ['did.found', 'table'], 'membership.invite': ['did.invite', 'envelope-open'], 'membership.revoke': ['did.revoke', 'prohibit'], 'membership.admit': ['did.admit', 'user-plus'],
  'membership.join': ['did.join', 'user-plus'], 'membership.leave': ['did.leave', 'door-open'], 'device.add': ['did.device', 'laptop'], 'document.epoch': ['did.epoch', 'arrows-clockwise'],
}

export interface Told { readonly key: string; readonly icon: IconName }

export function toldOf(entry: Pick<ActivityEntry, 'type' | 'what' | 'record'>): Told {
  if (entry.type === 'remark.say' && entry.what === 'question') return { key: 'did.ask', icon: 'question' }
  const known = KNOWN[entry.type]
  if (known) return { key: known[0], icon: known[1] }
  const act = entry.record === null ? null : actWords(entry.type)
  if (act) return { key: act.did, icon: act.icon }
  return { key: entry.record === null ? 'did.something' : 'did.somethingOn', icon: 'clock-counter-clockwise' }
}

/** A sentence cut where the title stands, so that the title can be pressed. */
export const aroundTitle = (sentence: string, mark: string): readonly [string, string] => {
  const at = sentence.indexOf(mark)
  return at < 0 ? [sentence, ''] : [sentence.slice(0, at), sentence.slice(at + mark.length)]
}
