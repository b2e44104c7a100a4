// What no fold of one group can know: which records belong to it, and how all of them do things.
import type { RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { topicKey } from '#shared/domain/expertise/index.ts'
import type { Group } from '#shared/domain/group/fold.ts'
import { howView } from '#shared/domain/group/shown.ts'
import { isOver } from '#shared/domain/record/view.ts'
import type { AroundRow, HowRow } from '#shared/protocol/methods/groups.ts'
import { keysOf } from '../experiments/library.ts'
import type { Workspace } from './workspace.ts'

/** The newest first. A link that somebody made beside the words ties as well as one in them. */
export function aroundGroup({ records }: Workspace, id: RecordId): AroundRow[] {
  records.catchUp()
  const pointing = new Set([...records.talk.to(id, 'terms'), ...records.talk.to(id, 'link serves'), ...records.talk.to(id, 'link follows'), ...records.talk.to(id, 'link relates')].map(({ subject }) => subject))
  const rows = [...pointing].flatMap((subject) => records.row(subject) ?? [])
  return rows.filter((row) => row.links.some(({ how, record }) => how === 'of group' && record === id) || !row.links.some(({ record }) => record === id))
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
    .map((row) => ({ row, mine: !isOver(row) && row.parties.some(({ you }) => you) }))
}

/** In the order of their topics; of one topic, by whatever it is called. Rows say which groups show something, so that only those are folded. */
export function howOf(workspace: Workspace, topic: string | null): HowRow[] {
  const keys = topic === null ? null : keysOf(workspace, topic)
  const wanted = (name: string): boolean => keys === null || keys.has(topicKey(name))
  const { records, list } = workspace
  return records.idsOf('group').flatMap((id) => {
    const row = list.keptRow(id)
    if (!row?.groupRow?.howTopics?.some(wanted)) return []
    const { state, text } = orThrow(records.fold(id))
    return howView(state as Group, records.context(text)).filter((one) => wanted(one.topic)).map((one) => ({ ...one, group: id, groupTitle: row.title, state: row.state }))
  }).sort((a, b) => (a.topic === b.topic ? b.at - a.at : a.topic < b.topic ? -1 : 1))
}
