// A draft that nobody offered yet, in the shape of a record.
import type { PersonId } from '#shared/base/ids.ts'
import type { DraftMeta, PartyView, Possible, RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { People } from './people.ts'

export function draftDetail(row: RecordRow, meta: DraftMeta, people: People): RecordDetail {
  const party = (id: string, role: PartyView['role']): PartyView => ({
    id, name: people.name(id as PersonId), you: id === people.me, role, stance: 'not reached', revision: null, text: null, at: null, promise: null,
  })
  const member = people.isMember(people.me)
  const offer: Possible = {
    verb: 'offer', revision: null, allowed: member,
    reason: member ? null : 'You have left this workspace, so nothing new can be offered here.',
  }
  return {
    ...row, revisions: [], timeline: [], possible: [offer], keeping: null, changed: null, draft: row.id,
    parties: [
      ...meta.gives.map((id) => party(id, 'gives')),
      ...meta.receives.filter((id) => !meta.gives.includes(id)).map((id) => party(id, 'receives')),
    ],
  }
}
