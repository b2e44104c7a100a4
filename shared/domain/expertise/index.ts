// Expertise: what people can help with and want to learn, and who names them for it. A hierarchy of knowledge that shows
// itself in relations, never in a rank. One record a person (the subject is the id of whom it is about).
//
// [EX1] Only the person claims a topic, drops it, and says what they want to learn; a member, from a device of theirs.
// [EX2] What was said is taken back by its own author alone, and may be said again. The newest word of each author about
//       a topic stands (newest as in P2).
// [EX3] A colleague endorses what a person claimed, as far as the colleague knew. Nobody endorses themselves, and nobody
//       is endorsed for what they don't claim: where the claim goes, endorsements stand under nothing.
// [EX4] Endorsements are names, in an order that says nothing. Nothing here counts them, and no rule reads them.
// [EX5] Topics are one where their names come to the same key; nobody owns a topic.
// [EX6] At most 100 topics a person, the first by causal order of those that stand, so that nobody fills the directory alone.
// [EX7] Evidence is named by the person whom it is about, or not at all.
// [EX8] Who endorses may leave: what was signed stands under their name.
//
// acts.ts bodies; topic.ts keys; aliases.ts other words for a topic; fading.ts when something was last used.
import type { PersonId } from '../../base/ids.ts'
import type { Json } from '../../acts/canonical.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Concept, Intent } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { expertiseActs, MAX_TOPICS, type ExpertiseVerb } from './acts.ts'
import { foldExpertise } from './fold.ts'
import type { Expertise } from './model.ts'
import { topicKey } from './topic-key.ts'

export { MAX_EVIDENCE, MAX_TOPICS, type ExpertiseVerb } from './acts.ts'
export { aliasesOf, intendAlias, intendUnalias, topics, topicsSubject, type Alias, type Topics } from './aliases.ts'
export { isFaded, lastUsed } from './fading.ts'
export type { Endorsement, Entry, Expertise, Wish } from './model.ts'
export { MAX_TOPIC, topicName } from './topic.ts'
export { topicKey } from './topic-key.ts'

export const expertise: Concept<Expertise> = {
  id: 'expertise',
  prefixes: ['expertise'],
  acts: expertiseActs,
  validate: (type, body) => validateBody(expertiseActs, type, body),
  fold: foldExpertise,
}

export interface ExpertiseIntention {
  readonly person: PersonId
  readonly member: boolean
  /** Whom it is about: oneself, but for endorsing. */
  readonly about: PersonId
  readonly topic: string
  readonly words?: string
  readonly how?: string
  readonly evidence?: readonly string[]
}

/** What would be signed, or why not. */
export function intendExpertise(state: Expertise, verb: ExpertiseVerb, of: ExpertiseIntention): Result<Intent> {
  if (!of.member) return fail('expertise.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')
  const topic = of.topic.trim().replace(/\s+/gu, ' ')
  const refused = refusal(state, verb, of, topicKey(topic))
  if (refused) return refused
  const body = {
    topic, ...(hasWords(verb) && of.words?.trim() && { words: of.words.trim() }),
    ...(verb === 'claim' && of.how?.trim() && { how: of.how.trim() }),
    ...(verb === 'claim' && of.evidence && of.evidence.length > 0 && { evidence: [...of.evidence] }),
  }
  if (!expertiseActs[`expertise.${verb}`].safeParse(body).success) {
    return fail('topic.malformed', 'That is no name for a topic, or what is said with it is too long. Nothing was said.', 'A topic is a few words on one line, such as "steam traps".')
  }
  return ok({ type: `expertise.${verb}`, subject: of.about, body: body as Record<string, Json>, texts: [] })
}

const hasWords = (verb: ExpertiseVerb): boolean => verb === 'claim' || verb === 'wish' || verb === 'endorse'

function refusal(state: Expertise, verb: ExpertiseVerb, of: ExpertiseIntention, key: string): Result<never> | null {
  const entry = state.entries.find((one) => one.key === key)
  const wish = state.wishes.find((one) => one.key === key)
  const own = of.about === of.person
  const mine = entry?.endorsements.some((one) => one.person === of.person) ?? false
  if (verb === 'endorse' || verb === 'unendorse') {
    if (own) return fail('expertise.own', 'Nobody speaks for themselves here: colleagues do.', 'Ask somebody who has seen it to say so.')
    if (verb === 'endorse' && !entry) return fail('expertise.unclaimed', 'That is nothing they say they can help with.', 'Ask whether they want to stand under that topic; then name them for it.')
    if (verb === 'unendorse' && !mine) return fail('expertise.nothing', 'You have not said that of them, or took it back already.', 'Look at the profile again.')
    return null
  }
  if (!own) return fail('expertise.other', 'What somebody can help with, only they say.', 'Ask them to say so themselves.')
  if (verb === 'drop' && !entry) return fail('expertise.nothing', 'You do not stand under that topic.', 'Look at your profile again.')
  if (verb === 'unwish' && !wish) return fail('expertise.nothing', 'That is not among what you want to learn.', 'Look at your profile again.')
  const full = verb === 'claim' ? !entry && state.entries.length >= MAX_TOPICS : verb === 'wish' && !wish && state.wishes.length >= MAX_TOPICS
  return full ? fail('expertise.many', `That would be more than ${MAX_TOPICS} topics.`, 'Take one away first.') : null
}
