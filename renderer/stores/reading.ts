// What is read of the host for a page, and what kept it from being read. A connection that is lost is told by the status bar,
// and what is missing is read once it is back.
import { shallowRef, type ShallowRef } from 'vue'
import type { Problem } from '../../shared/base/result.ts'
import { problemOf, useHost } from './host.ts'

export interface Reading {
  readonly problem: ShallowRef<Problem | null>
  read(): void
}

/** `load` rejects with a problem where nothing could be read. */
export function useReading(load: () => Promise<unknown>): Reading {
  const host = useHost()
  const problem = shallowRef<Problem | null>(null)
  let asked = 0
  async function ask(): Promise<void> {
    const mine = ++asked
    try {
      await load()
      if (mine === asked) problem.value = null
    } catch (error) {
      if (mine === asked && host.reach === 'connected') problem.value = problemOf(error)
    }
  }
  return { problem, read: () => void ask() }
}
