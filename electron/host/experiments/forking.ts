// Trying something again: a private draft of the same words that links back, with what was learned in it.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { plainBlocks, writeSections } from '#shared/document/draft.ts'
import type { RecordLink, Section, TermsView } from '#shared/protocol/contract.ts'
import { newestTerms } from '../commitments/offering.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Where the first trial has its place: the group that tried it, the decision it followed, what it was for. Another has its own. */
const OF_THE_FIRST: ReadonlySet<RecordLink['how']> = new Set(['forks', 'of group', 'decided by', 'serves', 'answers', 'supersedes', 'home of'])

/** [XP11] Dates and ties are those of the first trial, so they stay behind. `group`: the one that tries it now. */
export function forkOf(workspace: Workspace, id: RecordId, people: readonly string[], group?: RecordId): RecordId {
  const { me, drafts } = workspace
  const { detail, terms } = newestTerms(workspace, id)
  if (detail.concept !== 'experiment') orThrow(fail('experiment.only', 'Only an experiment can be tried again.', 'Duplicate it instead.'))
  if (!terms) return orThrow(fail('terms.unavailable', 'The words of this experiment are not on this device yet, so they can not be tried again.', 'Connect with a colleague who has them.'))
  const { sections, parties: _p, witnesses: _w, from: _f, until: _u, review: _r, reviews: _rs, time: _t, seasons: _s, title, ...fields } = terms
  const learned = (detail.experiment?.conclusions ?? []).flatMap((one) => one.learned === null ? [] : [`${one.name}: ${one.learned}`, ...(one.next ? [one.next] : [])])
  const made = drafts.create({
    ...fields, title, gives: [...new Set([me, ...people])], receives: [],
    links: [
      ...(fields.links ?? []).filter(({ how }) => !OF_THE_FIRST.has(how)), { id: `f${id.slice(0, 16)}`, how: 'forks', record: id, title: detail.title.slice(0, 200) },
      ...(group === undefined ? [] : [ofGroup(workspace, group)]),
    ],
  }, undefined, 'me')
  writeSections(drafts.doc(made)!, withLearning(sections, learned), null)
  return made
}

function ofGroup(workspace: Workspace, group: RecordId): RecordLink {
  const row = workspace.list.row(group)
  if (row?.concept !== 'group') return orThrow(fail('group.unknown', 'There is no such group on this device.', 'Choose one of the groups in the list.'))
  return { id: `g${group.slice(0, 16)}`, how: 'of group', record: group, title: row.title.slice(0, 200) }
}

/** What was learned stands in a voice of its own; what the first trial began from stays above it. */
function withLearning(sections: TermsView['sections'], learned: readonly string[]): Section[] {
  if (learned.length === 0) return [...sections]
  const words = learned.flatMap((line) => plainBlocks(line))
  const before = sections.find(({ voice }) => voice === 'learning')
  return [...sections.filter((one) => one !== before), { voice: 'learning', words: [...before?.words ?? [], ...words] }]
}
