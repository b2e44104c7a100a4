// An experiment of two people at their pages: looked for, joined, measured until its stop line, concluded by each for oneself.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, readFirst, sendNow } from '../../harness/workbench-steps.ts'
import { NARROW, WIDE, type Workbench } from '../../harness/workbench.ts'

const TITLE = 'Crates that come back'

describe('an experiment', () => {
  let ada: Workbench
  let ben: Workbench
  const list = ({ page }: Workbench) => page.getByRole('region', { name: 'Experiments' })
  const below = ({ page }: Workbench) => page.locator('.below')

  const step = officeStory('experiment', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    for (const bench of [ada, ben]) await bench.does('init', '--name', bench.name)
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ada.does('profile', 'set', '--hours', '36')
    const { id } = await ada.does<{ id: string }>(
      'experiment', 'new', '--title', TITLE, '--believe', 'If we swap single-use trays for sixty folding crates, we throw away far less.', '--test', 'One farm, one van, six weeks.',
      '--stop', 'Anyone is hurt lifting.', '--measure', 'Crates back each week; 40; 57; 51; of 60; 7', '--measure', 'Loading time; 22; 20; 25; minutes; 7', '--until', '+35d', '--spend', '60', '--topic', 'Waste',
    )
    await ada.does('experiment', 'offer', id)
    await Promise.all([ada.open(), ben.serve()])
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    await ben.stop()
    await ben.open()
    for (const { page } of [ada, ben]) await page.getByRole('status').filter({ hasText: '1 connected' }).waitFor()
    for (const { page } of [ada, ben]) await button(page.getByRole('navigation'), 'Experiments').click()
  })

  step('looks for company, and Ben joins without asking anybody', async () => {
    const { page } = ben
    await list(ben).getByRole('button', { name: /^Looking for company/ }).waitFor()
    await page.locator('[data-record]', { hasText: TITLE }).dblclick()
    await page.getByText('Nobody has said who could be hurt.').waitFor()
    await button(page, 'Join, under rev 1').click()
    await sendNow(ben)
    await list(ben).getByRole('button', { name: /taking part/ }).waitFor()
    await page.locator('[data-record]', { hasText: TITLE }).waitFor()
  })

  step('Ada starts it and notes readings until the stop line speaks up', async () => {
    const { page } = ada
    await page.locator('[data-record]', { hasText: TITLE }).dblclick()
    await button(page, 'Start').click()
    await page.getByLabel('From which day').waitFor()
    await page.locator('form').getByRole('button', { name: 'Start', exact: true }).click()
    for (const [days, value] of [[-3, '57'], [-2, '55'], [-1, '53'], [0, '51']] as const) {
      await button(page, 'Note a reading').click()
      await page.getByLabel('Reading', { exact: true }).fill(value)
      await page.getByRole('form', { name: 'Note a reading' }).getByLabel('Day', { exact: true }).fill(dayFrom(days))
      if (days === 0) await page.getByLabel('A word to it').fill('It rained, lids lost.')
      await button(page, 'Note it').click()
      await button(page, 'Note a reading').waitFor()
    }
    await below(ada).getByText('That is the stop line.').waitFor()
    await page.getByLabel('What you saw').fill('The lids do not like rain.')
    await button(page, 'Write it down').click()
    await below(ada).getByText('The lids do not like rain.').first().waitFor()
    await ben.page.getByRole('navigation').getByRole('button', { name: /^Desk/ }).click()
    await ben.page.getByTestId('needs').getByText('A stop line is reached').waitFor()
    await look(ada, 'experiment-1-running', { narrow: true })
    // Under the pages: a row for each day, a column for each measure, and a cell that says so where nothing was noted.
    const panel = page.getByRole('region', { name: 'Panel under the pages' })
    await page.keyboard.press('Control+j')
    await panel.getByRole('tab', { name: 'Check-ins' }).click()
    const table = panel.getByRole('table', { name: `Check-ins and readings: ${TITLE}` })
    for (const name of ['Crates back each week, of 60 57 hoped for, stop at 51', 'Loading time, minutes 20 hoped for, stop at 25']) await table.getByRole('columnheader', { name }).waitFor()
    expect((await table.getByRole('row').getByRole('cell').allTextContents()).map((cell) => cell.trim())).toEqual(
      [['51', 'It rained, lids lost.'], ['53', ''], ['55', ''], ['57', '']].flatMap(([found, said]) => [found, 'no reading', said]),
    )
    await look(ada, 'experiment-7-table', { narrow: true })
    // Whatever is scrolled, by keys as well, the heads and the days stay.
    await page.setViewportSize(NARROW)
    const placeOf = async (name: RegExp, role: 'columnheader' | 'rowheader') => (await table.getByRole(role, { name }).first().boundingBox())!
    const [head, day] = [await placeOf(/^Loading time/, 'columnheader'), await placeOf(/You$/, 'rowheader')]
    await panel.getByRole('group', { name: `Check-ins and readings: ${TITLE}` }).focus()
    for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    await expect.poll(async () => (await placeOf(/^Loading time/, 'columnheader')).x).toBeLessThan(head.x)
    await expect.poll(async () => (await placeOf(/You$/, 'rowheader')).y).toBeLessThan(day.y)
    expect((await placeOf(/^Loading time/, 'columnheader')).y).toBe(head.y)
    expect((await placeOf(/You$/, 'rowheader')).x).toBe(day.x)
    await page.setViewportSize(WIDE)
    await button(panel, 'Close the panel').click()
  })

  step('Ada logs time for herself, and sees what is left of her own', async () => {
    const { page } = ada
    await page.getByTestId('own-left').getByText('7 h 12 left').waitFor()
    await button(page, 'Log time').click()
    await page.getByRole('textbox', { name: 'How long' }).fill('25')
    await page.getByText('A day has 24 hours.').first().waitFor()
    await page.getByRole('textbox', { name: 'How long' }).fill('1:30')
    await page.getByLabel('Tell the others my total of this').check()
    await button(page, 'Log it').click()
    await page.getByTestId('own-left').getByText('5 h 42 left').waitFor()
    await page.getByText('1 h 30 told').waitFor()
    await page.getByTestId('own-left').click()
    await page.getByRole('heading', { name: 'My hours' }).waitFor()
    await look(ada, 'experiment-2-hours')
  })

  step('each concludes for oneself, and nobody waits for the other', async () => {
    const { page } = ada
    await page.getByRole('tab', { name: TITLE }).click()
    await button(page, 'Conclude it for me').click()
    await page.getByRole('radio', { name: /Adapt/ }).check()
    await page.getByLabel('What I learned').fill('The crates survive. The lids need a dry corner in the van.')
    await page.getByLabel('What I would do next').fill('Lids with a seal.')
    await look(ada, 'experiment-3-conclude')
    await button(page, 'Conclude as “Adapt”').click()
    await sendNow(ada)
    await below(ada).getByText('The lids need a dry corner in the van.').waitFor()
    await ben.page.getByText('Ada concluded it').first().waitFor()
    await button(ben.page.getByRole('navigation'), 'Experiments').click()
    await ben.page.getByRole('tab', { name: TITLE }).click()
    await ben.page.getByRole('radio', { name: /Drop/ }).check()
    await ben.page.getByLabel('What I learned').fill('It costs us more time than it saves.')
    await ben.page.getByRole('group', { name: 'Who should know' }).getByRole('checkbox', { name: /Ada/ }).check()
    await button(ben.page, 'Conclude as “Drop”').click()
    await sendNow(ben)
    await below(ada).getByText('It costs us more time than it saves.').waitFor()
    await list(ada).getByRole('button', { name: /^Concluded in different ways/ }).waitFor()
  })

  step('whom it names as who should know has it on the desk, under words of its own', async () => {
    await ada.page.getByRole('navigation').getByRole('button', { name: /^Desk/ }).click()
    const told = ada.page.getByRole('region', { name: 'Learned, for you' })
    await told.getByText('Ben learned, and wants you to know: “It costs us more time than it saves.”').waitFor()
    await look(ada, 'experiment-5-learned')
    await told.getByRole('button').first().click()
    await button(told, 'Open the letter').click()
    await ada.page.getByRole('tab', { name: TITLE, selected: true }).waitFor()
  })

  step('what was learned is found by its topic, and tried again', async () => {
    const { page } = ada
    await button(page.getByRole('navigation'), 'Experiments').click()
    await button(page, 'What we learned').click()
    await page.getByRole('heading', { name: 'What we learned' }).waitFor()
    await button(page, 'Waste').click()
    await page.getByText('Lids with a seal.').waitFor()
    await look(ada, 'experiment-4-library')
    await page.getByRole('tab', { name: TITLE }).click()
    await button(page, 'Try it again').click()
    await page.getByRole('textbox', { name: 'What we learned before' }).or(page.getByText('The crates survive.')).first().waitFor()
    // It is for whichever group tries it now.
    await ada.does('group', 'call', '--title', 'Farm Relations', '--text', 'Crates')
    const group = page.getByLabel('For a group', { exact: true })
    await expect.poll(() => group.locator('option').allInnerTexts()).toEqual(['For no group: whoever wants to', 'Farm Relations'])
    await group.selectOption({ label: 'Farm Relations' })
    await look(ada, 'experiment-6-again', { narrow: true })
    await readFirst(page, 1).click()
    await page.locator('article.paper').getByText('Farm Relations').waitFor()
    expect(ada.errors).toEqual([])
  })
})

function dayFrom(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
