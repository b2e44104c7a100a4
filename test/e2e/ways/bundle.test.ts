// With no network at all: two machines that can't reach each other, and files that are carried between them by hand.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, introduce, keepWords, keyCode, openRecord, paper, paste } from '../../harness/workbench-steps.ts'
import { Office, WIDE, type Workbench } from '../../harness/workbench.ts'

interface Stick { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const PHONE = { width: 420, height: 800 } as const

describe('the exchange by file', () => {
  const step = story()
  const offices: Office[] = []
  let ada: Workbench
  let ben: Workbench
  let request: Stick
  let answer: Stick
  let news: Stick

  const takeIn = ({ page }: Workbench): Locator => page.getByRole('region', { name: 'Take in a file' })
  const make = ({ page }: Workbench): Locator => page.getByRole('region', { name: 'Make a file' })
  const card = (bench: Workbench, name: string): Locator => takeIn(bench).getByRole('article', { name, exact: true })

  /** What the browser hands out on this press, as bytes on a stick. */
  async function saved({ page, options }: Workbench, press: () => Promise<void>): Promise<Stick> {
    const [download] = await Promise.all([page.waitForEvent('download'), press()])
    const path = join(options.data, '..', download.suggestedFilename())
    await download.saveAs(path)
    return { name: download.suggestedFilename(), mimeType: '', buffer: readFileSync(path) }
  }
  async function command({ page }: Workbench, words: string): Promise<void> {
    // Keys mean something once the workbench stands.
    await page.getByText('Go to, search or do').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill(words)
    await page.keyboard.press('Enter')
  }
  /** By keys alone: the command asks for the file itself. */
  async function choose(bench: Workbench, stick: Stick): Promise<void> {
    const [chooser] = await Promise.all([bench.page.waitForEvent('filechooser'), command(bench, 'take one in')])
    await chooser.setFiles(stick)
  }
  /** Hands files to the page as a drop would; the page can't tell. */
  const drop = ({ page }: Workbench, ...sticks: readonly Stick[]): Promise<void> => page.evaluate((files) => {
    const data = new DataTransfer()
    for (const { name, base64 } of files) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }))
  }, sticks.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })))
  async function onPhone(bench: Workbench, name: string): Promise<void> {
    await bench.page.setViewportSize(PHONE)
    expect(await bench.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await look(bench, name)
    await bench.page.setViewportSize(WIDE)
  }

  beforeAll(async () => {
    // A network each, with nothing between them.
    offices.push(await Office.open(), await Office.open())
    ada = offices[0]!.seat('Ada')
    ben = offices[1]!.seat('Ben')
    await ada.does('init', '--name', 'Ada')
    await ada.does('workspace', 'create', 'Hollin Bank')
    await Promise.all([ada.open(), ben.open()])
  })
  afterAll(() => Promise.all(offices.map((office) => office.dispose())))
  picturesOfFailures('bundle', () => [ada, ben])

  step('with nobody here there is nobody to make one for', async () => {
    await command(ada, 'make one')
    await make(ada).getByText('Nobody else is here yet').waitFor()
    expect(await ada.page.evaluate(() => document.activeElement?.textContent)).toContain('Invite someone')
  })

  step('Ben asks to join by a file', async () => {
    const { link } = await ada.does<{ link: string }>('invite')
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByRole('heading', { name: 'No network between you? Join by file' }).waitFor()
    request = await saved(ben, () => button(ben.page, 'Save the request').press('Enter'))
    expect(request.name).toBe('Joining-Hollin-Bank.parley-bundle')
    await ben.page.getByText('Ada takes it in under Network, Exchange by file.').waitFor()
    await look(ben, '75-asked-by-file', { narrow: true })
    await onPhone(ben, '75-asked-by-file-phone')
  })

  step('what is no answer is told as what it is, and the join goes on', async () => {
    await drop(ben, { ...request, name: 'letter.txt', buffer: Buffer.from('milk, bread') })
    await ben.page.getByRole('alert').getByText('This is no bundle, or it was damaged on the way.').waitFor()
    await ben.page.getByRole('alert').getByText('letter.txt').waitFor()
    await look(ben, '75-no-answer')
    await button(ben.page, 'Put this away').click()
    await button(ben.page, 'Save it again').waitFor()
  })

  step('Ada takes it in, sees who asks, and gives an answer back', async () => {
    await choose(ada, request)
    const asks = card(ada, 'Ben asks to join Hollin Bank')
    await asks.getByText('Ben is let in, by an invite you wrote.').waitFor()
    await look(ada, '76-a-request', { narrow: true })
    answer = await saved(ada, () => button(asks, 'Save the answer').press('Enter'))
    await asks.getByText(`${answer.name} is saved.`).waitFor()
    await look(ada, '76-answered')
  })

  step('the answer lets him in, with the same four words on both screens', async () => {
    await drop(ben, answer)
    await ben.page.getByRole('heading', { name: 'You are part of Hollin Bank' }).waitFor()
    expect(await keyCode(ben.page)).toBe(await card(ada, 'Ben asks to join Hollin Bank').getByTestId('key-code').innerText())
    await look(ben, '77-in-by-file')
    const back = await saved(ben, () => button(ben.page, 'Make a file for Ada').press('Enter'))
    await button(ben.page, 'Go to Hollin Bank').click()
    // Looking at something else meanwhile loses neither card nor answer.
    await button(ada.page.getByRole('navigation'), /^Desk/).click()
    await drop(ada, back)
    await card(ada, 'From Ben').getByText('It brought news of who is part of Hollin Bank.').waitFor()
    await button(card(ada, 'Ben asks to join Hollin Bank'), 'Save it again').waitFor()
  })

  step('a promise travels by file', async () => {
    const { id } = await ada.does<{ id: string }>('promise', 'bring the audit notes', '--to', 'Ben')
    expect(id).not.toBe('')
    await command(ada, 'make one')
    await make(ada).getByText('Whoever is a member now can open it').waitFor()
    expect(await ada.page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
    await make(ada).getByLabel('For', { exact: true }).selectOption({ label: 'Ben' })
    await make(ada).getByText('Only Ben’s devices can open it.').waitFor()
    news = await saved(ada, () => button(make(ada), 'Make the file').press('Enter'))
    expect(news.name).toBe('Hollin-Bank-for-Ben.parley-bundle')
    await make(ada).getByText('with 1 signed change').waitFor()
    await look(ada, '77-made', { narrow: true })
    await onPhone(ada, '77-made-phone')
    await choose(ben, news)
    await card(ben, 'From Ada').getByText('bring the audit notes').waitFor()
    await look(ben, '78-taken-in', { narrow: true })
    await ben.page.keyboard.press('Control+b')
    await onPhone(ben, '78-taken-in-phone')
    await ben.page.keyboard.press('Control+b')
    await openRecord(ben, 'bring the audit notes')
    await paper(ben.page).getByText('signed rev 1, the words above').waitFor()
  })

  step('whoever made a file gets one back with what they lacked', async () => {
    const older = await saved(ben, async () => {
      await command(ben, 'make one')
      await button(make(ben), 'Make the file').press('Enter')
    })
    await ada.does('promise', 'mend the north gate', '--to', 'Ben')
    await drop(ada, older)
    const from = card(ada, 'From Ben').first()
    await from.getByText('1 change that is here had not reached Ben yet').waitFor()
    await look(ada, '79-lacked')
    const back = await saved(ada, () => button(from, 'Make a file for Ben').press('Enter'))
    await choose(ben, back)
    await card(ben, 'From Ada').getByText('mend the north gate').waitFor()
  })

  step('what was known to have arrived is brought again when asked for', async () => {
    await make(ada).getByLabel('For', { exact: true }).selectOption({ label: 'Ben' })
    await make(ada).getByRole('checkbox', { name: /^Also what Ben is known to have/ }).check()
    await saved(ada, () => button(make(ada), 'Make the file').click())
    await make(ada).getByText(/with ([3-9]|\d\d) signed changes/).waitFor()
  })

  step('several at once, of which one is none: the rest is taken in, and nothing is lost', async () => {
    const torn = { ...news, name: 'torn.parley-bundle', buffer: news.buffer.subarray(0, -40) }
    await drop(ben, torn, news)
    await takeIn(ben).getByRole('alert').getByText('Copy the file again, or ask for a new one.').waitFor()
    await card(ben, 'From Ada').first().getByText('Nothing in it was new here.').waitFor()
    await drop(ben, request)
    await takeIn(ben).getByText(/This bundle was made for somebody else/).waitFor()
    await drop(ben, { ...news, name: 'hollin-bank.parley-invite' })
    await takeIn(ben).getByText('This file is an invite').waitFor()
    await look(ben, '80-not-taken')
    expect(await ben.page.locator('[data-record]', { hasText: 'bring the audit notes' }).count()).toBe(1)
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
