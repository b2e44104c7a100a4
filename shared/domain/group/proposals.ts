// Which pauses, goings on and closings hold, and whom they bind. [G13] to [G16]
import type { ActId, PersonId } from '../../base/ids.ts'
import { pastOf, thresholds, type Sheet } from '../agreement/index.ts'
import { ancestors } from '../agreement/sheet.ts'
import { isUndone } from '../undo.ts'
import { isMemberIn, type Kept, type Proposed, type Replied, type Told } from './taking.ts'
import type { Place } from '../../acts/causal.ts'

export interface Proposal {
  readonly act: ActId
  readonly what: Proposed['what']
  readonly person: PersonId
  readonly at: number
  readonly text: Told['text']
  readonly until: Proposed['until']
  readonly home: Proposed['home']
  readonly record: string | null
  /** Whose agreeing stands, who proposed it first. */
  readonly agreed: readonly PersonId[]
  /** Who said that they go on, and nothing else since. */
  readonly passed: readonly Told[]
  readonly needed: number
  readonly holds: boolean
  /** [G15] Of a pause: a going on that knows it holds. Of a going on: it holds, or no pause is left that it could end. Of each: all who agreed took that back. */
  readonly over: boolean
}

/** With the places of each one's agreeing: what is said after it can be told from what was said before. */
export type Weighed = Proposal & { readonly agreeing: ReadonlyMap<PersonId, readonly Place[]> }

export function proposalsOf(sheet: Sheet, kept: Kept): Weighed[] {
  const repliesTo = new Map<ActId, Replied[]>()
  for (const reply of kept.replies) repliesTo.set(reply.what, [...repliesTo.get(reply.what) ?? [], reply])
  const weighed = kept.proposals.map((proposed) => ({ proposed, ...weigh(sheet, proposed, repliesTo.get(proposed.act) ?? []) }))
  const ends = (pause: Proposed): boolean => weighed.some(({ proposed, holds }) => holds && proposed.what !== 'pause' && sheet.past.knows(proposed.place, pause.place))
  const lasts = (of: (typeof weighed)[number]): boolean => of.proposed.what === 'pause' && of.holds && of.agreed.length > 0 && !ends(of.proposed)
  const over = (of: (typeof weighed)[number]): boolean => {
    const { proposed } = of
    if (of.agreed.length === 0) return true
    if (proposed.what === 'pause') return ends(proposed)
    return proposed.what === 'resume' && (of.holds || !weighed.some((pause) => lasts(pause) && sheet.past.knows(proposed.place, pause.proposed.place)))
  }
  return weighed.map((one) => [one, over(one)] as const).map(([{ proposed, agreed, passed, needed, holds, agreeing }, isOver]) => ({
    act: proposed.act, what: proposed.what, person: proposed.person, at: proposed.at, text: proposed.text, until: proposed.until, home: proposed.home, record: proposed.record,
    agreed, passed, needed, holds, agreeing,
    over: isOver,
  }))
}

function weigh(sheet: Sheet, proposed: Proposed, replies: readonly Replied[]): Pick<Weighed, 'agreed' | 'passed' | 'needed' | 'holds' | 'agreeing'> {
  const people = [...new Set([proposed.person, ...replies.map(({ person }) => person)])]
  const agreesOf = (person: PersonId): Place[] => [
    ...(person === proposed.person ? [proposed.place] : []), ...replies.filter((one) => one.person === person && one.agrees).map(({ place }) => place),
  ]
  const ever = people.filter((person) => agreesOf(person).length > 0)
  const agreed = ever.filter((person) => {
    const agrees = agreesOf(person)
    // [R11] Passing that knows no agreeing takes back none.
    const undoings = replies.filter((one) => one.person === person && !one.agrees && agrees.some((place) => sheet.past.knows(one.place, place))).map(({ place }) => place)
    return agrees.some((place) => !isUndone(place, agrees, undoings, sheet.past))
  })
  const passed = people.filter((person) => !agreed.includes(person)).flatMap((person) => {
    const last = replies.findLast((one) => one.person === person && !one.agrees)
    return last ? [{ act: last.act, person, at: last.at, text: last.text }] : []
  })
  const needed = neededFor(sheet, proposed)
  return { agreed, passed, needed, holds: ever.length >= needed, agreeing: new Map(agreed.map((person) => [person, agreesOf(person)])) }
}

/** [G13] Of those who were members when it was proposed. */
function neededFor(sheet: Sheet, proposed: Proposed): number {
  const scope = pastOf(proposed.place, sheet.past)
  const found = thresholds(sheet, scope)
  const holding = [...sheet.offers.values()].filter((offer) => found.get(offer.id)?.holds)
  const people = new Set(holding.flatMap((offer) => sheet.sayers(offer.id)))
  const members = [...people].filter((person) => isMemberIn(sheet, scope, person, found)).length
  const older = new Set(holding.flatMap((offer) => [...ancestors(offer)]))
  const share = Math.max(0, ...holding.filter((offer) => !older.has(offer)).map((offer) => offer.share ?? 0))
  return Math.max(1, Math.min(members, Math.max(2, Math.ceil((share * members) / 100))))
}
