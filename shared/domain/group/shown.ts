// What people see of a group, by the host's date. No rule reads anything from here.
import type { PersonId } from '../../base/ids.ts'
import { detailOf, rowOf, searchTextOf, textsOf, wordsOf, type Shown } from '../agreement/index.ts'
import { olderThan } from '../agreement/lineage.ts'
import type { PresentContext } from '../fold.ts'
import { firstReview } from '../record/term.ts'
import { paragraphs } from '../record/terms.ts'
import type { PartyView, RecordDetail, RecordRow, RecordState, TermsView } from '../record/view.ts'
import { facilitationOf } from './facilitation.ts'
import { GROUP_RULES, revisionOf, type Group } from './fold.ts'
import { possibleWith } from './intend.ts'
import { phaseOf, standsFor } from './standing.ts'
import type { GroupMember, GroupOutput, GroupPerson, GroupProposal, GroupRow, GroupSaying, GroupView, LifeEvent } from './view.ts'
import { joiningOf, shownRevision, shownTerms } from './words.ts'
import { needOfGroup, repliesOf } from './needs.ts'
import type { Told } from './taking.ts'

const shown = (of: Group): Shown => ({
  agreement: of.agreement, state: of.agreement.phase, statements: of.statements, kinds: GROUP_RULES.kinds,
  promiseOf: () => null, pending: { acknowledge: new Set() }, possible: (context) => possibleWith(of, context),
})

const everyone = (): boolean => true
const here = (context: PresentContext): ((person: PersonId) => boolean) => context.isHere?.bind(context) ?? everyone
const namer = (context: PresentContext) => (person: PersonId): GroupPerson => ({ id: person, name: context.name(person), you: person === context.me })

/** Dates are judged here: [G21]. */
function stateOf(of: Group, terms: TermsView | null, context: PresentContext): RecordState {
  const phase = phaseOf(of, here(context), context.asOf)
  return phase === 'active' && terms && (isDue(terms, context) || isOver(terms, context)) ? 'review' : phase
}

const isDue = (terms: TermsView, { asOf }: PresentContext): boolean => (firstReview(terms) ?? asOf + 'x') <= asOf
const isOver = (terms: TermsView, { asOf }: PresentContext): boolean => terms.until !== undefined && terms.until < asOf

export function groupRow(of: Group, context: PresentContext): RecordRow {
  const row = rowOf(shown(of), context)
  const terms = shownTerms(of, context.text)
  const state = stateOf(of, terms, context)
  const people = peopleOf(of)
  return {
    ...row,
    kind: shownRevision(of)?.kind ?? of.call?.kind ?? row.kind,
    title: groupTitle(of, context.text),
    // Acts without effect make no group.
    state: of.call || of.agreement.revisions.length > 0 ? state : 'draft',
    parties: people.map((id) => namer(context)(id)),
    needsMe: context.me && context.member !== false ? needOfGroup(of, context.me) : null,
    flags: flagsOf(row.flags, of, terms, state, context),
    groupRow: groupRowOf(of, context),
    updatedAt: Math.max(row.updatedAt, of.call?.at ?? 0),
  }
}

/** Of what is over nothing is due. */
function flagsOf(flags: RecordRow['flags'], of: Group, terms: TermsView | null, state: RecordState, context: PresentContext): RecordRow['flags'] {
  const timeless = flags.filter((flag) => flag !== 'review due' && flag !== 'lapsed' && flag !== 'past due')
  if (!terms || of.members.length === 0 || state === 'closed' || state === 'paused') return timeless
  return [...timeless, ...(isDue(terms, context) ? ['review due' as const] : []), ...(isOver(terms, context) ? ['lapsed' as const] : [])]
}

function groupRowOf(of: Group, context: PresentContext): GroupRow {
  const phase = phaseOf(of, here(context), context.asOf)
  return {
    size: of.chartered === null ? of.interested.length : of.members.length, mine: context.me ? standsFor(of, context.me) : null, joining: joiningOf(of),
    open: phase !== 'closed' && phase !== 'closing', ...(of.chartered !== null && { formed: true as const }),
    ...(of.published.length > 0 && { howTopics: [...new Set(of.published.map(({ topic }) => topic))] }),
  }
}

/** Members first; of a group without any, who would join and whom its charter names. */
function peopleOf(of: Group): PersonId[] {
  const open = of.agreement.revisions.filter(({ status }) => status === 'offered')
  const named = of.chartered === null ? open.flatMap((one) => one.people) : []
  return [...new Set([...of.members.map(({ person }) => person), ...named, ...(of.chartered === null ? of.interested.map(({ person }) => person) : [])])]
}

export const groupTitle = (of: Group, text: PresentContext['text']): string =>
  shownTerms(of, text)?.title ?? of.call?.title ?? 'Terms unavailable'

/** What the first charter goes on from: the call. */
export function groupBegins(of: Group, text: PresentContext['text']): TermsView | null {
  const { call } = of
  if (!call) return null
  const why = wordsOf(call.text, text)
  return {
    title: call.title, kind: call.kind, sections: why === null ? [] : [{ voice: 'why', words: paragraphs(why) }],
    ...(call.topics.length > 0 && { topics: call.topics.map((topic, at) => ({ id: `t${at}`, topic })) }),
  }
}

export function groupDetail(of: Group, context: PresentContext): RecordDetail {
  const detail = detailOf(shown(of), context)
  // Who stepped out is no party of what goes on from here. Who agreed to its closing still holds the words (R8).
  const signed = detail.parties.filter(({ id }) => standsFor(of, id as PersonId) !== 'left' || !of.agreement.steppedOut.has(id as PersonId))
  const parties = of.agreement.revisions.length > 0 ? withMembers(signed, of, context) : of.interested.map((one): PartyView => ({
    ...namer(context)(one.person), role: 'gives', stance: 'delivered', revision: null, text: wordsOf(one.text, context.text), at: one.at, promise: null,
  }))
  const { parties: _, ...row } = groupRow(of, context)
  return { ...detail, ...row, parties, group: groupView(of, context) }
}

/** [G3] Who joined is one of its people like those whom the words named first: the next words name them too. */
function withMembers(parties: readonly PartyView[], of: Group, context: PresentContext): PartyView[] {
  const known = new Set<string>(parties.map(({ id }) => id))
  const isMember = (id: string): boolean => of.members.some(({ person }) => person === id)
  return [
    ...parties.map((party) => (isMember(party.id) ? { ...party, role: 'gives' as const } : party)),
    ...of.members.filter(({ person }) => !known.has(person)).map(({ person, revision, since }): PartyView => ({
      ...namer(context)(person), role: 'gives', stance: 'accepted', revision: revisionOf(of, revision).number, text: null, at: since, promise: null,
    })),
  ]
}

/** How it does things, without all else that is seen of a group: for whoever looks through hundreds. */
export const howView = (of: Group, context: PresentContext): GroupView['how'] =>
  of.published.map((one) => ({ act: one.act, topic: one.topic, title: one.title, text: wordsOf(one.text, context.text), by: namer(context)(one.person), at: one.at }))

function groupView(of: Group, context: PresentContext): GroupView {
  const terms = shownTerms(of, context.text)
  const named = namer(context)
  const say = (one: Told): GroupSaying => ({ ...named(one.person), at: one.at, text: wordsOf(one.text, context.text) })
  const closing = of.proposals.findLast(({ what, holds, agreed }) => what === 'close' && holds && agreed.length > 0) ?? of.proposals.findLast(({ what, agreed }) => what === 'close' && agreed.length > 0)
  return {
    ...groupRowOf(of, context),
    call: of.call && { ...named(of.call.person), at: of.call.at, title: of.call.title, why: wordsOf(of.call.text, context.text) },
    deciding: terms?.deciding ?? null,
    topics: [...new Set([...(terms?.topics ?? []).map(({ topic }) => topic), ...(terms ? [] : of.call?.topics ?? [])])],
    hours: terms?.hours ?? null, rhythm: terms?.rhythm ?? null,
    review: (terms && firstReview(terms)) ?? null, sunset: terms?.until ?? null,
    reviewDue: of.members.length > 0 && terms !== null && isDue(terms, context), sunsetPassed: of.members.length > 0 && terms !== null && isOver(terms, context),
    chartered: of.chartered,
    members: membersOf(of, context),
    waiting: of.agreement.waiting.map((one) => ({ ...named(one.person), at: one.at, text: null, revision: revisionOf(of, one.revision).number })),
    asked: askedOf(of, context),
    interested: of.interested.map(say),
    left: of.left.map((one) => ({ ...say(one), how: one.how, notice: one.notice, handover: one.handover, to: one.to.map(named) })),
    facilitation: facilitationOf(of, terms, context),
    proposals: of.proposals.toReversed().map((one) => proposalView(of, one, context)),
    outputs: outputsOf(of, terms, context),
    how: howView(of, context),
    learned: [...of.proposals.filter(({ what, text }) => what === 'close' && text !== null), ...of.learned].map(say),
    home: closing && (closing.home !== null || closing.record !== null) ? { words: wordsOf(closing.home, context.text), record: closing.record } : null,
    life: lifeOf(of, context),
  }
}

function membersOf(of: Group, context: PresentContext): GroupMember[] {
  const holding = of.agreement.revisions.filter(({ id }) => of.members.some((one) => one.revision === id))
  const older = olderThan(holding, of.agreement.revisions)
  return of.members.map(({ person, revision, since }) => ({
    ...namer(context)(person), since, revision: revisionOf(of, revision).number, behind: older.has(revision),
    facilitates: of.facilitators.some((one) => one.person === person && (one.until === null || one.until >= context.asOf)),
    ...(!here(context)(person) && { gone: true as const }),
  }))
}

/** Named by what is on offer or holds, and neither a member nor out. */
function askedOf(of: Group, context: PresentContext): GroupView['asked'] {
  const live = of.agreement.revisions.filter(({ status }) => status === 'offered' || status === 'in force')
  const people = [...new Set(live.flatMap((one) => one.people))].filter((person) => standsFor(of, person) === 'asked')
  return people.filter((person) => !live.some((one) => one.accepted.includes(person))).map((person) => {
    const said = live.toReversed().flatMap((one) => one.answers.get(person) ?? [])[0]
    return { ...namer(context)(person), at: said?.at ?? live.at(-1)!.at, text: wordsOf(said?.text ?? null, context.text), declined: said?.stance === 'declined' }
  })
}

function proposalView(of: Group, one: Group['proposals'][number], context: PresentContext): GroupProposal {
  const named = namer(context)
  const isHere = here(context)
  const silent = of.members.map(({ person }) => person).filter((person) => isHere(person) && !one.agreed.includes(person) && !one.passed.some((said) => said.person === person))
  const over = one.over || (one.what === 'pause' && one.until !== null && one.until < context.asOf)
  return {
    act: one.act, what: one.what, by: named(one.person), at: one.at, text: wordsOf(one.text, context.text), until: one.until,
    home: wordsOf(one.home, context.text), homeRecord: one.record, agreed: one.agreed.map(named),
    passed: one.passed.map((said) => ({ ...named(said.person), at: said.at, text: wordsOf(said.text, context.text) })),
    silent: silent.map(named), needed: one.needed, holds: one.holds, over,
    replies: over ? [] : repliesOf(of, context.me)(one.act),
  }
}

const outputsOf = (of: Group, terms: TermsView | null, context: PresentContext): GroupOutput[] => [
  ...(terms?.outputs ?? []).map(({ words, record }) => ({ act: null, title: words, text: null, record: record ?? null, by: null, at: null })),
  ...of.outputs.map((one) => ({ act: one.act, title: one.title, text: wordsOf(one.text, context.text), record: one.record, by: namer(context)(one.person), at: one.at })),
]

/** What made the group what it is, in the order in which it came about. */
function lifeOf(of: Group, context: PresentContext): LifeEvent[] {
  const named = namer(context)
  const events: LifeEvent[] = of.call ? [{ what: 'called', at: of.call.at, by: named(of.call.person), revision: null }] : []
  const held = of.agreement.revisions.filter((one) => one.status === 'in force' || one.passed || of.members.some(({ revision }) => revision === one.id))
  held.forEach((one, index) => events.push({ what: index === 0 ? 'chartered' : 'changed', at: index === 0 ? of.chartered ?? one.at : one.at, by: named(one.author), revision: one.number }))
  // A closing that others do not share ends it for those who agreed, and not the group.
  const ended = phaseOf(of, here(context), context.asOf) === 'closed'
  for (const one of of.proposals) if (one.holds && (one.what !== 'close' || ended)) events.push({ what: one.what === 'close' ? 'closed' : one.what === 'pause' ? 'paused' : 'resumed', at: one.at, by: named(one.person), revision: null })
  return events
}

/** Everything worth finding: words, why it was called, what came out of it, how it is done, what was learned. */
export const groupSearchText = (of: Group, text: PresentContext['text']): string => [
  of.call?.title, ...(of.call?.topics ?? []), searchTextOf(shown(of), text),
  ...of.published.flatMap(({ topic, title }) => [topic, title]), ...of.outputs.map(({ title }) => title), ...of.proposals.map(({ home }) => wordsOf(home, text)),
  ...of.left.map(({ handover }) => handover),
].filter((words) => words !== undefined && words !== null && words !== '').join('\n')

export const groupTexts = (of: Group) => [...new Set([...textsOf(shown(of)), ...of.proposals.flatMap(({ home }) => home ?? [])])]
