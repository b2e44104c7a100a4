// Hours spent: a person's own log, and totals.
import type { HoursResults } from '#shared/protocol/methods/hours.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { dropHours, logHours, ownHours, shareHours } from '../experiments/own-hours.ts'

const WEEKS = 4

export const hoursHandlers = (core: Core): Pick<Handlers, keyof HoursResults> => {
  const shown = (workspace: string) => ownHours(core, core.workspace(workspace), core.today(), WEEKS)
  return {
    'hours.mine': ({ workspace, day, weeks, rule }) => ownHours(core, core.workspace(workspace), day ?? core.today(), weeks, rule),
    'hours.log': async ({ workspace, id, hours, on, note, share }) => {
      const today = core.today()
      await logHours(core.workspace(workspace), { record: id, hours, on: on ?? today, today, ...(note !== undefined && { note }) }, share === true)
      return shown(workspace)
    },
    'hours.drop': async ({ workspace, entry }) => {
      await dropHours(core.workspace(workspace), entry, core.today())
      return shown(workspace)
    },
    'hours.share': async ({ workspace, id }) => {
      await shareHours(core.workspace(workspace), id, core.today())
      return shown(workspace)
    },
  }
}
