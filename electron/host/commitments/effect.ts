// What offering a draft would do: whom it needs, what goes on holding, what changes, whether the hours fit.
import type { WeekRule } from '#shared/base/calendar.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { hoursIn } from '#shared/domain/commitment/capacity.ts'
import { termsChanges } from '#shared/domain/record/changes.ts'
import { conceptIdOfKind } from '#shared/domain/record/kinds.ts'
import type { DraftEffect } from '#shared/protocol/methods/commitments.ts'
import type { Core } from '../core.ts'
import type { FrozenDraft } from '../workspace/draft-desk.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { fitsWith, namedIn } from './capacity.ts'

export function effectOf(core: Core, workspace: Workspace, id: RecordId, { terms, offer }: FrozenDraft, today: string, rule?: WeekRule): DraftEffect {
  const named = namedIn(workspace)
  const detail = workspace.records.has(id) ? workspace.list.detail(id) : null
  const newest = detail?.revisions.findLast(({ state }) => state === 'offered' || state === 'in force') ?? detail?.revisions.at(-1) ?? null
  const binding = detail?.revisions.findLast(({ state }) => state === 'in force') ?? null
  return {
    needs: offer.people.map(named), receives: offer.to.map(named),
    against: newest?.number ?? null,
    changes: newest?.terms ? termsChanges(newest.terms, terms) : null,
    holds: binding && { number: binding.number, people: binding.signatures.filter(({ undone }) => !undone).map(({ person }) => named(person)) },
    links: (terms.links ?? []).map(({ how, record, title }) => ({ how, record, title, state: workspace.records.row(record as RecordId)?.state ?? null })),
    fits: terms.kind === 'charter' || terms.kind === 'open offer' || terms.kind === 'open request' ? []
      : fitsWith(core, workspace, {
          record: id, concept: conceptIdOfKind(terms.kind), lines: (offer.gives ?? offer.people).map((person) => ({ person, hours: hoursIn(terms, person) })),
        }, today, rule),
  }
}
