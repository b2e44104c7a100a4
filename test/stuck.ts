// A test that holds its process, by a loop that never ends, is past every time limit of its own, which that process would have
// to keep: the run would wait for it for ever. Where nothing has ended for longer than any test may take, this reporter says
// which tests those are and where in the sources they stand, and ends their processes: they have failed, the others go on.
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Longer than a test and its hooks may take together, in milliseconds. */
const SILENCE_MS = Number(process.env['PARLEY_STUCK_MS'] ?? 420_000)
const ANSWER_MS = 10_000
/** Where Node's inspector answers once a process was sent SIGUSR1, which it hears even in a loop. */
const INSPECTOR = 'http://127.0.0.1:9229/json'
/** How many of the innermost calls are told. */
const DEPTH = 12

/** The processes of tests that this one has started. */
const workers = (): number[] => execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  .split('\n').filter((line) => line.includes('vitest')).map((line) => Number(line.trim().split(' ')[0]))

interface Told {
  readonly method?: string
  readonly params?: {
    readonly scriptId?: string
    readonly url?: string
    readonly callFrames?: readonly { readonly functionName: string; readonly location: { readonly scriptId: string; readonly lineNumber: number } }[]
  }
}

/** Stops a process and reads where it stands, innermost call first. Rejects where it does not answer. */
async function callsOf(pid: number, signal: AbortSignal): Promise<string[]> {
  process.kill(pid, 'SIGUSR1')
  const [target] = await reached(signal)
  const socket = new WebSocket(target!.webSocketDebuggerUrl)
  try {
    return await new Promise<string[]>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      socket.onopen = () => ['Debugger.enable', 'Debugger.pause'].forEach((method, id) => socket.send(JSON.stringify({ id, method })))
      const files = new Map<string | undefined, string | undefined>()
      socket.onmessage = ({ data }) => {
        const { method, params } = JSON.parse(data as string) as Told
        if (method === 'Debugger.scriptParsed') files.set(params!.scriptId, params!.url)
        if (method !== 'Debugger.paused') return
        resolve(params!.callFrames!.slice(0, DEPTH).map(({ functionName, location }) =>
          `${functionName || '(no name)'} ${files.get(location.scriptId)}:${location.lineNumber + 1}`))
      }
    })
  } finally {
    socket.close()
  }
}

async function reached(signal: AbortSignal): Promise<{ webSocketDebuggerUrl: string }[]> {
  for (;;) {
    const answer = await fetch(INSPECTOR, { signal }).catch(() => null)
    if (answer) return await answer.json() as { webSocketDebuggerUrl: string }[]
    signal.throwIfAborted()
    await pause(100)
  }
}

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId}: ${test.fullName}`

export default class Stuck implements Reporter {
  readonly #running = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  onTestModuleQueued(module: TestModule): void {
    this.#moved(() => this.#running.add(module.relativeModuleId))
  }

  onTestModuleEnd(module: TestModule): void {
    this.#moved(() => this.#running.delete(module.relativeModuleId))
  }

  onTestCaseReady(test: TestCase): void {
    this.#moved(() => this.#running.add(nameOf(test)))
  }

  onTestCaseResult(test: TestCase): void {
    this.#moved(() => this.#running.delete(nameOf(test)))
  }

  onTestRunEnd(): void {
    clearTimeout(this.#timer)
  }

  #moved(change: () => void): void {
    change()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#end(), SILENCE_MS)
  }

  async #end(): Promise<void> {
    console.error([`\nNothing has ended for ${SILENCE_MS / 1000} s. Not over yet:`, ...this.#running].join('\n  '))
    // One after the other: all of them would answer at the same port.
    for (const pid of workers()) {
      const calls = await callsOf(pid, AbortSignal.timeout(ANSWER_MS)).catch((error: unknown) => [`does not tell: ${String(error)}`])
      console.error([`Process ${pid}, ended now, was in`, ...calls].join('\n  '))
      process.kill(pid, 'SIGKILL')
    }
  }
}
