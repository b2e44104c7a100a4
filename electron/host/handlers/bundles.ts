// Exchange by file.
import type { PersonId } from '#shared/base/ids.ts'
import type { BundlesResults } from '#shared/protocol/methods/bundles.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const bundleHandlers = (core: Core): Pick<Handlers, keyof BundlesResults> => ({
  'bundle.make': ({ workspace, to, all, work }, session) => core.work.run(session, work, (pace) => core.bundles.make(workspace, to === undefined ? null : to as PersonId, all, pace)),
  'bundle.take': ({ bundle, work }, session) => core.work.run(session, work, (pace) => core.bundles.take(bundle, pace)),
  'bundle.request': ({ join }) => core.bundles.request(join),
})
