// Which of a group's own acts have effect, judged on their own past alone. Numbers: see index.ts.
import type { Place } from '../../acts/causal.ts'
import type { CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { holdsTo, pastOf, thresholds, type Folded, type Sheet } from '../agreement/index.ts'
import type { Scope } from '../agreement/sheet.ts'
import type { CountedAct, Reason } from '../fold.ts'
import { recordId } from '../record/id.ts'
import { groupBodies, type GroupBody, type GroupVerb } from './acts.ts'

export interface Told {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}
type Placed = Told & { readonly place: Place }

/** `handed`: the asking that it answers. */
export interface Taken extends Placed { readonly until: CalendarDate | null; readonly handed: ActId | null }
export interface Handed extends Placed { readonly to: PersonId }
export interface Swapped extends Placed { readonly with: PersonId; readonly mine: CalendarDate; readonly theirs: CalendarDate }
export type ProposalKind = 'pause' | 'resume' | 'close'
export interface Proposed extends Placed {
  readonly what: ProposalKind
  readonly until: CalendarDate | null
  readonly home: TextHash | null
  readonly record: string | null
}
export interface Published extends Told { readonly topic: string; readonly title: string }
export interface Output extends Told { readonly title: string; readonly record: string | null }
/** What one person said to a proposal, a swap or an asking, in the order of cause. */
export interface Replied extends Placed { readonly what: ActId; readonly agrees: boolean }

export interface Kept {
  call: { readonly act: CountedAct; readonly body: GroupBody<'call'> } | null
  /** The newest word of each; null: not any more. */
  readonly interest: Map<PersonId, Placed | null>
  readonly takes: Taken[]
  readonly letgos: Placed[]
  readonly handons: Handed[]
  readonly swaps: Swapped[]
  readonly proposals: Proposed[]
  readonly replies: Replied[]
  readonly published: Published[]
  readonly unpublished: Set<ActId>
  readonly outputs: Output[]
  readonly learned: Told[]
}

export const nothingKept = (): Kept => ({
  call: null, interest: new Map(), takes: [], letgos: [], handons: [], swaps: [], proposals: [], replies: [], published: [], unpublished: new Set(), outputs: [], learned: [],
})

/** [G22] What ends something of one's own is open to those who left the workspace too. */
const ENDS: ReadonlySet<string> = new Set(['uninterest', 'letgo', 'pass', 'agree', 'learned', 'unpublish'])

export function takeGroupAct(folded: Folded, kept: Kept, act: CountedAct): Reason | null {
  const verb = act.type.slice('group.'.length) as GroupVerb
  if (!Object.hasOwn(groupBodies, verb)) return 'unknown verb'
  const parsed = groupBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && !ENDS.has(verb)) return 'not a member'
  const { sheet } = folded
  if (verb === 'call') return takeCall(kept, act, parsed.data as GroupBody<'call'>)
  if (!knowsGroup(sheet, kept, act)) return 'other record'
  const told = toldBy(act)
  if (verb === 'interest' || verb === 'uninterest') {
    kept.interest.set(act.person, verb === 'interest' ? told : null)
    return null
  }
  if (verb === 'letgo') return takeLetgo(sheet, kept, act)
  if (verb === 'agree' || verb === 'pass') return takeReply(sheet, kept, act, parsed.data as GroupBody<'pass'>, verb === 'agree')
  if (verb === 'unpublish') return takeUnpublish(kept, act, parsed.data as GroupBody<'unpublish'>)
  if (verb === 'learned' ? !wasMember(sheet, act) : !isMemberIn(sheet, pastOf(act.place, sheet.past), act.person)) return 'not a party'
  takeOfMember(kept, act, verb, parsed.data)
  return null
}

const toldBy = (act: CountedAct): Placed =>
  ({ act: act.id, person: act.person, at: act.at, text: (act.body['text'] as TextHash | undefined) ?? null, place: act.place })

/** What only members say, and what needs nothing else. */
function takeOfMember(kept: Kept, act: CountedAct, verb: GroupVerb, data: unknown): void {
  const told = toldBy(act)
  switch (verb) {
    case 'facilitate': {
      const { until, handed } = data as GroupBody<'facilitate'>
      kept.takes.push({ ...told, until: until ?? null, handed: handed ?? null })
      return
    }
    case 'handon': { kept.handons.push({ ...told, to: (data as GroupBody<'handon'>).to }); return }
    case 'swap': {
      const { person, mine, theirs } = data as GroupBody<'swap'>
      kept.swaps.push({ ...told, with: person, mine, theirs })
      return
    }
    case 'pause': case 'resume': case 'close': {
      const { until, home, record } = data as { until?: CalendarDate; home?: TextHash; record?: string }
      kept.proposals.push({ ...told, what: verb, until: until ?? null, home: home ?? null, record: record ?? null })
      return
    }
    case 'publish': { const { topic, title } = data as GroupBody<'publish'>; kept.published.push({ ...told, topic, title }); return }
    case 'output': { const { title, record } = data as GroupBody<'output'>; kept.outputs.push({ ...told, title, record: record ?? null }); return }
    case 'learned': kept.learned.push(told)
  }
}

/** [G1] */
function takeCall(kept: Kept, act: CountedAct, body: GroupBody<'call'>): Reason | null {
  if (body.opener !== act.person || act.subject !== recordId('group', body.opener, body.nonce)) return 'other record'
  if (kept.call) return 'too many'
  kept.call = { act, body }
  // [G2] Who calls it would join.
  if (!kept.interest.has(act.person)) kept.interest.set(act.person, { ...toldBy(act), text: null })
  return null
}

/** Nobody speaks of a group that they do not know. */
const knowsGroup = (sheet: Sheet, kept: Kept, act: CountedAct): boolean =>
  (kept.call !== null && sheet.past.knows(act.place, kept.call.act.place)) || [...sheet.offers.values()].some((offer) => sheet.past.knows(act.place, offer.place))

/** [G11] */
function takeLetgo(sheet: Sheet, kept: Kept, act: CountedAct): Reason | null {
  if (!kept.takes.some((take) => take.person === act.person && sheet.past.knows(act.place, take.place))) return 'nothing to undo'
  kept.letgos.push(toldBy(act))
  return null
}

/** To a proposal: by who was a member when they said it. To a swap or an asking: by whom it is between. */
function takeReply(sheet: Sheet, kept: Kept, act: CountedAct, { what }: GroupBody<'pass'>, agrees: boolean): Reason | null {
  const known = <One extends { act: ActId; place: Place }>(all: readonly One[]): One | undefined =>
    all.find((one) => one.act === what && sheet.past.knows(act.place, one.place))
  const swap = known(kept.swaps)
  const handon = known(kept.handons)
  if (swap) {
    if (act.person !== swap.with && (agrees || act.person !== swap.person)) return 'not for them'
  } else if (handon) {
    if (agrees || (act.person !== handon.to && act.person !== handon.person)) return 'not for them'
  } else if (!known(kept.proposals)) {
    return 'unknown claim'
  } else if (agrees ? !isMemberIn(sheet, pastOf(act.place, sheet.past), act.person) : !wasMember(sheet, act)) {
    return 'not a party'
  }
  kept.replies.push({ ...toldBy(act), what, agrees })
  return null
}

/** [G18] */
function takeUnpublish(kept: Kept, act: CountedAct, { what }: GroupBody<'unpublish'>): Reason | null {
  const published = kept.published.find((one) => one.act === what)
  if (!published) return 'nothing to undo'
  if (published.person !== act.person) return 'not for them'
  kept.unpublished.add(what)
  return null
}

/** [G3] Accepted a revision that holds, as far as the view shows, and has not stepped out of it. */
export function isMemberIn(sheet: Sheet, scope: Scope, person: PersonId, known?: ReturnType<typeof thresholds>): boolean {
  const mine = [...sheet.acceptedBy(person)].filter((revision) => holdsTo(sheet, scope, revision, person))
  if (mine.length === 0) return false
  const found = known ?? thresholds(sheet, scope)
  return mine.some((revision) => found.get(revision)?.holds === true)
}

/** [G17] Whether the act knows an acceptance of its author's, taken back or not. */
const wasMember = (sheet: Sheet, act: CountedAct): boolean => [...sheet.acceptedBy(act.person)].some((revision) =>
  sheet.sayings(revision, act.person).some((saying) => sheet.past.knows(act.place, saying.place)))

/** [G4, G24] Taken in its place among the agreement's acts, since acceptances count by it. */
export function takeWelcome(sheet: Sheet, act: CountedAct, verb: string): Reason | null | undefined {
  if (verb !== 'welcome') return undefined
  const parsed = groupBodies.welcome.safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member) return 'not a member'
  const to = welcomesTo(sheet, act)
  if (to?.size === 0) return 'not a party'
  sheet.addWelcome(parsed.data.person, { place: act.place, to })
  return null
}

/** [G4, G24] Null: to everything, as a member. */
function welcomesTo(sheet: Sheet, { place, person }: CountedAct): ReadonlySet<ActId> | null {
  const scope = pastOf(place, sheet.past)
  const found = thresholds(sheet, scope)
  if (isMemberIn(sheet, scope, person, found)) return null
  if ([...found.values()].some(({ holds }) => holds)) return new Set()
  return new Set([...sheet.acceptedBy(person)].filter((revision) => {
    const offer = sheet.offers.get(revision)!
    return offer.welcome && offer.people.includes(person) && holdsTo(sheet, scope, revision, person)
  }))
}
