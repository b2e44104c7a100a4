// May this person say this of a group now? The body to sign, or the reason in words.
import { isCalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Json } from '../../acts/canonical.ts'
import { agreementBodies, intendAgreement, intendRenewal, intent, mayOffer, membersOnly, possibleRenewal, withShare, type Agreement, type AgreementVerb } from '../agreement/index.ts'
import { newestAmong } from '../agreement/lineage.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { recordId } from '../record/id.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { readTerms } from '../record/terms.ts'
import { GROUP_VERBS } from '../record/verbs.ts'
import type { Possible } from '../record/view.ts'
import { groupBodies, type GroupKind, type GroupVerb } from './acts.ts'
import { GROUP_RULES, type Group } from './fold.ts'
import { answerable, ownCharters, welcomable } from './needs.ts'
import { standsFor } from './standing.ts'

export function intendGroup(of: Group, verb: string, intention: Intention): Result<Intent> {
  if (verb === 'offer' || verb === 'renew') return intendCharter(of, verb, intention)
  if (verb === 'accept') return intendJoin(of, intention)
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(withWaiting(of, intention.person), GROUP_RULES, verb as AgreementVerb, intention)
  if (Object.hasOwn(groupBodies, verb) && verb !== 'call') return intendOwn(of, verb as Exclude<GroupVerb, 'call'>, intention)
  return fail('verb.unknown', 'This can not be done with a group.', 'Look at what is possible in it.')
}

/** [G4] Who waits for a welcome has accepted, and takes that back like everybody else. */
function withWaiting({ agreement }: Group, person: PersonId): Agreement {
  const given = agreement.waiting.filter((one) => one.person === person).map(({ revision }) => revision)
  if (given.length === 0) return agreement
  return { ...agreement, revisions: agreement.revisions.map((one) => (given.includes(one.id) ? { ...one, accepted: [...one.accepted, person] } : one)) }
}

export interface Calling {
  readonly person: PersonId
  readonly member: boolean
  readonly kind: GroupKind
  readonly title: string
  readonly text?: string
  readonly topics: readonly string[]
  /** 16 random bytes in hex. */
  readonly nonce: string
}

/** [G1] A group that is about to be called. */
export function intendCall({ person, member, kind, title, text, topics, nonce }: Calling): Result<Intent> {
  const barred = membersOnly({ person, member })
  if (barred) return barred
  const body = { opener: person, nonce, kind, title: title.trim().replace(/\s+/gu, ' '), topics: [...topics] }
  const parsed = groupBodies.call.safeParse(body)
  if (!parsed.success) {
    return parsed.error.issues[0]?.path[0] === 'topics'
      ? fail('topic.malformed', 'Those topics can not stand with a group as they are.', 'A topic is a few words on one line, at most eight of them, each named once.')
      : fail('group.title', 'A group can not be called that.', 'Give it a name in one plain line of at most 200 letters; why now goes below it.')
  }
  return intent({ concept: 'group', subject: recordId('group', person, nonce) }, 'call', body as Record<string, Json>, text)
}

/** [G4, G23] The share that changing it needs, and whether a welcome is needed, go from the words into the offer. */
function intendCharter(of: Group, verb: 'offer' | 'renew', intention: Intention): Result<Intent> {
  const { offer } = intention
  if (!offer) return verb === 'offer' ? intendAgreement(of.agreement, GROUP_RULES, 'offer', intention) : intendRenewal(of.agreement, GROUP_RULES, intention)
  const asksWelcome = (readTerms(offer.terms) as { readonly joining?: string } | null)?.joining === 'welcome'
  const origin = of.call ? { opener: of.call.person, nonce: of.call.nonce } : {}
  // The caller is listed, which binds to nothing: a first revision lists who opened the record (AG2).
  const first = of.agreement.revisions.length === 0 && of.call && !offer.people.includes(of.call.person) ? [...offer.people, of.call.person] : offer.people
  const more = { ...withShare(of.agreement, offer), ...origin, people: first, ...(asksWelcome && { welcome: true }) }
  const filled = { ...intention, offer: more }
  return verb === 'offer' ? intendAgreement(of.agreement, GROUP_RULES, 'offer', filled) : intendRenewal(of.agreement, GROUP_RULES, filled)
}

/** [G3] Whoever comes new joins the words that hold, also while others are on offer. */
function intendJoin(of: Group, intention: Intention): Result<Intent> {
  const { agreement } = of
  if (of.members.some(({ person }) => person === intention.person)) return intendAgreement(agreement, GROUP_RULES, 'accept', intention)
  // [G7] What one alone still holds comes to hold again with whoever joins.
  const held = agreement.inForce.length > 0 ? agreement.inForce : of.members.map(({ revision }) => revision)
  const holding = newestAmong(agreement.revisions.filter(({ id }) => held.includes(id)), agreement.revisions)
  const meant = intention.revision
  const joins = holding.length > 0 && meant === undefined ? holding : agreement.revisions.filter(({ id, status }) => (meant === undefined ? status === 'offered' : id === meant))
  const waits = joins.some((one) => agreement.waiting.some(({ person, revision }) => person === intention.person && revision === one.id))
  if (waits) return fail('join.waits', 'You have accepted, and wait until a member welcomes you.', 'Ask one of them; nothing more is needed of you.')
  const open = { ...agreement, revisions: agreement.revisions.map((one) => (holding.includes(one) ? { ...one, status: 'in force' as const } : one)) }
  return intendAgreement(open, GROUP_RULES, 'accept', holding.length === 1 && intention.revision === undefined ? { ...intention, revision: holding[0]!.id } : intention)
}

const notMember = (): Result<never> => fail('person.not-member', 'You are not a member of this group.', 'Join it first; before there is a charter, say that you would.')
const missing = (what: string, remedy: string): Result<never> => fail('text.missing', what, remedy)

function intendOwn(of: Group, verb: Exclude<GroupVerb, 'call'>, intention: Intention): Result<Intent> {
  const barred = ['uninterest', 'letgo', 'pass', 'agree', 'learned', 'unpublish'].includes(verb) ? null : membersOnly(intention)
  if (barred) return barred
  const { person, text } = intention
  const isMember = (one: PersonId): boolean => of.members.some((member) => member.person === one)
  const say = (body: Record<string, Json>): Result<Intent> => intent(subjectOf(of), verb, body, text)
  switch (verb) {
    case 'interest': case 'uninterest': return intendInterest(of, verb, intention)
    case 'learned': {
      // [G17] Whoever ever accepted its words, taken back or not; stepping out of what one never joined makes no member.
      if (!of.agreement.revisions.some(({ signatures }) => signatures.some((one) => one.person === person))) return notMember()
      return text?.trim() ? say({}) : missing('What was learned needs words.', 'Say what you take from it.')
    }
    case 'letgo': return of.facilitators.some((one) => one.person === person) ? say({}) : fail('facilitate.none', 'You do not facilitate here.', 'Nothing is needed of you.')
    case 'agree': case 'pass': return intendReply(of, verb, intention)
    case 'unpublish': {
      const mine = of.published.filter((one) => one.person === person && (intention.what === undefined || one.act === intention.what))
      return mine.length === 0 ? fail('publish.none', 'You have said nothing here of how it is done.', 'Who said it takes it back.') : intent(subjectOf(of), verb, { what: mine.at(-1)!.act }, undefined)
    }
    case 'welcome': return isMember(person) || ownCharters(of, person).length > 0 ? intendWelcome(of, intention) : notMember()
    default: return isMember(person) ? intendOfMember(of, verb, intention) : notMember()
  }
}

const subjectOf = (of: Group) => ({ concept: 'group', subject: of.agreement.subject })

/** [G2] */
function intendInterest(of: Group, verb: 'interest' | 'uninterest', { person, text }: Intention): Result<Intent> {
  const said = of.interested.some((one) => one.person === person)
  if (verb === 'uninterest') return said ? intent(subjectOf(of), verb, {}, text) : fail('interest.none', 'You have not said that you would join.', 'Nothing is needed of you.')
  if (said && !text?.trim()) return fail('interest.already', 'You have said already that you would join.', 'Say it with other words, or wait for a charter.')
  const standing = standsFor(of, person)
  if (standing === 'member' || standing === 'waits') return fail('interest.member', 'You have accepted its charter already.', 'Nothing is needed of you.')
  if (of.members.length > 0) return fail('interest.chartered', 'This group has a charter that you can read and accept.', 'Join it.')
  return intent(subjectOf(of), verb, {}, text)
}

/** [G4, G24] Whether they may was looked at. */
function intendWelcome(of: Group, { person, about, text }: Intention): Result<Intent> {
  const waiting = [...new Set(welcomable(of, person).map((one) => one.person))].filter((one) => about === undefined || one === about)
  if (waiting.length > 1) return fail('person.choose', 'More than one person waits for a welcome.', 'Say whom you welcome.', { people: waiting })
  const whom = about ?? waiting[0]
  if (whom === undefined) return fail('welcome.none', 'Nobody waits for a welcome.', 'Who accepts the charter and is not named in it waits for one, if the charter says so.')
  return of.members.some((one) => one.person === whom) ? fail('welcome.member', 'That person is a member already.', 'Nothing is needed of you.')
    : intent(subjectOf(of), 'welcome', { person: whom }, text)
}

/** What a member says; whether they are one was looked at. */
function intendOfMember(of: Group, verb: GroupVerb, intention: Intention): Result<Intent> {
  const { person, to, text, until, home, record, title, topic } = intention
  const isMember = (one: PersonId): boolean => of.members.some((member) => member.person === one)
  const say = (body: Record<string, Json>): Result<Intent> => intent(subjectOf(of), verb, body, text)
  if (until !== undefined && !isCalendarDate(until)) return fail('date.malformed', 'That is no date.', 'Write it like 2026-05-22.')
  switch (verb) {
    case 'facilitate': return intendFacilitate(of, intention)
    case 'handon': {
      const [whom, ...more] = new Set(to ?? [])
      if (whom === undefined) return fail('person.choose', 'This needs somebody to ask.', 'Say who should facilitate.', { people: of.members.map((one) => one.person).filter((one) => one !== person) })
      if (more.length > 0) return fail('handon.many', 'One person is asked to facilitate.', 'Name one.')
      if (whom === person || !isMember(whom)) return fail('handon.member', 'Only another member can be asked to facilitate.', 'Choose one of the members.')
      return say({ to: whom })
    }
    case 'swap': return intendSwap(of, intention)
    // [G15] One that ends on a day is over on it, which no rule reads: another may follow it.
    case 'pause': return of.proposals.some((one) => one.what === 'pause' && one.holds && !one.over && one.until === null)
      ? fail('pause.already', 'This group pauses already.', 'Agree to that, if you pause too.') : say(until === undefined ? {} : { until })
    case 'resume': return of.proposals.some((one) => one.what === 'pause' && one.holds && !one.over)
      ? say({}) : fail('pause.none', 'This group does not pause.', 'Nothing is needed of you.')
    case 'close': return !text?.trim() ? missing('A closing says what was learned.', 'Say what you take from it, in a line or in many.') : withTexts(say(record === undefined ? {} : { record }), home)
    case 'publish': case 'output': return intendShown(verb, say, { title, topic, record })
    default: return fail('verb.unknown', 'This can not be done with a group.', 'Look at what is possible in it.')
  }
}

type Saying = (body: Record<string, Json>) => Result<Intent>

/** [G18] */
function intendShown(verb: 'publish' | 'output', say: Saying, of: { title: string | undefined; topic: string | undefined; record: string | undefined }): Result<Intent> {
  const title = of.title?.trim().replace(/\s+/gu, ' ')
  if (!title) return missing('This needs a title.', 'Say in a line what it is.')
  const body = verb === 'publish' ? { topic: of.topic?.trim() ?? '', title } : { title, ...(of.record === undefined ? {} : { record: of.record }) }
  const parsed = groupBodies[verb].safeParse(body)
  if (!parsed.success) {
    return parsed.error.issues[0]?.path[0] === 'topic' ? fail('topic.malformed', 'This needs a topic under which others find it.', 'A topic is a few words on one line.')
      : fail('title.malformed', 'That can not stand as a title.', 'Write one plain line of at most 200 letters.')
  }
  return say(parsed.data as Record<string, Json>)
}

/** One more text beside the act: the home of what came out of it. */
function withTexts(made: Result<Intent>, home: string | undefined): Result<Intent> {
  if (!made.ok || !home?.trim()) return made
  const more = intent({ concept: '', subject: '' as Intent['subject'] }, '', {}, home)
  return more.ok ? ok({ ...made.value, body: { ...made.value.body, home: more.value.body['text']! }, texts: [...made.value.texts, ...more.value.texts] }) : more
}

/** [G9, G10] */
function intendFacilitate(of: Group, { person, text, until, what }: Intention): Result<Intent> {
  const asking = of.asked.filter((one) => one.to === person && (what === undefined || one.act === what)).at(-1)
  const holds = of.facilitators.some((one) => one.person === person)
  if (holds && asking === undefined && until === undefined && !text?.trim()) return fail('facilitate.already', 'You facilitate already.', 'Say until when, or for which phase; or let go of it.')
  return intent(subjectOf(of), 'facilitate', { ...(until === undefined ? {} : { until }), ...(asking ? { handed: asking.act } : {}) }, text)
}

/** [G12] Whose turns those are is for the charter's words; a swap of other turns says nothing. */
function intendSwap(of: Group, { person, about, mine, theirs }: Intention): Result<Intent> {
  if (about === undefined || about === person || !of.members.some((one) => one.person === about)) {
    return fail('person.choose', 'A swap is with another member.', 'Say with whom.', { people: of.members.map((one) => one.person).filter((one) => one !== person) })
  }
  if (mine === undefined || theirs === undefined || !isCalendarDate(mine) || !isCalendarDate(theirs)) return fail('swap.dates', 'A swap is of two turns.', 'Say the first day of each.')
  return intent(subjectOf(of), 'swap', { person: about, mine, theirs }, undefined)
}

/** To what is still open: a pause, a going on, a closing, a swap or an asking. */
function intendReply(of: Group, verb: 'agree' | 'pass', { person, what, text }: Intention): Result<Intent> {
  const agrees = verb === 'agree'
  const could = answerable(of, person, verb)
  if (what !== undefined) {
    return could.includes(what) ? intent(subjectOf(of), verb, { what }, agrees ? undefined : text)
      : fail('reply.closed', 'That does not wait for you, or you have said so already.', 'Look at the group again.')
  }
  if (could.length === 0) return fail('reply.none', 'Nothing here waits for your answer.', 'Nothing is needed of you.')
  if (could.length > 1) return fail('reply.choose', 'This could be about more than one thing.', 'Say which.', { acts: could })
  return intent(subjectOf(of), verb, { what: could[0]! }, agrees ? undefined : text)
}

const NOTHING: Intent = { type: '', subject: '', body: {}, texts: [] }
/** What only needs words, a person or a choice is open: the page asks for it. */
const ASKS: ReadonlySet<string> = new Set(['text.missing', 'person.choose', 'reply.choose', 'swap.dates', 'topic.malformed'])

export function possibleWith(of: Group, context: PresentContext): Possible[] {
  return forEachVerb(GROUP_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention) ?? ok(NOTHING)
      : verb === 'renew' ? possibleRenewal(of.agreement, intention, context.text) : intendGroup(of, verb, intention)
    return !tried.ok && ASKS.has(tried.problem.code) ? { verb, revision: null, allowed: true, reason: null } : possibleOf(of.agreement, verb, tried)
  })
}
