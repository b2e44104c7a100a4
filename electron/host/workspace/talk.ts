// What people say about a record, as one of them sees it; and what of it waits for me.
import { fromUtf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import { intendRemark, LINK_KINDS, shownWording, type Remark, type Remarks, type Saying } from '#shared/domain/remark/index.ts'
import type { AddressedView, LinkEnd, LinkView, NamedIn, RemarkView, Speaking, TagView, TalkView, ThreadView } from '#shared/domain/remark/view.ts'
import type { Committed } from '../store/ledger.ts'
import type { FoldedRecord } from './folded-record.ts'
import type { Workspace } from './workspace.ts'

const NOTHING: Remarks = { remarks: [], tags: [], links: [], ignored: [] }
/** More at once are a catch-up: pages read what they show anew when it is over. */
const FEW = 32

/** Records other than its own that an act shows at: what it links to, or names. */
export function touchedBy(batch: Committed): RecordId[] {
  if (batch.acts.length > FEW) return []
  return batch.acts.filter((act) => act.type.startsWith('remark.')).flatMap(({ body }) => [
    ...(typeof body['to'] === 'string' ? [body['to'] as RecordId] : []),
    ...(Array.isArray(body['mentions']) ? body['mentions'].map((mention) => (mention as { id?: RecordId } | null)?.id).filter((id) => id !== undefined) : []),
  ])
}

/** Only what is signed has an id that everybody knows: a draft is talked about in its own margin. */
function folded(workspace: Workspace, id: RecordId): Result<FoldedRecord> {
  if (workspace.records.has(id)) return workspace.records.fold(id)
  return workspace.list.row(id) ? fail('talk.draft', 'This is still a draft, so nothing is said about it here.', 'Comment in its margin, or offer it first.')
    : fail('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.')
}

/** Signs it. Rejects with ProblemError where it can not be said. */
export async function say(workspace: Workspace, id: RecordId, saying: Saying): Promise<ActId> {
  const record = orThrow(folded(workspace, id))
  const intent = orThrow(intendRemark(record.remarks ?? NOTHING, id, saying, { person: workspace.me, member: workspace.people.isMember(workspace.me) }))
  return (await workspace.voice.give({ ...intent, circle: record.circle })).id
}

export function talkOf(workspace: Workspace, id: RecordId): TalkView {
  const record = folded(workspace, id)
  if (!record.ok && record.problem.code !== 'talk.draft') return orThrow(record)
  workspace.records.catchUp()
  const remarks = (record.ok ? record.value.remarks : null) ?? NOTHING
  return {
    id, threads: threadsOf(workspace, remarks), tags: tagsOf(workspace, remarks), links: linksOf(workspace, id, remarks), namedIn: namedIn(workspace, id),
    closed: !record.ok ? record.problem.message : workspace.people.isMember(workspace.me) ? null : 'You left this workspace, so you say nothing new in it.',
  }
}

const speaking = (workspace: Workspace, id: PersonId): Speaking => ({ id, name: workspace.people.name(id), you: id === workspace.me })

function threadsOf(workspace: Workspace, { remarks }: Remarks): ThreadView[] {
  const helped = new Set(remarks.flatMap((one) => one.answered.map((answer) => answer.by)))
  const threads = new Map<ActId, { root: Remark; remarks: RemarkView[] }>()
  for (const one of remarks) {
    const thread = threads.get(one.thread) ?? { root: one, remarks: [] }
    threads.set(one.thread, thread)
    thread.remarks.push(remarkView(workspace, one, helped.has(one.id)))
  }
  return [...threads].map(([id, { root, remarks }]) => ({
    id, remarks, question: root.kind === 'comment' || root.takenBack !== null ? null : root.answered.length > 0 ? 'answered' : 'open',
  }))
}

function remarkView(workspace: Workspace, one: Remark, helped: boolean): RemarkView {
  const wording = shownWording(one)
  const takenBack = one.takenBack !== null
  return {
    id: one.id, by: speaking(workspace, one.person), at: one.at, kind: one.kind, reply: one.reply, takenBack, helped: helped && !takenBack,
    text: takenBack ? null : wordsOf(workspace, wording.text),
    mentions: takenBack ? [] : wording.mentions.map(({ id, as }) => ({ id, as, kind: kindOf(workspace, id) })),
    edited: one.wordings.length > 1 ? wording.at : null,
    earlier: takenBack ? [] : one.wordings.slice(0, -1).map(({ at, text }) => ({ at, text: wordsOf(workspace, text) })),
    reached: workspace.deliveries.reach(one.id),
  }
}

function kindOf(workspace: Workspace, id: string): 'person' | 'record' | 'unknown' {
  if (workspace.people.get(id as PersonId)) return 'person'
  return workspace.list.row(id as RecordId) ? 'record' : 'unknown'
}

function wordsOf(workspace: Workspace, hash: TextHash): string | null {
  const bytes = workspace.ledger.text(hash)
  try {
    return bytes && fromUtf8(bytes)
  } catch {
    return null
  }
}

export const tagsOf = (workspace: Workspace, { tags }: Remarks): TagView[] =>
  tags.map(({ tag, by }) => ({ tag, by: by.map((id) => speaking(workspace, id)), mine: by.includes(workspace.me) }))

/** The tags of a record alone, for whoever shows nothing else. */
export const tagsOn = (workspace: Workspace, id: RecordId): TagView[] => tagsOf(workspace, orThrow(folded(workspace, id)).remarks ?? NOTHING)

function endOf(workspace: Workspace, id: string): LinkEnd {
  const row = workspace.list.row(id as RecordId)
  return { id, title: row?.title ?? null, state: row?.state ?? null }
}

/** [RE7] Both ways: what this record says of others, and what others say of it. */
function linksOf(workspace: Workspace, id: RecordId, { links }: Remarks): LinkView[] {
  const out = links.map(({ to, as, by }) => linkView(workspace, to, as, 'out', by))
  const into = LINK_KINDS.flatMap((as) => {
    const said = new Map<RecordId, PersonId[]>()
    for (const { subject, person } of workspace.records.talk.to(id, `link ${as}`)) said.set(subject, [...said.get(subject) ?? [], person as PersonId])
    return [...said].map(([from, by]) => linkView(workspace, from, as, 'in', by))
  })
  return [...out, ...into]
}

const linkView = (workspace: Workspace, id: string, as: LinkView['as'], way: LinkView['way'], by: readonly PersonId[]): LinkView =>
  ({ ...endOf(workspace, id), as, way, by: by.map((person) => speaking(workspace, person)), mine: by.includes(workspace.me) })

function namedIn(workspace: Workspace, id: RecordId): NamedIn[] {
  const { talk } = workspace.records
  const found = [...talk.to(id, 'terms'), ...talk.to(id, 'names')].filter(({ subject }) => subject !== id)
  return found.map(({ subject, act }) => ({ ...endOf(workspace, subject), remark: act === '' ? null : act }))
}

/** [RE9] What waits for a word of mine, newest last; what I said I have read is left out. */
export function addressedTo(workspace: Workspace): AddressedView[] {
  workspace.records.catchUp()
  const waiting = workspace.records.talk.to(workspace.me, 'waits').filter(({ act }) => act !== '' && !workspace.shelf.hasHeard(act))
  const views = [...Map.groupBy(waiting, ({ subject }) => subject)].flatMap(([subject, pointings]) => {
    const record = workspace.records.has(subject) ? workspace.records.fold(subject) : null
    if (!record?.ok) return []
    const title = workspace.list.row(subject)?.title ?? ''
    return pointings.flatMap(({ act }) => {
      const one = record.value.remarks?.remarks.find((candidate) => candidate.id === act)
      if (!one?.waitsFor.includes(workspace.me)) return []
      return [{ record: subject, title, remark: one.id, by: speaking(workspace, one.person), at: one.at, kind: one.kind, text: wordsOf(workspace, shownWording(one).text) }]
    })
  })
  return views.sort((a, b) => a.at - b.at)
}
