// Drafts: opened, written together, previewed as what an offer would sign.
import { toBase64 } from '#shared/base/bytes.ts'
import type { RecordId, TextHash } from '#shared/base/ids.ts'
import { appendSections, writeSections } from '#shared/document/draft.ts'
import { goneBy } from '#shared/domain/record/gone-by.ts'
import { openPlaces } from '#shared/domain/record/open-places.ts'
import { imageType } from '#shared/document/draft-images.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { DraftsResults } from '#shared/protocol/methods/drafts.ts'
import { voiced } from '../commitments/offering.ts'
import { effectOf } from '../commitments/effect.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import type { MetaChange } from '../workspace/draft-desk.ts'
import { definedOnly } from './defined.ts'

const NOTHING = { title: '', kind: 'mutual', sections: [] } as const

export const draftHandlers = (core: Core): Pick<Handlers, keyof DraftsResults> => ({
  'draft.create': ({ workspace, meta, words, sections, circle }) => {
    const { drafts } = core.workspace(workspace)
    const id = drafts.create(definedOnly(meta), words, circle)
    writeSections(drafts.known(id), voiced(sections), null)
    return { id }
  },
  'draft.amend': ({ workspace: id, id: record, words, sections }) => {
    const workspace = core.workspace(id)
    if (!workspace.records.has(record as RecordId)) {
      if (words !== undefined) workspace.drafts.replaceWords(record as RecordId, words)
      writeSections(workspace.drafts.known(record as RecordId), voiced(sections), null)
      return { id: workspace.list.detail(record as RecordId).id }
    }
    const folded = orThrow(workspace.records.fold(record as RecordId))
    const detail = workspace.records.detail(folded)
    const newest = [...detail.revisions].reverse().find((revision) => revision.terms !== null)
    const first = detail.revisions.length === 0 ? folded.concept.begins?.(folded.state, folded.text) : null
    const terms = newest?.terms ?? first
    if (!terms) return orThrow(fail('terms.unavailable', 'The words of this record are not on this device yet, so they can not be amended.', 'Connect with a colleague who has them.'))
    workspace.drafts.amend(folded, terms, words)
    writeSections(workspace.drafts.known(record as RecordId), voiced(sections), null)
    return { id: record }
  },
  'draft.append': ({ workspace, id, sections }) => {
    appendSections(core.workspace(workspace).drafts.known(id as RecordId), voiced(sections), null)
    return null
  },
  'draft.share': ({ workspace, id }) => {
    core.workspace(workspace).drafts.share(id as RecordId)
    return null
  },
  'draft.aside': ({ workspace, id, aside }) => {
    const open = core.workspace(workspace)
    open.drafts.putAside(id as RecordId, aside)
    open.onChange.emit({ kind: 'records', ids: [id as RecordId] })
    return null
  },
  'draft.remove': ({ workspace, id }) => {
    const open = core.workspace(workspace)
    open.drafts.removeOwn(id as RecordId)
    open.shelf.put(id as RecordId, false)
    open.onChange.emit({ kind: 'records', ids: [id as RecordId] })
    return null
  },
  'draft.meta': ({ workspace, id, meta }) => {
    core.workspace(workspace).drafts.setMeta(id as RecordId, meta as MetaChange)
    return null
  },
  'draft.open': ({ workspace, id }, session) => {
    const open = core.workspace(workspace)
    const state = open.drafts.state(id as RecordId)
    session.subscribe({ workspace, id })
    open.presences.greet(session, id as RecordId)
    return state
  },
  'draft.close': ({ workspace, id }, session) => {
    session.unsubscribe({ workspace, id })
    core.workspace(workspace).presences.set(session, id as RecordId, null)
    return null
  },
  'draft.kept': ({ workspace, id }) => core.workspace(workspace).document.keptOf(id as RecordId),
  'draft.putBack': ({ workspace, id }) => {
    core.workspace(workspace).document.putBack(id as RecordId)
    return null
  },
  'draft.letGo': ({ workspace, id }) => {
    core.workspace(workspace).document.letGo(id as RecordId)
    return null
  },
  'draft.settle': ({ workspace, id, how }) => {
    core.workspace(workspace).drafts.settleSuggestions(id as RecordId, how)
    return null
  },
  'draft.addImage': ({ workspace, id, bytes }) => core.workspace(workspace).drafts.addImage(id as RecordId, bytes),
  'draft.image': ({ workspace, id, image }) => {
    const { drafts, records } = core.workspace(workspace)
    const bytes = drafts.image(id as RecordId, image)
    if (!bytes) records.missing.lookFor(image as TextHash)
    return bytes && { bytes: toBase64(bytes), type: imageType(bytes)! }
  },
  'draft.push': ({ workspace, id, update }, session) => {
    core.workspace(workspace).drafts.push(id as RecordId, update, session)
    return null
  },
  'draft.presence': ({ workspace, id, state }, session) => {
    core.workspace(workspace).presences.set(session, id as RecordId, state)
    return null
  },
  'draft.preview': ({ workspace: id, id: draft, rule }) => {
    const workspace = core.workspace(id)
    const frozen = workspace.drafts.freeze(draft as RecordId)
    const known = workspace.records.has(draft as RecordId) ? workspace.list.detail(draft as RecordId).revisions : []
    const number = 1 + Math.max(0, ...known.map((revision) => revision.number))
    if (!frozen.ok) return { words: '', number, terms: NOTHING, problem: frozen.problem, gone: [], open: [], effect: null }
    const { words, terms } = frozen.value
    const effect = effectOf(core, workspace, draft as RecordId, frozen.value, core.today(), rule)
    return { words, number, terms, problem: null, gone: goneBy(terms, core.today()), open: openPlaces(terms), effect }
  },
})
