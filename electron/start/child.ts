// One program run for the person: its end is awaited, and it is ended with the one who started it.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Run {
  readonly process: ChildProcess
  /** Resolves when it is gone; with code 127 where it could not even be started. */
  readonly ended: Promise<Ended>
  /** Asks it to end, and insists after `within` ms. */
  end(within?: number): Promise<Ended>
}

export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Run {
  const child = spawn(command, [...args], options)
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  return {
    process: child,
    ended,
    end: async (within = 8000) => {
      child.kill('SIGTERM')
      const insisting = setTimeout(() => void child.kill('SIGKILL'), within)
      const result = await ended
      clearTimeout(insisting)
      return result
    },
  }
}
