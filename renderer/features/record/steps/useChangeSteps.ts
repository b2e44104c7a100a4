// Where one stands among the changes that are marked on a page, and how many there are, as they come and go.
import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { goTo, standAt, stepFrom, stepsIn, type Step } from './steps.ts'

export interface ChangeSteps {
  readonly count: Ref<number>
  /** Counted from 1; 0 where none has been gone to. */
  readonly nth: ComputedRef<number>
  /** Times one went somewhere: what is read out is told anew with each. */
  readonly gone: Ref<number>
  go(by: 1 | -1): void
}

/** `view`: another one begins anew. */
export function useChangeSteps(ground: Readonly<ShallowRef<HTMLElement | null>>, view: () => unknown): ChangeSteps {
  let steps: readonly Step[] = []
  const keys = ref<readonly string[]>([])
  const at = ref<string | null>(null)
  const gone = ref(0)
  const count = computed(() => keys.value.length)
  const nth = computed(() => (at.value === null ? 0 : keys.value.indexOf(at.value) + 1))

  let frame = 0
  function read(): void {
    frame = 0
    if (!ground.value) return
    steps = stepsIn(ground.value)
    if (steps.map(({ key }) => key).join('\n') !== keys.value.join('\n')) keys.value = steps.map(({ key }) => key)
    standAt(ground.value, steps.find(({ key }) => key === at.value)?.marks ?? [])
  }
  const watcher = new MutationObserver(() => { frame ||= requestAnimationFrame(read) })
  watch(ground, (element) => {
    watcher.disconnect()
    if (!element) return
    watcher.observe(element, { childList: true, subtree: true, attributeFilter: ['data-nth'] })
    read()
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(() => {
    watcher.disconnect()
    cancelAnimationFrame(frame)
  })
  watch(view, () => { at.value = null })

  function go(by: 1 | -1): void {
    read()
    const next = stepFrom(keys.value, at.value, by)
    if (next === null) return
    at.value = keys.value[next]!
    gone.value++
    standAt(ground.value!, steps[next]!.marks)
    goTo(steps[next]!.marks)
  }
  return { count, nth, gone, go }
}
