// [G20] Hours a week that members give under the words that each of them holds.
import type { ActId, PersonId } from '../../base/ids.ts'
import { hoursIn, type Given } from '../commitment/capacity.ts'
import type { HoursGiven } from '../desk/facts.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import { revisionOf, type Group } from './fold.ts'
import { pausesUntil } from './standing.ts'

type GivenHere = Omit<Given, 'record' | 'title'>

/** Who gives no hours promises none to anybody: membership alone is no line in a week. */
export function givenInGroup(of: Group, text: PresentContext['text']): GivenHere[] {
  return of.members.flatMap(({ person, revision }) => {
    const hours = hoursOfMember(of, person, revision, text)
    return hours.length === 0 ? [] : [{ person, to: of.members.map((one) => one.person).filter((one) => one !== person), hours }]
  })
}

export function hoursOfMember(of: Group, person: PersonId, revision: ActId, text: PresentContext['text']): HoursGiven[] {
  const terms = parseTerms(text(revisionOf(of, revision).terms))
  const hours = terms ? hoursIn(terms, person) : []
  const back = pausesUntil(of, person)
  if (back === null) return hours
  if (back === 'open') return []
  return hours.filter(({ until }) => until === null || until >= back).map((one) => ({ ...one, from: one.from !== null && one.from > back ? one.from : back }))
}

/** What everybody it names would give, and `joiner`, who may join it unnamed. */
export function wouldGiveInGroup(of: Group, id: ActId, text: PresentContext['text'], joiner?: PersonId): GivenHere[] {
  const revision = of.agreement.revisions.find((one) => one.id === id)
  const terms = revision ? parseTerms(text(revision.terms)) : null
  if (!revision || !terms) return []
  const people = [...new Set([...revision.people, ...revision.accepted, ...(joiner === undefined ? [] : [joiner])])]
  return people.map((person) => ({ person, to: people.filter((one) => one !== person), hours: hoursIn(terms, person) }))
}
