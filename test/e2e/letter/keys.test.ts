// A whole letter without a mouse: begun, written, offered, accepted, kept. Nobody presses anything that Tab, F6, the palette
// or a key of its own does not reach.
import { describe, expect } from 'vitest'
import { actByPalette, hasFocus, pressByKeys, regionTo, tabTo, withoutMouse } from '../../harness/by-keys.ts'
import { officeStory } from '../../harness/office-story.ts'
import { pairByCommand } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, inspector, paper, readFirst, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'Eggs for the school'

describe('a letter by keys alone', () => {
  let ada: Workbench
  let ben: Workbench
  let noMouse: (() => Promise<boolean>)[] = []
  /** The region the focus is in, also after what was pressed has gone. */
  const focusIn = ({ page }: Workbench) => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? 'nowhere')

  const step = officeStory('keys', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pairByCommand(ada, ben)
    noMouse = await Promise.all([ada, ben].map(({ page }) => withoutMouse(page)))
  })

  step('Ada begins a letter with Ben', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+Shift+N')
    await expect.poll(() => page.getByLabel('What is it about?').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type(TITLE)
    await pressByKeys(page, page.getByRole('checkbox', { name: 'Ben' }), 'Space')
    await pressByKeys(page, button(page, 'Open the paper'))
    await voice(page, 'Why').waitFor()
  })

  step('writes it, from voice to voice', async () => {
    const { page } = ada
    await tabTo(page, voice(page, 'Why'))
    await page.keyboard.type('So that the children have breakfast.')
    await tabTo(page, voice(page, 'Ada promises'))
    await page.keyboard.type('- thirty eggs every Monday')
    await page.keyboard.press('Escape')
    await tabTo(page, voice(page, 'Ben promises'))
    await page.keyboard.type('I bring them to the school.')
  })

  step('finds in the palette what the bar of the paper does, as long as she writes', async () => {
    const { page } = ada
    await page.keyboard.press('Shift+Home')
    await actByPalette(page, 'Bold')
    await voice(page, 'Ben promises').locator('strong', { hasText: 'I bring them' }).waitFor()
    await expect.poll(() => hasFocus(voice(page, 'Ben promises'))).toBe(true)
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type('add a row below')
    await page.getByRole('option').getByText('Put the caret into a table first').waitFor()
    await look(ada, 'keys-0-palette')
    await page.keyboard.press('Escape')
  })

  step('reads it whole and offers it', async () => {
    const { page } = ada
    await regionTo(page, inspector(page))
    await pressByKeys(page, readFirst(page, 1))
    await paper(page).getByText('thirty eggs every Monday').waitFor()
    await pressByKeys(page, signRead(page, 1))
    await page.getByTestId('held').waitFor()
    await expect.poll(() => focusIn(ada)).toBe(`About this letter: ${TITLE}`)
    await pressByKeys(page, button(page.getByTestId('held'), 'Send now'))
    await page.getByTestId('held').waitFor({ state: 'detached' })
    await expect.poll(() => focusIn(ada)).toBe(`About this letter: ${TITLE}`)
  })

  step('Ben finds it, reads it and accepts', async () => {
    const { page } = ben
    await page.locator('[data-record]', { hasText: TITLE }).waitFor()
    await page.keyboard.press('Control+P')
    await page.keyboard.type('eggs school')
    await page.getByRole('option', { name: TITLE }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: TITLE, selected: true }).waitFor()
    await regionTo(page, inspector(page))
    await pressByKeys(page, button(page, 'Accept rev 1'))
    await pressByKeys(page, button(page.getByTestId('held'), 'Send now'))
    await expect.poll(() => focusIn(ben)).toBe(`About this letter: ${TITLE}`)
    for (const bench of [ada, ben]) await inspector(bench.page).getByText('2 of 2').waitFor()
  })

  step('Ada checks in on it', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+Shift+C')
    const form = inspector(page).getByRole('form', { name: 'Check in' })
    await expect.poll(() => form.getByLabel('How is it going, in your words?').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('The hens lay well.')
    await page.keyboard.press('Control+Enter')
    await look(ada, 'keys-1-checked-in')
    await actByPalette(ben.page, 'Check in on this commitment')
    await inspector(ben.page).getByText('The hens lay well.').waitFor()
  })

  step('without a mouse, and without a complaint', async () => {
    expect(await Promise.all(noMouse.map((held) => held()))).toEqual([true, true])
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
