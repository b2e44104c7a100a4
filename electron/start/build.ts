// Builds out/ when a source is newer than what was built.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from './child.ts'
import { CACHE, OUT, ROOT } from './place.ts'

const SOURCES = ['electron', 'shared', 'renderer', 'package.json', 'package-lock.json', 'electron.vite.config.ts']
const BUILT = ['main/index.js', 'main/cli.js', 'preload/workbench.cjs', 'renderer/index.html'].map((file) => join(OUT, file))
const LOCK = join(CACHE, 'building')
const BUILD_WITHIN_MS = 120_000

/** Newest change below a path, in ms since 1970. A folder changes when a file in it comes or goes. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

export function isStale(): boolean {
  const built = Math.min(...BUILT.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))
  return SOURCES.some((source) => newest(join(ROOT, source)) > built)
}

/** Builds if need be. Returns null when all is well, else what the build said. */
export async function ensureBuilt(): Promise<string | null> {
  if (!isStale()) return null
  const release = await lock()
  try {
    return isStale() ? await build() : null
  } finally {
    release()
  }
}

async function build(): Promise<string | null> {
  console.log('Building Parley.')
  const { process: child, ended } = run(process.execPath, [join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (chunk) => { output += String(chunk) })
  child.stderr?.on('data', (chunk) => { output += String(chunk) })
  const { code } = await ended
  return code === 0 ? null : output
}

/** Two starts in one checkout build one after the other. */
async function lock(): Promise<() => void> {
  mkdirSync(CACHE, { recursive: true })
  const until = Date.now() + BUILD_WITHIN_MS
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return () => rmSync(LOCK, { force: true })
    } catch {
      if (Date.now() > until || !isHeld()) rmSync(LOCK, { force: true })
      else await pause(200)
    }
  }
}

function isHeld(): boolean {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
