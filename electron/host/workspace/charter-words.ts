// What the workspace's charter says to me: of its fields, as they hold by its fold.
import type { TextHash } from '#shared/base/ids.ts'
import { wordsFor, type Charter } from '#shared/domain/charter/index.ts'
import { parseTerms } from '#shared/domain/record/terms.ts'
import type { CharterSays } from '#shared/protocol/methods/charter.ts'
import type { Workspace } from './workspace.ts'

/** [CH5] Of several charters, the one that I accepted; else what changed last. */
export function charterSays({ records, ledger, me }: Workspace): CharterSays {
  const found = records.idsOf('charter').flatMap((id) => {
    const folded = records.fold(id)
    const words = folded.ok && folded.value.concept.id === 'charter' ? wordsFor(folded.value.state as Charter, me) : null
    const terms = words && parseTerms(ledger.text(words.terms as TextHash))
    return words && terms ? [{ id, terms, mine: words.accepted.includes(me), at: records.kept(id)?.updatedAt ?? 0 }] : []
  })
  const [one] = found.sort((a, b) => Number(b.mine) - Number(a.mine) || b.at - a.at)
  return { record: one?.id ?? null, title: one?.terms.title ?? null, twentyPercent: one?.terms.twentyPercent ?? null, withoutAdvice: one?.terms.withoutAdvice ?? null }
}
