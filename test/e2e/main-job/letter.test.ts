// Two people, each with a host and a browser of their own, make a commitment by hand: over real WebRTC, on two screens.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { parley } from '../../harness/cli.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import {
  amend, button, found, inspector, introduce, invite, keepWords, keyCode, offer, openRecord, paper, paste, readFirst, sendNow, signRead, voice, writeLetter,
} from '../../harness/workbench-steps.ts'
import { NARROW, WIDE, type Office, type Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk round'

/** Whether all of it can be seen without scrolling. */
const inView = (what: Locator): Promise<boolean> => what.evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= window.innerHeight && element.contains(document.elementFromPoint(element.getBoundingClientRect().left + 5, (top + bottom) / 2))
})

describe('two people at two screens', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let link = ''

  const step = officeStory('main-job', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada.open(), ben.open()])
  })

  step('Ada says her name and keeps her recovery words', async () => {
    await ada.page.getByLabel('Your name, as colleagues say it').waitFor()
    await look(ada, '01-first-run', { narrow: true })
    await introduce(ada, 'Start a new workspace')
    const words = await ada.page.getByTestId('recovery-words').locator('li .word').allInnerTexts()
    expect(words).toHaveLength(12)
    expect(await button(ada.page, 'Carry on').getAttribute('aria-disabled')).toBe('true')
    await look(ada, '02-recovery-words')
    await keepWords(ada)
  })

  step('she starts a workspace', async () => {
    await ada.page.getByLabel('What is it called?').waitFor()
    await look(ada, '03-found')
    await found(ada, 'Hollin Bank')
    await look(ada, '04-empty-workbench', { narrow: true })
  })

  step('she writes an invite and copies it', async () => {
    link = await invite(ada)
    expect(link).toMatch(/^parley:\/\/join\/#/)
    await button(ada.page, 'Copy the link').click()
    await ada.page.getByText('Copied. Send it the way you trust.').waitFor()
    expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    await look(ada, '05-invite')
  })

  step('Ben reads who invites him where, asks, and is let in; both see the same four words', async () => {
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await paste(ben, link)
    await ben.page.getByTestId('join-preview').getByText('Ada invites you to Hollin Bank').waitFor()
    await look(ben, '06-join-preview')
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByText('You are part of Hollin Bank').waitFor()
    const code = await keyCode(ben.page)
    expect(code.split(' ')).toHaveLength(4)
    await ada.page.getByText('Ben joined.').waitFor()
    expect(await keyCode(ada.page)).toBe(code)
    await Promise.all([look(ben, '07-admitted'), look(ada, '08-someone-joined')])
    await button(ben.page, 'Go to Hollin Bank').click()
    await ben.page.getByRole('status').filter({ hasText: '1 connected' }).waitFor()
  })

  step('Ada opens a letter, and both write in it at once', async () => {
    await writeLetter(ada, TITLE, 'Ben')
    await voice(ada.page, 'Why').pressSequentially('So that the dairy gets its milk warm.')
    await voice(ada.page, 'Ada promises').pressSequentially('I milk in the mornings.')
    await look(ada, '09-private-draft')
    await button(ada.page, 'Write it together').click()
    await openRecord(ben, TITLE)
    await voice(ben.page, 'Why').getByText('So that the dairy gets its milk warm.').waitFor()
    await voice(ben.page, 'Ben promises').click()
    await ben.page.keyboard.type('I bring the milk to the dairy before ten.')
    await voice(ada.page, 'Ben promises').getByText('I bring the milk to the dairy before ten.').waitFor()
    await ada.page.locator('.their-caret', { hasText: 'Ben' }).waitFor()
    await ada.page.getByTestId('presence').getByText('Ben is here').waitFor()
    await voice(ada.page, 'If it slips').click()
    await ada.page.keyboard.type('We say so before seven.')
    await voice(ben.page, 'If it slips').getByText('We say so before seven.').waitFor()
    await ben.page.locator('.their-caret', { hasText: 'Ada' }).waitFor()
    await Promise.all([look(ada, '10-writing-together', { narrow: true }), look(ben, '11-writing-together-ben')])
  })

  step('she takes an offer back within its eight seconds, then sends it', async () => {
    await readFirst(ada.page, 1).click()
    await paper(ada.page).getByText('I bring the milk to the dairy before ten.').waitFor()
    await look(ada, '12-read-before-offer')
    await signRead(ada.page, 1).click()
    await ada.page.getByTestId('held').waitFor()
    await inspector(ada.page).getByRole('heading', { name: 'Rev 1 is being signed' }).waitFor()
    await look(ada, '13-held', { narrow: true })
    await button(ada.page.getByTestId('held'), 'Take back').click()
    await ada.page.getByTestId('held').waitFor({ state: 'detached' })
    expect(await ada.does('show', TITLE)).toMatchObject({ state: 'draft', offer: null })
    await offer(ada, 1)
    await sendNow(ada)
    await inspector(ada.page).getByText('Waiting for Ben.').waitFor()
    await ada.page.locator('[data-record]', { hasText: TITLE }).getByText('only on this device').waitFor({ state: 'detached' })
    await look(ada, '14-offered')
  })

  step('Ben reads the whole words and asks; Ada hears it', async () => {
    await button(ben.page, 'Read rev 1 in full').or(button(ben.page, 'Accept rev 1')).first().waitFor()
    await look(ben, '15-an-offer')
    const read = button(ben.page, 'Read rev 1 in full')
    if (await read.isVisible()) await read.click()
    await paper(ben.page).getByText('I milk in the mornings.').waitFor()
    await button(ben.page, 'Talk first').click()
    await ben.page.getByLabel('What would you like to ask Ada?').fill('Also on Sundays?')
    await look(ben, '16-asking')
    await button(ben.page, 'Ask Ada').click()
    await inspector(ada.page).getByText('Also on Sundays?').waitFor()
    await look(ada, '17-a-question')
  })

  step('he accepts, and it is in force on both screens', async () => {
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
    await Promise.all([look(ben, '18-in-force', { narrow: true }), look(ada, '19-in-force-ada')])
  })

  step('he offers other words; the first ones hold until she has signed again', async () => {
    await amend(ben)
    await voice(ben.page, 'Ada promises').click()
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' Not on Sundays.')
    await offer(ben, 2)
    await sendNow(ben)
    await inspector(ada.page).getByText('Changed since you accepted').waitFor()
    const shown = await ada.does<{ state: string; revision: number; offer: number }>('show', TITLE)
    expect(shown).toMatchObject({ state: 'in force', revision: 1, offer: 2 })
    await inspector(ada.page).getByText('Until everyone has signed, rev 1 holds.').waitFor()
    await paper(ada.page).getByText('Not on Sundays.').waitFor()
    await look(ada, '20-changed-since', { narrow: true })
    await button(ada.page.getByRole('navigation'), /^Desk/).click()
    await ada.page.getByText('Ben offers other words: rev 2. You signed rev 1.').waitFor()
    await look(ada, '20a-desk-asks', { narrow: true })
    await ada.page.locator('[data-ask]', { hasText: TITLE }).click()
    await button(ada.page.getByRole('navigation'), 'Commitments').click()
    // The desk opens the words in place; the letter itself stands in its tab.
    await ada.page.getByRole('tab', { name: TITLE }).click()
    await button(ada.page, 'Accept rev 2').waitFor()
    await ada.page.setViewportSize(NARROW)
    await ada.page.getByRole('status').filter({ hasText: 'Ben offers other words: rev 2.' }).waitFor()
    await button(ada.page, 'To your answer').click()
    await expect.poll(() => inView(button(ada.page, 'Accept rev 2'))).toBe(true)
    await ada.browser.shot(ada.page, '20b-to-the-answer-narrow')
    await ada.page.setViewportSize(WIDE)
    await expect.poll(() => button(ada.page, 'To your answer').isVisible()).toBe(false)
    await ada.page.getByRole('radio', { name: 'Compare' }).click()
    await look(ada, '21-compare')
    await ada.page.getByRole('radio', { name: 'rev 2 as offered' }).click()
    await button(ada.page, 'Accept rev 2').click()
    await sendNow(ada)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
  })

  step('the history says who signed which words', async () => {
    await ada.page.getByRole('radio', { name: 'History' }).click()
    const rows = await inspector(ada.page).locator('ol.rows > li').allInnerTexts()
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatch(/rev 2[^]*in force[^]*Ben signed/)
    expect(rows[0]).toContain('You signed')
    expect(rows[1]).toMatch(/rev 1[^]*replaced by later words/)
    await look(ada, '22-history')
  })

  step('they check in, say it is kept, and agree', async () => {
    await ada.page.getByRole('radio', { name: /Check-ins/ }).click()
    await ada.page.getByLabel('How is it going, in your words?').fill('Every morning so far.')
    await button(ada.page, 'Send').click()
    await ben.page.getByRole('radio', { name: /Check-ins/ }).click()
    await inspector(ben.page).getByText('Every morning so far.').waitFor()
    for (const [one, other] of [[ada, ben], [ben, ada]] as const) {
      await button(one.page, 'I have kept it').click()
      await one.page.getByLabel('How it went, if you like').fill(`Kept, says ${one.name}.`)
      await inspector(one.page).getByRole('form', { name: 'I have kept it' }).getByRole('button', { name: 'I have kept it' }).click()
      await sendNow(one)
      await button(other.page, 'Yes, it was kept').and(other.page.locator(':not([aria-disabled])')).click()
      if (one === ada) await look(ben, '23-acknowledge')
      await inspector(other.page).getByRole('form', { name: 'Yes, it was kept' }).getByRole('button', { name: 'Yes, it was kept' }).click()
      await sendNow(other)
    }
    for (const bench of [ada, ben]) await inspector(bench.page).getByRole('list', { name: 'How far it is' }).getByText('Kept').waitFor()
    await look(ada, '24-kept')
  })

  step('the saved record verifies anywhere, and not once it was changed', async () => {
    await button(ada.page, 'More about this letter').click()
    const [download] = await Promise.all([ada.page.waitForEvent('download'), ada.page.getByRole('button', { name: 'Save the signed record' }).click()])
    const file = join(office.folder, download.suggestedFilename())
    await download.saveAs(file)
    const stranger = { data: join(office.folder, 'nobody') }
    expect(await parley(['verify', file], stranger)).toMatchObject({ exit: 0, out: expect.stringContaining('Every signature matches') as string })
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)
    const changed = await parley(['verify', file, '--json'], stranger)
    expect(changed.exit).toBe(1)
    expect(changed.out + changed.note).toMatch(/[a-z]{3,} [a-z]{2,}/)
    expect(changed.out).not.toContain('Every signature matches')
  })

  step('Ben says no to a second letter, with his reason', async () => {
    await writeLetter(ada, 'Night', 'Ben')
    await ada.page.getByRole('textbox', { name: 'Title' }).press('End')
    await ada.page.keyboard.type(' watch')
    await ada.page.reload()
    await ada.page.getByRole('tab', { name: 'Night watch', selected: true }).waitFor()
    await voice(ada.page, 'Ben promises').click()
    await ada.page.keyboard.type('I sit up with the calving cows.')
    await offer(ada, 1)
    await sendNow(ada)
    await openRecord(ben, 'Night watch')
    await button(ben.page, 'Not for me').click()
    await ben.page.getByLabel('Why, if you like to say').fill('My nights belong to the baby.')
    await look(ben, '25-declining')
    await button(ben.page, 'Say no to rev 1').click()
    await sendNow(ben)
    await inspector(ada.page).getByText('My nights belong to the baby.').waitFor()
    await inspector(ada.page).getByRole('list', { name: 'How far it is' }).getByText('Declined').waitFor()
    await look(ada, '26-declined')
  })

  step('a promise takes one line', async () => {
    await button(ada.page, 'New promise').click()
    await ada.page.getByLabel('What, to whom, by when').fill('bring the audit notes to Ben by tomorrow')
    await ada.page.getByTestId('quick-back').getByText('You promise Ben').waitFor()
    await look(ada, '27-promise')
    await button(ada.page.getByRole('dialog'), 'Promise it').click()
    await ada.page.getByTestId('held').waitFor()
    await look(ada, '27b-promise-held')
    await sendNow(ada)
    await paper(ada.page).getByText('signed rev 1, the words above').waitFor()
    await openRecord(ben, 'bring the audit notes')
    await look(ben, '28-promise-received')
  })

  step('the desk, the people, and who is connected', async () => {
    await button(ada.page.getByRole('navigation'), /^Desk/).click()
    await look(ada, '29-desk', { narrow: true })
    await button(ben.page.getByRole('navigation'), /^Desk/).click()
    await ben.page.getByRole('region', { name: 'Promised to me' }).getByText('bring the audit notes').waitFor()
    await look(ben, '29b-desk-ben')
    await button(ada.page.getByRole('navigation'), 'People').click()
    await ada.page.getByRole('region', { name: 'People' }).getByRole('button', { name: /Ben/ }).click()
    await look(ada, '30-people')
    await ada.page.getByTestId('sync-status').click()
    await look(ada, '31-connected')
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Control+k')
    await ada.page.keyboard.type('milk')
    await ada.page.getByRole('option').first().waitFor()
    await look(ada, '32-palette')
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
