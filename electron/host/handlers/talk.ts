// What every record has: talk, tags, links; search, activity, what is put away, searches that are kept.
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { toHex } from '#shared/base/bytes.ts'
import { randomBytes } from '#shared/acts/crypto.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { Mention, Saying } from '#shared/domain/remark/index.ts'
import type { RecordRow } from '#shared/protocol/contract.ts'
import type { TalkResults, TalkView } from '#shared/protocol/methods/talk.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { activityOf } from '../workspace/activity.ts'
import { readIn } from '../workspace/indexing.ts'
import { find } from '../workspace/search.ts'
import { addressedTo, say, tagsOn, talkOf } from '../workspace/talk.ts'

export const talkHandlers = (core: Core): Pick<Handlers, keyof TalkResults> => {
  const says = async (workspace: string, id: string, saying: Saying): Promise<TalkView> => {
    await say(core.workspace(workspace), id as RecordId, saying)
    return talkOf(core.workspace(workspace), id as RecordId)
  }
  return {
    'talk.show': ({ workspace, id }) => talkOf(core.workspace(workspace), id as RecordId),
    'talk.say': async ({ workspace, id, kind, text, reply, mentions }) => {
      const remark = await say(core.workspace(workspace), id as RecordId, { verb: 'say', kind, text, mentions: mentions as Mention[], reply: reply as ActId | undefined })
      return { remark, talk: talkOf(core.workspace(workspace), id as RecordId) }
    },
    'talk.edit': ({ workspace, id, remark, text, mentions }) => says(workspace, id, { verb: 'edit', remark: remark as ActId, text, mentions: mentions as Mention[] }),
    'talk.takeBack': ({ workspace, id, remark }) => says(workspace, id, { verb: 'retract', remark: remark as ActId }),
    'talk.answered': ({ workspace, id, remark, by }) => says(workspace, id, { verb: 'answered', remark: remark as ActId, by: by as ActId | undefined }),
    'talk.reopen': ({ workspace, id, remark }) => says(workspace, id, { verb: 'reopen', remark: remark as ActId }),
    'talk.tag': async ({ workspace, id, tag, on }) => {
      await say(core.workspace(workspace), id as RecordId, { verb: on ? 'tag' : 'untag', tag })
      return { tags: tagsOn(core.workspace(workspace), id as RecordId) }
    },
    'talk.link': ({ workspace, id, to, as, on }) => says(workspace, id, { verb: on ? 'link' : 'unlink', to, as }),
    'talk.tags': ({ workspace }) => {
      core.workspace(workspace).records.catchUp()
      return core.workspace(workspace).records.talk.tags()
    },
    'talk.addressed': ({ workspace }) => addressedTo(core.workspace(workspace)),
    'talk.heard': ({ workspace: id, remark }) => {
      const workspace = core.workspace(id)
      workspace.shelf.hear(remark as ActId)
      workspace.onChange.emit({ kind: 'records', ids: addressedIn(core, id, remark) })
      return null
    },
    'activity.list': ({ workspace, before, person, record, kind, limit }) => activityOf(core.workspace(workspace), {
      before, person: person as PersonId | undefined, record: record as RecordId | undefined, kind, limit,
    }),
    find: ({ workspace, text, limit }) => find(core.workspace(workspace), text, limit),
    'find.ready': async ({ workspace: id, work }, session) => {
      const workspace = core.workspace(id)
      return { read: await core.work.run(session, work, (pace) => readIn(workspace, () => core.workspaces.get(workspace.id) === workspace, pace)) }
    },
    ...shelfHandlers(core),
  }
}

const shelfHandlers = (core: Core): Pick<Handlers, 'shelf.away' | 'shelf.filters' | 'shelf.keepFilter' | 'shelf.dropFilter'> => ({
  'shelf.away': ({ workspace: id, id: record, away }) => {
    const workspace = core.workspace(id)
    const row = workspace.list.row(record as RecordId)
      ?? orThrow(fail<RecordRow>('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.'))
    workspace.shelf.put(record as RecordId, away)
    if (!away && workspace.drafts.isAside(record as RecordId)) workspace.drafts.putAside(record as RecordId, false)
    workspace.onChange.emit({ kind: 'records', ids: [record as RecordId] })
    return { away, title: row.title, state: row.state }
  },
  'shelf.filters': ({ workspace }) => core.workspace(workspace).shelf.filters(),
  'shelf.keepFilter': ({ workspace: id, filter, name, query }) => {
    const { shelf } = core.workspace(id)
    orThrow(shelf.keepFilter({ id: filter ?? toHex(randomBytes(8)), name, query }))
    core.hub.publish({ event: 'filters', workspace: id, filters: shelf.filters() })
    return shelf.filters()
  },
  'shelf.dropFilter': ({ workspace: id, filter }) => {
    const { shelf } = core.workspace(id)
    shelf.dropFilter(filter)
    core.hub.publish({ event: 'filters', workspace: id, filters: shelf.filters() })
    return shelf.filters()
  },
})

/** The record that a remark stands on, so that what is shown of it is read again. */
function addressedIn(core: Core, id: string, remark: string): RecordId[] {
  const row = core.workspace(id).db.prepare('select subject from remark_rows where act = ?').get(remark) as { subject: RecordId } | undefined
  return row ? [row.subject] : []
}
