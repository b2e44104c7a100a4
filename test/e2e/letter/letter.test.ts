// A letter of understanding, from blank paper to two names under the same words, with other words offered in between; then
// a promise in a line by keyboard alone.
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { pair } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look } from '../../harness/workbench-look.ts'
import { amend, button, inspector, offer, openRecord, paper, sendNow, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk of Hollin Bank'

describe('a letter of understanding', () => {
  const step = story()
  let office: Office
  let ada: Workbench
  let ben: Workbench

  beforeAll(async () => {
    office = await Office.open()
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })
  afterAll(() => office.dispose())
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    await Promise.all([ada, ben].map((bench) => bench.browser.shot(bench.page, `failed-letter-${bench.name.toLowerCase()}`)))
  })

  step('Ada promises something in a line, by keyboard alone', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+n')
    await page.getByRole('dialog', { name: 'A promise in a line' }).waitFor()
    await page.keyboard.type('bring the audit notes to Ben by tomorrow')
    const back = page.getByTestId('quick-back')
    await back.getByText('You promise Ben').waitFor()
    await back.getByText('tomorrow', { exact: true }).waitFor()
    await look(ada, 'letter-01-quick', { narrow: true })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+n')
    expect(await page.getByLabel('What, to whom, by when').inputValue()).toBe('bring the audit notes to Ben by tomorrow')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('held').waitFor()
    await sendNow(ada)
    await paper(page).getByText('signed rev 1, the words above').waitFor()
    await look(ada, 'letter-02-promised', { narrow: true })
  })

  step('she begins a letter with Ben and fills in what she gives', async () => {
    await button(ada.page, 'New letter').click()
    await look(ada, 'letter-03-new', { narrow: true })
    await ada.page.getByRole('radio', { name: 'Letter of understanding' }).click()
    await ada.page.getByLabel('What is it about?').fill(TITLE)
    await ada.page.getByRole('checkbox', { name: 'Ben' }).check()
    await button(ada.page, 'Open the paper').click()
    await voice(ada.page, 'Why').pressSequentially('So that the dairy gets its milk warm, and nobody waits in the rain.')
    await voice(ada.page, 'Ada promises').pressSequentially('I milk in the mornings and keep the shed clean.')
    const own = paper(ada.page).getByRole('group', { name: 'Ada promises' })
    await button(own, 'An activity').click()
    await ada.page.keyboard.type('Milking')
    await own.getByLabel('Authority').selectOption('decides')
    await button(own, 'A stepping stone').click()
    await ada.page.keyboard.type('Litres brought warm')
    await own.getByLabel('Now').fill('12')
    await own.getByLabel('Wanted').fill('18')
    await own.getByLabel('Unit').fill('litres a day')
    await look(ada, 'letter-04-draft', { narrow: true })
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
    void [amend, inspector, offer, openRecord]
  })
})
