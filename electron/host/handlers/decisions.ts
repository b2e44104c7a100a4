// Decisions by advice: whom to ask. What is said on them goes through `records.give`, as of any record.
import type { RecordId } from '#shared/base/ids.ts'
import type { DecisionResults } from '#shared/protocol/methods/decisions.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { suggestionsFor } from '../decisions/suggest.ts'

export const decisionHandlers = (core: Core): Pick<Handlers, keyof DecisionResults> => ({
  'decision.suggest': ({ workspace, id }) => suggestionsFor(core.workspace(workspace), id as RecordId),
})
