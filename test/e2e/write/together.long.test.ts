// Two people write one letter: each sees the other, comments, suggests, pastes, draws tables and pictures, undoes only what is
// their own, goes on writing while alone, and loses nothing when the page is loaded anew.
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { picture } from '../../harness/picture.ts'
import { officeStory } from '../../harness/office-story.ts'
import { pairByCommand } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, inspector, openRecord, paper, readFirst, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk round'

const field = (page: Page, name: string) => voice(page, name)
const review = (page: Page) => page.getByTestId('review')
const wordsOf = async (page: Page, name: string): Promise<string> => (await field(page, name).innerText()).replaceAll('\u200b', '')

/** As the system would hand it over. */
async function pasteInto(page: Page, name: string, data: Readonly<Record<string, string>>): Promise<void> {
  await field(page, name).click()
  await page.keyboard.press('Control+End')
  await field(page, name).evaluate((element, given) => {
    const transfer = new DataTransfer()
    for (const [type, text] of Object.entries(given)) transfer.setData(type, text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  }, data)
}

/** A picture in the clipboard, or held over the end of a field and let go there. */
async function handOver(page: Page, name: string, how: 'paste' | 'drop', file: string, bytes: Buffer): Promise<void> {
  await field(page, name).click()
  await page.keyboard.press('Control+End')
  await field(page, name).evaluate((element, given) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([Uint8Array.from(atob(given.base64), (one) => one.charCodeAt(0))], given.file, { type: 'image/png' }))
    const box = element.lastElementChild!.getBoundingClientRect()
    const at = { clientX: box.left + 4, clientY: box.bottom - 4 }
    element.lastElementChild!.dispatchEvent(given.how === 'paste'
      ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true, ...at }))
  }, { how, file, base64: bytes.toString('base64') })
}

/** Selects the last so many letters of a field by keys. */
async function selectLast(page: Page, name: string, letters: number): Promise<void> {
  await field(page, name).click()
  await page.keyboard.press('Control+End')
  for (let i = 0; i < letters; i++) await page.keyboard.press('Shift+ArrowLeft')
}

describe('two people in one letter', () => {
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('write', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pairByCommand(ada, ben)
    await ada.does('commitment', 'new', '--title', TITLE, '--to', 'Ben', '--text', 'We keep it short.')
    await ada.does('commitment', 'new', '--title', 'The cans', '--to', 'Ben', '--text', 'They are washed.')
    await Promise.all([openRecord(ada, TITLE), openRecord(ben, TITLE)])
    await Promise.all([field(ada.page, 'Why').waitFor(), field(ben.page, 'Why').waitFor()])
  })

  step('each sees where the other is', async () => {
    await field(ada.page, 'Why').click()
    await ada.page.keyboard.type('Nobody goes hungry.')
    await field(ben.page, 'Why').getByText('Nobody goes hungry.').waitFor()
    await field(ben.page, 'If it slips').click()
    await ada.page.getByTestId('readers').getByText('Ben writes in If it slips').waitFor({ state: 'attached' })
    // What he selects, in his colour; and where he reads once he no longer writes.
    await selectLast(ben.page, 'Why', 7)
    await expect.poll(() => field(ada.page, 'Why').locator('.their-selection').allInnerTexts()).toEqual(['hungry.'])
    expect(await field(ada.page, 'Why').locator('.their-selection').evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)')
    await look(ada, '109-his-selection')
    await ben.page.getByRole('navigation').getByRole('button', { name: 'Commitments' }).focus()
    await ada.page.getByTestId('readers').getByText('Ben reads Our words').waitFor({ state: 'attached' })
    await field(ada.page, 'Why').locator('.their-selection').waitFor({ state: 'detached' })
    await field(ben.page, 'If it slips').click()
    await button(ben.page, 'Show others where I am').click()
    await ada.page.getByTestId('readers').waitFor({ state: 'detached' })
    await button(ben.page, 'Show others where I am').click()
    await ada.page.getByTestId('readers').first().waitFor()
  })

  step('blocks, people and records by a sign; lists and checklists by keys', async () => {
    const promises = field(ada.page, 'Ada promises')
    await promises.click()
    await ada.page.keyboard.type('- milk')
    await ada.page.keyboard.press('Enter')
    await ada.page.keyboard.type('cheese')
    await ada.page.keyboard.press('Enter')
    await ada.page.keyboard.press('Enter')
    await ada.page.keyboard.type('[ ] ask @Be')
    await ada.page.getByRole('option', { name: 'Ben' }).waitFor()
    await ada.page.keyboard.press('Enter')
    await field(ben.page, 'Ada promises').locator('.draft-person', { hasText: 'Ben' }).waitFor()
    expect(await field(ben.page, 'Ada promises').locator('li').allInnerTexts()).toHaveLength(3)
    expect(await field(ben.page, 'Ada promises').getByRole('checkbox').count()).toBe(1)
    await ada.page.keyboard.type(' about #The cans')
    await ada.page.getByRole('option', { name: 'The cans' }).waitFor()
    await ada.page.keyboard.press('Enter')
    await field(ben.page, 'Ada promises').locator('.draft-record', { hasText: 'The cans' }).waitFor()
    await look(ben, '108-signs')
  })

  step('a table by keys alone, and out of it again', async () => {
    const page = ada.page
    await field(page, 'For how long').click()
    await page.keyboard.type('/tab')
    await page.getByRole('option', { name: 'Table' }).waitFor()
    await page.keyboard.press('Enter')
    for (const words of ['Day', 'Who', 'Where']) {
      await page.keyboard.type(words)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Control+Alt+ArrowDown')
    await page.keyboard.press('Control+Alt+Shift+Backspace')
    await page.keyboard.type('Monday')
    await page.keyboard.press('Escape')
    await page.keyboard.type('Until August.')
    const table = field(ben.page, 'For how long').locator('table')
    await field(ben.page, 'For how long').getByText('Until August.').waitFor()
    expect(await table.locator('tr').count()).toBe(4)
    expect(await table.locator('tr').first().locator('th, td').count()).toBe(2)
    await table.getByText('Monday').waitFor()
  })

  step('what is pasted keeps what a letter can hold, and no script runs', async () => {
    await pasteInto(ada.page, 'If it slips', {
      'text/html': '<b style="font-weight:normal"><h2>Then</h2><p style="color:red" onclick="window.ran=1">we <span style="font-weight:700">say</span> so<script>window.ran = 1</script><style>p{}</style></p>'
        + '<img src=x onerror="window.ran=1"><ul><li><input type="checkbox" checked>ring</li></ul><table><tr><td>a<table><tr><td>deep</td><td>down</td></tr></table></td><td colspan=9>b</td></tr></table>'
        + '<a href="javascript:window.ran=1">no</a> <a href="https://example.org/rota">rota</a></b>',
    })
    const there = field(ben.page, 'If it slips')
    await there.locator('h3', { hasText: 'Then' }).waitFor()
    await there.locator('strong', { hasText: 'say' }).waitFor()
    await there.locator('p:has(.draft-link)', { hasText: 'no rota' }).waitFor()
    expect(await there.locator('table').count()).toBe(1)
    await there.locator('td p', { hasText: 'deep down' }).waitFor()
    expect(await there.getByRole('checkbox').isChecked()).toBe(true)
    expect(await there.locator('img:not(.ProseMirror-separator), script, style, [onclick]').count()).toBe(0)
    expect(await ada.page.evaluate(() => 'ran' in window)).toBe(false)
    await pasteInto(ada.page, 'Ada promises', { 'text/plain': '## Round\n\n1. first\n2. second\n\n| Day | Who |\n| --- | --- |\n| Mon | Ada |' })
    await field(ben.page, 'Ada promises').locator('th', { hasText: 'Day' }).waitFor()
    await field(ben.page, 'Ada promises').locator('ol li', { hasText: 'second' }).waitFor()
  })

  step('a picture is made small, travels with the draft, and is shown', async () => {
    const chooser = ada.page.waitForEvent('filechooser')
    await field(ada.page, 'Why').click()
    await ada.page.keyboard.press('Control+End')
    await button(ada.page, 'Picture').click()
    await (await chooser).setFiles({ name: 'milk-can.png', mimeType: 'image/png', buffer: picture(2000) })
    const there = field(ben.page, 'Why').getByRole('img', { name: 'milk can' })
    await there.waitFor()
    await expect.poll(() => there.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1600)
  })

  step('so is one that is pasted, and one that is dropped; a file that is no picture is told', async () => {
    await handOver(ada.page, 'If it slips', 'paste', 'the-gate.png', picture(40))
    await field(ben.page, 'If it slips').getByRole('img', { name: 'the gate' }).waitFor()
    await handOver(ada.page, 'If it slips', 'drop', 'the-bell.png', picture(60))
    const bell = field(ben.page, 'If it slips').getByRole('img', { name: 'the bell' })
    await expect.poll(() => bell.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(60)
    await handOver(ada.page, 'If it slips', 'drop', 'no-picture.png', Buffer.from('not a picture'))
    await ada.page.getByRole('alert').filter({ hasText: 'no-picture.png' }).waitFor()
    await button(ada.page.getByRole('alert').filter({ hasText: 'no-picture.png' }), 'Put this away').click()
  })

  step('a comment on the words is answered, settled and opened again; its words may go', async () => {
    await field(ben.page, 'Ben promises').click()
    await ben.page.keyboard.type('I bring the milk by ten.')
    await field(ada.page, 'Ben promises').getByText('by ten.').waitFor()
    await selectLast(ada.page, 'Ben promises', 7)
    await ada.page.keyboard.press('Control+Alt+m')
    await review(ada.page).getByLabel('Your comment').fill('Nine on Mondays?')
    await button(review(ada.page), 'Say it').click()
    await field(ben.page, 'Ben promises').locator('.commented', { hasText: 'ten.' }).click()
    await review(ben.page).getByText('Nine on Mondays?').waitFor()
    await review(ben.page).getByPlaceholder('Answer').fill('Yes, nine.')
    await ben.page.keyboard.press('Enter')
    await review(ada.page).getByText('Yes, nine.').waitFor()
    await button(review(ada.page), 'Settled').click()
    await field(ben.page, 'Ben promises').locator('.commented').waitFor({ state: 'detached' })
    await button(review(ben.page), '1 settled').click()
    await button(review(ben.page), 'Open again').click()
    await field(ada.page, 'Ben promises').locator('.commented').waitFor()
  })

  step('a suggestion is taken or left; what is undone is one’s own alone', async () => {
    await button(ben.page, 'Suggest').click()
    await selectLast(ben.page, 'Why', 0)
    await field(ben.page, 'Ben promises').click()
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' Always.')
    await field(ada.page, 'Ben promises').locator('ins', { hasText: 'Always.' }).waitFor()
    await field(ada.page, 'Ada promises').click()
    await ada.page.keyboard.press('Control+End')
    await ada.page.keyboard.type('Mine.')
    await field(ben.page, 'Ada promises').getByText('Mine.').first().waitFor()
    await Promise.all([look(ada, '110-drafting', { narrow: true }), look(ben, '111-suggesting')])
    expect(await readFirst(inspector(ada.page), 1).getAttribute('aria-disabled')).toBe('true')
    await inspector(ada.page).getByText('Take or leave the suggestions in the words first.').waitFor()
    await button(review(ada.page), /^Take: / ).click()
    await field(ben.page, 'Ben promises').locator('ins').waitFor({ state: 'detached' })
    expect(await wordsOf(ben.page, 'Ben promises')).toContain('by ten. Always.')
    await field(ada.page, 'Ben promises').click()
    await ada.page.keyboard.press('Control+z')
    await field(ben.page, 'Ben promises').locator('ins', { hasText: 'Always.' }).waitFor()
    expect(await wordsOf(ada.page, 'Ada promises')).toContain('Mine.')
    await button(review(ben.page), /^Leave: / ).click()
    await field(ada.page, 'Ben promises').locator('ins').waitFor({ state: 'detached' })
    expect(await wordsOf(ada.page, 'Ben promises')).toBe('I bring the milk by ten.')
    await button(ben.page, 'Suggest').click()
  })

  step('typing goes on without a host, outlives a reload, and merges with what the other wrote meanwhile', async () => {
    await ben.stop('SIGKILL')
    await field(ben.page, 'Why').click()
    await ben.page.keyboard.press('Control+Home')
    await ben.page.keyboard.type('Alone: ')
    await field(ada.page, 'Why').click()
    await ada.page.keyboard.press('Control+Home')
    await ada.page.keyboard.type('Together. ')
    await ben.serveAgain()
    await ben.page.getByText('parley open').waitFor()
    await ben.page.goto((await ben.does<{ url: string }>('open')).url)
    await field(ada.page, 'Why').getByText('Alone:').waitFor({ timeout: 30_000 })
    await field(ben.page, 'Why').getByText('Together.').waitFor({ timeout: 30_000 })
    await field(ben.page, 'Ben promises').click()
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' And the cans.')
    await ben.page.reload()
    await field(ben.page, 'Ben promises').getByText('And the cans.').waitFor()
    await field(ada.page, 'Ben promises').getByText('And the cans.').waitFor()
  })

  step('the words are offered as they are frozen, pictures and all, and a change after that says so', async () => {
    await readFirst(ada.page, 1).click()
    await paper(ada.page).getByRole('img', { name: 'milk can' }).waitFor()
    await look(ada, '112-read-with-picture')
    await signRead(ada.page, 1).click()
    await button(ada.page.getByTestId('held'), 'Send now').click()
    await button(ben.page, 'Accept rev 1').waitFor()
    // What was said about the words is found beside the offer, and leads to them.
    await review(ben.page).getByText('Nine on Mondays?').waitFor()
    const picture = paper(ben.page).getByRole('img', { name: 'milk can' })
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1600)
    await paper(ben.page).getByRole('cell', { name: 'Monday' }).waitFor()
    await button(paper(ben.page), 'The cans').click()
    await ben.page.getByRole('tab', { name: 'The cans', selected: true }).waitFor()
    await ben.page.getByRole('tab', { name: TITLE }).click()
    await look(ben, '113-offered-with-picture')
    await review(ben.page).getByRole('button', { name: /ten\./ }).click()
    await field(ben.page, 'Ben promises').locator('.commented.active').waitFor()
    await field(ben.page, 'Why').click()
    await ben.page.keyboard.type('More. ')
    await field(ben.page, 'Why').getByRole('img', { name: 'milk can' }).waitFor()
    await ben.page.getByRole('radio', { name: /Working text.*\+1 word/ }).waitFor()
    expect([ada.errors, ben.errors.filter((error) => !/WebSocket|ERR_CONNECTION/.test(error))]).toEqual([[], []])
  })
})
