// What each person last said to each revision.
import type { Place } from '../../acts/causal.ts'
import type { PersonId } from '../../base/ids.ts'
import { givenSaying, liveSaying, standingStepout } from './force.ts'
import type { Answer, Signature, Waiting } from './model.ts'
import { everything, type Offered, type Sheet } from './sheet.ts'

/** Where several things were said unaware of each other, the one that ends most is shown. */
const WEIGHT: Readonly<Record<Answer['stance'], number>> = {
  'stepped out': 4, withdrew: 3, declined: 2, question: 1, accepted: 0,
}

export function answersTo(sheet: Sheet, offer: Offered): Map<PersonId, Answer> {
  const answers = new Map<PersonId, Answer>()
  for (const person of new Set([...offer.people, ...offer.to, ...sheet.sayers(offer.id).toSorted()])) {
    const answer = answerOf(sheet, offer, person)
    if (answer) answers.set(person, answer)
  }
  return answers
}

function answerOf(sheet: Sheet, offer: Offered, person: PersonId): Answer | null {
  // Who waits for a welcome has answered all the same.
  const accepted = givenSaying(sheet, everything, offer.id, person)
  if (accepted) return { stance: 'accepted', act: accepted.act, at: accepted.at, text: null }
  const said: (Answer & { place: Place })[] = [...sheet.remarks(offer.id, person)]
  for (const undoing of sheet.undoings(person)) {
    const { act, at, text, place } = undoing
    if (undoing.verb === 'stepout') {
      if (sheet.past.knows(place, offer.place)) said.push({ stance: 'stepped out', act, at, text, place })
    } else if (undoing.revision === offer.id || undoing.covers.has(offer.id)) {
      said.push({ stance: 'withdrew', act, at, text, place })
    }
  }
  const last = said.filter((one) => !said.some((other) => sheet.past.knows(other.place, one.place)))
    .sort((a, b) => WEIGHT[b.stance] - WEIGHT[a.stance] || (a.act < b.act ? -1 : 1))[0]
  return last ? { stance: last.stance, act: last.act, at: last.at, text: last.text } : null
}

/** One line a person: the newest acceptance that holds, else the newest that was undone. */
export function signaturesOf(sheet: Sheet, offer: Offered): Signature[] {
  const late = sheet.sayers(offer.id).filter((person) => !offer.people.includes(person)).toSorted()
  return [...offer.people, ...late].flatMap((person) => {
    const live = liveSaying(sheet, everything, offer.id, person)
    const shown = live ?? sheet.sayings(offer.id, person).at(-1)
    if (!shown || (!live && givenSaying(sheet, everything, offer.id, person))) return []
    return [{ person, act: shown.act, at: shown.at, how: shown.offered ? 'offered' as const : 'accepted' as const, undone: !live }]
  })
}

/** [AG11] Who accepted, and whom nobody who holds it has welcomed yet. */
export function waitingFor(sheet: Sheet): Waiting[] {
  return [...sheet.offers.values()].filter((offer) => offer.welcome).flatMap((offer) => sheet.sayers(offer.id).toSorted().flatMap((person) => {
    const given = liveSaying(sheet, everything, offer.id, person) ? null : givenSaying(sheet, everything, offer.id, person)
    return given ? [{ person, revision: offer.id, act: given.act, at: given.at }] : []
  }))
}

/** Everybody of the record who is out. */
export function steppedOutOf(sheet: Sheet): Map<PersonId, Answer> {
  const people = new Set(sheet.allUndoings().map((undoing) => undoing.person))
  const out = new Map<PersonId, Answer>()
  for (const person of [...people].sort()) {
    const stepout = standingStepout(sheet, everything, person)
    if (stepout) out.set(person, { stance: 'stepped out', act: stepout.act, at: stepout.at, text: stepout.text })
  }
  return out
}

/** Whether a needed person ended the revision knowing it in force. */
export const wasEnded = (sheet: Sheet, offer: Offered): boolean =>
  sheet.allUndoings().some((undoing) => undoing.ends.has(offer.id) && offer.people.includes(undoing.person))
