// Ben's desk in a browser, while Ada at her own host promises, offers and asks: what arrives, is told, opened, signed, set
// aside, and what changed. By keys alone where a person would.
import type { Page } from 'playwright-core'
import { weekdayOf } from '#shared/base/calendar.ts'
import { describe, expect } from 'vitest'
import { dayFromNow } from '../../harness/days.ts'
import { coveredBy } from '../../harness/page-fit.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button } from '../../harness/workbench-steps.ts'
import { NARROW, WIDE, type Workbench } from '../../harness/workbench.ts'

/** Focus goes on by Tab until it is where `at` says. */
async function tabTo(page: Page, at: string): Promise<void> {
  for (let i = 0; i < 120; i++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, at)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab led to ${at}`)
}

describe('the desk', () => {
  let ada: Workbench
  let ben: Workbench
  let bread = ''

  const step = officeStory('desk', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await ada.does('init', '--name', 'Ada Lovell')
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ben.does('init', '--name', 'Ben Okafor')
    await ada.serve()
    const { link } = await ada.does<{ link: string }>('invite')
    await ben.does('join', link)
    await ben.open()
  })

  const desk = (): ReturnType<Page['locator']> => ben.page.getByTestId('needs')
  const rows = (): ReturnType<Page['locator']> => desk().locator('[data-row]')

  step('says at first what will stand there', async () => {
    await button(ben.page.getByRole('navigation'), /Desk/).click()
    await ben.page.getByRole('status').filter({ hasText: /^Good (morning|afternoon|evening), Ben\./ }).waitFor()
    await rows().filter({ hasText: 'Hollin Bank' }).waitFor()
    await look(ben, 'desk-first')
  })

  step('shows what arrives from another host: on the badge, at the bell, and told once while another page is looked at', async () => {
    await button(ben.page.getByRole('navigation'), /People/).click()
    await ben.page.locator('[data-person], .row').first().waitFor()
    await ben.page.getByRole('tab', { name: /Desk/ }).press('Delete')
    const { id } = await ada.does<{ id: string }>('commitment', 'new', '--title', 'Bread on Fridays', '--to', 'Ben', '--hours', '3', '--by', '+9d', '--text', 'Two loaves, at the gate before eight. Whoever bakes says by Thursday if they can’t.')
    bread = id
    await ada.does('commitment', 'offer', id)
    const told = ben.page.getByTestId('told')
    // The draft is told first, and gives way to the offer.
    await told.getByText(/offers rev 1/).waitFor()
    await ben.page.getByTestId('bell').getByText(/\d/).waitFor()
    // One line, until it is opened.
    expect((await told.boundingBox())!.height).toBeLessThan(36)
    await look(ben, 'desk-told')
    expect(await coveredBy(ben.page, '[data-testid="told"]')).toEqual([])
    // However much it has to say.
    const height = async (): Promise<number> => (await told.boundingBox())!.height
    await told.locator('strong').evaluate((title) => title.append(' and a loaf for the night shift'.repeat(60)))
    expect(await height()).toBeLessThan(36)
    await told.getByRole('button', { name: 'All of it' }).click()
    expect(await height()).toBeGreaterThan(60)
    expect(await coveredBy(ben.page, '[data-testid="told"]')).toEqual([])
    await look(ben, 'desk-told-much', { narrow: true })
    await told.getByRole('button', { name: 'All of it' }).click()
    expect(await height()).toBeLessThan(36)
    await told.getByRole('button', { name: 'Put away' }).click()
    await ben.page.getByTestId('bell').press('Enter')
    const centre = ben.page.getByRole('dialog', { name: 'What needs you' })
    const line = centre.locator('[data-row]', { hasText: 'Bread on Fridays' })
    await line.waitFor()
    expect((await line.boundingBox())!.height).toBeGreaterThan(24)
    await look(ben, 'desk-bell')
    await button(centre, 'Quiet hours and notices').click()
    await centre.getByLabel('Tell me nothing in these hours').check()
    await look(ben, 'desk-quiet')
    await centre.getByLabel('Tell me nothing in these hours').uncheck()
    await ben.page.keyboard.press('Escape')
    await centre.waitFor({ state: 'detached' })
  })

  step('opens a row in its place, by keys: the whole words, and only below them the signature', async () => {
    await ben.page.keyboard.press('Alt+1')
    const row = rows().filter({ hasText: 'Bread on Fridays' }).filter({ hasText: 'offers rev 1' })
    await row.waitFor()
    expect(await button(ben.page, /^Accept/).count()).toBe(0)
    await tabTo(ben.page, '[data-testid="needs"] [data-row]')
    await ben.page.keyboard.press('End')
    await ben.page.keyboard.press('Home')
    for (let i = 0; i < 6 && !(await row.evaluate((element) => element === document.activeElement)); i++) await ben.page.keyboard.press('ArrowDown')
    await ben.page.keyboard.press('Enter')
    const accept = button(ben.page, 'Accept rev 1')
    await accept.waitFor()
    const paper = desk().locator('article.paper')
    await expect.poll(() => paper.innerText()).toContain('Two loaves, at the gate before eight.')
    const above = await paper.evaluate((element, sign) => !!(element.compareDocumentPosition(sign as Node) & Node.DOCUMENT_POSITION_FOLLOWING), await accept.elementHandle())
    expect(above).toBe(true)
    await look(ben, 'desk-opened', { narrow: true })
  })

  step('sets it aside until a day, and has it back', async () => {
    await button(desk(), 'Later').click()
    await look(ben, 'desk-later')
    await button(ben.page, 'Tomorrow').press('Enter')
    await ben.page.getByRole('region', { name: 'Set aside' }).getByText('Bread on Fridays').waitFor()
    await rows().filter({ hasText: 'Bread on Fridays' }).filter({ hasText: 'offers rev' }).waitFor({ state: 'detached' })
    await button(ben.page, 'Back on the desk: Bread on Fridays').click()
    await rows().filter({ hasText: 'offers rev 1' }).first().waitFor()
  })

  step('holds what was signed from the desk, where it can still be taken back, and then stands among the promises', async () => {
    const row = rows().filter({ hasText: 'Bread on Fridays' }).filter({ hasText: 'offers rev 1' })
    if (await row.getAttribute('aria-expanded') !== 'true') await row.click()
    await button(ben.page, 'Accept rev 1').press('Enter')
    await ben.page.getByRole('region', { name: 'Not signed yet' }).getByText('Bread on Fridays').waitFor()
    await look(ben, 'desk-held')
    expect(await coveredBy(ben.page, '[data-testid="held"]')).toEqual([])
    await button(ben.page.getByTestId('held'), 'Send now').click()
    await ben.page.getByRole('region', { name: 'Between us' }).getByText('Bread on Fridays').waitFor()
    await row.waitFor({ state: 'detached' })
  })

  step('shows the week, hours with too many of them, and reminders', async () => {
    await ada.does('promise', 'Crate labels for the dairy', '--to', 'Ben', '--by', 'today')
    await ben.does('promise', 'Valve list to the night shift', '--to', 'Ada', '--by', 'today')
    await ben.does('promise', 'Audit notes', '--to', 'Ada', '--by', '+6d')
    await ben.does('remind', 'Ring the baker', '--at', '+2d')
    await ben.page.getByRole('button', { name: /Crate labels for the dairy.*due today/ }).waitFor()
    await button(ben.page, 'Set my hours').click()
    await ben.page.getByLabel('Hours a week').fill('2')
    await ben.page.keyboard.press('Enter')
    await ben.page.getByText(/holds 3\sh, 1\sh too many/).waitFor()
    await ben.page.getByRole('region', { name: /^20\s% time/ }).getByText('0 min used, 24 min left').waitFor()
    await button(ben.page, 'What could move?').click()
    await ben.page.getByText('Ring the baker').waitFor()
    await look(ben, 'desk-full', { narrow: true })
    // Where the week is wider than its place, today is in sight all the same, whichever day of it that is.
    await ben.page.setViewportSize({ width: 720, height: NARROW.height })
    await expect.poll(() => ben.page.getByRole('heading', { name: / today/ }).evaluate((name) => {
      const [place, day] = [name.closest('[role=group]')!.getBoundingClientRect(), name.closest('li')!.getBoundingClientRect()]
      return day.left >= place.left - 1 && day.right <= place.right + 1
    })).toBe(true)
    await ben.page.setViewportSize(WIDE)
  })

  step('says before accepting that the hours don’t fit, and of whom Ben waits for that she is away', async () => {
    const { id } = await ben.does<{ id: string }>('commitment', 'new', '--title', 'Night rota', '--to', 'Ada', '--text', 'Who is there when.')
    await ben.does('commitment', 'offer', id)
    const { id: oven } = await ada.does<{ id: string }>('commitment', 'new', '--title', 'Oven watch', '--to', 'Ben', '--hours', '2', '--text', 'Until the new one is built.')
    await ada.does('commitment', 'offer', oven)
    await ada.does('away', '--until', '+3d', '--note', 'At the coast, without a telephone.', '--ask', 'Ben')
    await ben.page.getByRole('region', { name: 'Waiting for others' }).getByTestId('away').getByText(/^Ada Lovell: Away until/).waitFor()
    const promised = ben.page.getByRole('region', { name: 'Promised to me' })
    await promised.getByRole('button', { name: /Crate labels/ }).getByText(/^Ada: Away until/).waitFor()
    await rows().filter({ hasText: 'Oven watch' }).filter({ hasText: 'offers rev 1' }).click()
    await ben.page.getByTestId('answer-fits').getByText(/would hold 5\sh of your 2\sh/).waitFor()
    expect(await button(desk(), 'Accept rev 1').getAttribute('aria-disabled')).not.toBe('true')
    await ben.page.getByTestId('answer-fits').evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await look(ben, 'desk-fits')
    await button(ben.page.getByTestId('answer-fits'), 'See my hours').click()
    const inHours = () => ben.page.evaluate(() => document.activeElement?.closest('[data-part="hours"]') !== null)
    await expect.poll(inHours).toBe(true)
    await ben.page.keyboard.press('Control+P')
    await ben.page.keyboard.type('oven watch')
    await ben.page.getByRole('option', { name: 'Oven watch' }).first().waitFor()
    await ben.page.keyboard.press('Enter')
    await ben.page.getByRole('tab', { name: 'Oven watch', selected: true }).waitFor()
    await ben.page.getByRole('tab', { name: /Desk/ }).press('Delete')
    await button(ben.page.getByTestId('answer-fits'), 'See my hours').click()
    await expect.poll(inHours).toBe(true)
    await look(ben, 'desk-my-hours')
    await button(ben.page, 'Promise something').click()
    const sheet = ben.page.getByRole('dialog', { name: /promise/i })
    await sheet.getByRole('textbox').first().fill('bring the audit notes to Ada by friday')
    await sheet.getByTestId('away').getByText('Meanwhile, others may ask you.').waitFor()
    await ben.page.keyboard.press('Escape')
    await rows().filter({ hasText: 'Oven watch' }).filter({ hasText: 'offers rev 1' }).click()
  })

  step('has beside it how much stands in each part, and whom Ben has to do with', async () => {
    const beside = ben.page.getByRole('region', { name: 'Beside the desk' })
    await button(beside, /^Waiting for others\s*1$/).click()
    await expect.poll(() => ben.page.getByRole('region', { name: 'Waiting for others' }).evaluate((part) => part === document.activeElement)).toBe(true)
    const person = beside.getByRole('button', { name: /^Ada Lovell\s*Away until/ })
    await person.click()
    await ben.page.getByRole('tab', { name: 'Ada Lovell', selected: true }).waitFor()
    expect(await person.getAttribute('aria-current')).toBe('true')
    // A part is asked for: the desk comes back with it.
    await button(beside, /^Needs me/).press('Enter')
    await ben.page.getByRole('tab', { name: /Desk/, selected: true }).waitFor()
    await expect.poll(() => desk().evaluate((part) => part === document.activeElement)).toBe(true)
    await look(ben, 'desk-beside', { narrow: true })
    // In a small window it would lie over the desk itself.
    await ben.page.setViewportSize({ width: 600, height: NARROW.height })
    await beside.waitFor({ state: 'hidden' })
    await ben.page.setViewportSize(WIDE)
    await beside.waitFor()
  })

  step('tells what changed since Ben looked, also after a restart, until he looks', async () => {
    const changes = ben.page.getByTestId('changes')
    if (await changes.count() > 0) await button(changes, 'I have seen these').click()
    await changes.waitFor({ state: 'detached' })
    await ben.stop()
    await ben.serve({ port: Number(new URL(ben.page.url()).port) })
    await ada.does('commitment', 'checkin', bread, '--text', 'The flour is here.')
    await ben.visit(ben.host.url!)
    await ben.page.keyboard.press('Alt+1')
    await ben.page.getByTestId('changes').getByText('Bread on Fridays').waitFor()
    expect(await ben.page.getByTestId('changes').getByText(/Ada: checked in/).count()).toBe(1)
    await look(ben, 'desk-changed')
    await ben.page.getByTestId('changes').locator('[data-change]').first().click()
    await ben.page.getByRole('tab', { name: 'Bread on Fridays', selected: true }).waitFor()
    await ben.page.keyboard.press('Alt+1')
    await ben.page.getByTestId('changes').waitFor({ state: 'detached' })
  })

  step('brings today into sight on a Sunday, the last day of the week', async () => {
    const day = 86_400_000
    await ben.stop()
    await ben.serve({ port: Number(new URL(ben.page.url()).port), laterMs: (7 - weekdayOf(dayFromNow(0))) * day })
    await ben.page.close()
    await ben.visit(ben.host.url!)
    await ben.page.setViewportSize({ width: 720, height: NARROW.height })
    await ben.page.reload()
    const sunday = ben.page.getByRole('heading', { name: /^Sun \d+ today/ })
    await sunday.waitFor()
    // Opened once more, it is put into its place anew, which is as wide as before.
    await button(ben.page.getByRole('navigation', { name: 'Parts of Parley' }), /People/).click()
    await ben.page.getByRole('region', { name: 'People' }).waitFor()
    await ben.page.keyboard.press('Alt+1')
    await ben.page.getByRole('region', { name: 'Beside the desk' }).waitFor()
    await expect.poll(() => sunday.evaluate((name) => {
      const [place, column] = [name.closest('[role=group]')!.getBoundingClientRect(), name.closest('li')!.getBoundingClientRect()]
      return place.width < 600 && column.left >= place.left - 1 && column.right <= place.right + 1
    })).toBe(true)
    await look(ben, 'desk-sunday')
    await ben.page.setViewportSize(WIDE)
  })

  step('never complained', async () => {
    expect(ben.errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED') && !error.includes('401'))).toEqual([])
  })
})
