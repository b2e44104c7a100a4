// The line under a title: whom these words are between. One way to say it, for words that are written and words that are signed.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { KINDS, type RowKind } from '../../../shared/domain/record/kinds.ts'
import type { Sides } from '../../../shared/domain/record/sides.ts'
import type { PartyView, TermsView } from '../../../shared/protocol/contract.ts'
import { useNames } from '../../ui/names.ts'

/** `of`: by name. Whoever is not named yet is said to be missing, instead of a sentence that ends in nothing. */
export function usePartiesLine(): ComputedRef<(kind: RowKind, of: Sides) => string> {
  const { t } = useI18n()
  const join = useNames()
  return computed(() => (kind, { gives, signs, receives }) => {
    const [from, others, to] = [gives, signs, receives].map((names) => join.value(names))
    if (kind === 'decision') return t('decision.rowDecides', { name: from! })
    if (gives.length === 0) return receives.length + signs.length > 0 ? t('paper.fromNobody', { to: join.value([...signs, ...receives]) }) : t('paper.nobody')
    if (kind === 'letter' && signs.length > 0) return t('paper.signedBy', { names: from!, others: others! })
    if (receives.length + signs.length > 0) return t(kind === 'minutes' ? 'minutes.keptWith' : 'paper.fromTo', { from: from!, to: signs.length > 0 ? others! : to! })
    if (kind === 'promise') return t('paper.toNobody', { from: from! })
    if (gives.length > 1) return t('paper.between', { names: from! })
    return kind !== 'question' && KINDS[kind].between ? t('paper.withNobody', { name: from! }) : t('paper.by', { name: from! })
  })
}

/**
 * Who stands on which side of signed words. They name everybody, who gives first; of a letter the record says who signs beside, and
 * who is new in it does.
 */
export function sidesIn(kind: TermsView['kind'], people: readonly string[], parties: readonly PartyView[]): Sides {
  const whose = KINDS[kind].people
  if (whose === 'all') return { gives: people, signs: [], receives: [] }
  if (whose !== 'some') return { gives: people.slice(0, 1), signs: [], receives: people.slice(1) }
  const role = new Map(parties.map((party) => [party.id, party.role]))
  const gives = people.filter((person, at) => (role.get(person) ?? (at === 0 ? 'gives' : 'signs')) === 'gives')
  return { gives, signs: people.filter((person) => !gives.includes(person)), receives: [] }
}
