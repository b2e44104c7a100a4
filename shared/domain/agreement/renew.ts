// [CO12] Renewing: the words that hold, offered again with later dates.
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import type { TermsView } from '../record/view.ts'
import { wordsFault } from './intend.ts'
import { intendOffer, mayOffer } from './intend-offer.ts'
import type { Agreement, Revision, Rules } from './model.ts'

/** The offer that renews; `intention.offer` holds the words with their later dates. */
export function intendRenewal(of: Agreement, rules: Rules, intention: Intention): Result<Intent> {
  const renews = mayRenew(of, intention)
  return renews.ok ? intendOffer(of, rules, intention) : renews
}

/** The revision that would be renewed, before there are dates. */
function mayRenew(of: Agreement, intention: Intention): Result<Revision> {
  const barred = mayOffer(of, intention)
  if (barred) return barred
  const [standing, ...more] = of.revisions.filter((revision) => revision.status === 'in force')
  if (!standing) return fail('renew.not-in-force', 'Nothing here is in force, so nothing can be renewed.', 'Offer it anew.')
  if (more.length > 0) return fail('renew.not-in-force', 'Two revisions are in force here.', 'Settle that first, by a revision that goes on from both.')
  // The hash in the intention is that of the words to come.
  const { words: _, ...rest } = intention
  return wordsFault(standing, rest) ?? ok(standing)
}

/** Whether it can be renewed at all: somebody's to offer, in force, and dated. */
export function possibleRenewal(of: Agreement, intention: Intention, text: PresentContext['text']): Result<Intent> {
  const renews = mayRenew(of, intention)
  if (!renews.ok) return renews
  const terms = parseTerms(text(renews.value.terms))
  const undated = terms && undatedFault(terms)
  return undated ?? ok({ type: '', subject: '', body: { revision: renews.value.id }, texts: [] })
}

const DATES = ['due', 'review', 'reviews', 'until', 'everyMonths'] as const

/** Words without a date have none that could be later. */
export const undatedFault = (terms: TermsView): Result<never> | null => DATES.some((field) => terms[field] !== undefined) ? null
  : fail('renew.undated', 'These words name no date, so there is none to renew.', 'Amend them, if they should hold until a date.')
