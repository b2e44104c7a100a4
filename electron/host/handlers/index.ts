// Every method of the contract, by area.
import type { Core } from '../core.ts'
import type { Handlers } from '../contract/handlers.ts'
import { appHandlers } from './app.ts'
import { bundleHandlers } from './bundles.ts'
import { calendarHandlers } from './calendar.ts'
import { charterHandlers } from './charter.ts'
import { commitmentHandlers } from './commitments.ts'
import { decisionHandlers } from './decisions.ts'
import { deskHandlers } from './desk.ts'
import { draftHandlers } from './drafts.ts'
import { experimentHandlers } from './experiment.ts'
import { hoursHandlers } from './hours.ts'
import { groupHandlers } from './groups.ts'
import { joiningHandlers } from './joining.ts'
import { networkHandlers } from './network.ts'
import { peopleHandlers } from './people.ts'
import { questionHandlers } from './questions.ts'
import { recordHandlers } from './records.ts'
import { sampleHandlers } from './sample.ts'
import { talkHandlers } from './talk.ts'
import { workHandlers } from './work.ts'

export interface Served {
  /** A fresh one-time URL of the page; null where none is served. */
  newUrl(): string | null
}

export const handlersOf = (core: Core, served: Served): Handlers => ({
  ...appHandlers(core, served), ...joiningHandlers(core), ...recordHandlers(core), ...networkHandlers(core), ...bundleHandlers(core), ...draftHandlers(core), ...commitmentHandlers(core), ...sampleHandlers(core),
  ...talkHandlers(core),
  ...calendarHandlers(core),
  ...deskHandlers(core),
  ...decisionHandlers(core), ...charterHandlers(core),
  ...peopleHandlers(core), ...questionHandlers(core),
  ...hoursHandlers(core), ...experimentHandlers(core),
  ...groupHandlers(core), ...workHandlers(core),
})
