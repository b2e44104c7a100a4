// The editor area: tabs, splits and what of them is there again after a restart of the page.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OnePerson, workspaceWith } from '../../harness/one-person.ts'

const TITLES = ['The milk round', 'Cover for Lucia in July', 'Audit notes for the dairy', 'Two rounds with Marl Farm'] as const
const MILK = TITLES[0]
const COVER = TITLES[1]
const AUDIT = TITLES[2]

describe('the editor area', () => {
  let ada: OnePerson
  let page: Page
  const tab = (name: string): Locator => page.getByRole('tab', { name })
  const groups = (): Locator => page.getByRole('tablist')
  const row = (title: string): Locator => page.locator('[data-record]', { hasText: title })
  const tabNames = async (group: number): Promise<string[]> => (await groups().nth(group).getByRole('tab').allInnerTexts()).map((text) => text.trim())
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')

  beforeAll(async () => {
    ada = await OnePerson.open((client) => workspaceWith(client, 'Hollin Bank', ...TITLES))
    page = await ada.enter()
    await row(MILK).waitFor()
  })
  afterAll(() => ada?.dispose())
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') return ada.onFailure(task.name)
  })

  it('opens the desk first, previews in italics, and keeps what is asked to stay', async () => {
    await tab('Desk').waitFor()
    await row(MILK).click()
    await tab(MILK).waitFor()
    await row(COVER).click()
    await tab(COVER).waitFor()
    expect(await tabNames(0)).toEqual(['Desk', COVER])
    await row(COVER).dblclick()
    await row(MILK).dblclick()
    expect(await tabNames(0)).toEqual(['Desk', COVER, MILK])
  })

  it('shows one page beside another by key, and the same words twice', async () => {
    await page.keyboard.press('Control+Backslash')
    await expect.poll(() => groups().count()).toBe(2)
    expect(await tabNames(1)).toEqual([MILK])
    const why = page.getByRole('textbox', { name: 'Why', exact: true })
    await why.nth(1).waitFor()
    await why.nth(1).click()
    await page.keyboard.type('So that the school has milk.')
    await expect.poll(() => why.nth(0).innerText()).toContain('So that the school has milk.')
    await row(AUDIT).focus()
    await row(AUDIT).press('Control+Enter')
    await expect.poll(() => groups().count()).toBe(3)
    await ada.browser.shot(page, '120-split')
  })

  it('walks the groups and the tabs by key, and sizes them', async () => {
    const widthOf = async (group: number): Promise<number> => (await page.locator('.dv-groupview').nth(group).boundingBox())!.width
    await page.keyboard.press('Control+Alt+ArrowLeft')
    await page.keyboard.press('Control+Alt+ArrowLeft')
    await tab(MILK).first().focus()
    await page.keyboard.press('ArrowLeft')
    expect(await tab(COVER).getAttribute('aria-selected')).toBe('true')
    expect(await focused()).toContain(COVER)
    const before = await widthOf(0)
    await page.keyboard.press('Alt+=')
    await expect.poll(() => widthOf(0)).toBeGreaterThan(before)
  })

  it('takes a tab that is dragged into another group', async () => {
    await tab(COVER).dragTo(groups().nth(2), { targetPosition: { x: 12, y: 12 } })
    await expect.poll(() => tabNames(0)).toEqual(['Desk', MILK])
    expect(await tabNames(2)).toContain(COVER)
  })

  it('is there again after a reload', async () => {
    const before = [await tabNames(0), await tabNames(1), await tabNames(2)]
    await page.reload()
    await expect.poll(() => groups().count()).toBe(3)
    expect([await tabNames(0), await tabNames(1), await tabNames(2)]).toEqual(before)
    await tab(COVER).waitFor()
  })

  it('keeps how far a page was scrolled while another is looked at', async () => {
    const ground = page.locator('.dv-active-group .record')
    await tab(MILK).first().click()
    await page.setViewportSize({ width: 1440, height: 420 })
    await ground.evaluate((element) => { element.scrollTop = 90 })
    await expect.poll(() => ground.evaluate((element) => element.scrollTop)).toBe(90)
    await tab('Desk').click()
    await tab(MILK).first().click()
    await expect.poll(() => ground.evaluate((element) => element.scrollTop)).toBe(90)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it('goes back and forward over what was looked at', async () => {
    await tab('Desk').click()
    await row(AUDIT).dblclick()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => tab('Desk').getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(() => page.locator('.dv-active-group .dv-active-tab').innerText()).toContain(AUDIT)
  })

  it('closes by key, and the focus stands on the neighbour and never on nothing', async () => {
    for (let left = await page.getByRole('tab').count(); left > 0; left--) {
      await page.getByRole('tab', { selected: true }).first().focus()
      await page.keyboard.press('Delete')
      await expect.poll(() => page.getByRole('tab').count()).toBe(left - 1)
      await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
    }
    await page.getByText('The table is clear.').waitFor()
    expect(await page.getByRole('main').locator(':focus').count()).toBe(1)
  })

  it('opens with nothing open where nothing was, and never complains', async () => {
    await page.reload()
    await page.getByText('The table is clear.').waitFor()
    expect(ada.errors).toEqual([])
  })
})
