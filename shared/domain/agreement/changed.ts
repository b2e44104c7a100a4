// Changed since I accepted: the newest words that ask me again, beside those that I signed last.
import { parseTerms } from '../record/terms.ts'
import { termsChanges } from '../record/changes.ts'
import type { ChangedView } from '../record/keeping-view.ts'
import type { PresentContext } from '../fold.ts'
import type { Agreement } from './model.ts'
import { asks } from './needs.ts'

export function changedSince(of: Agreement, context: PresentContext): ChangedView | null {
  const { me } = context
  if (!me || context.member === false) return null
  const to = of.revisions.findLast((revision) => asks(of, revision, me))
  const from = to && of.revisions.findLast((revision) => revision.number < to.number && revision.accepted.includes(me))
  if (!to || !from) return null
  const [before, after] = [from, to].map((revision) => parseTerms(context.text(revision.terms)))
  const standing = of.revisions.findLast((revision) => revision.status === 'in force' && revision.accepted.includes(me))
  return {
    from: { id: from.id, number: from.number, words: from.terms },
    to: { id: to.id, number: to.number, words: to.terms, by: to.author, byName: context.name(to.author), at: to.at },
    changes: before && after ? termsChanges(before, after) : null,
    holds: standing?.number ?? null,
    waitsFor: of.mode === 'share' ? [] : to.people.filter((person) => person !== me && !to.accepted.includes(person)).map((id) => ({ id, name: context.name(id) })),
  }
}
