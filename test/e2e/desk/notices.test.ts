// What the computer itself tells while another page lies in front: an offer that comes, several at once, nothing in quiet
// hours, a reminder that falls due.
import { describe, expect } from 'vitest'
import { hasFocus } from '../../harness/by-keys.ts'
import { dayFromNow } from '../../harness/days.ts'
import { noteNotices, noticed, openBehind, pressNotice, putBehind, putInFront } from '../../harness/noticed.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

describe('notices of the computer', () => {
  let ada: Workbench
  let ben: Workbench
  let inFront: () => Promise<void> = async () => {}
  const bell = () => ben.page.getByTestId('bell')
  const centre = () => ben.page.getByRole('dialog', { name: 'What needs you' })
  const told = () => ben.page.getByTestId('told')
  async function offers(title: string): Promise<void> {
    const { id } = await ada.does<{ id: string }>('commitment', 'new', '--title', title, '--to', 'Ben', '--text', 'As we said at the gate.')
    await ada.does('commitment', 'offer', id)
  }
  /** What was offered, of what the computer told. A draft that is shared is told as well. */
  const offersTold = async (): Promise<readonly string[]> => (await noticed(ben.page)).filter(({ body }) => body.includes('Ada offers rev 1')).map(({ title }) => title)
  async function openRules(): Promise<void> {
    await bell().press('Enter')
    const rules = button(centre(), 'Quiet hours and notices')
    await rules.waitFor()
    if (await rules.getAttribute('aria-expanded') !== 'true') await rules.click()
  }

  const step = officeStory('notices', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await ada.does('init', '--name', 'Ada')
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ben.does('init', '--name', 'Ben')
    await ada.serve()
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    await ben.open()
    await noteNotices(ben.browser.context)
    await ben.page.reload()
    await bell().waitFor()
  })

  step('what comes while the page is in front is told in the page, and not by the computer', async () => {
    await button(ben.page.getByRole('navigation'), /People/).click()
    await ben.page.getByRole('tab', { name: /Desk/ }).press('Delete')
    await offers('Bread on Fridays')
    await told().getByText('Ada offers rev 1').waitFor()
    expect(await noticed(ben.page)).toEqual([])
    await told().getByRole('button', { name: 'Put away' }).click()
  })

  step('what comes while another page is in front is told by the computer, with who and what; pressed, it opens there', async () => {
    inFront = await putBehind(ben.page)
    await offers('The oven watch')
    await expect.poll(offersTold).toEqual(['The oven watch'])
    expect(await told().count()).toBe(0)
    await pressNotice(ben.page)
    await inFront()
    await ben.page.getByRole('tab', { name: 'The oven watch', selected: true }).waitFor()
  })

  step('in quiet hours nothing is told at all, and everything is there', async () => {
    await openRules()
    await centre().getByLabel('Tell me nothing in these hours').check()
    // The same hour twice is a whole day.
    for (const side of ['From', 'To']) {
      await centre().getByLabel(side, { exact: true }).fill('00:00')
      await centre().getByLabel(side, { exact: true }).press('Tab')
    }
    await centre().getByText(/Quiet now\./).waitFor()
    await look(ben, 'notices-quiet')
    await ben.page.keyboard.press('Escape')
    await centre().waitFor({ state: 'detached' })
    inFront = await putBehind(ben.page)
    const before = await noticed(ben.page)
    await offers('The night rota')
    await offers('Crate labels')
    // The bell hears of it in the moment in which it would have been told.
    await expect.poll(() => bell().getAttribute('aria-label')).toMatch(/[3-9] not seen/)
    expect(await noticed(ben.page)).toEqual(before)
    expect(await told().count()).toBe(0)
    await inFront()
    await bell().press('Enter')
    for (const title of ['The night rota', 'Crate labels']) await centre().locator('[data-row]', { hasText: title }).waitFor()
    await ben.page.keyboard.press('Escape')
  })

  step('when they are over, what came meanwhile is told once, together', async () => {
    await openRules()
    // For an hour besides: one quiet outlasts the other.
    await button(centre(), 'An hour').press('Enter')
    await expect.poll(() => hasFocus(button(centre(), 'End the quiet'))).toBe(true)
    await centre().getByLabel('Tell me nothing in these hours').uncheck()
    await centre().getByText(/Quiet now\./).waitFor()
    expect(await told().count()).toBe(0)
    await button(centre(), 'End the quiet').press('Enter')
    await expect.poll(() => hasFocus(button(centre(), 'An hour'))).toBe(true)
    await told().getByText('2 things could use you').waitFor()
    await ben.page.keyboard.press('Escape')
    await centre().waitFor({ state: 'detached' })
    await told().getByRole('button', { name: 'Put away' }).click()
    inFront = await putBehind(ben.page)
    await offers('Flour for the week')
    await expect.poll(offersTold).toEqual(['The oven watch', 'Flour for the week'])
    await inFront()
  })

  step('a reminder is added on the desk, and told when it falls due, on the day a letter wants to be looked at again', async () => {
    const { id } = await ada.does<{ id: string }>('commitment', 'new', '--title', 'The books', '--to', 'Ben', '--review', '+1d', '--text', 'By the tenth.')
    await ada.does('commitment', 'offer', id)
    await expect.poll(() => ben.does('commitment', 'accept', id).then(() => true, () => false)).toBe(true)
    await ben.page.keyboard.press('Alt+1')
    await button(ben.page, 'Add a reminder').click()
    await ben.page.getByLabel('Remind me of').fill('Ring the baker')
    await look(ben, 'notices-reminder')
    await button(ben.page, 'Keep the reminder').click()
    await ben.page.getByRole('region', { name: 'Reminders to come' }).getByText('Ring the baker').waitFor()
    await ben.page.getByRole('tab', { name: /Desk/ }).press('Delete')
    const due = new Date(`${dayFromNow(1)}T09:00:00`).getTime()
    await ben.stop()
    await ben.serve({ port: Number(new URL(ben.page.url()).port), laterMs: due - Date.now() - 2000 })
    await openBehind(ben.browser.context)
    await ben.visit(ben.host.url!)
    // With the review or by itself, as the minute has it.
    await expect.poll(async () => (await noticed(ben.page)).map(({ title, body }) => `${title}: ${body}`).join('\n'), { timeout: 60_000 }).toContain('Ring the baker')
    await putInFront(ben.page)
    await ben.page.keyboard.press('Alt+1')
    await ben.page.getByTestId('needs').getByText('You asked to be reminded.').waitFor()
    const reviews = ben.page.getByTestId('needs').getByRole('region', { name: 'Reviews due' })
    await reviews.locator('[data-row]', { hasText: 'The books' }).click()
    await reviews.locator('article.paper').getByText('By the tenth.').waitFor()
    await look(ben, 'notices-due', { narrow: true })
  })

  step('and the page never complained', () => {
    expect(ben.errors.filter((error) => !/WebSocket|ERR_CONNECTION|401/.test(error))).toEqual([])
    return Promise.resolve()
  })
})
