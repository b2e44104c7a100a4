// What parameters are made of.
import { z } from 'zod'
import { isCalendarDate } from '../../base/clock.ts'

export const id = z.string().regex(/^[0-9a-f]{64}$/)
export const text = z.string().max(20_000)
export const line = z.string().trim().min(1).max(200).refine((words) => words.isWellFormed(), 'text without broken characters')
export const date = z.string().refine(isCalendarDate, 'a date like 2026-05-22')
/** Bytes as base64url text. */
export const bytes = z.string().max(2_000_000).regex(/^[A-Za-z0-9_-]*$/)
export const ws = { workspace: id }
/** How whoever asks counts weeks; 1 is Monday. */
export const weekRule = z.strictObject({ firstDay: z.int().min(1).max(7), minimalDays: z.int().min(1).max(7) })
/** A list of at most so many; who calls may hold theirs as readonly. Zod's `readonly()` would freeze what it is given, also what is no list: it throws on bytes. */
export const listOf = <T extends z.ZodType>(item: T, most: number): z.ZodType<z.output<T>[], readonly z.input<T>[]> =>
  z.array(item).max(most) as unknown as z.ZodType<z.output<T>[], readonly z.input<T>[]>
