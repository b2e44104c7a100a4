// Records: lists, details, giving, search, export, verification.
import type { RecordId } from '#shared/base/ids.ts'
import { verifyView } from '#shared/formats/verify-view.ts'
import type { RecordsResults } from '#shared/protocol/methods/records.ts'
import { offerNow } from '../commitments/offering.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { exportMany, exportOne } from '../exporting.ts'
import { giveOrHold } from '../giving.ts'
import { real } from '../sample/guard.ts'
import { find } from '../workspace/search.ts'
import { definedOnly } from './defined.ts'

export const recordHandlers = (core: Core): Pick<Handlers, keyof RecordsResults> => ({
  'records.list': ({ workspace, concept, limit }) => {
    const rows = core.workspace(workspace).list.rows(limit ?? Infinity)
    return concept === undefined ? rows : rows.filter((row) => row.concept === concept)
  },
  'records.show': ({ workspace, id }) => core.workspace(workspace).list.detail(id as RecordId),
  'records.give': ({ workspace, id, verb, revision, words, text, hold, about, ...more }) => giveOrHold(core, {
    workspace, record: id, verb, revision: revision ?? null, words: words ?? null, text: text?.trim() || null, about: about ?? null,
    more: definedOnly({ ...more, ...(verb === 'renew' && { asOf: core.today() }) }),
  }, hold === true),
  'records.promise': ({ workspace, title, receives, due }) => {
    const open = core.workspace(workspace)
    return offerNow(open, { title, kind: 'promise', gives: [open.me], receives, ...(due !== undefined && { due }) }, [])
  },
  'held.send': async ({ held }) => ({ record: await core.held.send(held) }),
  'held.takeBack': ({ held }) => {
    core.held.takeBack(held)
    return null
  },
  search: ({ workspace: only, text, limit }) => {
    const looked = [...core.workspaces.values()].filter((workspace) => only === undefined || workspace.id === only)
    return looked.flatMap((workspace) => find(workspace, text, limit).hits).slice(0, limit)
  },
  'export.record': ({ workspace, id }) => exportOne(real(core.workspace(workspace), 'export'), id as RecordId, core.options.clock.now()),
  'export.records': ({ workspace, ids, work }, session) => core.work.run(session, work, (pace) =>
    exportMany(real(core.workspace(workspace), 'export'), ids as RecordId[], core.options.clock.now(), pace)),
  'verify.record': ({ record }) => {
    const view = verifyView(record, core.today())
    if (!view.valid) core.refused('record.damaged')
    return view
  },
})
