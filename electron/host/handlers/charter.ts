// What the workspace's charter says.
import type { CharterResults } from '#shared/protocol/methods/charter.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { charterSays } from '../workspace/charter-words.ts'

export const charterHandlers = (core: Core): Pick<Handlers, keyof CharterResults> => ({
  'charter.says': ({ workspace }) => charterSays(core.workspace(workspace)),
})
