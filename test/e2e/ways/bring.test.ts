// An invite that is no line of text: a picture of its code, chosen, dropped or pasted, or a file. All of it is read in the
// page; the host hears of a link and nothing else.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, introduce, invite, keepWords } from '../../harness/workbench-steps.ts'
import type { Office, Workbench } from '../../harness/workbench.ts'

interface Brought { readonly name: string; readonly type: string; readonly bytes: Buffer }

describe('an invite that is brought as a picture or a file', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let link = ''
  let code: Brought
  let file: Brought

  const field = () => ben.page.getByLabel('The invite', { exact: true })
  const bring = () => ben.page.getByTestId('bring')
  const preview = () => ben.page.getByTestId('join-preview')
  const choose = ({ name, type, bytes }: Brought): Promise<void> => bring().locator('input').setInputFiles({ name, mimeType: type, buffer: bytes })
  const read = async (): Promise<void> => {
    await preview().getByText('Ada invites you to Hollin Bank').waitFor()
    await bring().getByText('Read on this device. Nothing was sent.').waitFor()
    expect(await field().inputValue()).toBe(link)
  }

  /** Hands the file to the page as a paste or a drop would; the page can't tell. */
  const hand = ({ name, type, bytes }: Brought, how: 'paste' | 'drop'): Promise<void> => ben.page.evaluate(({ name, type, base64, how }) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }))
    const more = { bubbles: true, cancelable: true }
    if (how === 'paste') document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { ...more, clipboardData: data }))
    else for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { ...more, dataTransfer: data }))
  }, { name, type, base64: bytes.toString('base64'), how })

  const step = officeStory('bring', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada, ben].map((bench) => bench.open()))
    await ada.does('init', '--name', 'Ada')
    await ada.does('workspace', 'create', 'Hollin Bank')
  })

  step('Ada shows it as a code, large too, and saves it as a file', async () => {
    await ada.page.reload()
    link = await invite(ada)
    code = { name: 'code.png', type: 'image/png', bytes: await ada.page.getByTestId('invite-code').screenshot() }
    const [download] = await Promise.all([ada.page.waitForEvent('download'), button(ada.page, 'Save as a file').click()])
    expect(download.suggestedFilename()).toBe('hollin-bank.parley-invite')
    const path = join(office.folder, download.suggestedFilename())
    await download.saveAs(path)
    file = { name: download.suggestedFilename(), type: '', bytes: readFileSync(path) }
    expect(file.bytes.toString().trim()).toBe(link)
    await look(ada, '70-invite-code', { narrow: true })
    await button(ada.page, 'Show it large').click()
    await ada.page.getByRole('dialog', { name: 'The invite as a code' }).waitFor()
    await look(ada, '71-invite-large')
    await ada.page.keyboard.press('Escape')
    expect(await ada.page.evaluate(() => document.activeElement?.textContent)).toContain('Show it large')
  })

  step('the code is dark on light in the dark too', async () => {
    await ada.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    const dark = await ada.page.getByTestId('invite-code').screenshot()
    await ada.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await choose({ ...code, bytes: dark })
    await read()
    await look(ben, '72-brought', { narrow: true })
  })

  step('a picture of it is read when it is chosen, dropped or pasted', async () => {
    for (const way of [() => choose(code), () => hand(code, 'drop'), () => hand(code, 'paste')]) {
      await field().fill('')
      await preview().waitFor({ state: 'detached' })
      await way()
      await read()
    }
  })

  step('so is the file, and a mail that holds the link', async () => {
    const mail = { name: 'mail.txt', type: 'text/plain', bytes: Buffer.from(`Come in, Ben.\r\n\r\n${link}\r\n\r\nSee you`) }
    for (const brought of [file, mail]) {
      await field().fill('')
      await preview().waitFor({ state: 'detached' })
      await hand(brought, 'drop')
      await read()
    }
  })

  step('what is no invite is told as what it is, and what was there stays', async () => {
    const page = { name: 'page.png', type: 'image/png', bytes: await ben.page.screenshot() }
    await choose(page)
    await ben.page.getByText('No code can be seen in this picture.').waitFor()
    expect(await field().inputValue()).toBe(link)
    await look(ben, '73-no-code')
    await choose({ name: 'broken.png', type: 'image/png', bytes: Buffer.from('no picture at all') })
    await ben.page.getByText('This is no picture that can be opened here.').waitFor()
    await choose({ name: 'list.txt', type: 'text/plain', bytes: Buffer.from('milk, bread') })
    await ben.page.getByText('There is no invite in this file.').waitFor()
    await choose({ name: 'long.txt', type: 'text/plain', bytes: Buffer.alloc(300_000, 'x') })
    await ben.page.getByText('This file is larger than an invite can be.').waitFor()
  })

  step('and it opens the door, by keys alone', async () => {
    await choose(code)
    await read()
    await button(ben.page, 'Ask to join').focus()
    await ben.page.keyboard.press('Enter')
    await ben.page.getByText('You are part of Hollin Bank').waitFor()
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
