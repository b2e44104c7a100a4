// Runs something that may end in a problem a person can act on, and keeps that problem until it is tried again.
import { ref, type Ref } from 'vue'
import { ProblemError, type Problem } from '../../shared/base/result.ts'

export interface Try {
  readonly problem: Ref<Problem | null>
  readonly busy: Ref<boolean>
  /** True if it went through. A second run while the first is under way does nothing. */
  run(what: () => Promise<unknown>): Promise<boolean>
}

export function useTry(): Try {
  const problem = ref<Problem | null>(null)
  const busy = ref(false)
  async function run(what: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await what()
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error.problem
      return false
    } finally {
      busy.value = false
    }
  }
  return { problem, busy, run }
}
