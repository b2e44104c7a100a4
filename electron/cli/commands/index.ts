// Every command, in the order in which help lists them.
import type { Command } from '../command.ts'
import { askingCommands } from './asking.ts'
import { bundleCommands } from './bundle.ts'
import { calendar } from './calendar.ts'
import { capacityCommands } from './capacity.ts'
import { charterCommands } from './charter.ts'
import { commitmentCommands } from './commitment.ts'
import { decisionCommands } from './decision.ts'
import { deskCommands } from './desk.ts'
import { doctor } from './doctor.ts'
import { experimentCommands } from './experiment.ts'
import { expertiseCommands } from './expertise.ts'
import { exportCommand, verify } from './export.ts'
import { groupCommands } from './group.ts'
import { hoursCommands } from './hours.ts'
import { init } from './init.ts'
import { invite, revoke } from './invite.ts'
import { join } from './join.ts'
import { ls } from './ls.ts'
import { keepingCommands } from './keeping.ts'
import { networkCommands } from './network.ts'
import { people } from './people.ts'
import { profileCommands } from './profile.ts'
import { promise } from './promise.ts'
import { questionCommands } from './question.ts'
import { keep, open, serve } from './serve.ts'
import { minutesCommands } from './minutes.ts'
import { roleCommands } from './role.ts'
import { search } from './search.ts'
import { sampleCommands } from './sample.ts'
import { show } from './show.ts'
import { status } from './status.ts'
import { talkCommands } from './talk.ts'
import { templateCommands } from './templates.ts'
import { leave, workspaceCommands } from './workspace.ts'

export const COMMANDS: readonly Command[] = [
  init, ...workspaceCommands, ...charterCommands, people, ...profileCommands, ...expertiseCommands, ...questionCommands, invite, revoke, join, open, serve, keep, promise, ...askingCommands, ...commitmentCommands,
  ...keepingCommands, ...templateCommands, ...capacityCommands,
  ...decisionCommands,
  ...roleCommands, ...minutesCommands, calendar,
  ...experimentCommands, ...hoursCommands,
  ...groupCommands,
  ...deskCommands, ls, show, search, ...talkCommands, status, exportCommand, verify, ...bundleCommands, ...networkCommands, doctor, ...sampleCommands, leave,
]
