// A browser for the tests: a fresh profile each, its page's errors collected, screenshots kept aside.
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.ts'

/** Where screenshots go; the folder is not kept in the repository. */
export const SHOTS = fileURLToPath(new URL('../e2e/shots', import.meta.url))

// Web security and site isolation stay on, or tests of security would mean nothing.
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-features=WebRtcHideLocalIpsWithMdns',
]

export interface LaunchOptions {
  /** A command the browser is started through, such as `['nsenter', '-t', pid, '-U', '-n', '--preserve-credentials']`. */
  readonly through?: readonly string[]
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly args?: readonly string[]
}

/** A page whose complaints are kept: what it logged as an error, threw, or could not load. */
export interface WatchedPage {
  readonly page: Page
  /** Empty when nothing went wrong so far. */
  readonly errors: readonly string[]
}

export interface TestBrowser {
  readonly context: BrowserContext
  /** Opens a page; `url` may be left out to open it later. */
  open(url?: string): Promise<WatchedPage>
  /** Writes test/e2e/shots/NAME.png and returns its path. */
  shot(page: Page, name: string): Promise<string>
  dispose(): Promise<void>
}

/** Starts a Chromium with a profile of its own, which goes when it is disposed of. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<TestBrowser> {
  const found = await findChromium()
  const profile = await mkdtemp(join(tmpdir(), 'parley-profile-'))
  const executablePath = options.through ? await wrapper(profile, options.through, found.path) : found.path
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5 })
  const environment = Object.entries({ ...process.env, ...found.env }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const launched = chromium.launchPersistentContext(join(profile, 'data'), {
    executablePath,
    headless: true,
    args: [...FLAGS, ...(options.args ?? [])],
    env: Object.fromEntries(environment),
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    locale: 'en-GB',
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  const context = await launched.catch(async (error: unknown) => {
    await removeProfile()
    throw error
  })
  return {
    context,
    open: (url) => open(context, url),
    shot: async (page, name) => {
      await mkdir(SHOTS, { recursive: true })
      const path = join(SHOTS, `${name}.png`)
      await page.screenshot({ path })
      return path
    },
    dispose: async () => {
      await context.close()
      await removeProfile()
    },
  }
}

async function open(context: BrowserContext, url?: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed'
    // A page that is left lets go of what it was still loading.
    if (reason !== 'net::ERR_ABORTED') errors.push(`${request.url()}: ${reason}`)
  })
  if (url !== undefined) await page.goto(url)
  return { page, errors }
}

/** Playwright starts one program and talks to it over inherited pipes, which a shell that replaces itself keeps open. */
async function wrapper(folder: string, command: readonly string[], path: string): Promise<string> {
  const quoted = [...command, path].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const file = join(folder, 'start-browser')
  await writeFile(file, `#!/bin/sh\nexec ${quoted} "$@"\n`)
  await chmod(file, 0o700)
  return file
}
