// Two people: a role designed, announced, handed on and taken; minutes signed by one, remembered otherwise by the other, and a
// line of them promised; something asked of everyone, and answered.
import { describe, expect } from 'vitest'
import { dayFromNow } from '../../harness/days.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, offer } from '../../harness/workbench-steps.ts'
import { pair } from '../../harness/workbench-pair.ts'
import type { Workbench } from '../../harness/workbench.ts'

describe('roles, minutes and requests at two screens', () => {
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('role', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })

  const command = async ({ page }: Workbench, words: string): Promise<void> => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type(words)
    await page.getByRole('option', { name: new RegExp(words) }).first().click()
  }
  const sendNow = ({ page }: Workbench) => button(page, 'Send now').first().click()

  step('Ada designs a role, and announces it by signing', async () => {
    const { page } = ada
    await command(ada, 'Design a role')
    await page.getByLabel('What is it called?').fill('Steward of the boiler')
    await page.keyboard.press('Control+Enter')
    await page.getByText('It names no decision yet').waitFor()
    await look(ada, 'role-1-draft')
    await page.locator('[contenteditable=true]').first().click()
    await page.keyboard.type('So that the water is warm on every day.')
    await offer(ada, 1, 'announce')
    await sendNow(ada)
    await page.getByText('Announced without advice').waitFor()
    await command(ben, 'Roles')
    await ben.page.getByRole('button', { name: /Steward of the boiler/ }).first().waitFor()
  })

  step('she asks Ben to go on with it; he takes it on, and nobody else moved it', async () => {
    await button(ada.page, 'Hand it on').click()
    const form = ada.page.getByRole('form', { name: 'Hand it on' })
    await form.getByText('Ben', { exact: true }).click()
    await form.getByLabel('What they should know').fill('You know it best.')
    await button(form, 'Ask').click()
    await ada.page.getByText('You asked Ben to go on with it.').waitFor()
    await ben.page.getByRole('heading', { name: 'You are asked to go on with' }).waitFor()
    await ben.page.getByRole('button', { name: /Steward of the boiler/ }).first().click()
    await ben.page.getByText('You know it best.').first().waitFor()
    await look(ben, 'role-2-asked', { narrow: true })
    await button(ben.page, 'Take it on').click()
    await sendNow(ben)
    await ben.page.getByText('Before: Ada').waitFor()
    await ada.page.getByText('Before: you').waitFor()
    await look(ben, 'role-3-taken')
  })

  step('minutes are signed by Ada alone; Ben remembers otherwise, and promises a line of them', async () => {
    const made = await ada.does<{ id: string }>('group', 'call', '--title', 'Steam & Energy', '--text', 'Steam is lost at night.')
    await ada.does('group', 'minutes', made.id, '--on', dayFromNow(-2), '--title', 'Steam on Line 2', '--said', 'We tried trap 4.', '--todo', 'Bring the audit notes', '--todo', 'Order tea', '--there', 'Ben')
    await ben.page.keyboard.press('Control+P')
    await ben.page.keyboard.type('Steam on Line 2')
    await ben.page.getByRole('option', { name: /Steam on Line 2/ }).first().click()
    await ben.page.getByText('Nobody is bound by minutes.').waitFor()
    await button(ben.page, 'I remember otherwise').click()
    await ben.page.getByLabel('How it was for you').fill('It was trap 5.')
    await button(ben.page, 'Say it').click()
    await ben.page.getByText('remembers otherwise').first().waitFor()
    await button(ben.page, 'Promise this: Bring the audit notes').click()
    await ben.page.getByTestId('quick-back').getByText('Steam on Line 2').waitFor()
    await ben.page.keyboard.press('Control+Enter')
    await sendNow(ben)
    await ben.page.keyboard.press('Control+P')
    await ben.page.keyboard.type('Steam on Line 2')
    await ben.page.getByRole('option', { name: /Steam on Line 2/ }).first().click()
    await ben.page.getByRole('button', { name: 'Promised by you' }).waitFor()
    await look(ben, 'role-4-minutes', { narrow: true })
  })

  step('Ada asks everyone for a van; Ben promises his in words of his own', async () => {
    await command(ada, 'Ask everyone for something')
    await ada.page.keyboard.type('A van with a ramp by Saturday')
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await ben.page.keyboard.press('Control+P')
    await ben.page.keyboard.type('A van with')
    await ben.page.getByRole('option', { name: /van/ }).first().click()
    await button(ben.page, 'I can give some of it').click()
    await ben.page.getByLabel('What you promise').fill('I drive my own van')
    await look(ben, 'role-5-request')
    await button(ben.page, 'Promise it').click()
    await sendNow(ben)
    await ada.page.getByRole('button', { name: /I drive my own van/ }).first().waitFor()
  })

  step('what is dated can be taken into another calendar', async () => {
    await ada.does('promise', 'Bring the bread', '--to', 'Ben', '--by', '2031-05-01')
    await command(ada, 'Dates')
    // The list beside it names the promise too.
    const dates = ada.page.getByRole('region', { name: 'Dates', exact: true })
    await button(dates, 'Bring the bread').waitFor()
    await look(ada, 'role-6-dates', { narrow: true })
    const [file] = await Promise.all([ada.page.waitForEvent('download'), button(dates, 'Save for your calendar').click()])
    expect(file.suggestedFilename()).toBe('parley.ics')
  })
})
