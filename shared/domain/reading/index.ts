// Readings: what was found of something that words measure, on a day. Commitments read stepping stones, experiments measures.
//
// [RD1] A reading belongs to the revision it names, and so to the measure and unit of those words. Of words that have no such
//       measure, or that are not here, it says nothing.
// [RD2] Of one person's readings of one measure on one date the last counts; none is lost.
// [RD3] A reading in another unit than the words shown have is shown as such, and is compared with nothing.
//
// Who may read is for the concept to say. The fold reads no words: which measure a reading is of is worked out where it is shown.
import { z } from 'zod'
import { isCalendarDate, type CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { fail, type Result } from '../../base/result.ts'
import { intent, wordsOf, type Agreement } from '../agreement/index.ts'
import type { CountedAct, Intent, Intention, PresentContext } from '../fold.ts'
import { isAmount, isItemId, type Amount } from '../record/fields.ts'
import type { ReadingView } from '../record/keeping-view.ts'
import { actRef, textRef } from '../schema.ts'

/** `stone`: the id of the stepping stone or measure. Without a value it says that it is reached. */
export const readingBody = z.strictObject({
  revision: actRef, stone: z.string().refine(isItemId, 'the id of a stone'), value: z.string().refine(isAmount, 'a decimal number').optional(),
  on: z.string().refine(isCalendarDate, 'a date'), text: textRef.optional(),
})
export type ReadingBody = z.infer<typeof readingBody>

export interface Reading {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly stone: string
  /** Null: that it is reached. */
  readonly value: Amount | null
  readonly on: CalendarDate
  readonly text: TextHash | null
}

export const readingOf = (act: CountedAct, { revision, stone, value, on, text }: ReadingBody): Reading =>
  ({ act: act.id, revision, person: act.person, at: act.at, stone, value: value ?? null, on, text: text ?? null })

/** What a reading has to say, once it is known that the person may. `thing`: what the concept calls what is measured. */
export function intendReadingOf(of: Agreement, revision: ActId, thing: string, { stone, value, on, text }: Intention): Result<Intent> {
  if (stone === undefined || !isItemId(stone)) return fail('stone.choose', `A reading is of ${thing}.`, 'Say of which one.')
  if (on === undefined || !isCalendarDate(on)) return fail('reading.date', 'A reading needs its date.', 'Say on which day this was found.')
  if (value !== undefined && !isAmount(value)) return fail('reading.value', 'This is not a number.', 'Write it like 18 or 2.5.')
  return intent(of, 'reading', { revision, stone, on, ...(value === undefined ? {} : { value }) }, text)
}

/** The words of each revision, as far as they measure something: the unit of one item, undefined where they have no such item. */
export type UnitIn = (revision: ActId, item: string) => { readonly unit: string | null } | undefined

/** [RD1, RD2, RD3] In the order of their dates; on one date in the order of cause. */
export function readingViews(
  readings: readonly Reading[], item: string, shownUnit: string | null, unitIn: UnitIn, numberOf: (revision: ActId) => number,
  context: Pick<PresentContext, 'me' | 'name' | 'text'>,
): ReadingView[] {
  const last = new Map<string, Reading>()
  for (const one of readings) {
    if (one.stone !== item || !unitIn(one.revision, item)) continue
    const key = `${one.person} ${one.on}`
    last.delete(key)
    last.set(key, one)
  }
  return [...last.values()].sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1)).map((one) => {
    const { unit } = unitIn(one.revision, item)!
    return {
      id: one.act, person: one.person, name: context.name(one.person), you: one.person === context.me, at: one.at, on: one.on, value: one.value,
      unit, otherUnit: unit !== shownUnit, revision: numberOf(one.revision), text: wordsOf(one.text, context.text),
    }
  })
}
