// Whom to ask about something: by topic, by what people answered, by name and by what they say of themselves; and why.
// In order of names: nobody is ranked.
import type { PersonId } from '#shared/base/ids.ts'
import { aliasesOf, topicKey } from '#shared/domain/expertise/index.ts'
import type { Person } from '#shared/domain/membership/index.ts'
import type { FoundPeople, FoundPerson, FoundWhy } from '#shared/protocol/contract.ts'
import { byName } from './expertise-view.ts'
import type { Asked } from './questions.ts'
import type { Workspace } from './workspace.ts'

/** Whether each word typed begins a word there. Letter case and accents make no difference. */
export function finds(typed: string, words: string): boolean {
  const wanted = wordsOf(typed)
  const there = wordsOf(words)
  return wanted.length > 0 && wanted.every((one) => there.some((word) => word.startsWith(one)))
}

const wordsOf = (text: string): string[] =>
  text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? []

/** Members found for what was typed; where nothing was, nobody. */
export function findPeople(workspace: Workspace, text: string): FoundPeople {
  const { people, questions } = workspace
  const topics = alsoCalled(workspace, text)
  const asked = questions.all().filter((one) => finds(text, `${one.ask.title} ${one.ask.topics.join(' ')}`))
  const found = people.members().map((person) => whyFound(workspace, person, text, topics, asked))
  const having = (...kinds: readonly FoundWhy['kind'][]): FoundPerson[] => found.filter((one) => one.why.some((why) => kinds.includes(why.kind)))
  const helps = having('helps', 'alias', 'answered')
  const learns = having('learns').filter((one) => !helps.includes(one))
  return {
    helps: inOrder(helps), learns: inOrder(learns), others: inOrder(having('name', 'says').filter((one) => !helps.includes(one) && !learns.includes(one))),
    questions: asked.map((one) => questions.row(one)),
  }
}

/** What of somebody's own profile holds the words: the sentence, or the topic with what they say of it. Null: nothing. */
export function saidOfOneself({ directory }: Workspace, person: PersonId, text: string): string | null {
  const { entries, wishes } = directory.expertise(person)
  const topics = [...entries, ...wishes].map(({ topic, words }) => (words === undefined ? topic : `${topic}: ${words}`))
  return [...topics, ...saysOf(directory.profile(person).words)].find((one) => finds(text, one)) ?? null
}

const inOrder = (found: readonly FoundPerson[]): FoundPerson[] =>
  [...found].sort((a, b) => byName({ id: a.person, name: a.name }, { id: b.person, name: b.name }))

interface OtherWord { readonly key: string; readonly other: string; readonly by: string }

/** [TO3] Topics that go by another word which was typed, by whose word. */
function alsoCalled({ directory, people }: Workspace, text: string): OtherWord[] {
  const topics = directory.topics()
  const named = new Map(topics.aliases.flatMap(({ topic, also }) => [topic, also]).map((name) => [topicKey(name), name]))
  return [...named].filter(([, name]) => finds(text, name)).flatMap(([key, name]) =>
    aliasesOf(topics, key).map((alias) => ({ key: topicKey(alias.other), other: name, by: people.name(alias.person) })))
}

function whyFound({ directory, people }: Workspace, person: Person, text: string, topics: readonly OtherWord[], asked: readonly Asked[]): FoundPerson {
  const { id } = person
  const { entries, wishes } = directory.expertise(id)
  const why: FoundWhy[] = []
  for (const entry of entries) {
    const alias = topics.find((one) => one.key === entry.key)
    if (finds(text, `${entry.topic} ${entry.words ?? ''}`)) why.push({ kind: 'helps', topic: entry.topic, words: entry.words })
    else if (alias) why.push({ kind: 'alias', topic: entry.topic, other: alias.other, by: alias.by })
  }
  for (const wish of wishes) if (finds(text, `${wish.topic} ${wish.words ?? ''}`)) why.push({ kind: 'learns', topic: wish.topic, words: wish.words })
  for (const one of asked) {
    if (one.answers.some((answer) => answer.person === id && answer.helped)) why.push({ kind: 'answered', question: one.id, title: one.ask.title })
  }
  const name = [people.name(id), ...people.formerNames(id)].find((one) => finds(text, one))
  if (name !== undefined) why.push({ kind: 'name', words: name })
  const says = saysOf(directory.profile(id).words).find((one) => finds(text, one))
  if (says !== undefined) why.push({ kind: 'says', words: says })
  return { person: id, name: people.name(id as PersonId), why }
}

const saysOf = (words: ReturnType<Workspace['directory']['profile']>['words']): string[] =>
  [words.does, words.role, words.about, words.asking, words.contact, ...words.languages ?? []].filter((one) => one !== undefined)
