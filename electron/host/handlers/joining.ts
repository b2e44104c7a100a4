// Inviting and joining.
import type { ActId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { parseInvite } from '#shared/formats/invite.ts'
import type { JoiningResults } from '#shared/protocol/methods/joining.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { real } from '../sample/guard.ts'

export const joiningHandlers = (core: Core): Pick<Handlers, keyof JoiningResults> => ({
  'invite.create': ({ workspace, uses, expiresInMinutes }) => real(core.workspace(workspace), 'invite').invites.create(uses, expiresInMinutes),
  'invite.list': ({ workspace }) => core.workspace(workspace).invites.list(),
  'invite.revoke': async ({ workspace, invite }) => {
    await core.workspace(workspace).invites.revoke(invite as ActId)
    return null
  },
  'join.preview': ({ link }) => {
    const { workspaceName, inviterName, expires, addresses, workspace } = orThrow(parseInvite(link))
    return { workspaceName, inviterName, expires, addresses, alreadyIn: core.workspaces.has(workspace) }
  },
  'join.start': ({ link, byFile }) => core.joins.start(link, byFile),
  'join.address': ({ join, address }) => core.joins.addAddress(join, address),
  'join.retry': ({ join }) => core.joins.retry(join),
  'join.cancel': ({ join }) => {
    core.joins.cancel(join)
    return null
  },
})
