// A working group or team as text.
import type { RecordDetail } from '#shared/protocol/contract.ts'
import type { GroupPerson, GroupProposal, GroupView } from '#shared/domain/group/view.ts'
import { indent, moment, oneLine, plain, shortId, table } from '../text.ts'

const nameOf = ({ name, you }: GroupPerson): string => (you ? 'you' : oneLine(name))
const namesOf = (people: readonly GroupPerson[]): string => people.map(nameOf).join(', ')

/** Empty of what is no group. */
export function groupText({ group, spent }: Pick<RecordDetail, 'group' | 'spent'>): string {
  if (!group) return ''
  const facts = [
    group.joining === 'open' ? 'who accepts is in' : 'who accepts waits for a welcome', group.deciding ? `decides by ${group.deciding}` : '', group.hours ? `asks ${group.hours} h a week` : '',
    spent === undefined ? '' : `${Math.round(spent / 6) / 10} h shared`,
    group.review ? `review ${group.review}${group.reviewDue ? ' (due)' : ''}` : '', group.sunset ? `ends ${group.sunset}${group.sunsetPassed ? ' (passed)' : ''}` : '',
  ].filter(Boolean)
  const members = group.members.map((one) => [nameOf(one), `since ${moment(one.since)}`, `rev ${one.revision}${one.behind ? ', not yet the newest' : ''}`, one.facilitates ? 'facilitates' : '', one.gone ? 'has left the workspace' : ''])
  return [
    group.call ? `Called by ${nameOf(group.call)}${group.call.why ? `: ${plain(group.call.why)}` : ''}` : '',
    `Group\n${indent(facts.join(', '))}`,
    members.length > 0 ? `Members\n${indent(table(members))}` : '',
    group.waiting.length > 0 ? `Waits for a welcome: ${namesOf(group.waiting)}` : '', group.interested.length > 0 ? `Would join: ${namesOf(group.interested)}` : '',
    group.left.length > 0 ? `Left\n${indent(table(group.left.map((one) => [nameOf(one), one.how, one.text ? `"${oneLine(one.text)}"` : '', one.handover ? `hands over: ${oneLine(one.handover)}` : ''])))}` : '',
    facilitationText(group), group.proposals.map(proposalText).join('\n'),
    group.outputs.length > 0 ? `What came out of it\n${indent(group.outputs.map(({ title, text, record }) => `${oneLine(title)}${record ? ` (${shortId(record)})` : ''}${text ? `: ${oneLine(text)}` : ''}`).join('\n'))}` : '',
    group.how.length > 0 ? `How we do it\n${indent(group.how.map(({ topic, title, by }) => `${oneLine(topic)}: ${oneLine(title)} (${nameOf(by)})`).join('\n'))}` : '',
    group.learned.length > 0 ? `Learned\n${indent(group.learned.map((one) => `${nameOf(one)}: ${one.text === null ? 'the words are not on this device' : oneLine(one.text)}`).join('\n'))}` : '',
    group.home ? `Lives on: ${[group.home.words && oneLine(group.home.words), group.home.record && shortId(group.home.record)].filter(Boolean).join(', ')}` : '',
  ].filter(Boolean).join('\n\n')
}

function facilitationText({ facilitation: of }: GroupView): string {
  const now = of.now.map((one) => `${nameOf(one)}${one.phase ? ` for "${oneLine(one.phase)}"` : ''}${one.until ? ` until ${one.until}` : ''}`).join(' and ')
  const lines = [
    now ? `Facilitates now: ${now}` : of.turns.length > 0 ? 'Nobody has taken it.' : '',
    of.turns.length > 0 ? table(of.turns.map((turn) => [nameOf(turn.person), turn.from && turn.until ? `${turn.from} to ${turn.until}` : '', turn.now ? 'now by the order' : '', turn.swapped ? 'swapped' : ''])) : '',
    ...of.asked.map((one) => `${nameOf(one.by)} asked ${nameOf(one)}${one.text ? `: "${oneLine(one.text)}"` : ''} (${shortId(one.act)})`),
    ...of.swaps.map((one) => `${nameOf(one.by)} ${one.agreed ? 'swaps with' : 'asks'} ${nameOf(one.to)}${one.agreed ? ':' : ' to swap'} ${one.mine} for ${one.theirs} (${shortId(one.act)})`),
  ].filter(Boolean)
  return lines.length === 0 ? '' : `Facilitating\n${indent(lines.join('\n'))}`
}

const WHAT: Readonly<Record<GroupProposal['what'], string>> = { pause: 'To pause', resume: 'To go on', close: 'To close' }

function proposalText(of: GroupProposal): string {
  const parts = [
    `agreed: ${namesOf(of.agreed) || 'nobody'}`, of.passed.length > 0 ? `go on: ${namesOf(of.passed)}` : '', of.silent.length > 0 ? `said nothing: ${namesOf(of.silent)}` : '',
    of.holds ? 'holds' : `holds once ${of.needed} agree`,
  ].filter(Boolean)
  return of.over ? '' : `${WHAT[of.what]}, proposed by ${nameOf(of.by)}${of.text ? `: "${oneLine(of.text)}"` : ''}${of.until ? `, until ${of.until}` : ''} (${shortId(of.act)})\n${indent(parts.join('; '))}`
}
