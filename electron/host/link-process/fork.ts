// Children as forked Node processes, for every host that is itself plain Node.
import { fork, type ForkOptions } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Spawner } from './child.ts'

/** The keyless children by name. */
export type ChildEntry = 'peers' | 'rendezvous'

/** Where a child's entry lies: its source beside this one, or its bundle beside the host's bundle. */
export function entryOf(name: ChildEntry): string {
  const here = import.meta.url
  return fileURLToPath(here.endsWith('.ts')
    ? new URL(`../../link/node/${name}.ts`, here)
    : new URL(`./link-${name}.js`, here))
}

/** All a child gets of the environment: the rest may hold secrets, and the child is where foreign bytes land. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH']

/** Every folder that a file lies in, the nearest first. */
function foldersAbove(file: string): string[] {
  const folder = dirname(file)
  return folder === file ? [] : [folder, ...foldersAbove(folder)]
}

/** Where a child's own code lies, and the packages it may load. */
function codeOf(entry: string): string[] {
  const folders = foldersAbove(entry)
  const own = folders.find((folder) => existsSync(join(folder, 'package.json'))) ?? dirname(entry)
  const packages = folders.map((folder) => join(folder, 'node_modules')).filter((folder) => existsSync(folder))
  return [...new Set([own, ...packages].flatMap((folder) => [folder, realpathSync(folder)]))]
}

/** What Linux tells of interfaces. */
const INTERFACES = '/sys/class/net'

/**
 * A child may use the network, and of this machine nothing but its code: else whoever takes it over would find the keys
 * in the files of the same user. Empty where Node knows no permissions.
 */
function confined(entry: string, addons: boolean): string[] {
  const known = process.allowedNodeEnvironmentFlags
  if (!known.has('--permission')) return []
  const reads = [...codeOf(entry), INTERFACES].map((folder) => `--allow-fs-read=${folder}`)
  return ['--permission', ...reads, ...(addons ? ['--allow-addons', '--disable-warning=SecurityWarning'] : []), ...(known.has('--allow-net') ? ['--allow-net'] : [])]
}

export interface ForkSettings extends Pick<ForkOptions, 'execPath' | 'execArgv'> {
  /** Takes the child's own output, line by line or in pieces. Dropped where it isn't given. */
  readonly output?: (text: string) => void
}

/** Starts one of the two children, or what stands in for it, with the rights of that child: WebRTC is native code, over which Node has no say. */
export const forkingEntry = (name: ChildEntry, settings: ForkSettings = {}, entry = entryOf(name)): Spawner =>
  forking(entry, { ...settings, execArgv: [...settings.execArgv ?? [], ...confined(entry, name === 'peers')] })

export function forking(entry: string, settings: ForkSettings = {}): Spawner {
  return (events) => {
    const { output, ...options } = settings
    const env = Object.fromEntries(PASSED_ON.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }))
    const child = fork(entry, [], {
      execArgv: [], ...options, env, serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8')
      stream?.on('data', (text: string) => output?.(text))
    }
    child.on('message', (message) => events.message(message))
    child.on('error', (error) => events.ended(error.message))
    child.on('exit', (code, signal) => events.ended(signal ?? `exit ${String(code)}`))
    return {
      // It may end between the check and the sending; that shows as `exit`, not here.
      send: (message) => { if (child.connected) child.send(message, () => {}) },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
