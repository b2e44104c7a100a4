// A whole group without a mouse: called, chartered, joined, facilitated, paused, left and joined again, closed. Nobody presses
// anything that Tab, F6, the palette or a key of its own does not reach.
import { describe, expect } from 'vitest'
import { actByPalette, pressByKeys, regionTo, tabTo, withoutMouse } from '../../harness/by-keys.ts'
import { officeStory } from '../../harness/office-story.ts'
import { pairByCommand } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, readFirst, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'Winter Rota'

describe('a group by keys alone', () => {
  let ada: Workbench
  let ben: Workbench
  let noMouse: (() => Promise<boolean>)[] = []
  const beside = ({ page }: Workbench) => page.getByRole('complementary', { name: TITLE })
  const part = ({ page }: Workbench, name: string) => page.getByRole('region', { name: `${name}: ${TITLE}`, exact: true })
  const form = ({ page }: Workbench, name: string) => page.getByRole('form', { name, exact: true })
  const sends = async ({ page }: Workbench): Promise<void> => {
    await pressByKeys(page, button(page.getByTestId('held'), 'Send now'))
    await page.getByTestId('held').waitFor({ state: 'detached' })
  }
  /** What a button beside the charter opens, filled in and sent. */
  async function says(bench: Workbench, title: string, words: string): Promise<void> {
    await form(bench, title).waitFor()
    await expect.poll(() => form(bench, title).evaluate((element) => element.contains(document.activeElement))).toBe(true)
    if (words !== '') await bench.page.keyboard.type(words)
    await bench.page.keyboard.press('Control+Enter')
    await form(bench, title).waitFor({ state: 'detached' })
  }
  async function opens({ page }: Workbench): Promise<void> {
    await page.keyboard.press('Control+P')
    await page.keyboard.type('winter rota')
    await page.getByRole('option', { name: TITLE }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  }
  async function presses(bench: Workbench, region: string, name: string): Promise<void> {
    await regionTo(bench.page, beside(bench))
    await pressByKeys(bench.page, button(part(bench, region), name))
  }

  const step = officeStory('group-keys', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pairByCommand(ada, ben)
    noMouse = await Promise.all([ada, ben].map(({ page }) => withoutMouse(page)))
  })

  step('Ada calls it, and Ben would join', async () => {
    await ada.page.keyboard.press('Alt+Shift+G')
    await tabTo(ada.page, ada.page.getByLabel('What is it called?'))
    await ada.page.keyboard.type(TITLE)
    await tabTo(ada.page, ada.page.getByLabel('Why now?'))
    await ada.page.keyboard.type('The bread was late twice.')
    await ada.page.keyboard.press('Control+Enter')
    await ada.page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await button(ben.page.getByRole('navigation'), 'Groups').focus()
    await ben.page.keyboard.press('Enter')
    await ben.page.locator('[data-record]', { hasText: TITLE }).waitFor()
    await opens(ben)
    await presses(ben, 'Coming in', 'I would join')
    await says(ben, 'I would join', 'I can bring last winter’s rota.')
    await part(ada, 'Coming in').getByText('last winter’s rota').waitFor()
  })

  step('she writes and offers its charter, and he accepts', async () => {
    const { page } = ada
    await pressByKeys(page, button(page, 'Write its charter'))
    await tabTo(page, voice(page, 'How we work'))
    await page.keyboard.type('Half an hour on Tuesdays.')
    await regionTo(page, beside(ada))
    await pressByKeys(page, readFirst(page, 1))
    await pressByKeys(page, signRead(page, 1))
    await sends(ada)
    const accept = button(ben.page, 'Accept rev 1')
    await accept.or(button(ben.page, 'Read rev 1 in full')).first().waitFor()
    await regionTo(ben.page, beside(ben))
    if (await button(ben.page, 'Read rev 1 in full').isVisible()) await pressByKeys(ben.page, button(ben.page, 'Read rev 1 in full'))
    await regionTo(ben.page, beside(ben))
    await pressByKeys(ben.page, accept)
    await sends(ben)
    for (const bench of [ada, ben]) await bench.page.getByText('A working group of 2').waitFor()
  })

  step('he takes facilitation from the palette, asks Ada, takes that back and lets go', async () => {
    await actByPalette(ben.page, 'Take facilitation of this group')
    await says(ben, 'Take facilitation', 'the first rota')
    await part(ada, 'Facilitation').getByText('Ben facilitates').waitFor()
    await actByPalette(ben.page, 'Ask somebody to facilitate this group')
    await form(ben, 'Ask somebody to facilitate').waitFor()
    await tabTo(ben.page, form(ben, 'Ask somebody to facilitate').getByLabel('Whom do you ask?'))
    await ben.page.keyboard.press('ArrowDown')
    await ben.page.keyboard.press('Control+Enter')
    await part(ada, 'Facilitation').getByText('Ben asks you to facilitate.').waitFor()
    await presses(ben, 'Facilitation', 'Take back…')
    await says(ben, 'Take back that you asked', 'I have time after all.')
    await part(ada, 'Facilitation').getByText('Ben asks you to facilitate.').waitFor({ state: 'detached' })
    await actByPalette(ben.page, 'Let go of facilitation')
    await says(ben, 'Let go of it', '')
    await part(ada, 'Facilitation').getByText('Ben facilitates').waitFor({ state: 'detached' })
  })

  step('it pauses with both, and goes on', async () => {
    await actByPalette(ada.page, 'Pause this group')
    await says(ada, 'Pause the group', 'Harvest.')
    await sends(ada)
    await part(ben, 'Proposed').getByText('Harvest.').waitFor()
    await presses(ben, 'Proposed', 'Agree…')
    await says(ben, 'Agree to pause', '')
    await sends(ben)
    await part(ada, 'Proposed').getByText('It holds for those who agree').waitFor()
    await look(ada, 'group-keys-1-paused', { narrow: true })
    await actByPalette(ben.page, 'Go on with this group')
    await says(ben, 'Go on now', '')
    await sends(ben)
    await presses(ada, 'Proposed', 'Agree…')
    await says(ada, 'Agree to go on', '')
    await sends(ada)
    for (const bench of [ada, ben]) await part(bench, 'Proposed').waitFor({ state: 'detached' })
  })

  step('Ada asks everyone, in its name, for what it needs', async () => {
    const { page } = ada
    await presses(ada, 'What you can do here', 'Ask everyone for people, money or tools')
    await expect.poll(() => page.getByLabel('What is it about?').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('Two proving baskets')
    await pressByKeys(page, button(page, 'Open the paper'))
    await page.getByRole('tab', { name: 'Two proving baskets', selected: true }).waitFor()
    await opens(ada)
    await page.getByRole('region', { name: 'What comes out of it' }).getByText('Two proving baskets').waitFor()
  })

  step('what came out is named, he steps out, and joins again', async () => {
    await actByPalette(ada.page, 'Name what came out of this group')
    await says(ada, 'Something came out of it', 'The rota until March')
    await ben.page.getByText('The rota until March').waitFor()
    await presses(ben, 'Members', 'Step out…')
    const dialog = ben.page.getByRole('dialog', { name: `Step out of ${TITLE}?` })
    await pressByKeys(ben.page, button(dialog, 'Step out'))
    await sends(ben)
    await button(ada.page, 'One has left, with thanks').waitFor()
    await regionTo(ben.page, beside(ben))
    await pressByKeys(ben.page, button(ben.page, 'Join with rev 1').or(button(ben.page, 'Accept rev 1')).first())
    await sends(ben)
    await ada.page.getByText('A working group of 2').waitFor()
  })

  step('Ada would close it, takes that back, closes it anew, and both agree', async () => {
    await actByPalette(ada.page, 'Close this group')
    await says(ada, 'Close the group', 'One sheet by the oven.')
    await sends(ada)
    await part(ben, 'Proposed').getByText('One sheet by the oven.').waitFor()
    await presses(ada, 'Proposed', 'Take back…')
    await says(ada, 'Take back that you agreed', '')
    await sends(ada)
    await part(ben, 'Proposed').waitFor({ state: 'detached' })
    await actByPalette(ada.page, 'Close this group')
    await says(ada, 'Close the group', 'It runs by itself.')
    await sends(ada)
    await presses(ben, 'Proposed', 'Agree to close…')
    await says(ben, 'Agree to close', '')
    await sends(ben)
    for (const bench of [ada, ben]) await bench.page.getByText('A working group that has ended, with thanks').waitFor()
    await look(ben, 'group-keys-2-ended')
  })

  step('without a mouse, and without a complaint', async () => {
    expect(await Promise.all(noMouse.map((held) => held()))).toEqual([true, true])
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
