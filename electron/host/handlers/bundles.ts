// Exchange by file.
import type { PersonId } from '#shared/base/ids.ts'
import type { BundlesResults } from '#shared/protocol/methods/bundles.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'

export const bundleHandlers = (core: Core): Pick<Handlers, keyof BundlesResults> => ({
  'bundle.make': ({ workspace, to, all }) => core.bundles.make(workspace, to === undefined ? null : to as PersonId, all),
  'bundle.take': ({ bundle }) => core.bundles.take(bundle),
  'bundle.request': ({ join }) => core.bundles.request(join),
})
