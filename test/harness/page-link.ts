// The link's page in a real browser, as Electron runs it in its hidden window: the same entry, a MessagePort to the host.
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { fromBase64, toBase64 } from '../../shared/base/bytes.ts'
import type { ChildRunEvents, Spawner } from '../../electron/host/link-process/index.ts'
import type { TestBrowser } from './browser.ts'

const ENTRY = new URL('../../electron/link/page/index.ts', import.meta.url).pathname
const ORIGIN = 'http://127.0.0.1:45045'

/** File names and texts of the page's bundle; `link.js` is the entry. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, target: 'chrome140', rolldownOptions: { input: { link: ENTRY }, output: { entryFileNames: 'link.js' } } },
  }) as Rolldown.RolldownOutput
  return new Map(built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code] as const] : [])))
}

/** Starts the link in a page of this browser. `errors` gathers what the page complains about. */
export async function pageSpawner(browser: TestBrowser, errors: string[]): Promise<Spawner> {
  const files = await bundle()
  await browser.context.route(`${ORIGIN}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    if (name === '') {
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><script type="module" src="/link.js"></script>' })
    }
    const body = files.get(name)
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: 'text/javascript', body })
  })
  return (events) => {
    const ready = openPage(browser, events, errors)
    return {
      send: (message) => void ready.then((page) => page.evaluate((text) => {
        const scope = globalThis as unknown as { toLink(text: string): void }
        scope.toLink(text)
      }, packed(message))).catch(() => {}),
      kill: () => void ready.then((page) => page.close()),
    }
  }
}

async function openPage(browser: TestBrowser, events: ChildRunEvents, errors: string[]): Promise<Page> {
  const { page } = await browser.open()
  page.on('pageerror', (error) => void errors.push(error.stack ?? error.message))
  page.on('close', () => events.ended('closed'))
  await page.exposeFunction('toHost', (text: string) => events.message(unpacked(text)))
  await page.addInitScript(bridge)
  await page.goto(`${ORIGIN}/`, { waitUntil: 'load' })
  await page.evaluate(() => (globalThis as unknown as { begin(): void }).begin())
  return page
}

/** Runs in the page, in place of Electron's preload script: bytes go through it as base64url. */
function bridge(): void {
  const scope = globalThis as unknown as {
    toHost(text: string): void
    toLink(text: string): void
    begin(): void
  }
  const { port1, port2 } = new MessageChannel()
  const isMarked = (value: unknown): value is { $bytes: string } => typeof value === 'object' && value !== null && '$bytes' in value
  port1.onmessage = ({ data }) => scope.toHost(JSON.stringify(data, (_, value: unknown) => (value instanceof Uint8Array
    ? { $bytes: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') }
    : value)))
  scope.toLink = (text) => port1.postMessage(JSON.parse(text, (_, value: unknown) => (isMarked(value)
    ? Uint8Array.from(atob(value.$bytes.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
    : value)))
  scope.begin = () => window.postMessage('parley-link', location.origin, [port2])
}

const packed = (message: object): string =>
  JSON.stringify(message, (_, value: unknown) => (value instanceof Uint8Array ? { $bytes: toBase64(value) } : value))

const unpacked = (text: string): unknown => JSON.parse(text, (_, value: unknown) => {
  const bytes = (value as { $bytes?: unknown } | null)?.$bytes
  return typeof bytes === 'string' ? fromBase64(bytes) : value
})
