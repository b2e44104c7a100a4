// Which Chromium the browser tests drive, unpacked once and kept between runs.
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'chromium')
const SYSTEM = '/usr/bin/chromium'

export interface Chromium {
  readonly path: string
  /** Variables the browser needs beside the caller's own. */
  readonly env: Readonly<Record<string, string>>
}

/** The machine's own Chromium if it has one, else the one that came as a package. */
export async function findChromium(): Promise<Chromium> {
  if (existsSync(SYSTEM)) return { path: SYSTEM, env: {} }
  if (process.platform !== 'linux') {
    throw new Error('The browser tests need Linux, or a Chromium at /usr/bin/chromium.')
  }
  const folder = await unpacked()
  return { path: join(folder, 'chromium'), env: hasNss() ? {} : libraries(folder) }
}

/** The package unpacks into the temporary folder, which several test runs may share: unpack aside, then move at once. */
async function unpacked(): Promise<string> {
  const manifest = await readFile(join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = join(cache, version)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const aside = await mkdtemp(join(cache, 'unpacking-'))
  const script = 'await (await import("@sparticuz/chromium")).default.executablePath()'
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    // The second variable makes it unpack its own copies of libraries as well.
    env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
  try {
    await rename(aside, folder)
  } catch (error) {
    // Another run was first.
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function hasNss(): boolean {
  try {
    return execFileSync('ldconfig', ['-p'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('libnss3.so')
  } catch {
    return false
  }
}

function libraries(folder: string): Record<string, string> {
  const given = process.env['LD_LIBRARY_PATH']
  const own = join(folder, 'al2023', 'lib')
  return { LD_LIBRARY_PATH: given ? `${own}:${given}` : own }
}
