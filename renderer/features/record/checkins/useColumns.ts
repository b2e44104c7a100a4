// What is measured, each as the head of a column: whose it is, how it stands, what is wanted by when.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { MeasureView, RecordDetail, StoneView } from '../../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../../ui/people.ts'
import type { StoneState } from '../../../ui/UiStone.vue'
import { useWhen } from '../../../ui/when.ts'
import { useFieldWords } from '../fields/field-words.ts'
import type { Measured } from '../inspector/checkins.ts'
import { stateShown } from '../stone-words.ts'

export interface Column extends Measured {
  /** Of a stepping stone. */
  readonly state: StoneState | null
  /** Empty where all are of one person. */
  readonly whose: string
  /** Empty where nothing is. */
  readonly wanted: string
}

/** Null where nothing can be measured. */
export function useColumns(detail: () => RecordDetail | null): ComputedRef<readonly Column[] | null> {
  const { t } = useI18n()
  const when = useWhen()
  const say = useFieldWords(() => '')

  function ofStone(stone: StoneView, ofMany: boolean): Column {
    const { target, direction, by, you, name } = stone
    const value = say.value.wanted({ ...(target === null ? {} : { target }), ...(direction === null ? {} : { direction }) })
    const day = by === null ? '' : when.value.day(by)
    const wanted = value && day ? t('checkins.wantedBy', { value, day }) : value ? t('change.wanted', { value }) : day && t('change.by', { day })
    return { ...stone, state: stateShown(stone), whose: !ofMany ? '' : you ? t('people.you') : firstNameOf(name), wanted }
  }
  const ofMeasure = (measure: MeasureView): Column =>
    ({ ...measure, state: null, whose: '', wanted: say.value.watched({ ...(measure.hoped === null ? {} : { hoped: measure.hoped }), ...(measure.stop === null ? {} : { stop: measure.stop }) }) })

  return computed(() => {
    const of = detail()
    if (of?.keeping) {
      const ofMany = new Set(of.keeping.stones.map(({ person }) => person)).size > 1
      return of.keeping.stones.map((stone) => ofStone(stone, ofMany))
    }
    return of?.experiment?.measures.map(ofMeasure) ?? null
  })
}
