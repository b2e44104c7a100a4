// The draft of a handover, from what one gives that others count on, in the language of the page.
import { useI18n } from 'vue-i18n'
import type { LeavingView } from '../../../shared/protocol/contract.ts'
import { useNames } from '../../ui/names.ts'
import { useWhen } from '../../ui/when.ts'

type Breaks = LeavingView['breaks']
type Stone = Breaks[number]['stones'][number]

export function useHandover(): { stone(of: Stone): string; value(of: Breaks): string } {
  const { t, n } = useI18n()
  const names = useNames()
  const when = useWhen()
  function stone({ measure, by, last }: Stone): string {
    const day = by === null ? '' : when.value.day(by)
    if (last !== null) return day === '' ? t('counted.stone', { measure, last }) : t('counted.stoneByLast', { measure, day, last })
    return day === '' ? measure : t('counted.stoneBy', { measure, day })
  }
  const lines = ({ title, to, hours, stones }: Breaks[number]): string => [
    [title, t('counted.forWhom', { names: names.value(to.map(({ name }) => name)) }), ...(hours > 0 ? [t('counted.aWeek', { n: n(hours, { maximumFractionDigits: 1 }) })] : [])].join(', '),
    ...stones.map(stone), t('counted.where'), t('counted.next'),
  ].join('\n')
  return { stone, value: (of) => of.map(lines).join('\n\n') }
}
