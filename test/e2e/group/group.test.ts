// A working group from its call to its end, by two people on two machines: called, chartered, joined, facilitated, left and
// joined again, and closed with what was learned.
import { describe, expect } from 'vitest'
import { pair } from '../../harness/workbench-pair.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'
import { closes, partOf } from '../three/grouping.ts'

const TITLE = 'Winter Rota'

describe('a working group', () => {
  let ada: Workbench
  let ben: Workbench
  const list = ({ page }: Workbench) => page.getByRole('region', { name: 'Groups', exact: true })
  const part = partOf(TITLE)
  const open = async (bench: Workbench): Promise<void> => {
    await button(bench.page.getByRole('navigation'), 'Groups').click()
    await list(bench).locator('[data-record]', { hasText: TITLE }).dblclick()
    await bench.page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  }

  const step = officeStory('group', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })

  step('Ada calls it with why now, and Ben says that he would join', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+Shift+G')
    await page.getByLabel('What is it called?').fill(TITLE)
    await page.getByLabel('Why now?').fill('Three of us cover every weekend, and the bread was late twice.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await open(ben)
    await part(ben, 'Coming in').getByRole('button', { name: 'I would join' }).click()
    await ben.page.keyboard.type('I can bring last winter’s rota.')
    await ben.page.keyboard.press('Control+Enter')
    await part(ada, 'Coming in').getByText('last winter’s rota').waitFor()
  })

  step('she writes its charter from the call, and offers it to both', async () => {
    const { page } = ada
    await button(page, 'Write its charter').click()
    await voice(page, 'Why').waitFor()
    await expect.poll(() => voice(page, 'Why').innerText()).toContain('Three of us')
    await voice(page, 'How we work').click()
    await page.keyboard.type('Half an hour on Tuesdays, standing.')
    await page.getByLabel('Facilitation').selectOption({ label: 'goes round in order' }).catch(async () => { throw new Error(await page.getByLabel('Facilitation').innerText()) })
    await look(ada, 'group-01-draft', { narrow: true })
    await offer(ada, 1)
    await sendNow(ada)
    await list(ben).getByText(/asks for your answer|nobody in it|forming/).first().waitFor()
  })

  step('Ben reads it and accepts; it is chartered on both machines', async () => {
    const read = button(ben.page, 'Read rev 1 in full')
    await read.or(button(ben.page, 'Accept rev 1')).first().waitFor()
    if (await read.isVisible()) await read.click()
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    for (const bench of [ada, ben]) {
      await bench.page.getByText('A working group of 2').waitFor()
      await part(bench, 'Members').getByRole('listitem').nth(1).waitFor()
    }
    await look(ben, 'group-02-chartered', { narrow: true })
  })

  step('he takes facilitation for a while and names what came out; Ada sees both', async () => {
    const { page } = ben
    await button(part(ben, 'Facilitation'), 'Take it').click()
    await page.getByRole('form', { name: 'Take facilitation' }).getByLabel('For which phase').fill('the first rota')
    await page.keyboard.press('Control+Enter')
    await part(ada, 'Facilitation').getByText('Ben facilitates').waitFor()
    await button(part(ben, 'What you can do here'), 'Add something').click()
    await page.getByRole('form', { name: 'Something came out of it' }).getByLabel('In one line').fill('The rota until March')
    await page.keyboard.press('Control+Enter')
    await ada.page.getByRole('region', { name: 'What comes out of it' }).getByText('The rota until March').waitFor()
  })

  step('he steps out at once with words to hand over, and joins again', async () => {
    await button(part(ben, 'Members'), 'Step out…').click()
    const dialog = ben.page.getByRole('dialog', { name: `Step out of ${TITLE}?` })
    await dialog.getByText('you facilitate now').waitFor()
    await dialog.getByLabel('What is to be handed over').fill('The rota hangs by the oven.')
    await button(dialog, 'Step out').click()
    await sendNow(ben)
    await button(ada.page, 'One has left, with thanks').click()
    await part(ada, 'Members').getByText('The rota hangs by the oven.').waitFor()
    await look(ada, 'group-03-left')
    await button(ben.page, 'Join with rev 1').or(button(ben.page, 'Accept rev 1')).first().click()
    await sendNow(ben)
    await ada.page.getByText('A working group of 2').waitFor()
  })

  step('Ada would close it with what she learned; Ben agrees, and it has ended on both', async () => {
    await closes(ada, ben, TITLE)
    for (const bench of [ada, ben]) {
      await bench.page.getByText('A working group that has ended, with thanks').waitFor()
      await bench.page.getByRole('region', { name: 'What was learned' }).getByText('One sheet by the oven').waitFor()
    }
    await look(ben, 'group-04-ended')
  })
})
