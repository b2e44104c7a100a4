// By keys alone: the palette, keys that are changed, how everything looks, and two workspaces in two windows.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OnePerson, workspaceWith } from '../../harness/one-person.ts'
import { NARROW, WIDE } from '../../harness/workbench.ts'
import { misfitsOf } from '../../harness/page-fit.ts'
import { look, violations } from '../../harness/workbench-look.ts'
import { english } from '../../harness/workbench-tour.ts'

describe('the workbench by keys', () => {
  let ada: OnePerson
  let page: Page
  const palette = (): Locator => page.getByRole('dialog', { name: 'Go to, search or do' })
  const options = (): Locator => palette().getByRole('option')
  const tab = (name: string): Locator => page.getByRole('tab', { name })
  const row = (name: string): Locator => page.locator('[data-command]', { hasText: name }).first()
  const kept = async (key: string): Promise<string | null> => (await ada.client.call('app.kept', { key })).value

  beforeAll(async () => {
    ada = await OnePerson.open(async (client) => {
      await workspaceWith(client, 'Marl Farm', 'Lambing watch')
      const { id } = await workspaceWith(client, 'Hollin Bank', 'The milk round', 'Cover for Lucia in July', 'Milk for the school')
      await client.call('app.keep', { key: 'workspace', value: id })
    })
    page = await ada.enter()
    await page.locator('[data-record]').first().waitFor()
  })
  afterAll(() => ada?.dispose())
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') return ada.onFailure(task.name)
  })

  it('finds by a few letters, marks them, and opens with Enter or beside with Ctrl+Enter', async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type('milk rou')
    await expect.poll(() => options().first().innerText()).toContain('The milk round')
    expect(await options().first().locator('mark').allInnerTexts()).toEqual(['milk', 'rou'])
    await page.keyboard.press('Enter')
    await tab('The milk round').waitFor()
    await page.keyboard.press('Control+P')
    await page.keyboard.type('lucia')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.getByRole('tablist').count()).toBe(2)
    await palette().waitFor({ state: 'detached' })
  })

  it('has first what was chosen lately, and gives the focus back on Escape', async () => {
    await tab('The milk round').focus()
    await page.keyboard.press('Control+K')
    await expect.poll(() => options().first().innerText()).toContain('Cover for Lucia in July')
    await ada.browser.shot(page, '121-palette')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
    await expect.poll(() => tab('The milk round').evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('says why an action is closed, and does nothing then', async () => {
    await page.keyboard.press('Control+Shift+P')
    expect(await palette().getByRole('combobox').inputValue()).toBe('>')
    await page.keyboard.type('forward again')
    await options().getByText('Nothing lies ahead.').waitFor()
    await page.keyboard.press('Enter')
    expect(await palette().isVisible()).toBe(true)
    await page.keyboard.press('Escape')
  })

  it('shows every key, takes another for a command, tells who has it, and keeps it', async () => {
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type('see and change the keys')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change the keys of Show or hide the list', exact: true }).click()
    await page.keyboard.press('q')
    await row('Show or hide the list').getByText('Hold Ctrl or Alt with it').waitFor()
    await page.keyboard.press('Control+K')
    await row('Show or hide the list').getByText('These already run: Go to, search or do.').waitFor()
    await look(ada, '122-keys')
    await page.keyboard.press('Alt+Shift+Y')
    await expect.poll(() => row('Show or hide the list').locator('kbd').allInnerTexts()).toEqual(['Alt Shift Y'])
    const side = page.getByRole('region', { name: 'Commitments' })
    await side.waitFor()
    await page.keyboard.press('Alt+Shift+Y')
    await side.waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+Shift+Y')
    await side.waitFor()
    await page.reload()
    await tab('Keys').waitFor()
    await page.keyboard.press('Control+B')
    await page.keyboard.press('Alt+Shift+Y')
    await side.waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+Shift+Y')
    await page.getByRole('button', { name: 'Set all keys back' }).click()
    await expect.poll(() => row('Show or hide the list').locator('kbd').allInnerTexts()).toEqual(['Ctrl B'])
    await expect.poll(() => kept('keys')).toBe('{}')
  })

  it('grows to 140 %, at 1024 by 640 and at twice that, without losing anything', async () => {
    await page.keyboard.press('Control+,')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+=')
    await expect.poll(async () => JSON.parse((await kept('look')) ?? '{}').zoom).toBe(140)
    await look(ada, '123-settings-140', { narrow: true })
    await page.setViewportSize({ width: NARROW.width / 2, height: NARROW.height / 2 })
    const overflow = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.querySelector('.frame')!.getBoundingClientRect().width - innerWidth])
    expect(Math.max(...overflow)).toBeLessThanOrEqual(0)
    await ada.browser.shot(page, '123-settings-200')
    await page.setViewportSize(WIDE)
    await page.keyboard.press('Control+0')
  })

  it('has a theme of high contrast, and breaks no rule in it', async () => {
    await page.getByRole('radio', { name: 'High contrast' }).click()
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast')
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await ada.browser.shot(page, `124-contrast-${scheme}`)
      expect(await violations(page)).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'active' })
    await ada.browser.shot(page, '124-forced')
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    expect(await misfitsOf(page)).toEqual([])
    // A choice that is made is told from the others without a ground colour.
    const edge = (name: string): Promise<string> => page.getByRole('radio', { name }).first().evaluate((element) => [element, ...element.querySelectorAll('*')].map((one) => { const { outline, border, textDecoration, boxShadow } = getComputedStyle(one); return [outline, border, textDecoration, boxShadow].join() }).join())
    expect(await edge('High contrast')).not.toBe(await edge('Light'))
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' })
    await page.getByRole('radio', { name: 'Hidden' }).click()
    await expect.poll(() => page.getByRole('navigation').evaluate((nav) => nav.getBoundingClientRect().width)).toBeLessThan(60)
    await page.getByRole('radio', { name: 'Shown', exact: true }).click()
    await page.getByRole('radio', { name: 'As the system' }).first().click()
  })

  it('has a panel under the pages, by key, as large as one likes, and there again after a reload', async () => {
    const panel = page.getByRole('region', { name: 'Panel under the pages' })
    await page.keyboard.press('Control+J')
    await panel.getByRole('tab', { name: 'Activity' }).click()
    await panel.getByRole('tabpanel', { name: 'Activity' }).getByRole('combobox', { name: 'Show' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await panel.getByRole('tabpanel', { name: 'Check-ins' }).getByText('How it is going stands here').waitFor()
    await page.keyboard.press('ArrowRight')
    await panel.getByRole('tabpanel', { name: 'Network' }).getByRole('region', { name: english('timeline.title') }).waitFor()
    await page.keyboard.press('ArrowRight')
    await panel.getByRole('tabpanel', { name: 'Problems' }).getByText('Nothing was refused or cut off.').waitFor()
    const before = (await panel.boundingBox())!.height
    await panel.getByRole('separator').press('ArrowUp')
    await expect.poll(async () => (await panel.boundingBox())!.height).toBeGreaterThan(before)
    await look(ada, '125-panel')
    await page.reload()
    await panel.getByText('Nothing was refused or cut off.').waitFor()
    await panel.getByRole('button', { name: 'Close the panel' }).press('Enter')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  })

  it('says in its menu what can be done, with the keys, and why not', async () => {
    await page.keyboard.press('Alt+M')
    const menu = page.getByRole('menu')
    const item = menu.getByRole('menuitem', { name: 'New letter' })
    await item.waitFor()
    expect(await item.locator('kbd').allInnerTexts()).not.toEqual([])
    await look(ada, '126-menu')
    const closed = menu.locator('[role=menuitem][aria-disabled=true]')
    expect(await closed.count()).toBeGreaterThan(0)
    for (const one of await closed.all()) expect(await one.getAttribute('aria-description') ?? '', await one.innerText()).not.toBe('')
    await page.keyboard.press('End')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
  })

  it('says what can be done with a row, at the pointer', async () => {
    await page.locator('[data-record]', { hasText: 'Milk for the school' }).click({ button: 'right' })
    const menu = page.getByRole('menu', { name: 'What can be done with it' })
    await menu.getByRole('menuitem', { name: 'Open it', exact: true }).waitFor()
    // What is said of words that were offered, or of a group, has no place in the menu of a draft.
    expect(await menu.getByRole('menuitem', { name: /kept|this group|Step out|Answer/ }).count()).toBe(0)
    await menu.getByRole('menuitem', { name: 'Compare two sets of words' }).and(menu.locator('[aria-disabled=true]')).waitFor()
    await ada.browser.shot(page, '128-context-menu')
    await page.keyboard.press('Enter')
    await tab('Milk for the school').waitFor()
    await menu.waitFor({ state: 'detached' })
    await tab('Milk for the school').press('Delete')
  })

  it('goes back to the place in a page, and forward again', async () => {
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type('what could be in the way')
    await page.keyboard.press('Enter')
    const part = (name: string): Locator => page.getByRole('radio', { name })
    await expect.poll(() => part('What could be in the way?').getAttribute('aria-checked')).toBe('true')
    await part('From somewhere else').click()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => part('What could be in the way?').getAttribute('aria-checked')).toBe('true')
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(() => part('From somewhere else').getAttribute('aria-checked')).toBe('true')
    await tab('Network').press('Delete')
  })

  it('is walked by letters in its list', async () => {
    await page.locator('[data-record]', { hasText: 'Milk for the school' }).focus()
    await page.keyboard.type('cov')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('Cover for Lucia')
    expect(await page.getByRole('listitem').filter({ hasText: 'Cover for Lucia' }).getAttribute('aria-setsize')).toBe('4')
  })

  it('walks its regions with F6, each once and back to the first', async () => {
    const seen: string[] = []
    const here = (): Promise<string> => page.evaluate(() => {
      const region = document.activeElement?.closest('[data-region]')
      return region ? `${[...document.querySelectorAll('[data-region]')].indexOf(region)} ${region.getAttribute('aria-label')}` : 'nothing'
    })
    const all = await page.locator('[data-region]:visible').count()
    for (let i = 0; i < all * 2; i++) {
      await page.keyboard.press('F6')
      seen.push(await here())
    }
    const once = seen.slice(0, all)
    expect(seen).toEqual([...once, ...once])
    expect(new Set(once).size).toBe(all)
    for (const name of ['Parts of Parley', 'Commitments', 'Settings', 'Connection and exchange']) expect(once.map((one) => one.replace(/^\d+ /, ''))).toContain(name)
    await page.keyboard.press('Shift+F6')
    expect(await here()).toBe(once.at(-2))
  })

  it('shows another workspace in a window of its own, each with its own layout', async () => {
    await page.getByRole('button', { name: 'Hollin Bank' }).first().click()
    const opened = page.context().waitForEvent('page')
    await page.getByRole('button', { name: 'Open Marl Farm in a window of its own' }).click()
    const other = await opened
    await other.locator('[data-record]', { hasText: 'Lambing watch' }).dblclick()
    await other.getByRole('tab', { name: 'Lambing watch' }).waitFor()
    await other.reload()
    await other.getByRole('tab', { name: 'Lambing watch' }).waitFor()
    expect(await other.title()).toBe('Marl Farm, Parley')
    await page.reload()
    await tab('Settings').waitFor()
    expect(await page.title()).toBe('Hollin Bank, Parley')
    await ada.browser.shot(other, '127-second-window')
    await other.close()
  })

  it('never complained', () => {
    expect(ada.errors).toEqual([])
  })
})
