// What experiments taught, found by topic. Rows say which have conclusions, so that only what is shown is folded.
import type { RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { aliasesOf, topicKey } from '#shared/domain/expertise/index.ts'
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
  const rows = workspace.records.idsOf('experiment').map((id) => workspace.list.keptRow(id))
    .filter((row): row is RecordRow => row !== null && (row.experimentRow?.concluded.length ?? 0) > 0)
  const keys = topic === undefined ? null : keysOf(workspace, topic)
  const wanted = text?.normalize('NFC').trim().toLocaleLowerCase() ?? ''
  const found = rows.filter((row) => (as === undefined || row.experimentRow!.concluded.includes(as)) && (keys === null || topicsOf(row).some((one) => keys.has(topicKey(one)))))
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
  const learned: LearnedView[] = []
  for (const row of found) {
    if (learned.length === limit) break
    const one = learnedOf(workspace, row)
    if (wanted === '' || says(one, wanted)) learned.push(one)
  }
  return { topics: [...new Map(rows.flatMap(topicsOf).map((one) => [topicKey(one), one])).values()].sort((a, b) => a.localeCompare(b)), learned }
}

/** A topic, and its other names one step far. */
export function keysOf({ directory }: Workspace, topic: string): ReadonlySet<string> {
  const key = topicKey(topic)
  return new Set([key, ...aliasesOf(directory.topics(), key).map(({ other }) => topicKey(other))])
}

function learnedOf(workspace: Workspace, row: RecordRow): LearnedView {
  const detail = workspace.records.detail(orThrow(workspace.records.fold(row.id as RecordId)))
  const again = workspace.records.idsOf('experiment').map((id) => workspace.list.keptRow(id))
    .filter((other): other is RecordRow => other !== null && other.links.some(({ how, record }) => how === 'forks' && record === row.id))
  return {
    id: row.id, title: row.title, state: row.state, topics: topicsOf(row), conclusions: detail.experiment?.conclusions ?? [],
    triedAgain: again.map(({ id, title, state }) => ({ id, title, state })),
  }
}

const says = (of: LearnedView, wanted: string): boolean => [
  of.title, ...of.topics, ...of.conclusions.flatMap(({ learned, next }) => [learned ?? '', next ?? '']),
].some((words) => words.normalize('NFC').toLocaleLowerCase().includes(wanted))
