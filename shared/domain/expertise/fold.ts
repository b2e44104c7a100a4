// From what one person and their colleagues said to what stands under each topic.
import type { PersonId } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past, type Reason } from '../fold.ts'
import { expertiseActs, MAX_TOPICS } from './acts.ts'
import type { Endorsement, Entry, Expertise, Wish } from './model.ts'
import { topicKey } from './topic-key.ts'

/** The newest word about each topic, and since when it was said without a break. Null: taken back. */
type Standing = Map<string, { readonly last: CountedAct; readonly since: number } | null>
interface Said {
  readonly claims: Standing
  readonly wishes: Standing
  /** By topic, then by endorser. */
  readonly endorsed: Map<string, Standing>
  /** Every claim of a topic, whatever became of it: an endorsement must know one. */
  readonly claimed: Map<string, CountedAct[]>
}

export function foldExpertise(acts: readonly CountedAct[], past: Past): Expertise {
  const said: Said = { claims: new Map(), wishes: new Map(), endorsed: new Map(), claimed: new Map() }
  const ignored: Ignored[] = []
  // [EX2] Parents come before children, and what is concurrent in the same order everywhere: the last word stands.
  for (const act of inOrder(acts, past)) {
    const reason = take(act, said, past)
    if (reason) ignored.push({ act: act.id, reason })
  }
  const entries = standing(said.claims).map(([key, { last, since }]): Entry => ({
    key, topic: last.body['topic'] as string, words: wordsOf(last), how: (last.body['how'] as string | undefined) ?? null,
    evidence: (last.body['evidence'] as Entry['evidence'] | undefined) ?? [], act: last.id, at: last.at, since,
    endorsements: endorsementsOf(said.endorsed.get(key)),
  }))
  const wishes = standing(said.wishes).map(([key, { last }]): Wish => ({ key, topic: last.body['topic'] as string, words: wordsOf(last), act: last.id, at: last.at }))
  return { entries: entries.sort(byKey), wishes: wishes.sort(byKey), ignored }
}

function take(act: CountedAct, said: Said, past: Past): Reason | null {
  if (!Object.hasOwn(expertiseActs, act.type)) return 'unknown verb'
  const parsed = expertiseActs[act.type as keyof typeof expertiseActs].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member) return 'not a member'
  const key = topicKey(parsed.data.topic)
  const own = act.subject === (act.person as string)
  if (own === (act.type === 'expertise.endorse' || act.type === 'expertise.unendorse')) return 'not for them'
  switch (act.type) {
    case 'expertise.claim':
      known(said.claimed, key).push(act)
      return say(said.claims, key, act)
    case 'expertise.wish': return say(said.wishes, key, act)
    case 'expertise.drop': return takeBack(said.claims, key)
    case 'expertise.unwish': return takeBack(said.wishes, key)
    case 'expertise.endorse': return endorse(act, key, said, past)
    default: return takeBack(said.endorsed.get(key) ?? new Map(), act.person)
  }
}

/** [EX3] Only what the person claimed, as far as the endorser knew. */
function endorse(act: CountedAct, key: string, said: Said, past: Past): Reason | null {
  if (!said.claimed.get(key)?.some((claim) => past.knows(act.place, claim.place))) return 'unknown claim'
  const standing = said.endorsed.get(key) ?? new Map()
  said.endorsed.set(key, standing)
  return say(standing, act.person, act)
}

function known(of: Map<string, CountedAct[]>, key: string): CountedAct[] {
  const all = of.get(key) ?? []
  of.set(key, all)
  return all
}

function say(to: Standing, key: string, act: CountedAct): null {
  to.set(key, { last: act, since: to.get(key)?.since ?? act.at })
  return null
}

function takeBack(of: Standing, key: string): Reason | null {
  if (!of.get(key)) return 'nothing to undo'
  of.set(key, null)
  return null
}

/** [EX6] The first so many that were ever said, of those that stand. */
const standing = (of: Standing): [string, NonNullable<ReturnType<Standing['get']>>][] =>
  [...of].flatMap(([key, one]): [string, NonNullable<typeof one>][] => (one ? [[key, one]] : [])).slice(0, MAX_TOPICS)

/** [EX3, EX4] By name, in order of the endorsers' ids, which says nothing of anybody. */
const endorsementsOf = (of: Standing | undefined): Endorsement[] =>
  [...(of ?? [])].flatMap(([person, one]) => (one ? [{ person: person as PersonId, words: wordsOf(one.last), act: one.last.id, at: one.last.at }] : []))
    .sort((a, b) => (a.person < b.person ? -1 : 1))

const wordsOf = (act: CountedAct): string | null => (act.body['words'] as string | undefined) ?? null
const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1)
