// Words without people, and with them again. A place stands where a person's id does, so that a template is read by the
// same code as any words.
import type { CalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { fail, type Result } from '../../base/result.ts'
import { LIST_NAMES, type CommitmentFields } from '../record/fields.ts'
import { KINDS } from '../record/kinds.ts'
import { peopleIn, withPeople } from '../record/people-in.ts'
import { addMonths } from '../../base/calendar.ts'
import { encodeTerms } from '../record/terms.ts'
import type { DraftMeta, Section, TermsView } from '../record/view.ts'

/** 1, 2, 3 ... as ids that no founding act can have but by a chance that never comes. */
export const placeOf = (number: number): string => number.toString(16).padStart(64, '0')
const MOST_PLACES = 100
const PLACES: ReadonlySet<string> = new Set(Array.from({ length: MOST_PLACES }, (_, at) => placeOf(at + 1)))

/** [TP3] Whether words name nobody. */
export const isTemplate = (of: TermsView): boolean =>
  of.kind !== 'charter' && of.witnesses === undefined && of.links === undefined && of.outputs === undefined && peopleIn(of).every((person) => PLACES.has(person))

const DATES = ['due', 'review', 'reviews', 'from', 'until', 'adviceBy', 'on'] as const
/** What came of one record, and when, is not the next one's. */
const GONE: ReadonlySet<string> = new Set(['links', 'seasons', 'outputs'])
const DATED: Readonly<Record<string, readonly string[]>> = { stones: ['by'], goals: ['by'] }

/** [TP1] The bytes of a template made of words: people become places in the order given, dates and links go. */
export function templateOf(of: TermsView, people: readonly string[]): Result<Uint8Array> {
  if (of.kind === 'charter') return fail('template.kind', 'There is one charter for all, so its words can not become a template here.', 'Save the words of another record.')
  const order = [...people, ...peopleIn(of).filter((person) => !people.includes(person))]
  const bare = withPeople(of, (person) => placeOf(order.indexOf(person) + 1))
  const undated = Object.fromEntries(LIST_NAMES.filter((list) => bare[list] && !GONE.has(list)).map((list) => [
    list, bare[list]!.map((item) => Object.fromEntries(Object.entries(item).filter(([field]) => !DATED[list]?.includes(field)))),
  ]))
  const { sections: _, parties: _parties, witnesses: _witnesses, links: _links, seasons: _seasons, outputs: _outputs, ...rest } = of
  const singles = Object.fromEntries(Object.entries(rest).filter(([key]) => !(DATES as readonly string[]).includes(key)))
  return encodeTerms({
    ...singles as unknown as TermsView, ...undated, sections: bare.sections,
    parties: order.slice(0, MOST_PLACES).map((_person, at) => ({ person: placeOf(at + 1), name: String(at + 1) })),
  })
}

/** What a draft is begun with. */
export interface Begun {
  readonly meta: DraftMeta
  readonly sections: readonly Section[]
}

/** [TP1] The first person is who begins it; who is not named yet is left open. Dates are counted from `today`. */
export function begunFrom(
  of: TermsView, people: readonly PersonId[], today: CalendarDate, dates: { readonly months: number | null; readonly reviewMonths: number | null }, title?: string,
): Begun {
  const { sections, ...lists } = withPeople(of, (place) => people[Number.parseInt(place.slice(-8), 16) - 1] ?? null)
  const { sections: _, title: own, kind, ...fields } = of
  const { parties: _parties, witnesses: _witnesses, ...singles } = fields as CommitmentFields & Pick<TermsView, 'parties' | 'witnesses'>
  const [me, ...others] = people
  const { people: whose, singles: has } = KINDS[kind]
  const all = whose === 'all'
  return {
    sections,
    meta: {
      ...singles, ...lists, kind, title: title ?? own, gives: all ? people : me ? [me] : [], receives: all || whose === 'one' ? [] : others,
      ...(dates.months !== null && { from: today, ...(has.includes('until') && { until: addMonths(today, dates.months) }) }),
      ...(dates.reviewMonths !== null && { review: addMonths(today, dates.reviewMonths) }),
    },
  }
}

