// Two papers nobody sees on a good day: a key behind a passphrase, and a letter whose words are not on this device.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, inspector, openRecord, paper } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

const PASSPHRASE = 'five words are enough, mostly'
const TITLE = 'bring the audit notes'

describe('a key behind a passphrase', () => {
  const step = story()
  let office: Office
  let ada: Workbench

  beforeAll(async () => {
    office = await Office.open()
    ada = office.seat('Ada')
    const file = join(office.folder, 'passphrase')
    writeFileSync(file, `${PASSPHRASE}\n`)
    await ada.does('init', '--name', 'Ada', '--passphrase-file', file)
    await ada.does('workspace', 'create', 'Hollin Bank', '--passphrase-file', file)
    await ada.open()
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('locked', () => [ada])

  step('is asked for before anything is shown', async () => {
    await ada.page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    expect(await ada.page.getByText('Hollin Bank').count()).toBe(0)
    expect(await button(ada.page, 'Unlock').getAttribute('aria-disabled')).toBe('true')
    await look(ada, '80-locked', { narrow: true })
  })

  step('is not opened by another one, which says so and can be typed anew', async () => {
    await ada.page.keyboard.type('not the one, surely')
    await ada.page.keyboard.press('Enter')
    await ada.page.getByRole('alert').waitFor()
    await look(ada, '81-not-unlocked')
    expect(await ada.page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('password')
  })

  step('opens with the right one, and the page is where it was left', async () => {
    await ada.page.keyboard.type(PASSPHRASE)
    await ada.page.keyboard.press('Enter')
    await ada.page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
    expect(await ada.page.title()).toContain('Hollin Bank')
    expect(ada.errors).toEqual([])
  })
})

describe('a letter whose words are not on this device', () => {
  const step = story()
  let office: Office
  let ada: Workbench
  let ben: Workbench

  /** Takes the words from a host that does not run, as a disk that lost a page would; what was made of them goes too. */
  function forgetWords({ options }: Workbench): void {
    const root = join(options.data, 'workspaces')
    const db = new DatabaseSync(join(root, readdirSync(root)[0]!, 'ledger.sqlite'))
    db.prepare('delete from texts where instr(bytes, cast(? as blob)) > 0').run(TITLE)
    db.exec("delete from views; delete from facts where key = 'views'")
    db.close()
  }

  beforeAll(async () => {
    office = await Office.open()
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    mkdirSync(ada.options.data, { recursive: true })
    for (const bench of [ada, ben]) await bench.does('init', '--name', bench.name)
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ada.serve()
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    await ada.does('promise', TITLE, '--to', 'Ben')
    await ben.serve()
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('unavailable', () => [ada])

  step('was written, reached Ben, and lost its words on a disk', async () => {
    const titles = () => ben.does<readonly { title: string }[]>('ls', 'commitments').then((rows) => rows.map(({ title }) => title))
    await expect.poll(titles, { timeout: 60_000, interval: 500 }).toContain(TITLE)
    await Promise.all([ada.stop(), ben.stop()])
    forgetWords(ada)
    await ada.open()
  })

  step('says that they are not here, and never that it is agreed', async () => {
    await openRecord(ada, 'Terms unavailable')
    await paper(ada.page).getByText('The words of this revision have not reached this device.').waitFor()
    expect(await ada.page.getByText(TITLE).count()).toBe(0)
    await paper(ada.page).getByText('signed rev 1, whose words are not here').waitFor()
    await inspector(ada.page).getByRole('region', { name: 'Signatures' }).getByText('Can’t check').waitFor()
    expect(await inspector(ada.page).innerText()).not.toMatch(/In force|These words/)
    await button(ada.page.getByRole('navigation'), /^Desk/).click()
    await ada.page.getByRole('heading', { name: 'My promises' }).waitFor()
    expect(await ada.page.getByRole('region', { name: 'My promises' }).getByText('Terms unavailable').count()).toBe(0)
    await ada.page.getByRole('tab', { name: 'Terms unavailable' }).click()
    await look(ada, '82-terms-unavailable', { narrow: true })
  })

  step('has them again when a device that holds them is near', async () => {
    await ben.serve()
    await paper(ada.page).getByRole('heading', { name: TITLE }).waitFor({ timeout: 60_000 })
    await expect.poll(() => paper(ada.page).getByText('Terms unavailable').count()).toBe(0)
    await inspector(ada.page).getByText('delivered to Ben').first().waitFor()
    await look(ada, '83-terms-back')
    expect(ada.errors).toEqual([])
  })
})
