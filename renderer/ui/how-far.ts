// How far work is, in figures as they are written here. Figures that change many times a second are read and not heard: what
// is said aloud of them is how it begins, each tenth of it, and its end.
import { computed, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'

export interface Far { readonly label: string; readonly done: number; readonly all: number }

const STEPS = 10

/** For a region with `role="status"` that is there from the start: what it begins with would not be said. */
export function useHowFar(of: () => Far): { readonly figures: ComputedRef<string>; readonly aloud: Readonly<Ref<string>> } {
  const { t } = useI18n()
  const aloud = ref('')
  const figures = computed(() => t('progress.of', { done: of().done, all: of().all }))
  const step = computed(() => (of().all > 0 ? Math.floor(Math.min(1, of().done / of().all) * STEPS) : null))
  const say = (): void => { aloud.value = step.value === null ? of().label : t('progress.aloud', { label: of().label, far: figures.value }) }
  onMounted(() => {
    say()
    watch([step, () => of().label], say)
  })
  return { figures, aloud }
}
