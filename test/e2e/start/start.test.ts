// `npm start` where there is no display: the page is served, its link printed, and everything ends together.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasDisplay } from '../../../electron/start/electron.ts'

const ENTRY = fileURLToPath(new URL('../../../electron/start/index.ts', import.meta.url))

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  printed(): string
  /** The first link it prints. */
  readonly link: Promise<string>
}

describe('npm start', () => {
  let folder: string
  const running: Started[] = []

  function start(): Started {
    const { DISPLAY: _x, WAYLAND_DISPLAY: _w, PARLEY_DATA: _d, ...env } = process.env
    const child = spawn(process.execPath, [ENTRY, '--data', join(folder, 'data'), '--rendezvous-host', '127.0.0.1'], {
      env: { ...env, PARLEY_STATE: join(folder, 'state') }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const ended = once(child, 'close').then(([code]) => code as number | null)
    const link = new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout!, child.stderr!]) {
        stream.on('data', (chunk) => {
          output += String(chunk)
          const found = /^http:\/\/127\.0\.0\.1:\d+\/#token=\S+$/m.exec(output)
          if (found) resolve(found[0])
        })
      }
      void ended.then(() => reject(new Error(`it ended without a link:\n${output}`)))
    })
    const started = { child, ended, link, printed: () => output }
    running.push(started)
    return started
  }

  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'parley-start-')) })
  afterEach(async () => {
    for (const { child, ended, link } of running.splice(0)) {
      link.catch(() => {})
      child.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true })
  })

  it('serves the page, says why it is not a window, and ends with all that it started', async () => {
    const parley = start()
    const url = new URL(await parley.link)
    expect(parley.printed()).toContain('no display')
    const answer = await fetch(url.origin)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).toContain('<title>Parley</title>')
    parley.child.kill('SIGTERM')
    expect(await parley.ended).toBe(0)
    await expect(fetch(url.origin)).rejects.toThrow()
  })

  it('gives a fresh link where Parley runs already', async () => {
    const first = await start().link
    const again = start()
    const second = await again.link
    expect(await again.ended).toBe(0)
    expect(new URL(second).origin).toBe(new URL(first).origin)
    expect(second).not.toBe(first)
    expect(again.printed()).toContain('is running already')
  })
})

describe('a display', () => {
  it('is there on a desktop, and under X or Wayland', () => {
    expect(hasDisplay('darwin', {})).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  })
})
