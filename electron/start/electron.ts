// Electron's own program: a large download that a machine may not be able to make. It is tried once, with a time limit.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './child.ts'
import { CACHE, ROOT } from './place.ts'

const PACKAGE = join(ROOT, 'node_modules', 'electron')
const FAILED = join(CACHE, 'electron-not-fetched')
const FETCH_WITHIN_MS = 20_000

/** Whether a window could be shown at all. */
export function hasDisplay(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

export type Found =
  | { readonly path: string }
  /** Why there is none, as the first half of a sentence. */
  | { readonly missing: string }

/** The path of the program, fetched if it was never tried before. Never requires `electron`: that would download. */
export async function findElectron(): Promise<Found> {
  const installed = installedPath()
  if (installed) return { path: installed }
  if (existsSync(FAILED)) return { missing: 'Electron is not installed ("npx install-electron" fetches it)' }
  console.log(`Fetching Electron, for at most ${FETCH_WITHIN_MS / 1000} seconds.`)
  const fetching = run(process.execPath, [join(PACKAGE, 'install.js')], { cwd: ROOT, stdio: 'ignore' })
  const limit = setTimeout(() => void fetching.process.kill('SIGKILL'), FETCH_WITHIN_MS)
  await fetching.ended
  clearTimeout(limit)
  const fetched = installedPath()
  mkdirSync(CACHE, { recursive: true })
  if (!fetched) writeFileSync(FAILED, '')
  return fetched ? { path: fetched } : { missing: 'Electron could not be fetched here ("npx install-electron" tries again)' }
}

function installedPath(): string | null {
  try {
    const name = readFileSync(join(PACKAGE, 'path.txt'), 'utf8')
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(PACKAGE, 'dist'), name)
    if (!existsSync(path)) return null
    rmSync(FAILED, { force: true })
    return path
  } catch {
    return null
  }
}
