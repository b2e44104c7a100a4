// The desk, reminders, and what a person is told of.
import type { DeskResults } from '#shared/protocol/methods/desk.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const deskHandlers = ({ desks }: Core): Pick<Handlers, keyof DeskResults> => ({
  'desk.show': ({ workspace }) => desks.view(workspace),
  'desk.later': (params) => done(desks.setAside(params)),
  'desk.looked': (params) => done(desks.looked(params)),
  'desk.hours': (params) => done(desks.setHours(params)),
  'desk.remind': (params) => ({ id: desks.remind(params) }),
  'desk.forget': (params) => done(desks.forget(params)),
  'notices.list': () => desks.notices(),
  'notices.seen': (params) => done(desks.seen(params)),
  'notices.here': (params, session) => done(desks.here(session, params)),
  'notices.told': (params, session) => done(desks.told(session, params)),
  'notices.rules': () => desks.rules(),
  'notices.setRules': ({ rules }) => done(desks.setRules(rules)),
})

const done = (_: void): null => null
