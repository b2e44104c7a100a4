// Whom a decision could be asked of: people and groups that its words and links name, those it names itself, and who
// knows about its topics by the directory. A suggestion with its reasons; the one who decides names whom they ask.
import type { PersonId, RecordId } from '#shared/base/ids.ts'
import { termsWords } from '#shared/domain/record/terms.ts'
import { peopleIn, recordsIn } from '#shared/domain/record/words.ts'
import type { RecordDetail, TermsView } from '#shared/protocol/contract.ts'
import type { AffectedWhy, SuggestedGroup, SuggestedPerson, SuggestionView } from '#shared/protocol/methods/decisions.ts'
import { byName, topicRows } from '../workspace/expertise-view.ts'
import { findPeople, finds } from '../workspace/find-people.ts'
import { talkOf } from '../workspace/talk.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Shorter names of topics stand in other words by chance. */
const MIN_TOPIC = 3

export function suggestionsFor(workspace: Workspace, id: RecordId): SuggestionView {
  const detail = workspace.list.detail(id)
  const terms = termsOf(workspace, detail)
  const deciders = new Set<string>(detail.decision?.deciders.map((one) => one.id) ?? [workspace.me])
  const asked = new Set<string>((detail.decision?.advisers ?? []).filter((one) => one.askedAt !== null).map((one) => one.id))
  const person = (one: string): SuggestedPerson => ({ ...workspace.people.named(one as PersonId), asked: asked.has(one), attention: workspace.people.attention(one as PersonId) })
  const wanted = (one: string): boolean => !deciders.has(one) && workspace.people.isMember(one as PersonId)
  const linked = linkedRecords(workspace, detail, terms).map((record) => workspace.list.detail(record))
  return {
    affected: affected(linked.filter((one) => !isGroup(one)), terms, wanted).map(([one, why]) => ({ ...person(one), why })).sort(byName),
    experts: experts(workspace, terms, wanted).map(([one, why]) => ({ ...person(one), why })).sort(byName),
    groups: groups(workspace, linked, deciders, detail.decision?.size?.reach === 'all').map(({ people, ...rest }) => ({
      ...rest, people: people.filter(wanted).map(person).sort(byName),
    })).filter(({ people }) => people.length > 0),
  }
}

/** Of a draft what it would say. */
function termsOf(workspace: Workspace, detail: RecordDetail): TermsView | null {
  const newest = detail.revisions.at(-1)
  if (newest) return newest.terms
  const frozen = workspace.drafts.freeze(detail.id as RecordId)
  return frozen.ok ? frozen.value.terms : null
}

const isGroup = ({ concept }: Pick<RecordDetail, 'concept'>): boolean => concept === 'group'

/** By a field, in the words, or by a link that somebody made to or from it. */
function linkedRecords(workspace: Workspace, { id }: RecordDetail, terms: TermsView | null): RecordId[] {
  const named = [...(terms?.links ?? []).map(({ record }) => record), ...(terms?.sections ?? []).flatMap(({ words }) => recordsIn(words))]
  const talk = workspace.records.has(id as RecordId) ? talkOf(workspace, id as RecordId) : null
  const pointing = talk ? [...talk.links, ...talk.namedIn].map((one) => one.id) : []
  return [...new Set([...named, ...pointing])].filter((one) => one !== id && workspace.records.has(one as RecordId)) as RecordId[]
}

function affected(linked: readonly RecordDetail[], terms: TermsView | null, wanted: (person: string) => boolean): [string, AffectedWhy[]][] {
  const found = new Map<string, AffectedWhy[]>()
  const add = (person: string, why: AffectedWhy): void => {
    if (wanted(person)) found.set(person, [...found.get(person) ?? [], why])
  }
  for (const person of (terms?.sections ?? []).flatMap(({ words }) => peopleIn(words))) add(person, { kind: 'named' })
  for (const { id, title, concept, parties } of linked) for (const party of parties) add(party.id, { kind: 'linked', record: id, title, concept })
  return [...found].map(([person, why]) => [person, [...new Map(why.map((one) => [one.kind === 'named' ? '' : one.record, one])).values()]])
}

type ExpertWhy = SuggestionView['experts'][number]['why'][number]

/** Under the topics that the words name as theirs, and those whose names stand in them. */
function experts(workspace: Workspace, terms: TermsView | null, wanted: (person: string) => boolean): [string, ExpertWhy[]][] {
  if (!terms) return []
  const words = termsWords(terms)
  const own = (terms.topics ?? []).map(({ topic }) => topic)
  const known = topicRows(workspace).map(({ topic }) => topic).filter((topic) => topic.length >= MIN_TOPIC && finds(topic, words))
  const found = new Map<string, Map<string, ExpertWhy>>()
  for (const under of new Set([...own, ...known])) {
    for (const { person, why } of findPeople(workspace, under).helps) {
      if (!wanted(person)) continue
      const reasons = found.get(person) ?? new Map<string, ExpertWhy>()
      found.set(person, reasons)
      for (const one of why) {
        if (one.kind === 'helps' || one.kind === 'alias' || one.kind === 'answered') reasons.set(`${one.kind}:${one.kind === 'answered' ? one.question : one.topic}`, { ...one, under })
      }
    }
  }
  return [...found].map(([person, why]) => [person, [...why.values()]])
}

interface Members extends Omit<SuggestedGroup, 'people'> { readonly people: readonly string[] }

/** Groups that are named come before those of who decides. */
function groups(workspace: Workspace, linked: readonly RecordDetail[], deciders: ReadonlySet<string>, everybody: boolean): Members[] {
  const named = linked.filter(isGroup).map((one): Members => ({ record: one.id, title: one.title, why: 'linked', people: membersOf(one) }))
  const near = workspace.records.idsOf('group').filter((id) => !named.some(({ record }) => record === id) && workspace.records.kept(id)?.parties.some((party) => deciders.has(party.id)))
  const own = near.map((id) => workspace.list.detail(id))
    .filter((one) => membersOf(one).some((person) => deciders.has(person)) && one.state !== 'closed' && one.state !== 'ended')
    .map((one): Members => ({ record: one.id, title: one.title, why: 'mine', people: membersOf(one) }))
  const all: Members[] = everybody ? [{ record: null, title: '', why: 'everybody', people: workspace.people.members().map(({ id }) => id) }] : []
  return [...all, ...named, ...own.sort((a, b) => (a.title < b.title ? -1 : 1))]
}

const membersOf = (of: RecordDetail): string[] => of.group?.members.map(({ id }) => id) ?? []
