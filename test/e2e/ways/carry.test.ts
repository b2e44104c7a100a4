// With no network at all: two machines that can't reach each other, and files that are carried between them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { story } from '../../harness/story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, introduce, keepWords, keyCode, openRecord, paper, paste } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

interface Stick { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

describe('the exchange as a file', () => {
  const step = story()
  const offices: Office[] = []
  let ada: Workbench
  let ben: Workbench

  /** What the browser hands out on this press, as bytes on a stick. */
  async function saved({ page }: Workbench, press: Locator, folder: string): Promise<Stick> {
    const [download] = await Promise.all([page.waitForEvent('download'), press.click()])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return { name: download.suggestedFilename(), mimeType: '', buffer: readFileSync(path) }
  }
  const elsewhere = async ({ page }: Workbench): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('somewhere')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Carry a file' }).waitFor()
  }

  beforeAll(async () => {
    offices.push(await Office.open(), await Office.open())
    ada = offices[0]!.seat('Ada')
    ben = offices[1]!.seat('Ben')
    await ada.does('init', '--name', 'Ada')
    await ada.does('workspace', 'create', 'Hollin Bank')
    await Promise.all([ada.open(), ben.open()])
  })
  afterAll(() => Promise.all(offices.map((office) => office.dispose())))
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await Promise.all([ada, ben].map((bench) => bench.browser.shot(bench.page, `failed-carry-${bench.name.toLowerCase()}`)))
  })

  step('Ben asks to join by a file, and the answer lets him in', async () => {
    const { link } = await ada.does<{ link: string }>('invite')
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByRole('table', { name: 'What was tried' }).waitFor()
    const request = await saved(ben, button(ben.page, 'Save the request'), offices[1]!.folder)
    expect(request.name).toMatch(/\.parley-bundle$/)
    await ben.page.getByText('who takes it in under Network').waitFor()
    await look(ben, '75-asked-by-file')
    await elsewhere(ada)
    await ada.page.locator('input[type="file"]').setInputFiles(request)
    await ada.page.getByText('Ben asks to join Hollin Bank.').waitFor()
    await look(ada, '76-a-request')
    const answer = await saved(ada, button(ada.page, 'Save the answer'), offices[0]!.folder)
    await ben.page.locator('input[type="file"]').setInputFiles(answer)
    await ben.page.getByText('You are part of Hollin Bank').waitFor()
    const code = await keyCode(ben.page)
    await button(ben.page, 'Go to Hollin Bank').click()
    await button(ada.page.getByRole('navigation'), 'Invite').click()
    expect(await keyCode(ada.page)).toBe(code)
  })

  step('what is only on one device travels on a stick, and says so on the way', async () => {
    // The newcomer's own acts come back the same way: until then nobody can promise him anything.
    await elsewhere(ben)
    const first = await saved(ben, button(ben.page, 'Make a file'), offices[1]!.folder)
    await elsewhere(ada)
    await ada.page.locator('input[type="file"]').setInputFiles(first)
    await ada.page.getByText(/of what Ben brought/).waitFor()
    await ada.does('promise', 'bring the audit notes', '--to', 'Ben')
    const stick = await saved(ada, button(ada.page, 'Make a file'), offices[0]!.folder)
    await ada.page.getByText(/was made, with .* signed act/).waitFor()
    await elsewhere(ben)
    await ben.page.locator('input[type="file"]').setInputFiles(stick)
    await ben.page.getByText(/of what Ada brought/).waitFor()
    await look(ben, '77-taken-in')
    await openRecord(ben, 'bring the audit notes')
    await paper(ben.page).getByText('signed rev 1, the words above').waitFor()
  })

  step('a file that is none is refused, with nothing changed', async () => {
    await elsewhere(ben)
    await ben.page.locator('input[type="file"]').setInputFiles({ name: 'x.parley-bundle', mimeType: '', buffer: Buffer.from('not a bundle') })
    await ben.page.getByRole('alert').waitFor()
    await look(ben, '78-no-bundle')
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
