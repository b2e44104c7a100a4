// What is in force, in any causally closed view: all that is at hand, or the past of one act.
import type { ActId, PersonId } from '../../base/ids.ts'
import { isUndone } from '../undo.ts'
import type { Pair, Threshold } from './model.ts'
import { ancestors, type Offered, type Saying, type Scope, type Sheet, type Undoing } from './sheet.ts'

/** [AG11] Whether an acceptance of this person counts, or waits for a welcome. */
export function counts(sheet: Sheet, scope: Scope, revision: ActId, person: PersonId): boolean {
  const offer = sheet.offers.get(revision)
  return !offer?.welcome || offer.people.includes(person) ||
    sheet.welcomes(person).some(({ place, to }) => scope(place) && (to === null || [offer, ...ancestors(offer)].some(({ id }) => to.has(id))))
}

/** The newest of the person's acceptances of the revision that holds and counts; null where none does. */
export const liveSaying = (sheet: Sheet, scope: Scope, revision: ActId, person: PersonId): Saying | null =>
  counts(sheet, scope, revision, person) ? givenSaying(sheet, scope, revision, person) : null

/** [R6, R9, R10, R11] The same, welcomed or not. */
export function givenSaying(sheet: Sheet, scope: Scope, revision: ActId, person: PersonId): Saying | null {
  const sayings = sheet.sayings(revision, person).filter((saying) => scope(saying.place))
  if (sayings.length === 0) return null
  const undoings = sheet.undoings(person)
    .filter((undoing) => undoing.covers.has(revision) && scope(undoing.place))
    .map((undoing) => undoing.place)
  const places = sayings.map((saying) => saying.place)
  return sayings.findLast((saying) => !isUndone(saying.place, places, undoings, sheet.past)) ?? null
}

export const holdsTo = (sheet: Sheet, scope: Scope, revision: ActId, person: PersonId): boolean =>
  liveSaying(sheet, scope, revision, person) !== null

/** The newest stepping out of a person that no acceptance of theirs knows of; null where they are not out. */
export function standingStepout(sheet: Sheet, scope: Scope, person: PersonId): Undoing | null {
  const stepouts = sheet.undoings(person).filter((undoing) => undoing.verb === 'stepout' && scope(undoing.place))
  if (stepouts.length === 0) return null
  const sayings = [...sheet.acceptedBy(person)].filter((revision) => counts(sheet, scope, revision, person)).flatMap((revision) => sheet.sayings(revision, person))
    .filter((saying) => scope(saying.place))
  return stepouts.filter((stepout) =>
    !sayings.some((saying) => sheet.past.knows(saying.place, stepout.place))).at(-1) ?? null
}

/** The revisions in force in a view. */
export const inForce = (sheet: Sheet, scope: Scope): Set<ActId> =>
  sheet.mode === 'all' ? inForceOfAll(sheet, scope) : inForceOfShare(sheet, scope)

/** [R7] All its people have a live acceptance of it, and no descendant is in force. */
function inForceOfAll(sheet: Sheet, scope: Scope): Set<ActId> {
  const signed = [...sheet.offers.values()].filter((offer) =>
    scope(offer.place) && offer.people.every((person) => holdsTo(sheet, scope, offer.id, person)))
  if (!sheet.own) return newestOf(signed)
  // [AG9] In force from the moment it is offered, so what it goes on from is over, whoever had it and whatever becomes of it.
  const newest = newestOf([...sheet.offers.values()].filter((offer) => scope(offer.place)))
  return new Set(signed.map(({ id }) => id).filter((id) => newest.has(id)))
}

/** Those that no other of them goes on from. */
function newestOf(offers: readonly Offered[]): Set<ActId> {
  const newest = new Set(offers.map((offer) => offer.id))
  const passed = new Set<Offered>()
  for (const offer of offers) {
    const ahead = [...offer.parents]
    for (let next = ahead.pop(); next; next = ahead.pop()) {
      if (passed.has(next)) continue
      passed.add(next)
      newest.delete(next.id)
      ahead.push(...next.parents)
    }
  }
  return newest
}

/**
 * [R12] How many must have accepted: two of anybody, and the parents' share of the list. A parent that does not itself
 * hold can raise the share but not lower it, or two people could write the share away.
 */
export function thresholds(sheet: Sheet, scope: Scope): Map<ActId, Threshold> {
  const share = new Map<ActId, number>()
  const found = new Map<ActId, Threshold>()
  for (const offer of sheet.offers.values()) {
    if (!scope(offer.place)) continue
    const asked = Math.max(0, ...offer.parents.map((parent) => share.get(parent.id) ?? 0))
    const ofList = Math.ceil((asked * offer.people.length) / 100)
    // Who came later may be the second of two, or the charter of whoever founds alone could never hold; only the share
    // is of the list, or newcomers could carry a revision past those it was asked of.
    const accepted = everAccepted(sheet, scope, offer.id, [...sheet.sayers(offer.id)]).length
    const listed = everAccepted(sheet, scope, offer.id, offer.people).length
    const holds = accepted >= 2 && listed >= ofList
    share.set(offer.id, holds ? offer.share ?? 0 : Math.max(offer.share ?? 0, asked))
    found.set(offer.id, { needed: Math.max(2, ofList), holds, share: asked, accepted: ofList >= 2 ? listed : accepted })
  }
  return found
}

/** [R14] Acceptances once given, even withdrawn, go on counting towards the share. */
const everAccepted = (sheet: Sheet, scope: Scope, revision: ActId, among: readonly PersonId[]): PersonId[] =>
  among.filter((person) => counts(sheet, scope, revision, person) && sheet.sayings(revision, person).some((saying) => scope(saying.place)))

/** [R13] Between x and y counts the newest holding revision that both accepted. */
export function pairsOf(sheet: Sheet, scope: Scope): Pair[] {
  const holding = [...thresholds(sheet, scope)].filter(([, { holds }]) => holds).map(([id]) => sheet.offers.get(id)!)
  const held = new Map<PersonId, Offered[]>()
  for (const offer of holding) {
    for (const person of sheet.sayers(offer.id)) {
      if (holdsTo(sheet, scope, offer.id, person)) held.set(person, [...held.get(person) ?? [], offer])
    }
  }
  const people = [...held.keys()].sort()
  // Most pairs hold the same revisions, so what is newest of a set is worked out once.
  const remembered = new Map<string, readonly ActId[]>()
  const pairs: Pair[] = []
  people.forEach((x, index) => {
    for (const y of people.slice(index + 1)) {
      const both = held.get(x)!.filter((offer) => held.get(y)!.includes(offer))
      if (both.length === 0) continue
      const key = both.map((offer) => offer.id).join()
      const revisions = remembered.get(key) ?? [...newestOf(both)].sort()
      remembered.set(key, revisions)
      pairs.push({ between: [x, y], revisions })
    }
  })
  return pairs
}

const inForceOfShare = (sheet: Sheet, scope: Scope): Set<ActId> =>
  new Set(pairsOf(sheet, scope).flatMap((pair) => pair.revisions))
