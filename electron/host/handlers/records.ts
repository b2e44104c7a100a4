// Records: lists, details, giving, search, export, verification.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { verifyView } from '#shared/formats/verify-view.ts'
import type { RecordsResults } from '#shared/protocol/methods/records.ts'
import { offerNow } from '../commitments/offering.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { exportRecord } from '../exchange/record-export.ts'
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
  'export.record': ({ workspace: id, id: record }) => {
    const workspace = real(core.workspace(id), 'export')
    const folded = workspace.records.has(record as RecordId) ? workspace.records.fold(record as RecordId)
      : fail<never>('record.draft', 'This is still a draft: there is nothing signed to export.', 'Offer it first.')
    if (folded.ok && folded.value.circle === 'me') {
      orThrow(fail('record.private', 'This is between you and yourself and stays on your devices, so no record of it is written that others could check.', 'Offer the same to somebody, and a record of that can be written.'))
    }
    const name = workspace.list.detail(record as RecordId).title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'record'
    return { name: `${name}.parley.json`, record: exportRecord(workspace, orThrow(folded), core.options.clock.now()) }
  },
  'verify.record': ({ record }) => {
    const view = verifyView(record, core.today())
    if (!view.valid) core.refused('record.damaged')
    return view
  },
})
