// Experiments beyond the acts themselves.
import type { RecordId } from '#shared/base/ids.ts'
import type { ExperimentResults } from '#shared/protocol/methods/experiment.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { forkOf } from '../experiments/forking.ts'
import { libraryOf } from '../experiments/library.ts'

export const experimentHandlers = (core: Core): Pick<Handlers, keyof ExperimentResults> => ({
  'experiment.library': ({ workspace, ...asked }) => libraryOf(core.workspace(workspace), asked),
  'experiment.fork': ({ workspace, id, people, group }) => ({ id: forkOf(core.workspace(workspace), id as RecordId, people ?? [], group as RecordId | undefined) }),
})
