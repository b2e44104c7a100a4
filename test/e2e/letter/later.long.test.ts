// What comes after a first signature: the same words renewed, kept as a template, begun from again; and two offers that were
// made while apart.
import { describe, expect } from 'vitest'
import { dayFromNow, dayWords } from '../../harness/days.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { amend, button, inspector, marked, offer, openRecord, paper, sendNow, voice } from '../../harness/workbench-steps.ts'
import { byPalette, english } from '../../harness/workbench-tour.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'The night bake'
const LATER = dayFromNow(100)

describe('a letter that lives on', () => {
  let ada: Workbench
  let ben: Workbench
  let id = ''

  const step = officeStory('later', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    for (const bench of [ada, ben]) await bench.does('init', '--name', bench.name)
    await ada.does('workspace', 'create', 'Hollin Bank')
    await Promise.all([ada.serve(), ben.serve()])
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    id = (await ada.does<{ id: string }>('commitment', 'new', '--title', TITLE, '--to', 'Ben', '--by', '+9d', '--review', '+5d', '--text', 'Ada bakes from two to six, and says by noon if she can’t.')).id
    await ada.does('commitment', 'offer', id)
    await ben.does('commitment', 'accept', id)
    await Promise.all([ada, ben].map(async (bench) => {
      await bench.stop()
      await bench.open()
    }))
    for (const { page } of [ada, ben]) await page.getByRole('status').filter({ hasText: '1 connected' }).waitFor()
    await Promise.all([openRecord(ada, TITLE), openRecord(ben, TITLE)])
  })

  step('Ada renews it, takes that back within its eight seconds, and renews it after all', async () => {
    await button(inspector(ada.page), 'Renew').click()
    const form = inspector(ada.page).getByRole('form', { name: 'The same words, later dates' })
    await form.getByLabel('By when').fill(LATER)
    await look(ada, 'later-1-renew', { narrow: true })
    await button(form, 'Renew it').click()
    await form.waitFor({ state: 'detached' })
    await look(ada, 'later-2-renewal-held')
    await button(inspector(ada.page), 'Take back').click()
    await ada.page.getByTestId('held').waitFor({ state: 'detached' })
    await button(inspector(ada.page), 'Renew').click()
    await form.getByLabel('By when').fill(LATER)
    await button(form, 'Renew it').click()
    await sendNow(ada)
  })

  step('Ben sees the later date and nothing else, signs, and it holds', async () => {
    const changes = inspector(ben.page).getByRole('list', { name: 'What changed' })
    await expect.poll(() => marked(changes, 'after')).toContain(dayWords(LATER))
    await ben.page.getByRole('radio', { name: 'rev 2 as offered' }).click()
    await look(ben, 'later-3-renewed')
    await button(ben.page, 'Accept rev 2').click()
    await sendNow(ben)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
  })

  step('Ada keeps its words as a template, and Ben begins from them', async () => {
    await button(ada.page, 'More about this letter').click()
    await button(ada.page, 'Keep as a template').click()
    const dialog = ada.page.getByRole('dialog', { name: 'Keep as a template' })
    await dialog.getByLabel('What it is called').fill('A night shift')
    await dialog.getByLabel('When it fits, in a line').fill('Somebody works while others sleep.')
    await look(ada, 'later-4-template')
    await button(dialog, 'Keep it').click()
    await dialog.waitFor({ state: 'detached' })
    await button(ben.page, 'New letter').first().click()
    await ben.page.getByRole('radio', { name: /^A night shift/ }).check()
    expect(await ben.page.getByRole('radio', { name: /^A night shift/ }).locator('..').innerText()).toContain('Kept by Ada.')
    await ben.page.getByLabel('What is it about?').fill('The night watch')
    await ben.page.getByRole('checkbox', { name: 'Ada' }).check()
    await look(ben, 'later-5-begin', { narrow: true })
    await button(ben.page, 'Open the paper').click()
    await paper(ben.page).getByText('says by noon if she can’t').waitFor()
  })

  step('both offer other words while apart', async () => {
    await ben.stop()
    await amend(ada)
    await voice(ada.page, 'Our words').click()
    await ada.page.keyboard.press('Control+End')
    await ada.page.keyboard.type(' The oven is lit at one.')
    await offer(ada, 3)
    await sendNow(ada)
    await ada.stop()
    await ben.does('commitment', 'offer', id, '--text', 'Ada bakes from three to seven, and says by noon if she can’t.')
    for (const bench of [ada, ben]) {
      await bench.serveAgain()
      await bench.visit((await bench.does<{ url: string }>('open')).url)
    }
    await Promise.all([openRecord(ada, TITLE), openRecord(ben, TITLE)])
    for (const { page } of [ada, ben]) await inspector(page).getByText('Ada and Ben each made an offer while apart').or(inspector(page).getByText('Ben and Ada each made an offer while apart')).waitFor()
    await look(ada, 'later-6-two-offers', { narrow: true })
    await button(inspector(ada.page), 'Read side by side').click()
    await ada.page.getByRole('combobox', { name: 'Words on the left' }).waitFor()
    await look(ada, 'later-7-side-by-side')
  })

  step('what the palette asks is about the offer that waits for one’s name, never one’s own', async () => {
    for (const [{ page }, other] of [[ada, 'Ben'], [ben, 'Ada']] as const) {
      await byPalette(page, english('act.question'))
      await inspector(page).getByLabel(`What would you like to ask ${other}?`).waitFor()
      await button(inspector(page), 'Not now').click()
    }
  })

  step('one is written from both, and takes the place of both', async () => {
    await button(inspector(ada.page), 'Write rev 4').click()
    await voice(ada.page, 'Our words').click()
    await ada.page.keyboard.press('Control+a')
    await ada.page.keyboard.type('Ada bakes from three to seven, and lights the oven at two.')
    await offer(ada, 4)
    await sendNow(ada)
    await inspector(ben.page).getByText('each made an offer while apart').waitFor({ state: 'detached' })
    await paper(ben.page).getByText(dayWords(LATER)).waitFor()
    await button(ben.page, 'Accept rev 4').click()
    await sendNow(ben)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
    await look(ben, 'later-8-one-again')
  })

  step('and neither page complained of anything but the host that was gone', async () => {
    expect([...ada.errors, ...ben.errors].filter((error) => !/WebSocket|ERR_CONNECTION/.test(error))).toEqual([])
  })
})
