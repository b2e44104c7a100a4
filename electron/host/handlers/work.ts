// Work that takes a while: stopped by who asked for it.
import type { WorkResults } from '#shared/protocol/methods/work.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const workHandlers = (core: Core): Pick<Handlers, keyof WorkResults> => ({
  'work.stop': ({ work }, session) => {
    core.work.stop(session, work)
    return null
  },
})
