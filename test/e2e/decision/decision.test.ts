// A decision by advice at two screens: proposed, sized, asked, advised on, answered, decided; and one without advice.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import { pair } from '../../harness/workbench-pair.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'A second-hand retort for Line 2'

describe('a decision by advice at two screens', () => {
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('decision', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })
  const list = (bench: Workbench) => bench.page.getByRole('region', { name: 'Advice', exact: true })
  const advice = (bench: Workbench) => bench.page.getByRole('region', { name: /^Advice, and how/ })
  const before = (bench: Workbench) => bench.page.getByRole('region', { name: /^Before / })
  const openPart = (bench: Workbench) => bench.page.getByRole('navigation').getByRole('button', { name: 'Advice', exact: true }).click()

  step('Ada says what she intends and how large it is, and proposes it', async () => {
    const { page } = ada
    await openPart(ada)
    await button(list(ada), 'Decide something').click()
    await page.getByLabel('What is it about?').fill(TITLE)
    await button(page, 'Open the paper').click()
    await voice(page, 'What I intend').click()
    await page.keyboard.type('To buy the 2019 retort from Vale Cannery for €38,400 and have it running by 1 September. It takes over from the kettle we repair every month.')
    await voice(page, 'If we do not').click()
    await page.keyboard.type('We lose about two batches a month.')
    await page.getByLabel('Whom it affects').selectOption('many')
    await page.getByLabel('To undo it').selectOption('effort')
    await offer(ada, 1, 'propose')
    await sendNow(ada)
    await before(ada).getByText('Nobody has been asked yet.').waitFor()
  })

  step('Ada asks Ben, who finds it under what he is asked, and advises with a concern', async () => {
    await button(before(ada), 'Ask somebody').click()
    const form = ada.page.getByRole('form', { name: 'Ask for advice' })
    await form.getByRole('checkbox', { name: /Ben/ }).check()
    await form.getByLabel('A word with it').fill('It stands beside your boiler.')
    await button(form, 'Ask', ).click()
    await ada.page.locator('[data-adviser="Ben"]').getByText('delivered').waitFor()
    expect(await button(before(ada), 'Decide').getAttribute('aria-disabled')).toBe('true')
    await openPart(ben)
    await list(ben).locator('[data-record]', { hasText: TITLE }).dblclick()
    await advice(ben).getByText('Ada asks for your advice: “It stands beside your boiler.”').waitFor()
    await advice(ben).getByLabel('What would you do, or what worries you?').fill('The boiler can carry it only if Line 1 doesn’t start in the same half hour. Put the stagger in writing.')
    await advice(ben).getByRole('checkbox', { name: /This is a concern/ }).check()
    await look(ben, 'decision-1-asked')
    await button(advice(ben), 'Give this advice').click()
    await advice(ben).getByText('Your newest advice stands in the place of the one before.').waitFor()
  })

  step('Ada is told what still keeps it closed, says how she used it by keys, and decides', async () => {
    const { page } = ada
    await before(ada).getByText('Ben’s advice has no answer.').waitFor()
    await look(ada, 'decision-2-open', { narrow: true })
    await button(before(ada), 'Say how you used it').press('Enter')
    await page.keyboard.type('Start times are staggered in the third paragraph.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await advice(ada).getByText('Taken up', { exact: true }).first().waitFor()
    await before(ada).getByText('Everybody asked has been heard.').waitFor()
    await button(before(ada), 'Decide').click()
    const form = page.getByRole('form', { name: 'Decide rev 1' })
    await form.getByLabel('What you decide, in a word to all').fill('We buy it.')
    await button(form, 'Decide').click()
    await sendNow(ada)
    await page.getByText(/^You decided rev 1/).waitFor()
    await look(ada, 'decision-3-decided')
    await ben.page.getByText(/^Ada decided rev 1/).waitFor()
  })

  step('Ben says more later: it undoes nothing, and is told as said since', async () => {
    await button(advice(ben), 'Advise otherwise').click()
    await advice(ben).getByLabel('What would you do, or what worries you?').fill('Check the door seal once more.')
    await button(advice(ben), 'Give this advice').click()
    await ada.page.getByRole('heading', { name: 'Said since it was decided' }).waitFor()
    await list(ada).locator('[data-record]', { hasText: TITLE }).getByText(/^decided /).waitFor()
  })

  step('Ben decides something without advice: it is open to him, and Ada sees that and why', async () => {
    const { id } = await ben.does<{ id: string }>('decision', 'new', '--title', 'New gloves for the peelers', '--text', 'To buy gloves.')
    await list(ben).locator('[data-record]', { hasText: 'New gloves' }).dblclick()
    await button(before(ben), 'Decide without advice').click()
    const form = ben.page.getByRole('form', { name: 'Decide rev 1 without advice' })
    await form.getByLabel('Why it could not wait').fill('The old ones tore.')
    await button(form, 'Decide without advice').click()
    await sendNow(ben)
    await list(ada).locator('[data-record]', { hasText: 'New gloves' }).dblclick()
    await ada.page.getByText(/^Ben decided rev 1 without advice/).waitFor()
    expect(await ada.does<{ state: string }>('show', id)).toMatchObject({ state: 'decided' })
  })

  step('it touches Ada: Ben has that on the desk, asks from there, and Ada is asked', async () => {
    await button(ada.page.getByRole('region', { name: /^Advice, and how/ }), 'This touches me').click()
    await ben.page.getByRole('navigation').getByRole('button', { name: /^Desk/ }).click()
    const row = ben.page.locator('[data-need="touched"]')
    await row.getByText('Ada says that what you decided touches them. You may ask them.').waitFor()
    await row.getByRole('button').first().click()
    await button(row, 'Open the letter').click()
    // It opens at what asks, wherever one was in it before.
    const ask = button(ben.page, 'Ask Ada for advice')
    await expect.poll(() => ask.evaluate((element) => {
      const [at, within] = [element.getBoundingClientRect(), element.closest('.inspector')!.getBoundingClientRect()]
      return at.top >= within.top && at.bottom <= within.bottom
    })).toBe(true)
    await look(ben, 'decision-7-touched')
    await button(ben.page, 'Ask Ada for advice').click()
    await button(ben.page, 'Ask Ada for advice').waitFor({ state: 'detached' })
    await ada.page.getByRole('navigation').getByRole('button', { name: /^Desk/ }).click()
    await ada.page.locator('[data-need="advise"]').getByText('Ben asks for your advice.').waitFor()
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
