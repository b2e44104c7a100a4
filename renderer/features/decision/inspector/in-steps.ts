// What names more people than one act does is said in several acts, one after another. What was said stays said where a later
// one fails: then whoever is left can be tried again.
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { Problem } from '../../../../shared/base/result.ts'
import { useTry } from '../../../ui/useTry.ts'

export interface InSteps {
  readonly problem: Ref<Problem | null>
  readonly busy: Ref<boolean>
  /** People named so far, of all; null where one act is enough. */
  readonly progress: ComputedRef<{ readonly done: number; readonly all: number } | null>
  /** True once every step went through. */
  go<Step extends { readonly people: readonly string[] }>(steps: readonly Step[], give: (step: Step) => Promise<unknown>): Promise<boolean>
}

export function useInSteps(): InSteps {
  const { problem, busy, run } = useTry()
  const done = ref(0)
  const all = ref(0)
  const steps = ref(0)
  return {
    problem, busy,
    progress: computed(() => (steps.value > 1 ? { done: done.value, all: all.value } : null)),
    go: (asked, give) => run(async () => {
      steps.value = asked.length
      done.value = 0
      all.value = asked.reduce((sum, { people }) => sum + people.length, 0)
      for (const step of asked) {
        await give(step)
        done.value += step.people.length
      }
    }),
  }
}
