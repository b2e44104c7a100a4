// The parts of renderer/ui in their gallery: what they are called, what keys do to them, and that none breaks a rule.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGallery, type Gallery } from '../../harness/gallery.ts'
import { misfitsOf } from '../../harness/page-fit.ts'
import { dayText } from '../../../renderer/ui/day-text.ts'
import { violations } from '../../harness/workbench-look.ts'

const ui = fileURLToPath(new URL('../../../renderer/ui', import.meta.url))

describe('the parts', () => {
  let gallery: Gallery
  let page: Page
  const state = (part: string, name: string): Locator => gallery.state(part, name)
  const isFocused = (of: Locator): Promise<boolean> => of.evaluate((element) => element === document.activeElement)
  const pressed = (of: Locator): Promise<string | null> => of.locator('[data-count]').getAttribute('data-count')

  beforeAll(async () => {
    gallery = await openGallery()
    page = gallery.watched.page
  })
  afterAll(() => gallery?.dispose())

  it('all stand in the gallery', async () => {
    const shown = await page.locator('[data-part]').evaluateAll((all) => all.map((part) => (part as HTMLElement).dataset['part']))
    expect(shown.sort()).toEqual(readdirSync(ui).filter((file) => /^Ui\w+\.vue$/.test(file)).map((file) => file.replace('.vue', '')).sort())
  })

  it('break no rule in any light, and fit from either side', async () => {
    for (const dir of ['ltr', 'rtl']) {
      for (const theme of ['light', 'dark']) {
        await gallery.visit({ theme, dir })
        await gallery.browser.shot(page, `gallery-${theme}-${dir}`)
        // A sheet is a whole page: among other parts it breaks the rules of pages, to which the tour holds the real ones.
        const broken = (await violations(page)).filter((line) => !/^(?:landmark-|region)/.test(line))
        expect.soft(broken, `${theme}, ${dir}`).toEqual([])
        expect.soft(await misfitsOf(page), `${theme}, ${dir}`).toEqual([])
      }
    }
    await gallery.visit()
    expect(gallery.watched.errors).toEqual([])
  })

  it('UiButton says its name, is pressed by keys, and stays reachable with its reason while it is closed', async () => {
    const signs = state('UiButton', 'signs')
    await signs.getByRole('button', { name: 'Accept rev 3' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    expect(await pressed(signs)).toBe('2')
    const closed = state('UiButton', 'closed').getByRole('button', { name: 'Decide' })
    expect(await closed.getAttribute('aria-disabled')).toBe('true')
    await closed.focus()
    expect(await isFocused(closed)).toBe(true)
    await page.keyboard.press('Enter')
    await closed.click({ force: true })
    expect(await pressed(state('UiButton', 'closed'))).toBe('0')
    const reason = await closed.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${reason}"]`).innerText()).toBe('Mei’s advice has no answer.')
    await state('UiButton', 'icon alone').getByRole('button', { name: 'More about this letter' }).waitFor()
  })

  it('every control is at least 24 px each way', async () => {
    const small = await page.locator('.parts').locator('button, select, input:not([type="file"]), textarea').evaluateAll((all) => all.map((one) => ({ what: one.outerHTML.slice(0, 80), box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24) && box.height !== 1).map(({ what }) => what))
    expect(small).toEqual([])
  })

  it('UiField is named by its label, and says what is wrong', async () => {
    const wrong = state('UiField', 'wrong').getByLabel('What is it about?')
    expect(await wrong.getAttribute('aria-invalid')).toBe('true')
    await state('UiField', 'wrong').getByRole('alert').getByText('Your colleagues need a name').waitFor()
    const hint = state('UiField', 'with a hint').getByLabel('What is it about?')
    const said = await hint.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${said}"]`).innerText()).toContain('company, team or house')
    await hint.fill('Mill Lane')
    expect(await hint.inputValue()).toBe('Mill Lane')
  })

  it('UiSegmented is one stop for Tab, and arrow keys choose', async () => {
    const group = state('UiSegmented', 'three').getByRole('radiogroup', { name: 'What is shown' })
    const chosen = (): Promise<string> => group.getByRole('radio', { checked: true }).innerText()
    await group.getByRole('radio', { checked: true }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await chosen()).toContain('Working text')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await chosen()).toContain('Compare')
    expect(await group.locator('[tabindex="0"]').count()).toBe(1)
    expect(await isFocused(group.getByRole('radio', { checked: true }))).toBe(true)
    // Read from the right, what comes next stands to the left.
    await page.getByRole('radio', { name: 'From the right' }).click()
    await group.getByRole('radio', { name: 'rev 3 as offered' }).click()
    await page.keyboard.press('ArrowLeft')
    expect(await chosen()).toContain('Working text')
    await page.keyboard.press('ArrowRight')
    expect(await chosen()).toContain('rev 3 as offered')
    await page.keyboard.press('ArrowDown')
    expect(await chosen()).toContain('Working text')
    await page.getByRole('radio', { name: 'From the left' }).click()
  })

  it('UiDay is written in the order of the region, opens the browser’s calendar, and takes what is chosen there', async () => {
    const chosen = state('UiDay', 'chosen')
    const field = chosen.getByRole('textbox', { name: 'By when' })
    const region = await page.evaluate(() => navigator.language)
    expect(await field.inputValue()).toBe(dayText('2026-05-22', region))
    await page.evaluate(() => {
      HTMLInputElement.prototype.showPicker = function open() {
        this.value = '2026-06-01'
        this.dispatchEvent(new Event('change'))
      }
    })
    await field.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toBe(dayText('2026-06-01', region))
    expect(await isFocused(field)).toBe(true)
    const empty = state('UiDay', 'empty').getByRole('textbox', { name: 'Day of the review' })
    expect(await empty.getAttribute('placeholder')).toMatch(/dd.*yyyy/)
    await empty.fill('the first of May')
    await page.keyboard.press('Enter')
    await state('UiDay', 'empty').getByRole('alert').getByText('This is no day.').waitFor()
    expect([await empty.inputValue(), await empty.getAttribute('aria-invalid')]).toEqual(['the first of May', 'true'])
    await empty.fill('2027-05-01')
    await page.keyboard.press('Enter')
    expect([await empty.inputValue(), await empty.getAttribute('aria-invalid')]).toEqual([dayText('2027-05-01', region), null])
  })

  it('UiTime is of as many hours as the region counts, goes by quarters, and says what is no time', async () => {
    const field = state('UiTime', 'chosen').getByRole('textbox', { name: 'From' })
    expect(await field.inputValue()).toBe('22:00')
    await field.fill('7.05 pm')
    await field.press('Tab')
    expect(await field.inputValue()).toBe('19:05')
    await field.press('ArrowUp')
    await field.press('ArrowUp')
    expect(await field.inputValue()).toBe('19:30')
    await field.press('ArrowDown')
    expect(await field.inputValue()).toBe('19:15')
    await field.fill('noonish')
    await field.press('Enter')
    await state('UiTime', 'chosen').getByRole('alert').getByText('This is no time of day.').waitFor()
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['noonish', 'true'])
    await field.fill('8')
    await field.press('Enter')
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['08:00', null])
    const american = await page.context().newPage()
    await american.addInitScript(() => { Object.defineProperty(navigator, 'languages', { get: () => ['en-US'] }) })
    await american.goto(page.url())
    const there = american.locator('[data-part="UiTime"] [data-state="chosen"]').getByRole('textbox', { name: 'From' })
    await there.waitFor()
    expect(await there.inputValue()).toBe('10:00 PM')
    await there.fill('9:30 am')
    await there.press('Tab')
    expect(await there.inputValue()).toBe('9:30 AM')
    await american.close()
  })

  it('UiSelect is named and chosen from', async () => {
    const select = state('UiSelect', 'one of several').getByLabel('Good for')
    await select.selectOption('1h')
    expect(await select.inputValue()).toBe('1h')
  })

  it('UiPopover takes the focus, and Escape or a press elsewhere gives it back', async () => {
    const opener = state('UiPopover', 'opens below').getByRole('button', { name: 'Who is here' })
    const box = page.getByRole('dialog', { name: 'Who is here' })
    await opener.focus()
    await page.keyboard.press('Enter')
    await box.waitFor()
    expect(await box.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'detached' })
    expect(await isFocused(opener)).toBe(true)
    await opener.click()
    await box.waitFor()
    await page.getByRole('heading', { name: 'Parts and states' }).click()
    await box.waitFor({ state: 'detached' })
  })

  it('UiMenu is walked by arrows and first letters, says why something is closed, and gives the focus back', async () => {
    const stand = state('UiMenu', 'opens below')
    const opener = stand.getByRole('button', { name: 'What can be done' })
    const menu = page.getByRole('menu', { name: 'What can be done' })
    const item = (name: string): Locator => menu.getByRole('menuitem', { name })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => isFocused(item('New promise'))).toBe(true)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => isFocused(item('Ochtendploeg'))).toBe(true)
    await page.keyboard.press('Home')
    await page.keyboard.type('clo')
    const closed = item('Close the tab')
    await expect.poll(() => isFocused(closed)).toBe(true)
    expect([await closed.getAttribute('aria-disabled'), await closed.getAttribute('aria-description')]).toEqual(['true', 'Nothing is open.'])
    await page.keyboard.press('Enter')
    expect(await menu.isVisible()).toBe(true)
    expect(await item('New letter').locator('kbd').evaluate((key) => getComputedStyle(key).direction)).toBe('ltr')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    expect(await isFocused(opener)).toBe(true)
    await opener.click()
    await item('New letter').click()
    await menu.waitFor({ state: 'detached' })
    expect(await stand.locator('[data-chosen]').getAttribute('data-chosen')).toBe('letter')
    expect(await isFocused(opener)).toBe(true)
    await opener.click()
    await menu.waitFor()
    await page.getByRole('heading', { name: 'Parts and states' }).click()
    await menu.waitFor({ state: 'detached' })
    await opener.click()
    await menu.waitFor()
    await opener.click()
    await menu.waitFor({ state: 'detached' })
  })

  it('UiDialog starts on the way back, keeps Tab inside, and Escape closes it', async () => {
    const opener = state('UiDialog', 'asks').getByRole('button', { name: 'Step out…' })
    const dialog = page.getByRole('dialog', { name: 'Step out of Steam & Energy?' })
    await opener.click()
    await dialog.waitFor()
    expect(await isFocused(dialog.getByRole('button', { name: 'Stay' }))).toBe(true)
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog')!.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await isFocused(opener)).toBe(true)
  })

  it('UiChoice, UiProblem and UiProgress do what their buttons say', async () => {
    await state('UiChoice', 'strong').getByRole('button', { name: /Join with an invite/ }).press('Enter')
    expect(await pressed(state('UiChoice', 'strong'))).toBe('1')
    await state('UiProblem', 'with a way out').getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await state('UiProblem', 'with a way out').getByRole('button', { name: 'Put this away' }).click()
    expect(await pressed(state('UiProblem', 'with a way out'))).toBe('2')
    await state('UiProgress', 'can be stopped').getByRole('progressbar', { name: 'Writing the file' }).waitFor()
    await state('UiProgress', 'can be stopped').getByRole('button').click()
    expect(await pressed(state('UiProgress', 'can be stopped'))).toBe('1')
    expect(await state('UiProgress', 'can be stopped').getByRole('progressbar').evaluate((bar) => (bar as HTMLProgressElement).value)).toBe(132)
    expect(await state('UiProgress', 'being stopped').getByRole('button').getAttribute('aria-disabled')).toBe('true')
    expect(await state('UiProgress', 'nobody knows how much').getByRole('progressbar').evaluate((bar) => (bar as HTMLProgressElement).position)).toBe(-1)
  })

  it('UiProgress groups its figures, and says them aloud as it begins, at each tenth and at its end', async () => {
    const many = state('UiProgress', 'of many')
    const aloud = many.getByRole('status')
    expect(await aloud.innerText()).toBe('0 of 12,000: Reading what came')
    const heard = await many.evaluate(async (stand) => {
      const [said, more, all]: [string[], HTMLButtonElement, Element] = [[], stand.querySelector('button')!, stand.querySelector('[role="status"]')!]
      const watching = new MutationObserver(() => { said.push(all.textContent) })
      watching.observe(all, { childList: true, characterData: true, subtree: true })
      for (let pressed = 0; pressed < 120; pressed++) {
        more.click()
        await new Promise((drawn) => requestAnimationFrame(drawn))
      }
      return said
    })
    expect(heard).toEqual(['1,200', '2,400', '3,600', '4,800', '6,000', '7,200', '8,400', '9,600', '10,800', '12,000'].map((done) => `${done} of 12,000: Reading what came`))
    await many.locator('.figures').getByText('12,000 of 12,000').waitFor()
  })

  it('UiFileButton takes a file, and the same one again', async () => {
    const stand = state('UiFileButton', 'asks for a file')
    for (const times of ['1', '2']) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), stand.getByRole('button', { name: 'Choose a file' }).click()])
      await chooser.setFiles({ name: 'invite.txt', mimeType: 'text/plain', buffer: Buffer.from('parley://') })
      await expect.poll(() => pressed(stand)).toBe(times)
    }
  })

  it('pictures have a name where they say something, and none where they repeat it', async () => {
    expect(await state('UiRosette', 'resting, current').getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual(['rev 2', 'rev 3, current'])
    expect(await state('UiRosette', 'small').getByRole('img').count()).toBe(0)
    await state('UiStone', 'reached').getByRole('img', { name: 'reached' }).waitFor()
    await state('UiQr', 'an invite').getByRole('img', { name: 'Code of the invite' }).waitFor()
    expect(await state('UiAvatar', 'sizes').getByRole('img').count()).toBe(0)
    expect(await state('UiIcon', 'sizes').locator('svg:not([aria-hidden="true"])').count()).toBe(0)
  })

  it('UiLifeLine reads as a list in the order of days, and its words never stand on one another', async () => {
    const line = state('UiLifeLine', 'half way')
    expect(await line.getByRole('group', { name: 'From its charter to its end' }).getByRole('listitem').allInnerTexts()).toEqual(['Chartered 3 Feb', 'today', 'Review 2 July', 'Ends 30 Sept unless members renew it'])
    const overlaps = await page.locator('[data-part="UiLifeLine"] .stand').evaluateAll((stands) => stands.flatMap((stand) => {
      const boxes = [...stand.querySelectorAll('li')].map((label) => label.getBoundingClientRect())
      return boxes.flatMap((a, n) => boxes.slice(n + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))
    }))
    expect(overlaps).toEqual([])
    await line.getByText('Chartered').waitFor()
  })

  it('UiTurnRing tells whose turn it is in words, its picture says nothing', async () => {
    const turns = state('UiTurnRing', 'six')
    expect(await turns.locator('[aria-current="step"]').innerText()).toMatch(/May\s+Greta, now/)
    expect(await turns.getByRole('list', { name: 'Who facilitates, and when' }).getByRole('listitem').count()).toBe(5)
    expect(await turns.getByRole('img').count()).toBe(0)
  })

  it('UiList keeps the focus on what scrolls out of view, goes to its ends, and past headings without a button', async () => {
    const rows = state('UiList', 'groups')
    const focused = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLElement).innerText)
    await rows.getByRole('button', { name: 'Bread on Fridays' }).focus()
    await rows.locator('.rows').evaluate((element) => { element.scrollTop = 5000 })
    await rows.getByRole('button', { name: /^The delivery round 9\d$/ }).first().waitFor()
    expect(await focused()).toBe('Bread on Fridays')
    await page.keyboard.press('End')
    await expect.poll(focused).toBe('The delivery round 200')
    // Of 204 only what is in view is drawn, and a few beyond.
    expect(await rows.getByRole('listitem').count()).toBeLessThan(40)
    expect(await rows.locator('[aria-posinset="202"]').getAttribute('aria-setsize')).toBe('202')
    await page.keyboard.press('Home')
    await expect.poll(focused).toMatch(/^Waiting for me/)
    await page.keyboard.press('t')
    await expect.poll(focused).toBe('The delivery round 1')
    const plain = state('UiList', 'folded, and headings that do not fold')
    await plain.getByRole('button', { name: 'Crates' }).focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused).toBe('خبز يوم الجمعة')
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('Crates')
  })

  it('UiList keeps the row that was pressed twice, also where the first press moved it', async () => {
    const rows = state('UiList', 'a row that moves as it is opened')
    await rows.scrollIntoViewIfNeeded()
    const at = (await rows.getByRole('button', { name: 'Bread on Fridays' }).boundingBox())!
    await page.mouse.dblclick(at.x + at.width / 2, at.y + at.height / 2)
    expect(await rows.getByRole('button', { name: 'Who opens the shop' }).boundingBox()).toEqual(at)
    expect(await rows.locator('.list').getAttribute('data-kept')).toBe('bread')
  })

  it('UiAgenda takes one more by Enter and stays ready, and one off', async () => {
    const agenda = state('UiAgenda', 'can be added to')
    const line = agenda.getByRole('textbox', { name: 'Add something to talk about' })
    await line.fill('Who opens on Saturday?')
    await line.press('Enter')
    expect(await agenda.getByRole('listitem').count()).toBe(3)
    expect(await line.inputValue()).toBe('')
    expect(await isFocused(line)).toBe(true)
    await agenda.getByRole('button', { name: 'Take it off: Nights in July, two open' }).click()
    expect(await agenda.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('weekend boiler log'), expect.stringContaining('Who opens on Saturday?')])
  })

  it('show no words of theirs before they are needed: the skeleton waits, marks and keys stay words', async () => {
    await state('UiSkeleton', 'after 300 ms').getByRole('status').waitFor()
    const kept = state('UiSkeleton', 'kept from it')
    await kept.getByRole('alert').getByText('Check the disk, then try again.').waitFor()
    await kept.getByRole('button', { name: 'Try again' }).click()
    expect(await pressed(kept)).toBe('1')
    expect(await state('UiMarked', 'found words').locator('mark').innerText()).toBe('eighty')
    expect(await state('UiKeyHint', 'keys').locator('kbd').innerText()).toBe('Ctrl K')
    expect(await state('UiReadings', 'to a target').locator('table').count()).toBe(1)
  })
})
