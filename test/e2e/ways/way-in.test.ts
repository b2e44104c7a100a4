// The ways in that do not lead in: each says what happened and what to do.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, introduce, keepWords, paste } from '../../harness/workbench-steps.ts'
import type { Office, Workbench } from '../../harness/workbench.ts'

const DAY_MS = 86_400_000

describe('ways in', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench

  const invite = async (...args: string[]): Promise<string> => (await ada.does<{ link: string }>('invite', ...args)).link
  const refused = (): Promise<void> => ben.page.getByRole('heading', { name: 'This invite doesn’t open the door' }).waitFor()
  const another = async (): Promise<void> => {
    await button(ben.page, 'Use another invite').click()
    await ben.page.getByLabel('The invite').waitFor()
  }

  const step = officeStory('ways', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ben.open(), ada.does('init', '--name', 'Ada').then(() => ada.serve())])
    await ada.does('workspace', 'create', 'Hollin Bank')
  })

  step('a breach of the content policy would be seen', async () => {
    const { page, errors } = await ben.browser.open(new URL('/', ben.host.url!).href)
    expect(errors).toEqual([])
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p style="color: red">not by the rules</p>'))
    expect(errors.join()).toContain('Content Security Policy')
    await page.close()
  })

  step('a page that was opened by hand says how to open one', async () => {
    await ben.visit(new URL('/', ben.host.url!).href)
    await ben.page.getByText('This page has no way to Parley any more').waitFor()
    await ben.page.getByText('parley open').waitFor()
    await look(ben, '40-no-token')
    await ben.page.close()
  })

  step('a link to the page works once, and a fresh one after that', async () => {
    await ben.visit(ben.host.url!)
    await ben.page.getByText('This page has no way to Parley any more').waitFor()
    expect(ben.page.url()).not.toContain('token')
    const fresh = await ben.does<{ url: string }>('open')
    await ben.visit(fresh.url)
    await ben.page.getByLabel('Your name, as colleagues say it').waitFor()
    expect(ben.page.url()).not.toContain('token')
  })

  step('a damaged invite is told at once, and stays to be mended', async () => {
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    const link = await invite('--expires', '1h')
    await paste(ben, link.slice(0, -40))
    await ben.page.getByText('This invite is damaged or cut short.').waitFor()
    await ben.page.getByText('Copy the whole link again, or ask for a new one.').waitFor()
    expect(await button(ben.page, 'Ask to join').getAttribute('aria-disabled')).toBe('true')
    await look(ben, '41-damaged-invite')
    expect(await ben.page.getByLabel('The invite').inputValue()).toBe(link.slice(0, -40))
    await paste(ben, 'https://example.org/not-an-invite')
    await ben.page.getByText('This is not a Parley invite').waitFor()
    // As a mail program breaks it.
    await paste(ben, link.replace(/(.{70})/g, '$1\n  '))
    await ben.page.getByText('Ada invites you to Hollin Bank').waitFor()
  })

  step('an invite that was taken back opens nothing', async () => {
    const made = await ada.does<{ id: string; link: string }>('invite', '--expires', '1h')
    await ada.does('invite', 'revoke', made.id)
    await paste(ben, made.link)
    await button(ben.page, 'Ask to join').click()
    await refused()
    await ben.page.getByText('Ada took this invite back.').waitFor()
    await look(ben, '42-refused')
    await another()
  })

  step('an invite that somebody else used opens nothing', async () => {
    const chidi = office.seat('Chidi')
    await chidi.does('init', '--name', 'Chidi')
    const link = await invite('--uses', '1')
    await chidi.does('join', link)
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await refused()
    await ben.page.getByText('was used already').waitFor()
    await another()
  })

  step('an invite that ran out opens nothing', async () => {
    const link = await invite('--expires', '1d')
    await ada.stop()
    await ada.serve({ laterMs: 2 * DAY_MS })
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await refused()
    await ben.page.getByText('has run out').waitFor()
    await another()
  })

  step('waiting says what was tried, and ends by itself', async () => {
    await ada.stop()
    await ada.serve()
    const link = await invite()
    await ada.stop()
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByText('Waiting for someone to be reachable', { exact: true }).waitFor()
    await ben.page.getByRole('table', { name: 'What was tried' }).getByText('10.77.0.1').first().waitFor()
    await look(ben, '43-waiting', { narrow: true })
    await ben.page.getByLabel('Know another address?').fill('somewhere')
    await button(ben.page, 'Add and try').click()
    await ben.page.getByText('somewhere is not an address Parley can try.').waitFor()
    await ben.page.reload()
    await ben.page.getByText('Waiting for someone to be reachable', { exact: true }).waitFor()
    await ada.serve()
    await button(ben.page, 'Try now').click()
    await ben.page.getByText('You are part of Hollin Bank').waitFor()
  })

  step('nothing else was complained of', async () => {
    // The refused token is told by the server as well, which a browser always logs.
    expect(ben.errors.filter((error) => !error.includes('403 (Forbidden)'))).toEqual([])
  })
})
