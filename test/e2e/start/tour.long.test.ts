// The matrix: every kind of page, in light, dark, high contrast and forced colours, wide, small and at 200 %, and once more
// in a language that is longer and read from the right.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fitsEverywhere, soundEverywhere } from '../../harness/workbench-lights.ts'
import { inSample } from '../../harness/workbench-pair.ts'
import { byPalette, english, madeUp, pageKinds, visit, WAYS, type Say } from '../../harness/workbench-tour.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

describe('every page', () => {
  let office: Office
  let mei: Workbench

  beforeAll(async () => {
    office = await Office.open()
    mei = office.seat('Mei')
    await inSample(mei)
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

  it.each(Object.keys(WAYS))('%s, in every light and at every size', async (kind) => {
    await visit(mei.page, kind, english)
    await soundEverywhere(mei, kind)
    expect(mei.errors).toEqual([])
  })

  it('of the language made up by rule is turned round, and every word of Parley is translated', async () => {
    const { page } = mei
    const url = new URL(page.url())
    url.searchParams.set('lang', 'en-XA')
    await page.goto(url.href)
    await page.getByTestId('sample-bar').getByText(madeUp('sample.badge')).waitFor()
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(['rtl', 'en-XA'])
    await byPalette(page, madeUp('cmd.commitments'))
    // Names of records stay as they were written, from the left, and begin where their row does.
    for (const part of ['desk', 'commitments']) await page.locator(`nav [data-part="${part}"]`).click()
    const name = page.locator('[data-record] .name[dir="auto"]', { hasText: 'Who opens the shop' })
    await name.waitFor()
    expect(await name.evaluate((one) => {
      const range = document.createRange()
      range.selectNodeContents(one)
      return [getComputedStyle(one).direction, Math.round(one.getBoundingClientRect().right - range.getBoundingClientRect().right)]
    })).toEqual(['ltr', 0])
  })

  it.each(Object.keys(WAYS))('%s, longer and from the right', async (kind) => {
    await visit(mei.page, kind, madeUp as Say)
    await mei.browser.shot(mei.page, `tour-${kind}-turned`.replaceAll(' ', '-'))
    await fitsEverywhere(mei, `${kind}, turned round`)
    expect(mei.errors).toEqual([])
  })

  it('what the host says is turned too: what could be in the way of this machine', async () => {
    const { page } = mei
    await byPalette(page, madeUp('cmd.inTheWay'))
    const lines = page.locator('.way .lines p')
    await lines.first().waitFor()
    const said = await lines.allInnerTexts()
    expect(said.length).toBeGreaterThan(2)
    expect(said.filter((line) => /\b(?:the|this|is|are|so|and|when|nobody)\b/i.test(line))).toEqual([])
  })

  it('of the palette and the keys fits too', async () => {
    await mei.page.keyboard.press('Control+K')
    await mei.page.getByRole('dialog').waitFor()
    await mei.browser.shot(mei.page, 'tour-palette-turned')
    await fitsEverywhere(mei, 'palette, turned round')
    await mei.page.keyboard.press('Escape')
    await byPalette(mei.page, madeUp('cmd.keys'))
    await mei.page.getByRole('dialog').waitFor()
    await mei.browser.shot(mei.page, 'tour-keys-turned')
    await fitsEverywhere(mei, 'keys, turned round')
    expect(mei.errors).toEqual([])
  })
})
