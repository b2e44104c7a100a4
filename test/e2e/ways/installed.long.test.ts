// What `npm pack` makes, installed into an empty folder elsewhere: the command works there, with nothing of this checkout beside it.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** npm says so where it reaches no registry and its cache lacks something. */
const NO_REGISTRY = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/

interface Ran { readonly exit: number; readonly out: string; readonly note: string }
const ran = (file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<Ran> => new Promise((resolve) => {
  execFile(file, args, { cwd, env, maxBuffer: 32_000_000 }, (error, out, note) => resolve({ exit: error ? Number(error.code) || 1 : 0, out, note }))
})

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-installed-'))
  const elsewhere = join(folder, 'elsewhere')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is packed, installed elsewhere, and does there what it does here', async (context) => {
    // What is packed was built before this test; building it once more would say nothing.
    const packed = await ran('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, '--json'], ROOT)
    expect(packed.exit, packed.note).toBe(0)
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'package.json'), '{ "private": true }\n')
    const installed = await ran('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)], elsewhere)
    if (installed.exit !== 0 && NO_REGISTRY.test(installed.note)) context.skip(`no registry can be reached from here, and what it needs is not in npm's cache: ${installed.note.split('\n').find((line) => NO_REGISTRY.test(line))!}`)
    expect(installed.exit, installed.note).toBe(0)

    const { PARLEY_DATA: _data, PARLEY_PASSPHRASE_FILE: _file, NODE_PATH: _path, ...rest } = process.env
    const env = { ...rest, PARLEY_STATE: join(folder, 'state') }
    const parley = (...args: string[]): Promise<Ran> => ran(process.execPath, [join(elsewhere, 'node_modules', '.bin', 'parley'), ...args, '--data', join(folder, 'data')], elsewhere, env)
    const does = async (...args: string[]): Promise<unknown> => {
      const { exit, out, note } = await parley(...args, '--json')
      expect(exit, `parley ${args.join(' ')}: ${out}${note}`).toBe(0)
      return JSON.parse(out)
    }
    const help = await parley('--help')
    expect(help).toMatchObject({ exit: 0, note: '' })
    for (const command of ['promise', 'group offer', 'experiment conclude', 'decision ask']) expect(help.out).toContain(command)
    await does('init', '--name', 'Ada')
    await does('workspace', 'create', 'Hollin Bank', '--template', 'advice')
    const { id } = await does('promise', 'Water the beans', '--myself', '--by', '+3d') as { id: string }
    expect(await does('ls', 'commitments')).toMatchObject([{ id, title: 'Water the beans', state: 'in force' }])
    const file = join(folder, 'beans.json')
    await does('export', 'Hollin Bank', '--record', file)
    expect(await does('verify', file)).toMatchObject({ valid: true })
    // Nothing of it lies where people's own sources would: only what runs.
    const names = (JSON.parse(packed.out) as { files: { path: string }[] }[])[0]!.files.map(({ path }) => path)
    expect(names.filter((path) => !/^(out\/|package\.json$|LICENSE$|README\.md$)/.test(path))).toEqual([])
  }, 240_000)
})
