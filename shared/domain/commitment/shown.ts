// What is seen of the keeping of a commitment: stones with their readings, check-ins, risks, who stepped out.
import type { ActId, PersonId } from '../../base/ids.ts'
import { focusOf, wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import { readingViews } from '../reading/index.ts'
import type { Stone } from '../record/fields.ts'
import type { KeepingView, ReadingView, SaidBy, StoneView } from '../record/keeping-view.ts'
import { stoneState } from '../record/stones.ts'
import { parseTerms } from '../record/terms.ts'
import type { TermsView } from '../record/view.ts'
import type { Commitment } from './fold.ts'

export function keepingOf(of: Commitment, context: PresentContext): KeepingView {
  const numbers = new Map(of.agreement.revisions.map(({ id, number }) => [id, number]))
  const by = ({ person, at }: { person: PersonId; at: number }): SaidBy => ({ person, name: context.name(person), you: person === context.me, at })
  const text = (hash: Parameters<typeof wordsOf>[0]): string | null => wordsOf(hash, context.text)
  return {
    stones: stonesOf(of, context),
    checkins: of.checkins.map((one) => ({
      id: one.act, ...by(one), revision: numbers.get(one.revision)!, text: text(one.text), confidence: one.confidence, help: text(one.help),
    })),
    risks: of.risks.map((one) => ({ id: one.act, ...by(one), revision: numbers.get(one.revision)!, text: text(one.text) })),
    stepouts: of.stepouts.map((one) => ({
      id: one.act, ...by(one), notice: one.notice, handover: one.handover, text: text(one.text),
      to: one.to.map((id) => ({ id, name: context.name(id), you: id === context.me })),
    })),
  }
}

/** Stones of the words in force, else of those on offer, else of the last there were. */
function stonesOf(of: Commitment, context: PresentContext): StoneView[] {
  const { binding, offer, last } = focusOf(of.agreement)
  const shown = binding ?? offer ?? last
  const terms = new Map(of.agreement.revisions.map((revision) => [revision.id, parseTerms(context.text(revision.terms))]))
  const before = of.agreement.revisions.findLast((revision) => revision.passed && revision.id !== shown?.id)
  const stones = shown ? terms.get(shown.id)?.stones ?? [] : []
  return stones.map((stone) => {
    const readings = readingsOf(of, stone, terms, context)
    const was = before && terms.get(before.id)?.stones?.find(({ id }) => id === stone.id)
    return {
      id: stone.id, person: stone.person, name: context.name(stone.person as PersonId), you: stone.person === context.me, measure: stone.measure,
      unit: stone.unit ?? null, baseline: stone.baseline ?? null, target: stone.target ?? null, direction: stone.direction ?? null, by: stone.by ?? null,
      movedFrom: was?.by !== undefined && was.by !== stone.by ? was.by : null,
      state: stoneState(stone, readings, context.asOf), readings,
    }
  })
}

/** [CO9] */
function readingsOf(of: Commitment, stone: Stone, terms: ReadonlyMap<ActId, TermsView | null>, context: PresentContext): ReadingView[] {
  const numbers = new Map(of.agreement.revisions.map(({ id, number }) => [id, number]))
  return readingViews(of.readings, stone.id, stone.unit ?? null, (revision, item) => {
    const known = terms.get(revision)?.stones?.find(({ id }) => id === item)
    return known && { unit: known.unit ?? null }
  }, (revision) => numbers.get(revision)!, context)
}
