// The sample workspace.
import type { SampleResults } from '#shared/protocol/methods/sample.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const sampleHandlers = (core: Core): Pick<Handlers, keyof SampleResults> => ({
  'sample.make': async ({ work }, session) => (await core.work.run(session, work, (pace) => core.beginnings.sample(pace))).summary(),
  'sample.remove': async ({ workspace }) => {
    await core.beginnings.removeSample(workspace)
    return null
  },
  'sample.heard': () => {
    core.beginnings.heardOfCut()
    return null
  },
})
