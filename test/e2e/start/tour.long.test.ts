// The matrix: every kind of page, in light, dark and forced colours, wide, small and at 200 %, and once more in a language
// that is longer and read from the right.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { misfitsOf } from '../../harness/page-fit.ts'
import { violations } from '../../harness/workbench-look.ts'
import { byPalette, english, madeUp, pageKinds, visit, WAYS, type Say } from '../../harness/workbench-tour.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

const SIZES = { 'wide': { width: 1440, height: 900 }, 'small': { width: 1024, height: 640 }, '200 %': { width: 720, height: 450 } } as const
const LOOKS = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const

describe('every page', () => {
  let office: Office
  let mei: Workbench

  beforeAll(async () => {
    office = await Office.open()
    mei = office.seat('Mei')
    await mei.does('init', '--name', 'Mei')
    await mei.does('sample', 'make')
    await mei.open()
    await mei.page.getByTestId('sample-bar').waitFor()
  })
  afterAll(() => office.dispose())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await mei.browser.shot(mei.page, `failed-tour-${task.name.replace(/\W+/g, '-')}`)
  })

  const kinds = pageKinds()

  it('is known by a way to open it', () => {
    expect(kinds.length).toBeGreaterThan(5)
    expect(kinds.filter((kind) => !Object.hasOwn(WAYS, kind))).toEqual([])
  })

  async function measured(name: string): Promise<void> {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await mei.page.setViewportSize(viewport)
      expect.soft(await misfitsOf(mei.page), `${name}, ${size}`).toEqual([])
      if (size !== 'wide') expect.soft(await violations(mei.page), `${name}, ${size}`).toEqual([])
    }
    await mei.page.setViewportSize(SIZES.wide)
  }

  it.each(Object.keys(WAYS))('%s, in every light and at every size', async (kind) => {
    const { page, browser } = mei
    await visit(page, kind, english)
    for (const { name, media } of LOOKS) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await browser.shot(page, `tour-${kind}-${name}`.replaceAll(' ', '-'))
      expect.soft(await violations(page), `${kind}, ${name}`).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
    await measured(kind)
    expect(mei.errors).toEqual([])
  })

  it('of the language made up by rule is turned round, and every word of Parley is translated', async () => {
    const { page } = mei
    const url = new URL(page.url())
    url.searchParams.set('lang', 'en-XA')
    await page.goto(url.href)
    await page.getByTestId('sample-bar').getByText(madeUp('sample.badge')).waitFor()
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(['rtl', 'en-XA'])
  })

  it.each(Object.keys(WAYS))('%s, longer and from the right', async (kind) => {
    await visit(mei.page, kind, madeUp as Say)
    await mei.browser.shot(mei.page, `tour-${kind}-turned`.replaceAll(' ', '-'))
    await measured(`${kind}, turned round`)
    expect(mei.errors).toEqual([])
  })

  it('of the palette and the keys fits too', async () => {
    await mei.page.keyboard.press('Control+K')
    await mei.page.getByRole('dialog').waitFor()
    await mei.browser.shot(mei.page, 'tour-palette-turned')
    await measured('palette, turned round')
    await mei.page.keyboard.press('Escape')
    await byPalette(mei.page, madeUp('cmd.keys'))
    await mei.page.getByRole('dialog').waitFor()
    await mei.browser.shot(mei.page, 'tour-keys-turned')
    await measured('keys, turned round')
    expect(mei.errors).toEqual([])
  })
})
