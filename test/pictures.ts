// Makes the pictures of the README: the built page as it is, on the sample workspace. Run it when the page has changed its looks.
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { ensureBuilt } from '../electron/start/build.ts'
import { OnePerson } from './harness/one-person.ts'
import { byPalette, english } from './harness/workbench-tour.ts'

const FOLDER = fileURLToPath(new URL('../.github/images', import.meta.url))
/** A README that takes long to load is not read. */
const MOST_BYTES = 300_000

/** Nothing is being read any more, and no notice lies over the page. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.skeleton') && document.fonts.status === 'loaded')
  const told = page.getByTestId('told').getByRole('button', { name: english('notice.away') })
  while (await told.count() > 0) await told.first().click()
}

/** Each begins in the sample workspace. */
const PICTURES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'desk': async (page) => {
    await byPalette(page, english('cmd.desk'))
    await page.getByTestId('needs').locator('[data-row]').first().waitFor()
  },
  'letter': async (page) => {
    await byPalette(page, english('cmd.commitments'))
    await byPalette(page, 'Bread on Fridays')
    await page.locator('article.paper').waitFor()
  },
  'founding': async (page) => {
    await byPalette(page, english('cmd.found'))
    await page.getByLabel('What is it called?').fill('Hollin Bank')
    await page.getByRole('radio').nth(1).check()
    await page.getByLabel('What it is for').fill('Bread for the town, baked by people who want to.')
    await page.getByLabel('What is it called?').focus()
  },
}

const failure = await ensureBuilt()
if (failure !== null) throw new Error(`The page could not be built.\n${failure}`)
await mkdir(FOLDER, { recursive: true })
const ada = await OnePerson.open(async (client) => {
  const { id } = await client.call('sample.make', {})
  await client.call('desk.hours', { workspace: id, hours: 24 })
})
try {
  const page = await ada.enter()
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.getByTestId('sample-bar').waitFor()
  for (const [name, open] of Object.entries(PICTURES)) {
    await open(page)
    await settle(page)
    await page.mouse.move(2, 2)
    const path = join(FOLDER, `${name}.png`)
    await page.screenshot({ path })
    const { size } = await stat(path)
    console.log(`${name}.png: ${Math.round(size / 1000)} kB`)
    if (size > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES / 1000} kB`)
  }
} finally {
  await ada.dispose()
}
