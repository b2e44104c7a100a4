// From the acts of one group to where it stands. Numbers: see index.ts.
import type { CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { counts, foldAgreement, statementOf, thresholds, type Agreement, type Folded, type Rules, type Statement } from '../agreement/index.ts'
import { liveSaying } from '../agreement/force.ts'
import { ancestors, everything, type Sheet } from '../agreement/sheet.ts'
import type { CountedAct, Ignored, Past } from '../fold.ts'
import { GROUP_KINDS, type GroupKind } from './acts.ts'
import { proposalsOf, type Proposal, type Weighed } from './proposals.ts'
import { nothingKept, takeGroupAct, takeWelcome, type Kept, type Output, type Published, type Told } from './taking.ts'

export const GROUP_RULES: Rules = { concept: 'group', mode: 'share', kinds: GROUP_KINDS, once: true, take: takeWelcome }

export interface Member {
  readonly person: PersonId
  /** The newest revision that holds and that they accepted. */
  readonly revision: ActId
  readonly since: number
}

export interface Facilitating extends Told { readonly until: CalendarDate | null }
export interface Asking extends Told { readonly to: PersonId }
export interface Swap { readonly act: ActId; readonly person: PersonId; readonly with: PersonId; readonly mine: CalendarDate; readonly theirs: CalendarDate; readonly agreed: boolean }
export interface Leaving extends Told {
  readonly how: 'stepped out' | 'closed'
  readonly notice: string | null
  readonly handover: string | null
  readonly to: readonly PersonId[]
}

export interface Group {
  readonly agreement: Agreement
  readonly call: (Told & { readonly kind: GroupKind; readonly title: string; readonly nonce: string; readonly topics: readonly string[] }) | null
  readonly interested: readonly Told[]
  /** [G3] Those of `agreement.waiting` are not among them. */
  readonly members: readonly Member[]
  /** Its charter came to hold once. `chartered`: when, by the clock of whoever's acceptance made it so. */
  readonly chartered: number | null
  readonly left: readonly Leaving[]
  readonly facilitators: readonly Facilitating[]
  /** Who took it last, whether they still hold it or not. */
  readonly lastTook: PersonId | null
  readonly asked: readonly Asking[]
  readonly swaps: readonly Swap[]
  readonly proposals: readonly Proposal[]
  readonly published: readonly Published[]
  readonly outputs: readonly Output[]
  readonly learned: readonly Told[]
  /** All acts that have effect, in the order of cause. */
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

export function foldGroup(acts: readonly CountedAct[], past: Past): Group {
  const folded = foldAgreement(acts, past, GROUP_RULES)
  const kept = nothingKept()
  const ignored = [...folded.agreement.ignored]
  const said = new Map(folded.agreement.statements.map((statement) => [statement.act, statement]))
  for (const act of folded.others) {
    const reason = takeGroupAct(folded, kept, act)
    if (reason) ignored.push({ act: act.id, reason })
    else said.set(act.id, statementOf(act, act.type.slice('group.'.length)))
  }
  const { sheet } = folded
  const weighed = proposalsOf(sheet, kept)
  const holding = holdersOf(sheet)
  const closed = new Set([...holding.keys()].filter((person) => isClosedFor(sheet, weighed, person)))
  const members = [...holding.values()].filter(({ person }) => !closed.has(person))
  const waiting = new Set(folded.agreement.waiting.map(({ person }) => person))
  const interested = interestedIn(sheet, kept).filter(({ person }) => !holding.has(person) && !waiting.has(person))
  return {
    agreement: folded.agreement,
    call: kept.call && {
      act: kept.call.act.id, person: kept.call.act.person, at: kept.call.act.at, text: kept.call.body.text ?? null,
      kind: kept.call.body.kind, title: kept.call.body.title, nonce: kept.call.body.nonce, topics: kept.call.body.topics,
    },
    interested, members, chartered: charteredAt(folded),
    left: leavingsOf(folded, weighed, members, closed).filter((one) => !interested.some(({ person }) => person === one.person)),
    ...facilitationOf(sheet, kept, members),
    proposals: weighed.map(({ agreeing: _, ...one }) => one),
    published: kept.published.filter(({ act }) => !kept.unpublished.has(act)).map(plain),
    outputs: kept.outputs.map(plain), learned: kept.learned.map(plain),
    statements: folded.ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

/** States hold no places: they differ between machines. */
const plain = <One extends object>(one: One): One => {
  const { place: _, ...rest } = one as One & { place?: unknown }
  return rest as One
}

/** [G2] What one said before stepping out says nothing any more. */
const interestedIn = (sheet: Sheet, { interest }: Kept): Told[] => [...interest.values()].filter((one) => one !== null)
  .filter((one) => !sheet.undoings(one.person).some(({ verb, place }) => verb === 'stepout' && sheet.past.knows(place, one.place))).map(plain)

/** Everybody with a live acceptance of what holds, in the order of the newest charter's list; those who came later behind. */
function holdersOf(sheet: Sheet): Map<PersonId, Member> {
  const found = thresholds(sheet, everything)
  const holding = [...sheet.offers.values()].filter((offer) => found.get(offer.id)?.holds)
  const people = [...new Set([...holding.toReversed().flatMap((offer) => offer.people), ...holding.flatMap((offer) => sheet.sayers(offer.id).toSorted())])]
  return new Map(people.flatMap((person): [PersonId, Member][] => {
    const theirs = holding.filter((offer) => liveSaying(sheet, everything, offer.id, person))
    const newest = theirs.findLast((offer) => !theirs.some((other) => ancestors(other).has(offer)))
    if (!newest) return []
    const since = Math.min(...theirs.map((offer) => sheet.sayings(offer.id, person)[0]!.at))
    return [[person, { person, revision: newest.id, since }]]
  }))
}

/** [G14] Agreed to a closing that holds, and has accepted nothing since. */
function isClosedFor(sheet: Sheet, proposals: readonly Weighed[], person: PersonId): boolean {
  const sayings = [...sheet.offers.keys()].flatMap((revision) => liveSaying(sheet, everything, revision, person) ?? [])
  return proposals.some(({ what, holds, agreeing }) => what === 'close' && holds && (agreeing.get(person) ?? []).some((place) =>
    !sayings.some((saying) => sheet.past.knows(saying.place, place))))
}

/** When the first of its revisions came to hold: by the act that was the last of those it needed. */
function charteredAt({ sheet, ordered }: Folded): number | null {
  const found = thresholds(sheet, everything)
  const times = [...sheet.offers.values()].filter((offer) => found.get(offer.id)?.holds).map((offer) => {
    const sayers = sheet.sayers(offer.id).filter((person) => counts(sheet, everything, offer.id, person))
    const firsts = new Set(sayers.map((person) => sheet.sayings(offer.id, person)[0]!.act))
    const inTurn = ordered.filter((act) => firsts.has(act.id))
    return inTurn[Math.min(Math.max(found.get(offer.id)!.needed, 1), inTurn.length) - 1]?.at ?? offer.at
  })
  return times[0] ?? null
}

interface Bodies { readonly notice?: string; readonly handover?: string; readonly to?: readonly PersonId[] }

function leavingsOf({ agreement, ordered }: Folded, proposals: readonly Weighed[], members: readonly Member[], closed: ReadonlySet<PersonId>): Leaving[] {
  const bodies = new Map(ordered.map((act) => [act.id, act.body as Bodies]))
  const gone = (person: PersonId): boolean => !members.some((member) => member.person === person)
  const out = [...agreement.steppedOut].filter(([person]) => gone(person)).map(([person, { act, at, text }]): Leaving => {
    const { notice, handover, to } = bodies.get(act)!
    return { act, person, at, text, how: 'stepped out', notice: notice ?? null, handover: handover ?? null, to: to ?? [] }
  })
  const done = proposals.filter(({ what, holds }) => what === 'close' && holds).flatMap(({ act, at, agreed }) => agreed
    .filter((person) => closed.has(person)).map((person): Leaving => ({ act, person, at, text: null, how: 'closed', notice: null, handover: null, to: [] })))
  return [...new Map([...done, ...out].map((one) => [one.person, one])).values()]
}

function facilitationOf(sheet: Sheet, kept: Kept, members: readonly Member[]): Pick<Group, 'facilitators' | 'lastTook' | 'asked' | 'swaps'> {
  const knows = sheet.past.knows.bind(sheet.past)
  const isMember = (person: PersonId): boolean => members.some((member) => member.person === person)
  const standing = kept.takes.filter((take) => isMember(take.person) && !kept.takes.some((later) => later.person === take.person && knows(later.place, take.place)))
    // [G11, G5]
    .filter((take) => !kept.letgos.some((one) => one.person === take.person && knows(one.place, take.place)))
    .filter((take) => !sheet.undoings(take.person).some((one) => one.verb === 'stepout' && knows(one.place, take.place)))
    // [G10] Asked by who held it, and taken by whom they asked.
    .filter((take) => !kept.handons.some((asking) => asking.person === take.person && knows(asking.place, take.place) &&
      kept.takes.some((next) => next.handed === asking.act && next.person === asking.to && knows(next.place, asking.place))))
  const lastWord = (what: ActId, person: PersonId): boolean | null => kept.replies.findLast((one) => one.what === what && one.person === person)?.agrees ?? null
  return {
    facilitators: standing.map(({ act, person, at, text, until }) => ({ act, person, at, text, until })),
    lastTook: kept.takes.at(-1)?.person ?? null,
    asked: kept.handons.filter((one) => isMember(one.to) && lastWord(one.act, one.to) !== false && lastWord(one.act, one.person) !== false &&
      !kept.takes.some((take) => take.person === one.to && knows(take.place, one.place)) &&
      !kept.handons.some((later) => later.person === one.person && knows(later.place, one.place)))
      .map(({ act, person, at, text, to }) => ({ act, person, at, text, to })),
    // [G12]
    swaps: kept.swaps.filter((one) => lastWord(one.act, one.with) !== false && lastWord(one.act, one.person) !== false)
      .map((one) => ({ act: one.act, person: one.person, with: one.with, mine: one.mine, theirs: one.theirs, agreed: lastWord(one.act, one.with) === true })),
  }
}

/** A member's revision of the agreement. */
/** [G3] Is a member, or was one until the group closed or they stepped out. */
export const wasMember = (of: Group, person: PersonId): boolean => [...of.members, ...of.left].some((one) => one.person === person)

export const revisionOf = (of: Group, id: ActId) => of.agreement.revisions.find((revision) => revision.id === id)!
