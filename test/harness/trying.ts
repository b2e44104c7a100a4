// An experiment as scenarios speak of it.
import type { ActId } from '#shared/base/ids.ts'
import type { Experiment } from '#shared/domain/experiment/index.ts'
import type { ExperimentView } from '#shared/domain/experiment/view.ts'
import { deskOf, type DeskNeed } from '#shared/domain/desk/index.ts'
import type { Measure } from '#shared/domain/record/fields.ts'
import { contextOf, type Letter, type LetterDraft } from './letter.ts'
import type { Person } from './people.ts'

/** Sixty crates a week: 57 would be good, 51 would be too few. */
export const CRATES: Measure = { id: 'crates', measure: 'Crates back each week', unit: 'of 60', baseline: '40', hoped: '57', stop: '51', direction: 'up', every: '7' }

export const crates = (by: Person, more: Partial<LetterDraft> = {}): Letter =>
  by.drafts('Crates that come back', { kind: 'experiment', words: 'We swap trays for folding crates.', measures: [CRATES], until: '2026-07-03', ...more })

/** Alone, or asking others to try. */
export function begins(by: Person, of: Letter, ...asked: readonly Person[]): ActId {
  return of.give(by, 'offer', { offer: by.offerOf(of, [by, ...asked], []) })
}

export const joins = (person: Person, of: Letter, revision?: ActId): ActId => person.accepts(of, revision)
export const starts = (person: Person, of: Letter, on = '2026-05-22'): ActId => of.give(person, 'start', { on })

/** Begun by the first, joined by the others, and started by the first. */
export function underWay(of: Letter, by: Person, ...others: readonly Person[]): Letter {
  begins(by, of)
  for (const one of others) joins(one, of)
  starts(by, of)
  return of
}

export const notes = (person: Person, of: Letter, text: string, on = '2026-05-22'): ActId => of.give(person, 'note', { text, on })
export const pauses = (person: Person, of: Letter, text?: string): ActId => of.give(person, 'pause', { ...(text && { text }) })
export const goesOn = (person: Person, of: Letter, text?: string): ActId => of.give(person, 'resume', { ...(text && { text }) })
export const concludes = (person: Person, of: Letter, as: 'adopt' | 'adapt' | 'drop', text: string, more: { next?: string; tell?: readonly Person[] } = {}): ActId =>
  of.give(person, 'conclude', { as, text, ...(more.next && { next: more.next }), ...(more.tell && { to: more.tell.map(({ id }) => id) }) })

export const stateOf = (of: Letter, person: Person): Experiment => of.state(person) as Experiment
export const seenBy = (person: Person, of: Letter, asOf = '2026-05-22'): ExperimentView => of.asSeenBy(person, asOf).experiment!

/** What it asks of the person on that day. */
export function asksOf(person: Person, of: Letter, today = '2026-05-22'): readonly DeskNeed[] {
  const { member, text } = contextOf(person, today)
  const facts = of.concept.desk!(of.state(person), { me: person.id, member: member ?? true, text })
  return deskOf([{ record: of.id, title: 'Crates', facts }], { today, later: new Map() }).needs
}

export const kindsOf = (needs: readonly { readonly kind: string }[]): string[] => needs.map(({ kind }) => kind)
