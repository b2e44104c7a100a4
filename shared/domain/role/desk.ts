// What a role says to the desk of one person: dates in its words to who has it, and who is asked to go on with it.
import { agreementFacts } from '../agreement/desk.ts'
import { hoursIn } from '../commitment/capacity.ts'
import type { Given } from '../commitment/capacity.ts'
import { BARE_NEED, type DeskContext, type DeskFacts } from '../desk/facts.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import type { Role } from './fold.ts'
import { isAsked } from './intend.ts'

export function deskOfRole(of: Role, context: DeskContext): DeskFacts {
  const { me, member } = context
  const parts = of.agreement.revisions.filter(({ id }) => of.agreement.inForce.includes(id))
    .map(({ id, people }) => ({ revision: id, person: people[0]!, to: [], state: 'open' as const, claim: null, waitsFor: [] }))
  const facts = agreementFacts(of.agreement, parts, context)
  const asked = member && isAsked(of, me) ? of.handons.findLast(({ to }) => to.includes(me))! : null
  return {
    ...facts,
    // What one looks after is no promise to somebody that has an end; it stands on one's page.
    promised: [],
    mine: facts.mine || asked !== null,
    waitsFor: member ? [...new Set([...facts.waitsFor, ...of.handons.filter(({ person }) => person === me)
      .flatMap(({ to, passed }) => to.filter((one) => !passed.some((by) => by.person === one)))])] : [],
    needs: [...facts.needs, ...(asked ? [{
      ...BARE_NEED, key: `${of.agreement.subject}:take on:${asked.act}`, kind: 'take on' as const, by: asked.person, people: [asked.person],
      text: asked.text, act: asked.act, revision: of.agreement.inForce.at(-1) ?? null,
    }] : [])],
  }
}

/** Hours that who has it gives; for everybody, so to nobody in particular. */
export const givenUnder = (of: Role, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] =>
  of.agreement.inForce.flatMap((revision) => givenIn(of, revision, text))

export const wouldGive = (of: Role, revision: string, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] => givenIn(of, revision, text)

function givenIn(of: Role, id: string, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] {
  const revision = of.agreement.revisions.find((one) => one.id === id)
  const terms = revision ? parseTerms(text(revision.terms)) : null
  return revision && terms ? revision.people.map((person) => ({ person, to: [], hours: hoursIn(terms, person) })) : []
}
