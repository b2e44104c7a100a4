// Whether hours fit, in words: to oneself with the week that holds too much, of others only whether.
import { useI18n } from 'vue-i18n'
import type { FitView, OwnFit } from '../../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../../ui/people.ts'
import { useWhen } from '../../../ui/when.ts'

export function useFitWords(): (fit: FitView) => string {
  const { t, n } = useI18n()
  const when = useWhen()
  const amount = (hours: number): string => n(hours, { maximumFractionDigits: 1 })
  return ({ name, you, fits, over }) => {
    if (over) return t('effect.over', { day: when.value.day(over.from), hours: amount(over.hours), available: amount(over.available) })
    if (fits === null) return t(you ? 'effect.fitsYouUnknown' : 'effect.fitsUnknown', { name: firstNameOf(name) })
    return t(you ? (fits ? 'effect.fitsYou' : 'effect.fitsYouNot') : (fits ? 'effect.fits' : 'effect.fitsNot'), { name: firstNameOf(name) })
  }
}

/** What experiments and groups ask of one's own part of the week, with this one among them. */
export function useOwnFitWords(): (own: OwnFit) => string {
  const { t, n } = useI18n()
  const amount = (hours: number): string => n(hours, { maximumFractionDigits: 1 })
  return ({ asked, own, percent }) => t(asked > own ? 'effect.ownOver' : 'effect.own', { asked: amount(asked), own: amount(own), percent })
}
