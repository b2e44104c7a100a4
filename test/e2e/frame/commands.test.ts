// The palette does what the buttons do: how the page looks, and whatever can be done with the record that is open.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OnePerson } from '../../harness/one-person.ts'

describe('the palette', () => {
  let ada: OnePerson
  let page: Page

  beforeAll(async () => {
    ada = await OnePerson.open(async (client) => {
      const { id, me } = await client.call('workspace.create', { name: 'Hollin Bank' })
      await client.call('records.promise', { workspace: id, title: 'Air the mill loft', receives: [me] })
    })
    page = await ada.enter()
    await page.locator('[data-record]', { hasText: 'Air the mill loft' }).first().click()
    await page.getByRole('heading', { name: 'Air the mill loft' }).first().waitFor()
  })
  afterAll(() => ada?.dispose())
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') return ada.onFailure(task.name)
  })

  async function run(typed: string): Promise<void> {
    const palette = page.getByRole('dialog', { name: 'Go to, search or do' })
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type(typed)
    await palette.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await palette.waitFor({ state: 'detached' })
  }
  const worn = (what: string): Promise<string | null> => page.evaluate((name) => document.documentElement.dataset[name] ?? null, what)

  it('has how the page looks', async () => {
    await run('dark theme')
    await expect.poll(() => worn('theme')).toBe('dark')
    await run('high contrast')
    await expect.poll(() => worn('theme')).toBe('contrast')
    await run('as the system')
    await expect.poll(() => worn('theme')).toBe(null)
    await run('less motion')
    await expect.poll(() => worn('motion')).toBe('less')
  })

  it('moves nothing where less motion is wished, by the system or by the setting', async () => {
    const moves = (): Promise<boolean> => page.evaluate(() => [...document.querySelectorAll('*')].some((one) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(one)
      return parseFloat(transitionDuration) > 0 || animationName !== 'none' && parseFloat(animationDuration) > 0.001
    }))
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await moves()).toBe(false)
    await run('usual motion')
    await expect.poll(moves).toBe(true)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect.poll(moves).toBe(false)
  })

  it('runs the same as the key, the menu and the button do', async () => {
    const side = page.getByRole('region', { name: 'Commitments' })
    const menu = page.getByRole('menu', { name: 'Menu' })
    await side.waitFor()
    const ways = {
      key: () => page.keyboard.press('Control+B'),
      palette: () => run('show or hide the list'),
      menu: async () => {
        await page.keyboard.press('Alt+M')
        await menu.getByRole('menuitem', { name: 'Show or hide the list' }).click()
        await menu.waitFor({ state: 'detached' })
      },
      button: () => page.getByRole('banner').getByRole('button', { name: 'Show or hide the list' }).click(),
    }
    for (const [way, does] of Object.entries(ways)) {
      await does()
      await side.waitFor({ state: 'detached' })
      await does()
      await side.waitFor().catch(() => { throw new Error(`the ${way} did not bring it back`) })
    }
  })

  it('tags the record that is open, and takes the tag away again by its button', async () => {
    await run('tag this')
    await page.keyboard.type('mill')
    await page.keyboard.press('Enter')
    const away = page.getByRole('button', { name: 'Take away my tag mill' })
    await away.click()
    await away.waitFor({ state: 'detached' })
  })

  it('keeps a reminder of it, which stands on the record and on the desk', async () => {
    await run('remind me of this')
    const form = page.getByRole('form', { name: 'Remind me' })
    expect(await form.getByLabel('Remind me of').inputValue()).toBe('Air the mill loft')
    await form.getByRole('button', { name: 'Keep the reminder' }).click()
    const letGo = page.getByRole('button', { name: 'Let go: Air the mill loft' })
    await letGo.waitFor()
    await page.keyboard.press('Alt+1')
    await page.getByRole('region', { name: 'Reminders to come' }).getByText('Air the mill loft').waitFor()
    await letGo.click()
    await letGo.waitFor({ state: 'detached' })
  })

  it('keeps how wide the list and what stands beside are, by keys and by dragging, over a reload', async () => {
    await page.keyboard.press('Alt+2')
    await page.locator('[data-record]', { hasText: 'Air the mill loft' }).first().click()
    const side = page.getByRole('separator', { name: 'Width of the list' })
    const beside = page.getByRole('separator', { name: 'Width of what stands beside' })
    const inspector = page.getByRole('complementary', { name: /Air the mill loft/ })
    const widthOf = async (): Promise<number> => Math.round((await inspector.boundingBox())!.width)
    const before = await widthOf()
    await beside.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(widthOf).toBe(before + 32)
    const box = (await side.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + 200)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + 200, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => side.getAttribute('aria-valuenow')).toBe('324')
    await page.reload()
    await expect.poll(() => side.getAttribute('aria-valuenow')).toBe('324')
    await expect.poll(widthOf).toBe(before + 32)
    await beside.dblclick()
    await expect.poll(widthOf).toBe(before)
  })

  it('begins a copy, keeps the words as a template, and says why it can not where it can not', async () => {
    await run('as a template')
    const sheet = page.getByRole('dialog', { name: /template/i })
    await sheet.waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await run('begin a copy')
    await expect.poll(() => page.getByRole('tab', { name: 'Air the mill loft' }).count()).toBe(2)
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type('tag this')
    await page.getByRole('option').getByText('Nothing of it has been offered yet.').waitFor()
    await page.keyboard.press('Escape')
    expect(ada.errors).toEqual([])
  })
})
