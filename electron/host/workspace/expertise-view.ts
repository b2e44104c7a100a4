// What stands under topics, as people see it: entries with evidence and endorsers, topics, whom to turn to.
import type { PersonId, RecordId } from '#shared/base/ids.ts'
import { aliasesOf, isFaded, lastUsed, topicKey, type Entry } from '#shared/domain/expertise/index.ts'
import { recordConcept } from '#shared/domain/registry.ts'
import type { EntryView, EvidenceView, NamedPerson, TopicRow, TopicView } from '#shared/protocol/contract.ts'
import type { Asked } from './questions.ts'
import type { Workspace } from './workspace.ts'

/** In order of names, which says nothing of anybody. */
export const byName = (a: { readonly name: string; readonly id: string }, b: { readonly name: string; readonly id: string }): number =>
  a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)

export function entryView(workspace: Workspace, person: PersonId, entry: Entry, now: number): EntryView {
  const { people } = workspace
  const evidence = entry.evidence.map((id) => evidenceOf(workspace, person, id))
  const moments = [entry.at, ...entry.endorsements.map((one) => one.at), ...evidence.flatMap((one) => (one.holds ? [one.at] : [])), ...answeredUnder(workspace, person, entry.key)]
  const last = lastUsed(moments, now)!
  return {
    key: entry.key, topic: entry.topic, words: entry.words, how: entry.how, evidence: evidence.map(({ at: _, ...view }) => view),
    endorsers: entry.endorsements.map((one) => ({ ...people.named(one.person), member: people.isMember(one.person), words: one.words })).sort(byName),
    since: Math.min(entry.since, now), lastUsed: last, faded: isFaded(last, now),
  }
}

/** [EX7] What a record shows of a person: a promise of theirs that was kept, an answer that helped, advice that was used, a group they are of. */
export function evidenceOf(workspace: Workspace, person: PersonId, id: RecordId): EvidenceView & { readonly at: number } {
  const row = workspace.records.circleOf(id) === 'workspace' ? workspace.records.row(id) : null
  const folded = row ? workspace.records.fold(id) : null
  if (!row || !folded?.ok) return { id, concept: '', title: null, holds: false, at: 0 }
  const question = workspace.questions.get(id)
  const { concept, state } = folded.value
  const holds = question ? question.answers.some((one) => one.person === person && one.helped)
    : concept.shows ? concept.shows(state, person)
    : row.state !== 'draft' && concept.detail(state, workspace.records.context()).parties.some((party) => party.id === person && party.promise === 'fulfilled')
  return { id, concept: row.concept, title: row.title, holds, at: row.updatedAt }
}

/** What one could name as evidence. */
export function evidenceFor(workspace: Workspace, person: PersonId): EvidenceView[] {
  const kept = workspace.records.idsWith([person]).filter((id) => {
    const row = workspace.records.kept(id)
    return row !== null && (row.state === 'fulfilled' || recordConcept(row.concept)?.shows !== undefined)
  })
  const helped = workspace.questions.all().filter(({ ask, answers }) => ask.person !== person && answers.some((one) => one.person === person && one.helped)).map(({ id }) => id as RecordId)
  return [...new Set([...kept, ...helped])].map((id) => evidenceOf(workspace, person, id)).filter((one) => one.holds)
    .sort((a, b) => b.at - a.at).map(({ at: _, ...view }) => view)
}

/** When answers of the person helped under a topic. */
const answeredUnder = (workspace: Workspace, person: PersonId, key: string): number[] =>
  workspace.questions.under(key).flatMap(({ answers }) => answers.filter((one) => one.person === person && one.helped).map((one) => one.at))

interface Standing { topic: string; at: number; readonly helpers: NamedPerson[]; readonly learners: NamedPerson[] }

/** Every topic that a member stands under, by name. */
export function topicRows(workspace: Workspace): TopicRow[] {
  const found = new Map<string, Standing>()
  const under = (key: string, topic: string, at: number): Standing => {
    const known = found.get(key) ?? { topic, at, helpers: [], learners: [] }
    // The spelling that was said first, so that nobody renames a topic for the others.
    if (at < known.at || !found.has(key)) known.topic = topic
    known.at = Math.max(known.at, at)
    found.set(key, known)
    return known
  }
  for (const person of workspace.people.members()) {
    const { entries, wishes } = workspace.directory.expertise(person.id)
    for (const entry of entries) under(entry.key, entry.topic, entry.since).helpers.push(workspace.people.named(person.id))
    for (const wish of wishes) under(wish.key, wish.topic, wish.at).learners.push(workspace.people.named(person.id))
  }
  for (const { ask } of workspace.questions.all()) for (const topic of ask.topics) under(topicKey(topic), topic, ask.at)
  return [...found].map(([key, one]) => ({ key, topic: one.topic, helpers: one.helpers.sort(byName), learners: one.learners.sort(byName), updatedAt: one.at }))
    .sort((a, b) => a.topic.localeCompare(b.topic) || (a.key < b.key ? -1 : 1))
}

export function topicView(workspace: Workspace, name: string, now: number): TopicView {
  const key = topicKey(name)
  const { people, directory } = workspace
  const row = topicRows(workspace).find((one) => one.key === key)
  const questions = workspace.questions.under(key)
  const wish = (id: string): string | null => directory.expertise(id as PersonId).wishes.find((one) => one.key === key)?.words ?? null
  return {
    key, topic: row?.topic ?? name.trim(),
    helpers: (row?.helpers ?? []).map((one) => {
      const id = one.id as PersonId
      const entry = directory.expertise(id).entries.find((known) => known.key === key)!
      return { ...one, attention: people.attention(id), entry: entryView(workspace, id, entry, now) }
    }),
    learners: (row?.learners ?? []).map((one) => ({ ...one, words: wish(one.id) })),
    aliases: aliasesOf(directory.topics(), key).map((alias) => ({ id: alias.act, other: alias.other, by: people.named(alias.person) })),
    questions: questions.map((one) => workspace.questions.row(one)), relations: relationsIn(workspace, questions),
  }
}

/** Who turned to whom and was helped: one line a question, never a sum. */
function relationsIn({ people }: Workspace, questions: readonly Asked[]): TopicView['relations'] {
  return questions.flatMap(({ id, ask, answers }) => answers.filter((one) => one.helped && one.person !== ask.person)
    .map((one) => ({ asker: people.named(ask.person), helper: people.named(one.person), question: id, title: ask.title, at: ask.at })))
}
