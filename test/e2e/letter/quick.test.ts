// Promises in a line, by keyboard alone: given, asked for, offered to anyone, noted as said; left again with a handover. And
// names and titles of every kind.
import { describe, expect } from 'vitest'
import { pair } from '../../harness/workbench-pair.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, inspector, openRecord, paper, sendNow } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const LINE = 'What, to whom, by when'
/** Right to left, with a picture and a word that has no end. */
const STRANGE = `אני מביא את החלב 🥛 ${'m'.repeat(120)}`

describe('a promise in a line', () => {
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('quick', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })
  /** Types a line into a fresh sheet, without a mouse. */
  async function type({ page }: Workbench, text: string): Promise<void> {
    await page.keyboard.press('Alt+n')
    await page.getByLabel(LINE).waitFor()
    await page.keyboard.type(text)
  }

  step('is given by keyboard alone, and kept as typed when the sheet is closed', async () => {
    const { page } = ada
    await type(ada, 'bring the audit notes to Ben by tomorrow')
    const back = page.getByTestId('quick-back')
    await back.getByText('You promise Ben').waitFor()
    await back.getByText('tomorrow', { exact: true }).waitFor()
    await look(ada, 'letter-01-quick', { narrow: true })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+n')
    expect(await page.getByLabel(LINE).inputValue()).toBe('bring the audit notes to Ben by tomorrow')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('held').waitFor()
    await sendNow(ada)
    await paper(page).getByText('signed rev 1, the words above').waitFor()
    // Given at once, it was never on offer.
    await inspector(page).getByText('promised this').waitFor()
    await inspector(page).getByRole('radio', { name: 'History' }).click()
    await inspector(page).getByText(/^promised by Ada/).waitFor()
    await look(ada, 'letter-02-promised', { narrow: true })
  })

  step('tells of a name that nobody has, and is not signed without them, until they are left out or said to be nobody', async () => {
    const { page } = ada
    const back = page.getByTestId('quick-back')
    const sign = button(page.getByRole('dialog'), 'Promise it')
    const isOpen = async (): Promise<boolean> => await sign.getAttribute('aria-disabled') !== 'true'
    await type(ada, 'mend the pump to Ben and Zoe by Friday')
    await page.getByText('Nobody here goes by Zoe. Invite them first').waitFor()
    await back.getByText('You promise Ben').waitFor()
    expect(await isOpen()).toBe(false)
    await page.keyboard.press('Control+Enter')
    expect(await page.getByTestId('held').count()).toBe(0)
    await look(ada, 'letter-14-nobody')
    await page.getByLabel(LINE).fill('mend the pump to Ben by Friday')
    await expect.poll(isOpen).toBe(true)
    await page.getByLabel(LINE).fill('bring the crates to Utrecht to Ben')
    await expect.poll(isOpen).toBe(true)
    await page.getByLabel(LINE).fill('bring Ben the crates, and drive on to Utrecht')
    await button(page.getByRole('dialog'), 'Utrecht is no person').click()
    await back.getByText('bring Ben the crates, and drive on to Utrecht').waitFor()
    await button(page.getByRole('dialog'), 'Choose people').click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Ben' }).check()
    await expect.poll(isOpen).toBe(true)
    await page.getByLabel(LINE).fill('')
    await page.keyboard.press('Escape')
  })

  step('is asked for, and holds only once the one who is asked accepts', async () => {
    await type(ada, 'ask Ben to mend the churn by Friday')
    await ada.page.getByTestId('quick-back').getByText('You ask Ben to promise you').waitFor()
    await look(ada, 'letter-15-ask')
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await ben.page.keyboard.press('Control+K')
    await ben.page.keyboard.type('churn')
    await ben.page.getByRole('option', { name: /^mend the churn promise · with Ada · by .+ rev 1 waits for you/ }).waitFor()
    await ben.page.keyboard.press('Escape')
    await openRecord(ben, 'mend the churn')
    await button(ben.page, 'Accept rev 1').waitFor()
    expect(await ben.does('show', 'mend the churn')).toMatchObject({ state: 'offered' })
    await look(ben, 'letter-16-asked', { narrow: true })
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    await inspector(ada.page).getByRole('list', { name: 'How far it is' }).getByText('In force').waitFor()
  })

  step('is left again with a handover and somebody asked, who is bound by nothing', async () => {
    await button(ben.page, 'Step out...').click()
    const dialog = ben.page.getByRole('dialog')
    await dialog.getByLabel('From when').fill('from Monday')
    await dialog.getByLabel('What is to be handed over').fill('The spare lid is in the shed.')
    await dialog.getByRole('checkbox', { name: 'Ada' }).check()
    await look(ben, 'letter-17-step-out', { narrow: true })
    await button(dialog, 'Step out').click()
    await sendNow(ben)
    await ada.page.getByRole('tab', { name: 'mend the churn' }).click()
    await inspector(ada.page).getByText('The spare lid is in the shed.').waitFor()
    await look(ada, 'letter-18-stepped-out', { narrow: true })
    await button(ada.page, 'Promise it anew').click()
    await inspector(ada.page).getByText('Only on your own devices until you share or offer it.').waitFor()
    await look(ada, 'letter-18b-taking-over')
  })

  step('is noted as it was said, and counts once it is acknowledged', async () => {
    await type(ada, 'Ben promised me to water the beds')
    await ada.page.getByTestId('quick-back').getByText('Ben told you').waitFor()
    await look(ada, 'letter-19-said')
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await openRecord(ben, 'water the beds')
    await paper(ben.page).getByText(/Spoken, and noted here/).waitFor()
    expect(await ben.does('show', 'water the beds')).toMatchObject({ state: 'offered' })
    await button(ben.page, 'Acknowledge rev 1').click()
    await sendNow(ben)
    await expect.poll(async () => (await ada.does<{ state: string }>('show', 'water the beds')).state).toBe('in force')
  })

  step('is offered to anyone; Ben takes it up, and it holds once Ada says yes', async () => {
    await type(ada, 'give two hours of bookkeeping a week to anyone')
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await openRecord(ben, 'give two hours of bookkeeping a week')
    await paper(ben.page).getByText('an open offer').waitFor()
    await look(ben, 'letter-20-open-offer', { narrow: true })
    await button(ben.page, 'Take it up').click()
    await sendNow(ben)
    await inspector(ada.page).getByText('Waiting for You').waitFor()
    await button(inspector(ada.page), 'Ben').click()
    await button(ada.page, 'Accept rev 1').click()
    await sendNow(ada)
    await inspector(ada.page).getByRole('list', { name: 'How far it is' }).getByText('In force').waitFor()
    await look(ada, 'letter-20b-taken')
  })

  step('may be in any writing and of any length', async () => {
    await type(ada, `${STRANGE} to Ben`)
    await look(ada, 'letter-21-strange')
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await paper(ada.page).getByText('signed rev 1, the words above').waitFor()
    await look(ada, 'letter-22-strange-paper', { narrow: true })
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })

  step('stands in the list by whom it is with, and by what is open', async () => {
    await button(ada.page, 'Group and filter').click()
    await ada.page.getByLabel('Group by').selectOption({ label: 'with whom' })
    await ada.page.getByLabel('Show', { exact: true }).selectOption({ label: 'what is open' })
    await look(ada, 'letter-23-list')
    await ada.page.keyboard.press('Escape')
    await ada.page.getByRole('button', { name: /^Ben/, expanded: true }).waitFor()
    expect(await ada.page.locator('[data-record]', { hasText: 'mend the churn' }).count()).toBe(1)
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
