// What no fold of one group can know: which records belong to it, and how all of them do things.
import type { RecordId } from '#shared/base/ids.ts'
import { topicKey } from '#shared/domain/expertise/index.ts'
import type { RecordRow } from '#shared/protocol/contract.ts'
import type { AroundRow, HowRow } from '#shared/protocol/methods/groups.ts'
import type { Workspace } from './workspace.ts'

/** Of these nothing is left to do. */
const OVER: ReadonlySet<RecordRow['state']> = new Set(['fulfilled', 'released', 'ended', 'declined', 'closed', 'answered'])

/** The newest first. A link that somebody made beside the words ties as well as one in them. */
export function aroundGroup({ records }: Workspace, id: RecordId): AroundRow[] {
  records.catchUp()
  const pointing = new Set([...records.talk.to(id, 'terms'), ...records.talk.to(id, 'link serves'), ...records.talk.to(id, 'link follows'), ...records.talk.to(id, 'link relates')].map(({ subject }) => subject))
  const rows = [...pointing].flatMap((subject) => records.row(subject) ?? [])
  return rows.filter((row) => row.links.some(({ how, record }) => how === 'of group' && record === id) || !row.links.some(({ record }) => record === id))
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
    .map((row) => ({ row, mine: !OVER.has(row.state) && row.parties.some(({ you }) => you) }))
}

/** In the order of their topics; of one topic where `key` names one. */
export function howOf(workspace: Workspace, key: string | null): HowRow[] {
  return workspace.records.idsOf('group').flatMap((id) => {
    const { group, title, state } = workspace.list.detail(id)
    return (group?.how ?? []).filter(({ topic }) => key === null || topicKey(topic) === key).map((one) => ({ ...one, group: id, groupTitle: title, state }))
  }).sort((a, b) => (a.topic === b.topic ? b.at - a.at : a.topic < b.topic ? -1 : 1))
}
