// Other words for a topic, proposed by anyone. One record a workspace (the subject is a fixed id).
//
// [TO1] Any member says that one topic is also known by another name; the name of who said so stands beside it.
// [TO2] Only who said it takes it back.
// [TO3] It renames nobody's topic and merges nothing: whoever looks for one finds the other as well, one step far, and is
//       told by whose word. So a false one misleads nobody further than to a name.
// [TO4] At most 200 a person, the first by causal order of those that stand.
import { z } from 'zod'
import { utf8 } from '../../base/bytes.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { inOrder, type Concept, type CountedAct, type Ignored, type Intent, type Past, type Reason } from '../fold.ts'
import { textHash } from '../record/id.ts'
import { actRef } from '../schema.ts'
import { validateBody } from '../validate.ts'
import { topicKey } from './topic-key.ts'
import { topicName } from './topic.ts'

/** What acts about topics themselves are about. */
export const topicsSubject = (): string => textHash(utf8('parley/topics/1'))

/** [TO4] */
export const MAX_ALIASES = 200

const topicActs = {
  'topic.alias': z.strictObject({ topic: topicName, also: topicName })
    .refine(({ topic, also }) => topicKey(topic) !== topicKey(also), 'two topics'),
  'topic.unalias': z.strictObject({ alias: actRef }),
} as const

export interface Alias {
  readonly act: ActId
  readonly person: PersonId
  readonly topic: string
  readonly also: string
  readonly at: number
}

export interface Topics {
  /** In the same order on every machine, oldest first. */
  readonly aliases: readonly Alias[]
  readonly ignored: readonly Ignored[]
}

export const topics: Concept<Topics> = {
  id: 'topic',
  prefixes: ['topic'],
  acts: topicActs,
  validate: (type, body) => validateBody(topicActs, type, body),
  fold(acts, past) {
    const aliases = new Map<ActId, CountedAct>()
    const gone = new Set<ActId>()
    const ignored: Ignored[] = []
    for (const act of inOrder(acts, past)) {
      const reason = reasonAgainst(act) ?? (act.type === 'topic.alias' ? addAlias(act, aliases) : takeBack(act, aliases, gone, past))
      if (reason) ignored.push({ act: act.id, reason })
    }
    const standing = [...aliases.values()].filter((act) => !gone.has(act.id))
    return {
      aliases: firstOfEach(standing).map((act) => ({ act: act.id, person: act.person, topic: act.body['topic'] as string, also: act.body['also'] as string, at: act.at })),
      ignored,
    }
  },
}

function reasonAgainst(act: CountedAct): Reason | null {
  const invalid = validateBody(topicActs, act.type, act.body)
  if (invalid) return invalid
  if (act.subject !== topicsSubject()) return 'other record'
  if (!act.owned) return 'device not theirs'
  return act.member ? null : 'not a member'
}

function addAlias(act: CountedAct, to: Map<ActId, CountedAct>): null {
  to.set(act.id, act)
  return null
}

/** [TO4] */
function firstOfEach(acts: readonly CountedAct[]): CountedAct[] {
  const said = new Map<PersonId, number>()
  return acts.filter(({ person }) => {
    said.set(person, (said.get(person) ?? 0) + 1)
    return said.get(person)! <= MAX_ALIASES
  })
}

/** [TO2] */
function takeBack(act: CountedAct, aliases: ReadonlyMap<ActId, CountedAct>, gone: Set<ActId>, past: Past): Reason | null {
  const alias = aliases.get(act.body['alias'] as ActId)
  if (!alias || !past.knows(act.place, alias.place)) return 'nothing to undo'
  if (alias.person !== act.person) return 'not for them'
  gone.add(alias.id)
  return null
}

/** [TO3] Aliases that name a topic, whichever of the two it is; `other` is what else to look for. */
export function aliasesOf(state: Topics, key: string): (Alias & { readonly other: string })[] {
  return state.aliases.flatMap((alias) => {
    if (topicKey(alias.topic) === key) return [{ ...alias, other: alias.also }]
    return topicKey(alias.also) === key ? [{ ...alias, other: alias.topic }] : []
  })
}

export function intendAlias(state: Topics, person: PersonId, member: boolean, topic: string, also: string): Result<Intent> {
  if (!member) return fail('topic.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')
  const body = { topic: topic.trim(), also: also.trim() }
  if (!topicActs['topic.alias'].safeParse(body).success) {
    return fail('topic.malformed', 'Those are not two names of a topic. Nothing was said.', 'Name two topics that differ in more than spelling.')
  }
  const known = aliasesOf(state, topicKey(body.topic)).find(({ other }) => topicKey(other) === topicKey(body.also))
  if (known) return fail('topic.known', 'Somebody said that already.', 'Looking for one finds the other.')
  if (state.aliases.filter((alias) => alias.person === person).length >= MAX_ALIASES) return fail('topic.many', 'You have said that of very many topics.', 'Take one back first.')
  return ok({ type: 'topic.alias', subject: topicsSubject(), body, texts: [] })
}

export function intendUnalias(state: Topics, person: PersonId, member: boolean, alias: ActId): Result<Intent> {
  if (!member) return fail('topic.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')
  const known = state.aliases.find((one) => one.act === alias)
  if (!known) return fail('topic.nothing', 'Nobody says that, or it was taken back already.', 'Look at the topic again.')
  if (known.person !== person) return fail('topic.other', 'Only who said it takes it back.', 'Ask them to.')
  return ok({ type: 'topic.unalias', subject: topicsSubject(), body: { alias }, texts: [] })
}
