// What a person arranges for themselves on this device. Nobody signed it, and nobody else hears of it.
import { z } from 'zod'
import { isWallTime, NEVER_QUIET, quietRules } from '#shared/domain/desk/index.ts'

const own = z.object({
  /** Key of what needs the person -> the day it comes back. */
  later: z.record(z.string(), z.string()).catch({}),
  reminders: z.array(z.object({ id: z.string(), record: z.string().nullable(), text: z.string(), at: z.string().refine(isWallTime) })).catch([]),
  hours: z.object({ set: z.number(), on: z.string().nullable() }).nullable().catch(null),
})
export type OwnDesk = z.infer<typeof own>
export const NO_DESK: OwnDesk = { later: {}, reminders: [], hours: null }

export const deskSettings = z.object({
  quiet: quietRules.catch(NEVER_QUIET),
  /** By workspace. */
  desks: z.record(z.string(), own).catch({}),
})
export type DeskSettings = z.infer<typeof deskSettings>
export const NO_DESKS: DeskSettings = { quiet: NEVER_QUIET, desks: {} }
