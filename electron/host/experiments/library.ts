// What experiments taught, found by topic. Rows say which have conclusions, so that only what is shown is folded.
import type { RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { aliasesOf, topicKey } from '#shared/domain/expertise/index.ts'
import { conclusionsView } from '#shared/domain/experiment/shown.ts'
import type { Experiment } from '#shared/domain/experiment/fold.ts'
import type { ConcludedAs } from '#shared/domain/experiment/view.ts'
import type { RecordRow } from '#shared/protocol/contract.ts'
import type { LearnedView, LibraryView } from '#shared/protocol/methods/experiment.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface LibraryAsked {
  readonly topic?: string | undefined
  readonly text?: string | undefined
  readonly as?: ConcludedAs | undefined
  readonly limit: number
}

const topicsOf = (row: RecordRow): string[] => {
  const all = [...row.experimentRow?.topics ?? [], ...row.tags ?? []]
  return all.filter((topic, at) => all.findIndex((other) => topicKey(other) === topicKey(topic)) === at)
}

export function libraryOf(workspace: Workspace, { topic, text, as, limit }: LibraryAsked): LibraryView {
  const all = workspace.records.idsOf('experiment').map((id) => workspace.list.keptRow(id)).filter((row): row is RecordRow => row !== null)
  const rows = all.filter((row) => (row.experimentRow?.concluded.length ?? 0) > 0)
  const again = triedAgainBy(all)
  const keys = topic === undefined ? null : keysOf(workspace, topic)
  const wanted = text?.normalize('NFC').trim().toLocaleLowerCase() ?? ''
  const found = rows.filter((row) => (as === undefined || row.experimentRow!.concluded.includes(as)) && (keys === null || topicsOf(row).some((one) => keys.has(topicKey(one)))))
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
  const learned: LearnedView[] = []
  for (const row of found) {
    if (learned.length === limit) break
    const one = learnedOf(workspace, row, again)
    if (wanted === '' || says(one, wanted)) learned.push(one)
  }
  return { topics: [...new Map(rows.flatMap(topicsOf).map((one) => [topicKey(one), one])).values()].sort((a, b) => a.localeCompare(b)), learned }
}

/** A topic, and its other names one step far. */
export function keysOf({ directory }: Workspace, topic: string): ReadonlySet<string> {
  const key = topicKey(topic)
  return new Set([key, ...aliasesOf(directory.topics(), key).map(({ other }) => topicKey(other))])
}

/** By what they try again. */
function triedAgainBy(rows: readonly RecordRow[]): ReadonlyMap<string, readonly RecordRow[]> {
  const by = new Map<string, RecordRow[]>()
  for (const row of rows) for (const { how, record } of row.links) if (how === 'forks') by.set(record, [...by.get(record) ?? [], row])
  return by
}

function learnedOf({ records }: Workspace, row: RecordRow, again: ReadonlyMap<string, readonly RecordRow[]>): LearnedView {
  const { state, text } = orThrow(records.fold(row.id as RecordId))
  return {
    id: row.id, title: row.title, state: row.state, topics: topicsOf(row), conclusions: conclusionsView(state as Experiment, records.context(text)),
    triedAgain: (again.get(row.id) ?? []).map((other) => ({ id: other.id, title: other.title, state: other.state })),
  }
}

const says = (of: LearnedView, wanted: string): boolean => [
  of.title, ...of.topics, ...of.conclusions.flatMap(({ learned, next }) => [learned ?? '', next ?? '']),
].some((words) => words.normalize('NFC').toLocaleLowerCase().includes(wanted))
