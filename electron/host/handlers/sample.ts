// The sample workspace.
import type { SampleResults } from '#shared/protocol/methods/sample.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const sampleHandlers = (core: Core): Pick<Handlers, keyof SampleResults> => ({
  'sample.make': async () => (await core.beginnings.sample()).summary(),
  'sample.remove': async ({ workspace }) => {
    await core.beginnings.removeSample(workspace)
    return null
  },
})
