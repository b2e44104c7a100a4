// What nobody means to type, paste or choose: nothing runs, nothing is lost, and the page says in words what is the matter.
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { childrenOf } from '../../harness/lan.ts'
import { officeStory } from '../../harness/office-story.ts'
import { button, found, inspector, keepWords, openRecord, readFirst, voice, writeLetter } from '../../harness/workbench-steps.ts'
import { NARROW, WIDE, type Office, type Workbench } from '../../harness/workbench.ts'

/** 200 letters, the most there may be, in two directions and with pictures among them. */
const NAME = `עדה 🌾 ${'Ada-Wilhelmina'.repeat(20)}`.slice(0, 200)
const TITLE = `الحليب 🥛 ${'milk '.repeat(60)}`.slice(0, 200).trim()
const HUGE_BYTES = 41 * 1024 * 1024
const PASTED = '<h2>Then</h2><p onclick="window.ran = 1">the words <b>are kept</b><script>window.ran = 1</script></p>'
  + '<img src="x" onerror="window.ran = 1"><svg onload="window.ran = 1"></svg><iframe srcdoc="<script>parent.ran = 1</script>"></iframe><a href="javascript:window.ran = 1">here</a>'

const ENDLESS = 'Donaudampfschifffahrt'.repeat(240)

/** As the browser does it when somebody pastes. */
const paste = (into: Locator, type: string, text: string): Promise<void> => into.evaluate((element, [kind, words]) => {
  const transfer = new DataTransfer()
  transfer.setData(kind!, words!)
  element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
}, [type, text])

describe('bad input', () => {
  let office: Office
  let ada: Workbench

  /** Something stands there, in words, and within the window. */
  async function isWell(): Promise<void> {
    const words = await ada.page.locator('body').innerText()
    expect(words.trim()).not.toBe('')
    expect(words).not.toMatch(/\b(?:Type|Reference|Range)Error\b|\bat \S+ \(|\.(?:ts|js|vue):\d+|\[object Object\]|\bundefined\b|\bNaN\b/)
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await ada.page.evaluate(() => 'ran' in window)).toBe(false)
  }
  async function isWellNarrow(shot: string): Promise<void> {
    await isWell()
    await ada.page.setViewportSize(NARROW)
    await ada.browser.shot(ada.page, shot)
    await isWell()
    await ada.page.setViewportSize(WIDE)
  }

  const step = officeStory('bad-input', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    await ada.open()
  })

  step('a name that is empty is asked for, and one of 200 letters in two directions is taken', async () => {
    const { page } = ada
    await button(page, /Start a new workspace/).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Your name, as colleagues say it').fill(NAME)
    await button(page, /Start a new workspace/).click()
    await page.getByTestId('recovery-words').waitFor()
    // The page is loaded anew before they are on paper: they are still there, and gone once they are.
    const words = await page.getByTestId('recovery-words').getByRole('listitem').allInnerTexts()
    expect(words).toHaveLength(12)
    await page.reload()
    await page.getByTestId('recovery-words').waitFor()
    expect(await page.getByTestId('recovery-words').getByRole('listitem').allInnerTexts()).toEqual(words)
    await keepWords(ada)
    await page.getByTestId('recovery-words').waitFor({ state: 'detached' })
    await page.reload()
    await button(page, /Start a new workspace/).click()
    await page.getByLabel('What is it called?').waitFor()
    expect(await page.getByTestId('recovery-words').count()).toBe(0)
    await page.getByText('It needs a name.').first().waitFor()
    await page.getByLabel('What is it called?').press('Enter')
    await isWell()
    await found(ada, 'Hollin Bank')
    const ben = office.seat('Ben')
    await ben.does('init', '--name', 'Ben')
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    await page.keyboard.press('Alt+3')
    const people = page.getByRole('region', { name: 'People', exact: true })
    await people.getByRole('button', { name: 'Ben' }).waitFor()
    await people.getByRole('button', { name: NAME.slice(0, 30) }).click()
    await page.getByRole('heading', { name: NAME.slice(0, 30), level: 2 }).waitFor()
    await isWellNarrow('bad-input-name')
  })

  step('what is empty says what is missing, and a day in the past that it has gone by', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+2')
    await page.keyboard.press('Alt+n')
    const quick = page.getByRole('dialog')
    await quick.getByText('Say what it is first.').first().waitFor()
    await page.keyboard.press('Control+Enter')
    await quick.getByLabel('Until which day').fill('2020-01-01')
    await quick.getByText('That day has gone by').waitFor()
    await page.keyboard.press('Escape')
    await quick.waitFor({ state: 'detached' })
    await button(page, 'New letter').click()
    await page.getByLabel('What is it about?').press('Control+Enter')
    await page.getByText('It needs a title').first().waitFor()
    await isWell()
  })

  step('pasted HTML keeps its words and runs nothing', async () => {
    const { page } = ada
    await writeLetter(ada, TITLE, 'Ben')
    await voice(page, 'Why').click()
    await paste(voice(page, 'Why'), 'text/html', PASTED)
    await voice(page, 'Why').locator('strong', { hasText: 'are kept' }).waitFor()
    expect(await voice(page, 'Why').locator('script, iframe, svg, [onclick], [onerror], [href^="javascript"]').count()).toBe(0)
    await isWellNarrow('bad-input-letter')
  })

  step('a word of thousands of letters and a text of hundreds of paragraphs stand within the window, and are kept', async () => {
    const { page } = ada
    await paste(voice(page, 'For how long'), 'text/plain', [ENDLESS, ...Array.from({ length: 300 }, (_, n) => `Paragraph ${n}: the milk is warm.`)].join('\n\n'))
    await voice(page, 'For how long').getByText('Paragraph 299: the milk is warm.').waitFor()
    await isWellNarrow('bad-input-long')
    await page.reload()
    await voice(page, 'For how long').getByText('Paragraph 299: the milk is warm.').waitFor()
    await isWell()
  })

  step('a picture too large to read is refused in words', async () => {
    const { page } = ada
    const file = join(office.folder, 'huge.png')
    writeFileSync(file, Buffer.from('89504e470d0a1a0a', 'hex'))
    truncateSync(file, HUGE_BYTES)
    await voice(page, 'Why').click()
    const chooser = page.waitForEvent('filechooser')
    await button(page, 'Picture').click()
    await (await chooser).setFiles(file)
    await page.getByText('huge.png can not be shown as a picture here.').waitFor()
    await page.getByText('40 MB at most').waitFor()
    await isWell()
  })

  step('a day in the past is said again before the words are offered', async () => {
    const { page } = ada
    await page.locator('[data-field="review"] input').first().fill('2020-01-01')
    await readFirst(page, 1).click()
    await inspector(page).getByText('has gone by. It stands in the words as it was set.').waitFor()
    await isWell()
    await button(page, 'Keep writing').click()
    expect(ada.errors).toEqual([])
  })

  step('and before somebody else’s words are signed', async () => {
    const { page } = ada
    const ben = office.seat('Ben')
    await ben.serve()
    const { id } = await ben.does<{ id: string }>('commitment', 'new', '--to', NAME.slice(0, 6), '--title', 'The old milk round', '--text', 'As we said.', '--review', '2019-06-01')
    await ben.does('commitment', 'offer', id)
    await openRecord(ada, 'The old milk round')
    await inspector(page).getByText('2019 has gone by. It stands in the words as it was set.').waitFor()
    await isWellNarrow('bad-input-gone-by')
    await openRecord(ada, 'الحليب')
  })

  step('a link that dies is begun again while the page goes on', async () => {
    const { page } = ada
    const before = await childrenOf(ada.host.pid, 'peers')
    expect(before.length).toBeGreaterThan(0)
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await voice(page, 'If it slips').click()
    await page.keyboard.type('Typed without a link. ')
    await expect.poll(() => childrenOf(ada.host.pid, 'peers').then((now) => now.filter((pid) => !before.includes(pid)).length)).toBeGreaterThan(0)
    await isWell()
    expect(ada.errors).toEqual([])
  })

  step('a host that goes while one types loses nothing', async () => {
    const { page } = ada
    await voice(page, 'If it slips').click()
    await page.keyboard.type('Begun with the host, ')
    await ada.stop('SIGKILL')
    await page.keyboard.type('ended without it.')
    await page.getByRole('contentinfo').getByText('Parley is not answering').waitFor()
    await isWell()
    await ada.serveAgain()
    await page.getByText('parley open').waitFor()
    await isWell()
    await page.goto((await ada.does<{ url: string }>('open')).url)
    await voice(page, 'If it slips').getByText('Begun with the host, ended without it.').waitFor()
    await voice(page, 'Why').getByText('are kept').waitFor()
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy') ?? '')
    expect(policy).toContain("default-src 'none'")
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe|\*|data:|blob:/)
  })

  step('the page lets no script in it run, however it got there', async () => {
    const before = ada.errors.length
    await ada.page.evaluate(() => {
      const script = document.createElement('script')
      const box = document.createElement('div')
      try {
        script.textContent = 'window.ran = 1'
        box.setAttribute('onclick', 'window.ran = 1')
      } catch {
        // A page that refuses it even earlier is as well.
      }
      document.body.append(script, box)
      box.click()
    })
    await isWell()
    await expect.poll(() => ada.errors.slice(before).some((error) => error.includes('Content Security Policy'))).toBe(true)
    expect(ada.errors.filter((error) => !/ERR_CONNECTION_REFUSED|WebSocket connection to|Content Security Policy/.test(error))).toEqual([])
  })
})
