// What a person can say of a commitment's terms on the command line, and how it is read.
import { readAmount, type Stone } from '#shared/domain/record/fields.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { DraftMeta } from '#shared/protocol/contract.ts'
import type { Call, OptionSpec } from '../command.ts'
import { dateGiven, readDate } from '../dates.ts'

export const TERMS: Readonly<Record<string, OptionSpec>> = {
  title: { type: 'text', value: 'TEXT', says: 'its title' },
  text: { type: 'text', value: 'TEXT', says: 'the words' },
  by: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, friday, +10d' },
  review: { type: 'text', value: 'DATE', says: 'when to look at it together again' },
  hours: { type: 'text', value: 'N', says: 'hours a week it takes' },
  begins: { type: 'text', value: 'DATE', says: 'from when it holds' },
  until: { type: 'text', value: 'DATE', says: 'until when it holds (else it is open-ended)' },
  every: { type: 'text', value: 'MONTHS', says: 'look at it together every so many months' },
  priority: { type: 'text', value: 'TEXT', says: 'the priority it serves' },
  stone: { type: 'texts', value: '"MEASURE; TARGET UNIT; DATE"', says: 'a stepping stone of yours; all but the measure may be left out' },
}

export type Terms = Partial<Pick<DraftMeta, 'title' | 'due' | 'review' | 'hours' | 'from' | 'until' | 'everyMonths' | 'priority'>>

export function termsFrom(call: Pick<Call, 'given' | 'around'>): Terms {
  const { given } = call
  const terms = {
    title: given.text('title'), due: dateGiven(call, 'by'), review: dateGiven(call, 'review'), hours: given.whole('hours', 0, 168), from: dateGiven(call, 'begins'), until: dateGiven(call, 'until'),
    everyMonths: given.whole('every', 1, 120), priority: given.text('priority'),
  }
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as Terms
}

/** Stones of one person; each keeps its place as its id, so that the same words make the same terms. */
export const stonesFrom = ({ given, around }: Pick<Call, 'given' | 'around'>, person: string): Stone[] => given.texts('stone').map((text, at) => {
  const [measure = '', target = '', by = ''] = text.split(';').map((part) => part.trim())
  const [, number = '', unit = ''] = /^(\S*)\s*(.*)$/.exec(target) ?? []
  const amount = readAmount(number)
  if (measure === '' || (target !== '' && amount === null)) {
    throw new ProblemError(problem('usage.stone', `--stone takes a measure, a target and a date, and "${text}" reads otherwise.`, 'Write it like --stone "Shifts with a note; 18 of 20; 2026-06-12".'))
  }
  return {
    id: `s${at + 1}`, person, measure, ...(amount !== null && { target: amount }), ...(unit !== '' && { unit }), ...(by !== '' && { by: readDate('stone', by, around.now()) }),
  }
})
