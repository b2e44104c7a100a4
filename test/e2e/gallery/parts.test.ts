// The parts of renderer/ui in their gallery: that all stand there, that none breaks a rule, and what those say that are there to be read.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inGallery, pressed, type Gallery } from '../../harness/gallery.ts'
import { misfitsOf } from '../../harness/page-fit.ts'
import { violations } from '../../harness/workbench-look.ts'

const ui = fileURLToPath(new URL('../../../renderer/ui', import.meta.url))

describe('the parts', () => {
  let gallery: Gallery
  let page: Page
  const state = (part: string, name: string): Locator => gallery.state(part, name)
  inGallery((opened) => { [gallery, page] = [opened, opened.watched.page] })

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

  it('every control is at least 24 px each way', async () => {
    const small = await page.locator('.parts').locator('button, select, input:not([type="file"]), textarea').evaluateAll((all) => all.map((one) => ({ what: one.outerHTML.slice(0, 80), box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24) && box.height !== 1).map(({ what }) => what))
    expect(small).toEqual([])
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
