// The editor area: tabs, splits and what of them is there again after a restart of the page.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OnePerson, workspaceWith } from '../../harness/one-person.ts'

const TITLES = ['The milk round', 'Cover for Lucia in July', 'Audit notes for the dairy', 'Two rounds with Marl Farm'] as const
const MILK = TITLES[0]
const COVER = TITLES[1]
const AUDIT = TITLES[2]

/** Hints in empty fields that have more lines than their field has room for. Runs in the page. */
function cutHints(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.draft-field .is-empty')].filter((field) => {
    const probe = document.body.appendChild(document.createElement('p'))
    const { width, font, fontStyle } = { width: field.clientWidth, font: getComputedStyle(field).font, fontStyle: 'italic' }
    Object.assign(probe.style, { position: 'absolute', width: `${width}px`, font, fontStyle, overflowWrap: 'anywhere' })
    probe.textContent = field.dataset['hint']!
    const needs = probe.clientHeight
    probe.remove()
    return field.clientHeight < needs - 2
  }).map((field) => field.dataset['hint']!)
}

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

  it('has the focus on the tab in front once a dialog that put it there closes', async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type(MILK)
    await page.getByRole('option', { name: MILK }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('.dv-inactive-tab:focus').count()).toBe(0)
    expect(await focused()).toContain(MILK)
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toContain(COVER)
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

  it('splits where a tab is dropped at an edge, and takes it back among the others', async () => {
    const ground = page.locator('.dv-groupview').first()
    const { width, height } = (await ground.boundingBox())!
    await tab(COVER).first().dragTo(ground, { targetPosition: { x: width / 2, y: height - 12 } })
    await expect.poll(() => groups().count()).toBe(4)
    const boxOf = (group: Locator): Promise<{ x: number; y: number } | null> => group.boundingBox()
    const below = page.locator('.dv-groupview').filter({ has: tab(COVER) }).last()
    expect((await boxOf(below))!.y).toBeGreaterThan((await boxOf(ground))!.y + 100)
    await ada.browser.shot(page, '120-split-below')
    expect(await page.evaluate(cutHints)).toEqual([])
    await tab(COVER).first().dragTo(groups().last(), { targetPosition: { x: 12, y: 12 } })
    await expect.poll(() => groups().count()).toBe(3)
  })

  it('has a list as wide as it was dragged, also after a reload, and as wide as usual on two clicks', async () => {
    const side = page.getByRole('region', { name: 'Commitments' })
    const widthOf = async (): Promise<number> => Math.round((await side.boundingBox())!.width)
    const edge = page.getByRole('separator', { name: 'Width of the list' })
    const usual = await widthOf()
    const { x, y, width, height } = (await edge.boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width / 2 + 64, y + height / 2, { steps: 4 })
    await page.mouse.up()
    await expect.poll(widthOf).toBe(usual + 64)
    await page.reload()
    await expect.poll(widthOf).toBe(usual + 64)
    await page.keyboard.press('Control+B')
    await side.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+B')
    await expect.poll(widthOf).toBe(usual + 64)
    await edge.dblclick()
    await expect.poll(widthOf).toBe(usual)
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
