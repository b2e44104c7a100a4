// A hostile web page, open in a browser on the same machine, calls the host that serves Ada's page.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StatusView } from '../../shared/protocol/contract.ts'
import { launchBrowser } from '../harness/browser.ts'
import { parleyJson, startHost, type CliOptions, type RunningHost } from '../harness/cli.ts'
import { actsOnDisk, founds, testFolder } from '../harness/hosts.ts'
import { MemoryNetwork } from '../harness/memory-network.ts'
import { Waiting } from '../harness/links.ts'
import { Namespace } from '../harness/netns.ts'
import type { Attempt, Outcome, PageReport } from '../harness/peers/foreign-page.ts'
import type { ChildRun } from '../../electron/host/link-process/index.ts'

const folder = testFolder()
let namespace: Namespace
let options: CliOptions
let served: RunningHost
let port = 0
let token = ''
let program: ChildRun
const heard = new Waiting()
const reports: PageReport[] = []

beforeAll(async () => {
  namespace = await Namespace.open()
  const ada = await founds('Ada', folder.path, { network: new MemoryNetwork() })
  await ada.close()
  const page = join(folder.path, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Parley</title>')
  options = { data: ada.data, inside: namespace, env: { PARLEY_PAGE: page, PARLEY_STATE: join(folder.path, 'ada-state') } }
  served = await startHost(['serve', '--no-open', '--port', '0'], options)
  port = Number(new URL(served.url!).port)
  token = new URL(served.url!).hash.slice('#token='.length)
  program = namespace.script(new URL('../harness/peers/foreign-page.ts', import.meta.url).pathname)({
    message: (message) => {
      reports.push(message as PageReport)
      heard.changed()
    },
    ended: () => {},
  })
})
afterAll(async () => {
  program?.kill()
  await served?.stop()
  await namespace.dispose()
  folder.remove()
})

const refused = async (): Promise<Readonly<Record<string, number>>> => (await parleyJson<StatusView>(['status'], options)).refused
async function tries(...attempts: readonly Omit<Attempt, 'port'>[]): Promise<Readonly<Record<string, Outcome>>> {
  reports.length = 0
  program.send({ t: 'try', attempts: attempts.map((attempt) => ({ ...attempt, port })) })
  await heard.until('every answer', () => reports.some(({ t }) => t === 'tried'))
  const [report] = reports.filter((one) => one.t === 'tried')
  return Object.fromEntries(report!.outcomes.map((outcome) => [outcome.name, outcome]))
}
/** Ada's work goes on: what she does is answered and kept. */
async function goOn(): Promise<void> {
  const before = actsOnDisk(options.data).length
  expect((await parleyJson<{ link: string }>(['invite'], options)).link).toContain('parley://join/')
  expect(actsOnDisk(options.data).length).toBe(before + 1)
}

it('from another origin, or under a name of its own that points here, it is refused before anything is looked at', async () => {
  const own = `127.0.0.1:${port}`
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ token })
  const outcomes = await tries(
    { name: 'foreign origin', path: '/', headers: { Host: own, Origin: 'https://evil.example' } },
    { name: 'no origin of its own', path: '/', headers: { Host: own, Origin: 'null' } },
    { name: 'rebound name', path: '/', headers: { Host: `evil.example:${port}` } },
    { name: 'rebound name and origin', path: '/session', method: 'POST', headers: { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}`, ...json }, body },
    { name: 'token from elsewhere', path: '/session', method: 'POST', headers: { Host: own, Origin: 'https://evil.example', ...json }, body },
    { name: 'token without origin', path: '/session', method: 'POST', headers: { Host: own, ...json }, body },
    { name: 'token as a form', path: '/session', method: 'POST', headers: { Host: own, Origin: `http://${own}`, 'content-type': 'text/plain' }, body },
    { name: 'guessed token', path: '/session', method: 'POST', headers: { Host: own, Origin: `http://${own}`, ...json }, body: JSON.stringify({ token: 'A'.repeat(43) }) },
    { name: 'other files', path: '/../../vault.json', headers: { Host: own } },
  )
  expect(Object.values(outcomes).filter(({ status }) => status < 400).map(({ name }) => name)).toEqual([])
  expect(Object.values(outcomes).filter(({ text }) => /session|Parley<\/title>/.test(text)).map(({ name }) => name)).toEqual([])
  expect(await refused()).toMatchObject({ 'page.origin': 4, 'page.host': 2, 'page.token': 1 })
  await goOn()
})

it('its WebSocket is refused, and so is one that has no session', async () => {
  const own = `127.0.0.1:${port}`
  const call = JSON.stringify({ id: 1, method: 'app.overview', params: {} })
  const outcomes = await tries(
    { name: 'foreign', socket: true, path: '/host', headers: { Origin: 'https://evil.example' }, body: call },
    { name: 'none', socket: true, path: '/host', body: call },
    { name: 'rebound', socket: true, path: '/host', headers: { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` }, body: call },
    { name: 'without session', socket: true, path: '/host', headers: { Origin: `http://${own}` }, body: call },
    { name: 'guessed session', socket: true, path: '/host', headers: { Origin: `http://${own}` }, body: JSON.stringify({ session: 'A'.repeat(43) }) },
  )
  expect(Object.fromEntries(Object.values(outcomes).map(({ name, status }) => [name, status]))).toEqual({
    'foreign': 403, 'none': 403, 'rebound': 403, 'without session': 4401, 'guessed session': 4401,
  })
  expect(Object.values(outcomes).map(({ text }) => text).join('')).toBe('')
  await goOn()
})

it('in a real browser it reads nothing, opens nothing and frames nothing', async () => {
  const target = `http://127.0.0.1:${port}`
  const html = `<!doctype html><iframe id=f src="${target}/"></iframe><script>
    const tried = (run) => run().then(() => 'yes', () => 'no')
    window.attack = async () => ({
      read: await tried(() => fetch('${target}/').then((answer) => answer.text())),
      session: await tried(() => fetch('${target}/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"${token}"}' }).then((answer) => answer.json())),
      blind: await fetch('${target}/session', { method: 'POST', mode: 'no-cors', body: '{"token":"${token}"}' }).then((answer) => answer.type, () => 'no'),
      socket: await new Promise((done) => { const socket = new WebSocket('ws://127.0.0.1:${port}/host'); socket.onopen = () => done('yes'); socket.onerror = () => done('no') }),
    })
  </script>`
  program.send({ t: 'serve', html })
  await heard.until('a page of its own', () => reports.some(({ t }) => t === 'serving'))
  const { port: evil } = reports.find((one) => one.t === 'serving')!
  const browser = await launchBrowser({ through: namespace.through, args: ['--host-resolver-rules=MAP evil.example 127.0.0.1'] })
  try {
    const { page } = await browser.open(`http://evil.example:${evil}/`)
    expect(await page.evaluate('attack()')).toEqual({ read: 'no', session: 'no', blind: 'opaque', socket: 'no' })
    expect(await Promise.all(page.frames().slice(1).map((frame) => frame.title().catch(() => '')))).not.toContain('Parley')
    const rebound = await page.context().newPage()
    expect((await rebound.goto(`http://evil.example:${port}/`))!.status()).toBe(403)
  } finally {
    await browser.dispose()
  }
  // The token is still good for whom it was made: nothing of that has used it up.
  const own = `127.0.0.1:${port}`
  const { mine } = await tries({ name: 'mine', path: '/session', method: 'POST', headers: { Host: own, Origin: `http://${own}`, 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  expect(mine).toMatchObject({ status: 200, text: expect.stringContaining('session') as unknown })
  await goOn()
})
