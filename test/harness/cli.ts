// The `parley` command as a process of its own, as people and scripts run it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ForkSettings } from '../../electron/host/link-process/index.ts'

const entry = fileURLToPath(new URL('../../electron/cli/index.ts', import.meta.url))

export interface CliOptions {
  readonly data: string
  /** Where the command's network is; the machine's own where left out. */
  readonly inside?: { readonly inside: Pick<ForkSettings, 'execPath' | 'execArgv'> }
  readonly env?: Readonly<Record<string, string>>
}

export interface CliResult {
  readonly exit: number
  readonly out: string
  readonly note: string
}

/** What `serve` and `keep` print first. */
export interface Announced {
  readonly url: string | null
  readonly pid: number
  readonly rendezvous: number
}

/** Outside a network of its own, no test looks for anybody on the machine's: what listens is reached from this machine alone. */
export const atHome = (args: readonly string[]): readonly string[] =>
  (['serve', 'keep', 'join'].includes(args[0] ?? '') && !args.includes('--help') ? [...args, '--rendezvous-host', '127.0.0.1'] : args)

function start(args: readonly string[], { data, inside, env }: CliOptions): ChildProcess {
  const { execPath = process.execPath, execArgv = [] } = inside?.inside ?? {}
  const words = inside ? args : atHome(args)
  // What the machine's own user has set must not reach a test.
  const { PARLEY_DATA: _data, PARLEY_PASSPHRASE_FILE: _file, ...rest } = process.env
  const own = { ...rest, PARLEY_STATE: `${data}-state`, ...env }
  return spawn(execPath, [...execArgv, entry, ...words, '--data', data], { env: own, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a command to its end. */
export async function parley(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = start(args, options)
  let [out, note] = ['', '']
  child.stdout!.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { note += text })
  const [code, signal] = await once(child, 'close') as [number | null, string | null]
  if (code === null) throw new Error(`parley ${args.join(' ')} was ended by ${signal}`)
  return { exit: code, out, note }
}

/** Runs a command with `--json` and gives the value it printed; throws unless it ended well. */
export async function parleyJson<T = Record<string, unknown>>(args: readonly string[], options: CliOptions): Promise<T> {
  const { exit, out, note } = await parley([...args, '--json'], options)
  if (exit !== 0) throw new Error(`parley ${args.join(' ')} ended with ${exit}: ${out}${note}`)
  return JSON.parse(out) as T
}

export interface RunningHost extends Announced {
  /** Everything it has printed on standard error. */
  readonly note: () => string
  /** Asks it to end and gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts `serve` or `keep` and waits for its first line. */
export async function startHost(args: readonly string[], options: CliOptions): Promise<RunningHost> {
  const child = start(args, options)
  let note = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { note += text })
  const ended = once(child, 'close')
  const first = await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), ended.then(() => null)])
  if (!first) throw new Error(`parley ${args.join(' ')} ended with ${child.exitCode}: ${note}`)
  return {
    ...(JSON.parse(String(first[0])) as Announced),
    note: () => note,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}
