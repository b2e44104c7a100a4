// A letter of understanding, from a template to two names under the same words, with other words offered in between; then
// how it is kept, to the end, and one that somebody steps out of.
import { describe, expect } from 'vitest'
import { dayFromNow } from '../../harness/days.ts'
import { dayText } from '../../../renderer/ui/day-text.ts'
import { pair } from '../../harness/workbench-pair.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { amend, button, inspector, offer, openRecord, paper, readFirst, sendNow, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk of Hollin Bank'
const BY = dayFromNow(28)

describe('a letter of understanding', () => {
  let ada: Workbench
  let ben: Workbench
  const part = (bench: Workbench, name: string) => paper(bench.page).getByRole('group', { name, exact: true })

  const step = officeStory('letter', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })

  step('Ada begins it with Ben and fills in what she gives', async () => {
    const { page } = ada
    await button(page, 'New letter').click()
    await page.getByRole('radio', { name: 'Letter of understanding' }).click()
    await page.getByLabel('What is it about?').fill(TITLE)
    await page.getByRole('checkbox', { name: 'Ben' }).check()
    await page.getByRole('radio', { name: /^Yearly letter of understanding/ }).check()
    await look(ada, 'letter-03-new', { narrow: true })
    await button(page, 'Open the paper').click()
    for (const [name, words] of [['Why', 'So that the dairy gets its milk warm, and nobody waits in the rain.'], ['Ada promises', 'I milk in the mornings and keep the shed clean.']] as const) {
      await voice(page, name).click()
      await page.keyboard.press('Control+a')
      await page.keyboard.type(words)
    }
    const own = part(ada, 'Ada promises')
    await own.getByLabel('What', { exact: true }).fill('Milking')
    await own.getByLabel('Authority').selectOption({ label: 'decides' })
    await own.getByLabel('What is measured').fill('Litres brought warm')
    await own.getByLabel('Now', { exact: true }).fill('12')
    await own.getByLabel('Wanted', { exact: true }).fill('18')
    await own.getByLabel('Unit').fill('litres a day')
    await own.getByLabel('By when').fill(dayFromNow(26))
    await button(own, 'Hours a week').click()
    await page.keyboard.type('12')
    const grows = part(ada, 'Wants to learn')
    await grows.getByLabel('Words').fill('Making hard cheese')
    await button(part(ada, 'Boundaries'), 'A boundary').click()
    await page.keyboard.type('Not on Sundays')
    const long = part(ada, 'For how long')
    await long.getByLabel('From', { exact: true }).fill(dayFromNow(8))
    await part(ada, 'It serves').getByLabel('The priority it serves').fill('Milk that keeps')
    await button(long, 'More about how long').click()
    await long.getByLabel('Rhythm, in words').fill('On the first Monday, over soup.')
    await long.getByLabel('How formal').selectOption({ label: 'formal' })
    await look(ada, 'letter-04-draft', { narrow: true })
  })

  step('they write in it together, and what each fills in stays', async () => {
    await button(ada.page, 'Write it together').click()
    await openRecord(ben, TITLE)
    const own = part(ben, 'Ada promises')
    await own.getByLabel('Wanted', { exact: true }).fill('20')
    await part(ada, 'Ada promises').getByLabel('By when').fill(BY)
    await expect.poll(() => part(ada, 'Ada promises').getByLabel('Wanted', { exact: true }).inputValue()).toBe('20')
    await expect.poll(() => own.getByLabel('By when').inputValue()).toBe(dayText(BY, await ben.page.evaluate(() => navigator.language)))
  })

  step('she reads it whole and offers it; Ben sees the letter with its fields', async () => {
    await readFirst(ada.page, 1).click()
    await part(ada, 'Ada promises').getByText('20 litres a day').waitFor()
    // Everything that is signed stands on the paper.
    for (const said of ['It serves: Milk that keeps', 'On the first Monday, over soup.', 'Meant formally.', 'Making hard cheese', 'Not on Sundays']) await paper(ada.page).getByText(said).waitFor()
    await look(ada, 'letter-05-before-offer', { narrow: true })
    await signRead(ada.page, 1).click()
    await sendNow(ada)
    await button(ben.page, 'Read rev 1 in full').or(button(ben.page, 'Accept rev 1')).first().waitFor()
    const read = button(ben.page, 'Read rev 1 in full')
    if (await read.isVisible()) await read.click()
    await part(ben, 'Boundaries').getByText('Not on Sundays').waitFor()
    await look(ben, 'letter-06-offered', { narrow: true })
  })

  step('he offers other words instead; she sees what changed, word and field, reads them and signs', async () => {
    await amend(ben)
    await part(ben, 'Ada promises').getByLabel('Wanted', { exact: true }).fill('16')
    await voice(ben.page, 'Ada promises').click()
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' I ring Ben if a cow is ill.')
    await button(part(ben, 'On condition'), 'A condition').click()
    await ben.page.keyboard.type('The road is passable')
    // What is typed is marked where it stands, and what a field said before stands beside it.
    await voice(ben.page, 'Ada promises').locator('.changed', { hasText: 'I ring Ben if a cow is ill.' }).waitFor()
    await part(ben, 'Ada promises').locator('.was', { hasText: '20' }).waitFor()
    // Gone through one by one: the caret before what was written, then the fields.
    await ben.page.getByText('3 changes', { exact: true }).waitFor()
    await ben.page.keyboard.press('F7')
    await ben.page.getByText('1 of 3', { exact: true }).waitFor()
    await expect.poll(() => ben.page.evaluate(() => {
      const [caret, before] = [getSelection()!, document.createRange()]
      before.setStart(document.activeElement!.querySelector('p')!, 0)
      before.setEnd(caret.anchorNode!, caret.anchorOffset)
      return before.toString()
    })).toBe('I milk in the mornings and keep the shed clean. ')
    await ben.page.keyboard.press('F7')
    await expect.poll(() => part(ben, 'Ada promises').getByLabel('Wanted', { exact: true }).evaluate((input) => input === document.activeElement)).toBe(true)
    // The title is marked as any words are, as long as it is another one.
    const title = ben.page.getByRole('textbox', { name: 'Title' })
    await title.fill(`${TITLE} and Marl`)
    await ben.page.locator('.drawn .changed', { hasText: /^and Marl$/ }).waitFor()
    await ben.page.locator('[data-changes="title"] .was', { hasText: TITLE }).waitFor()
    await ben.page.getByText('3 of 4', { exact: true }).waitFor()
    for (let presses = 0; presses < 2; presses++) await ben.page.keyboard.press('F7')
    await ben.page.getByText('1 of 4', { exact: true }).waitFor()
    expect(await title.evaluate((field) => field === document.activeElement)).toBe(true)
    await look(ben, 'letter-06-marked', { narrow: true })
    await title.fill(TITLE)
    await ben.page.getByText('3 changes', { exact: true }).waitFor()
    expect(await ben.page.locator('[data-changes="title"] .was').count()).toBe(0)
    await offer(ben, 2)
    await sendNow(ben)
    const changes = inspector(ada.page).getByRole('list', { name: 'What changed' })
    await changes.getByText('I ring Ben if a cow is ill.').waitFor()
    await changes.getByText('16').waitFor()
    await changes.getByText(/Litres brought warm, 12 now, .*20.*16.* litres a day wanted, by/).waitFor()
    // On the paper too, until she would rather read the words alone.
    await part(ada, 'Ada promises').locator('ins', { hasText: 'I ring Ben if a cow is ill.' }).waitFor()
    await part(ada, 'Ada promises').locator('del', { hasText: '20' }).waitFor()
    await ada.page.keyboard.press('F7')
    const stoodAt = () => ada.page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(stoodAt).toContain('I ring Ben if a cow is ill.')
    await ada.page.getByRole('status').filter({ hasText: 'Change 1 of 3' }).waitFor({ state: 'attached' })
    await look(ada, 'letter-07-changed', { narrow: true })
    await ada.page.keyboard.press('Shift+F7')
    await expect.poll(stoodAt).toContain('The road is passable')
    await button(ada.page, 'Next change').click()
    await ada.page.getByText('1 of 3', { exact: true }).waitFor()
    await button(ada.page, 'Mark what changed since rev 1').click()
    await part(ada, 'Ada promises').getByText('16 litres a day').waitFor()
    await expect.poll(() => paper(ada.page).locator('ins, del').count()).toBe(0)
    // Put away, the marks come back for whoever goes on through them.
    await ada.page.keyboard.press('F7')
    await expect.poll(stoodAt).toContain('16')
    await ada.page.getByRole('radio', { name: 'Compare' }).click()
    // What only the newer words say leaves a gap in the older ones, which is drawn and not read out.
    const [older, newer] = [1, 2].map((n) => ada.page.getByRole('region', { name: new RegExp(`^rev ${n}`) }))
    await older!.locator('.hatched[data-words="I ring Ben if a cow is ill."]').waitFor()
    await older!.locator('.hatched[data-words="The road is passable"]').waitFor()
    await newer!.getByText('The road is passable').waitFor()
    expect(await older!.getByRole('group', { name: 'On condition' }).count()).toBe(0)
    expect(await older!.getByText(/I ring Ben|The road/).count()).toBe(0)
    expect(await newer!.locator('.hatched').count()).toBe(0)
    await button(ada.page, 'Next change').click()
    await expect.poll(stoodAt).toContain('I ring Ben if a cow is ill.')
    for (const side of [older!, newer!]) expect(await side.locator('[data-here]').count()).toBe(1)
    await ada.page.keyboard.press('F7')
    await ada.page.getByText('2 of 3', { exact: true }).waitFor()
    expect(await older!.locator('[data-here]').innerText()).toContain('20')
    expect(await newer!.locator('[data-here]').innerText()).toContain('16')
    await look(ada, 'letter-08-compare', { narrow: true })
    await ada.page.getByRole('radio', { name: 'rev 2 as offered' }).click()
    await button(ada.page, 'Accept rev 2').click()
    await sendNow(ada)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
    await look(ada, 'letter-09-in-force', { narrow: true })
  })

  step('she notes what she found, says it is at risk and takes that back', async () => {
    const panel = ben.page.getByRole('region', { name: 'Panel under the pages' })
    await ben.page.keyboard.press('Control+j')
    await panel.getByRole('tab', { name: 'Check-ins' }).click()
    await panel.getByText('How it is going stands here').waitFor()
    await look(ben, 'letter-10-no-check-in')
    await ada.page.keyboard.press('Alt+Shift+C')
    const form = inspector(ada.page).getByRole('form', { name: 'Check in' })
    for (const [day, value] of [[dayFromNow(-2), '12'], [dayFromNow(-1), '14'], [dayFromNow(0), '15.5']] as const) {
      await form.getByLabel('On', { exact: true }).fill(day)
      await form.getByLabel('Litres brought warm').fill(value)
      await button(form, 'Send').click()
      await expect.poll(() => form.getByLabel('Litres brought warm').inputValue()).toBe('')
    }
    await form.getByLabel('How is it going, in your words?').fill('The new churn keeps it warm.')
    await form.getByLabel('How sure are you that it works out?').selectOption({ label: 'Rather sure' })
    await form.getByLabel('Help would be welcome').check()
    await form.getByLabel('What would help').fill('A second churn for Sundays.')
    await button(form, 'Send').click()
    await inspector(ada.page).getByRole('listitem').filter({ hasText: 'The new churn keeps it warm.' }).waitFor()
    await inspector(ada.page).getByText('Litres brought warm: 15.5 litres a day', { exact: true }).waitFor()
    await part(ben, 'Ada promises').getByText('15.5 now').waitFor()
    // Drawn for who sees, and told as a table to who doesn't.
    const told = part(ben, 'Ada promises').getByRole('table', { name: 'Litres brought warm' }).getByRole('row')
    await expect.poll(async () => (await told.allInnerTexts()).map((row) => row.split('\t')[1])).toEqual(expect.arrayContaining(['12', '14', '15.5', '16']))
    await expect.poll(() => part(ben, 'Ada promises').locator('svg.chart .dot').count()).toBe(3)
    // Under the pages too: a row for each day, a column for each stone with what is wanted of it at its head.
    const checkins = panel.getByRole('table', { name: `Check-ins and readings: ${TITLE}` })
    const rows = checkins.getByRole('row')
    const spoken = rows.filter({ hasText: 'The new churn keeps it warm.' })
    await spoken.getByRole('cell', { name: '15.5', exact: true }).waitFor()
    await spoken.getByRole('rowheader', { name: /Ada$/ }).waitFor()
    await expect.poll(() => rows.count()).toBe(4)
    await checkins.getByRole('columnheader', { name: /Litres brought warm, litres a day 16 wanted by/ }).waitFor()
    await look(ben, 'letter-10-table', { narrow: true })
    const numbers = () => checkins.locator('td.number').allInnerTexts()
    expect(await numbers()).toEqual(['15.5', '14', '12'])
    await button(panel, 'Check-in').click()
    await expect.poll(numbers).toEqual(['12', '14', '15.5'])
    await ben.page.getByRole('tab', { name: 'Desk' }).click()
    await panel.getByText('Open a commitment or an experiment').waitFor()
    await ben.page.getByRole('tab', { name: TITLE }).click()
    await rows.first().waitFor()
    await button(panel, 'Close the panel').click()
    await button(ada.page, 'It is at risk').click()
    await ada.page.getByLabel('What is in the way, if you like').fill('The road floods.')
    await inspector(ada.page).getByRole('form', { name: 'It is at risk' }).getByRole('button', { name: 'It is at risk' }).click()
    await inspector(ben.page).getByText('Ada says that it is at risk').waitFor()
    await Promise.all([look(ada, 'letter-10-check-in', { narrow: true }), look(ben, 'letter-11-at-risk')])
    await button(ada.page, 'It is no longer at risk').click()
    await inspector(ben.page).getByText('Ada says that it is at risk').waitFor({ state: 'detached' })
  })

  step('she has kept it, and Ben agrees', async () => {
    await button(ada.page, 'I have kept it').click()
    await inspector(ada.page).getByRole('form', { name: 'I have kept it' }).getByRole('button', { name: 'I have kept it' }).click()
    await sendNow(ada)
    await button(ben.page, 'Yes, it was kept').and(ben.page.locator(':not([aria-disabled])')).click()
    await inspector(ben.page).getByRole('form', { name: 'Yes, it was kept' }).getByRole('button', { name: 'Yes, it was kept' }).click()
    await sendNow(ben)
    for (const bench of [ada, ben]) await inspector(bench.page).getByRole('list', { name: 'How far it is' }).getByText('Kept').waitFor()
    // What is kept can't be at risk any more.
    for (const bench of [ada, ben]) await button(inspector(bench.page), 'It is at risk').waitFor({ state: 'detached' })
    await look(ada, 'letter-12-kept')
  })

  step('it prints as the letter it is', async () => {
    await ada.page.evaluate(() => { window.print = () => {} })
    await ada.page.keyboard.press('Control+k')
    await ada.page.keyboard.type('Print this')
    await ada.page.getByRole('option', { name: /Print this/ }).first().waitFor()
    await ada.page.keyboard.press('Enter')
    await ada.page.locator('.print-sheet').waitFor({ state: 'attached' })
    await ada.page.emulateMedia({ media: 'print' })
    await ada.page.locator('.print-sheet').getByText(/have the hash [0-9a-f]{64}/).waitFor()
    expect(await ada.page.locator('#page').isVisible()).toBe(false)
    await ada.browser.shot(ada.page, 'letter-13-print')
    await ada.page.emulateMedia({ media: 'screen' })
    await ada.page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await ada.page.locator('.print-sheet').waitFor({ state: 'detached' })
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
