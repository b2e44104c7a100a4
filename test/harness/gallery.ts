// The gallery of renderer/ui, built and opened in a browser.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'
import { build, preview } from 'vite'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, type TestBrowser, type WatchedPage } from './browser.ts'

const configFile = fileURLToPath(new URL('../gallery/vite.config.ts', import.meta.url))

export interface Gallery {
  readonly browser: TestBrowser
  readonly watched: WatchedPage
  /** Goes to it anew, in a light and from a side where it is told them. */
  visit(how?: { readonly theme: string; readonly dir: string }): Promise<void>
  /** A part in one of its states. */
  state(part: string, name: string): Locator
  dispose(): Promise<void>
}

async function openGallery(): Promise<Gallery> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-gallery-'))
  await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, target: 'chrome140' } })
  const server = await preview({ configFile, logLevel: 'warn', build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1', open: false } })
  const browser = await launchBrowser({ width: 1440, height: 900 })
  const url = server.resolvedUrls!.local[0]!
  const watched = await browser.open(url)
  const { page } = watched
  page.setDefaultTimeout(30_000)
  const stands = (): Promise<void> => page.getByText('Reading 412 letters from this device').waitFor()
  await stands()
  return {
    browser, watched,
    visit: async (how) => {
      await page.goto(how ? `${url}?theme=${how.theme}&dir=${how.dir}` : url)
      await stands()
    },
    state: (part, name) => page.locator(`[data-part="${part}"] [data-state="${name}"] .stand`),
    dispose: async () => {
      await browser.dispose()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Open while the tests of a file go on. */
export function inGallery(opened: (gallery: Gallery) => void): void {
  let gallery: Gallery | undefined
  beforeAll(async () => {
    gallery = await openGallery()
    opened(gallery)
  })
  afterAll(() => gallery?.dispose())
}

/** How often what stands there was pressed. */
export const pressed = (of: Locator): Promise<string | null> => of.locator('[data-count]').getAttribute('data-count')
