// Fields of a revision and how it is kept, as text.
import { LIST_NAMES, SINGLE_NAMES, specsOf, type ListName, type SingleName } from '#shared/domain/record/fields.ts'
import type { GoneBy, KeepingView, StoneView, TermsView } from '#shared/protocol/contract.ts'
import { indent, oneLine, shortId, table } from '../text.ts'

const SINGLES: Readonly<Record<SingleName, string>> = {
  due: 'done by', review: 'review', hours: 'hours a week', priority: 'serves', from: 'from', until: 'until', reviews: 'reviews', everyMonths: 'every (months)',
  rhythm: 'rhythm', formality: 'formality', medium: 'medium', places: 'places', joining: 'joining', deciding: 'decides by', facilitation: 'facilitation', turnWeeks: 'turn (weeks)', spendHours: 'hours in all',
  share: 'to change it (of 100)', adviceBy: 'advice until', reach: 'affects', undo: 'to undo', spend: 'money or time', on: 'met on', rolePart: 'role', twentyPercent: 'one\'s own (%)', withoutAdvice: 'without advice',
}
const LISTS: Readonly<Record<ListName, string>> = {
  activities: 'Activities', stones: 'Stepping stones', conditions: 'Conditions', time: 'Hours a week', seasons: 'Seasons', goals: 'Development goals', links: 'Links',
  measures: 'Measures', criteria: 'Signs', turns: 'Turns', topics: 'Topics', outputs: 'Outputs',
}

/** Empty where there are none. */
export function fieldsText(terms: TermsView, nameOf: (id: string) => string): string {
  const singles = SINGLE_NAMES.filter((name) => terms[name] !== undefined).map((name) => [SINGLES[name], oneLine(String(terms[name]))])
  const witnesses = terms.witnesses ? [['witnesses', terms.witnesses.map(({ name }) => oneLine(name)).join(', ')]] : []
  const lists = LIST_NAMES.filter((name) => terms[name] !== undefined).map((name) => `${LISTS[name]}\n${indent(table(terms[name]!.map((item) =>
    specsOf(name).map(([field, spec]) => {
      const value = (item as unknown as Record<string, string | undefined>)[field]
      return value === undefined ? '' : spec.is === 'person' ? nameOf(value) : spec.is === 'record' ? shortId(value) : oneLine(value)
    }))))}`)
  const facts = [...singles, ...witnesses]
  return [...(facts.length > 0 ? [table(facts)] : []), ...lists].join('\n\n')
}

const GONE: Readonly<Record<GoneBy['field'], string>> = {
  due: SINGLES.due, adviceBy: SINGLES.adviceBy, review: SINGLES.review, reviews: SINGLES.review, until: SINGLES.until, by: 'a stepping stone by',
}

/** Told before anybody signs, and closing nothing. Empty where no day has gone by. */
export const goneText = (gone: readonly GoneBy[] = []): string =>
  (gone.length === 0 ? '' : `Gone by already: ${gone.map(({ field, day }) => `${GONE[field]} ${day}`).join(', ')}. It stands in the words as it was set.`)

/** Told before it is offered. Empty where nothing waits to be filled in. */
export const openText = (open: readonly string[]): string =>
  (open.length === 0 ? '' : `Reads as if something were still to be filled in:\n${indent(open.map(oneLine).join('\n'))}`)

/** Empty where nothing was said. */
export function keepingText({ stones, checkins, risks, stepouts }: KeepingView): string {
  const read = stones.filter(({ readings, state }) => readings.length > 0 || state !== 'to come')
  const parts = [
    read.length > 0 ? `Stepping stones\n${indent(table(read.map(stoneCells)))}` : '',
    risks.length > 0 ? `At risk\n${indent(risks.map(({ name, text }) => `${oneLine(name)}${text ? `: "${oneLine(text)}"` : ''}`).join('\n'))}` : '',
    ...checkins.filter(({ help }) => help !== null).map(({ name, help }) => `Help wanted by ${oneLine(name)}: "${oneLine(help!)}"`),
    ...stepouts.map(({ name, notice, handover, to }) => [
      `${oneLine(name)} stepped out${notice ? `: ${oneLine(notice)}` : ''}`, ...(handover ? [`  Handover: ${oneLine(handover)}`] : []),
      ...(to.length > 0 ? [`  Asked to take over: ${to.map((one) => oneLine(one.name)).join(', ')}`] : []),
    ].join('\n')),
  ]
  return parts.filter(Boolean).join('\n\n')
}

function stoneCells({ name, measure, target, unit, by, state, readings }: StoneView): string[] {
  const last = readings.at(-1)
  const found = last ? `${last.value ?? 'reached'}${last.value && last.unit ? ` ${oneLine(last.unit)}` : ''}${last.otherUnit ? ' (another unit)' : ''} on ${last.on}` : ''
  return [oneLine(name), oneLine(measure), target ? `${target}${unit ? ` ${oneLine(unit)}` : ''}` : '', by ?? '', state, found]
}
