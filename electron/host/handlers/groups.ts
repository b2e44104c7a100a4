// Working groups and teams: called, what belongs to them, how they do things.
import { randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { PersonId, RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { intendCall } from '#shared/domain/group/index.ts'
import { intendAsk, MAX_ASKED } from '#shared/domain/question/index.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import type { GroupResults } from '#shared/protocol/methods/groups.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { aroundGroup, howOf } from '../workspace/groups.ts'
import type { Workspace } from '../workspace/workspace.ts'

export const groupHandlers = (core: Core): Pick<Handlers, keyof GroupResults> => ({
  'group.call': async ({ workspace: id, kind, title, text, topics }) => {
    const workspace = core.workspace(id)
    const { people, me } = workspace
    const intent = orThrow(intendCall({
      person: me, member: people.isMember(me), kind, title, topics: topics.map((topic) => topic.toWellFormed()), nonce: toHex(randomBytes(16)), ...(text !== undefined && { text }),
    }))
    await workspace.voice.give({ ...intent, circle: 'workspace' })
    return workspace.list.detail(intent.subject as RecordId)
  },
  'group.around': ({ workspace, id }) => {
    const open = core.workspace(workspace)
    shownGroup(open, id)
    return aroundGroup(open, id as RecordId)
  },
  'group.how': ({ workspace, topic }) => howOf(core.workspace(workspace), topic ?? null),
  'group.ask': async ({ workspace: id, id: group, title, topic, text }) => {
    const workspace = core.workspace(id)
    const { people, me } = workspace
    const detail = shownGroup(workspace, group)
    const to = detail.group!.members.filter(({ you, gone }) => !you && !gone).map((member) => member.id as PersonId).slice(0, MAX_ASKED)
    if (to.length === 0) orThrow(fail('group.nobody', 'There is nobody else in this group to ask.', 'Ask everyone instead.'))
    const intent = orThrow(intendAsk({
      person: me, member: people.isMember(me), title, topics: topic === undefined ? [] : [topic.toWellFormed()], to, nonce: toHex(randomBytes(16)),
      text: text === undefined ? detail.title : `${detail.title}\n\n${text}`,
    }))
    await workspace.voice.give({ ...intent, circle: 'workspace' })
    return { id: intent.subject }
  },
})

function shownGroup(workspace: Workspace, id: string): RecordDetail {
  const detail = workspace.list.detail(id as RecordId)
  return detail.group ? detail : orThrow<RecordDetail>(fail('group.unknown', 'That is no working group or team.', '"parley ls groups" lists those that are here.'))
}
