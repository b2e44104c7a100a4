// What is dated, for the calendar a person uses anyway.
import type { CalendarResults } from '#shared/protocol/methods/calendar.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { calendarDays } from '../workspace/calendar.ts'

export const calendarHandlers = (core: Core): Pick<Handlers, keyof CalendarResults> => ({
  'calendar.days': ({ workspace }) => calendarDays(core.workspace(workspace), core.today()),
})
