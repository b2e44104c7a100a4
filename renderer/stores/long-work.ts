// Work that takes a while, begun on this page: how far it is, a way to stop it, and what went wrong. One call to the host that
// tells how far it is, or many small steps taken here; either may be stopped, and neither is shown before it takes a while.
import { readonly, ref, type Ref } from 'vue'
import { ProblemError, type Problem } from '../../shared/base/result.ts'
import type { Method, Params, Results } from '../../shared/protocol/contract.ts'
import { useTry } from '../ui/useTry.ts'
import { useHost } from './host.ts'

/** `all` 0: nobody can say how much it is. */
export interface HowFar {
  readonly done: number
  readonly all: number
}

type LongMethod = { [M in Method]: 'work' extends keyof Params<M> ? M : never }[Exclude<Method, 'work.stop'>]

export interface LongWork {
  readonly problem: Ref<Problem | null>
  readonly busy: Readonly<Ref<boolean>>
  /** Null until it takes a while. */
  readonly far: Readonly<Ref<HowFar | null>>
  readonly stopping: Readonly<Ref<boolean>>
  /** False where it was stopped or failed. `what` tells nothing by itself: it is made of `call`, `each`, and what follows them. */
  run(what: () => Promise<unknown>): Promise<boolean>
  call<M extends LongMethod>(method: M, params: Omit<Params<M>, 'work'>): Promise<Results[M]>
  each<T>(items: readonly T[], step: (item: T) => Promise<unknown>): Promise<void>
  stop(): void
}

/** What is over sooner is not shown at all. */
const SHOWN_AFTER_MS = 300

class Stopped extends Error {}

export function useLongWork(): LongWork {
  const host = useHost()
  const { problem, busy, run: attempt } = useTry()
  const far = ref<HowFar | null>(null)
  const stopping = ref(false)
  let tell: (now: HowFar) => void = () => {}
  let asked: string | null = null

  async function run(what: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    let now: HowFar = { done: 0, all: 0 }
    let shown = false
    const timer = setTimeout(() => {
      shown = true
      far.value = now
    }, SHOWN_AFTER_MS)
    tell = (next) => {
      now = next
      if (shown) far.value = next
    }
    stopping.value = false
    let stopped = false
    try {
      const through = await attempt(() => what().catch((error: unknown) => {
        stopped = error instanceof Stopped || (error instanceof ProblemError && error.problem.code === 'work.stopped')
        if (!stopped) throw error
      }))
      return through && !stopped
    } finally {
      clearTimeout(timer)
      far.value = null
      stopping.value = false
    }
  }

  async function call<M extends LongMethod>(method: M, params: Omit<Params<M>, 'work'>): Promise<Results[M]> {
    const work = crypto.randomUUID()
    const deaf = host.hear((event) => { if (event.event === 'work' && event.work === work) tell({ done: event.done, all: event.all }) })
    asked = work
    try {
      return await host.call(method, { ...params, work } as Params<M>)
    } finally {
      asked = null
      deaf()
    }
  }

  async function each<T>(items: readonly T[], step: (item: T) => Promise<unknown>): Promise<void> {
    for (const [done, item] of items.entries()) {
      tell({ done, all: items.length })
      if (stopping.value) throw new Stopped()
      await step(item)
    }
  }

  function stop(): void {
    if (!busy.value || stopping.value) return
    stopping.value = true
    if (asked !== null) void host.call('work.stop', { work: asked }).catch(() => {})
  }

  return { problem, busy: readonly(busy), far: readonly(far) as Readonly<Ref<HowFar | null>>, stopping: readonly(stopping), run, call, each, stop }
}
