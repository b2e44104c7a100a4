// Hours spent: a person's own log, and totals.
import type { HoursResults } from '#shared/protocol/methods/hours.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { dropHours, logHours, ownHours, shareHours } from '../experiments/own-hours.ts'

export const hoursHandlers = (core: Core): Pick<Handlers, keyof HoursResults> => ({
  'hours.mine': ({ workspace, day, weeks, rule }) => ownHours(core, core.workspace(workspace), day ?? core.today(), weeks, rule),
  'hours.log': async ({ workspace, id, hours, on, note, share }) => {
    const today = core.today()
    await logHours(core.workspace(workspace), { record: id, hours, on: on ?? today, today, ...(note !== undefined && { note }) }, share === true)
    return null
  },
  'hours.drop': async ({ workspace, entry }) => {
    await dropHours(core.workspace(workspace), entry, core.today())
    return null
  },
  'hours.share': async ({ workspace, id }) => {
    await shareHours(core.workspace(workspace), id, core.today())
    return null
  },
})
