// The main job with no address typed by hand and none in the invite: two machines on one LAN, each with a host and a
// browser of its own that talks to its own 127.0.0.1, see each other by themselves.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { formatInvite, parseInvite } from '../../../shared/formats/invite.ts'
import { orThrow } from '../../../shared/base/result.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import {
  button, found, inspector, introduce, invite, keepWords, keyCode, offer, openRecord, paper, paste, sendNow, voice, writeLetter,
} from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk round'
/** Real machines find each other within seconds; a busy one that runs them all may need longer. */
const FOUND_WITHIN_MS = 60_000

describe('two machines on one LAN, and an invite that tells no address', () => {
  const step = story()
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let link = ''

  beforeAll(async () => {
    office = await Office.onLan('10.78.0.1', '10.78.0.2')
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada.open(), ben.open()])
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('lan', () => [ada, ben])

  step('Ada founds a workspace and writes an invite, which goes without its addresses', async () => {
    await introduce(ada, 'Start a new workspace')
    await keepWords(ada)
    await found(ada, 'Hollin Bank')
    const whole = orThrow(parseInvite(await invite(ada)))
    expect(whole.addresses.join()).toContain('10.78.0.1')
    link = formatInvite({ ...whole, addresses: [] })
  })

  step('Ben is found and let in, and both see the same four words', async () => {
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await paste(ben, link)
    await ben.page.getByTestId('join-preview').getByText('It tells no address').waitFor()
    await look(ben, '90-no-address')
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByText('You are part of Hollin Bank').waitFor({ timeout: FOUND_WITHIN_MS })
    const code = await keyCode(ben.page)
    await ada.page.getByText('Ben joined.').waitFor()
    expect(await keyCode(ada.page)).toBe(code)
    await button(ben.page, 'Go to Hollin Bank').click()
    for (const { page } of [ada, ben]) await page.getByRole('status').filter({ hasText: '1 connected' }).first().waitFor({ timeout: FOUND_WITHIN_MS })
  })

  step('they write a letter, sign it, and it is in force on both screens', async () => {
    await writeLetter(ada, TITLE, 'Ben')
    await voice(ada.page, 'Ada promises').pressSequentially('I milk in the mornings.')
    await button(ada.page, 'Write it together').click()
    await openRecord(ben, TITLE)
    await voice(ben.page, 'Ada promises').getByText('I milk in the mornings.').waitFor()
    await voice(ben.page, 'Ben promises').click()
    await ben.page.keyboard.type('I bring the milk to the dairy.')
    await voice(ada.page, 'Ben promises').getByText('I bring the milk to the dairy.').waitFor()
    await offer(ada, 1)
    await sendNow(ada)
    await inspector(ada.page).getByText('delivered to Ben').waitFor()
    await button(ben.page, 'Read rev 1 in full').or(button(ben.page, 'Accept rev 1')).first().waitFor()
    const read = button(ben.page, 'Read rev 1 in full')
    if (await read.isVisible()) await read.click()
    await paper(ben.page).getByText('I milk in the mornings.').waitFor()
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    for (const { page } of [ada, ben]) await inspector(page).getByText('2 of 2').waitFor()
  })

  step('each tells how the other was found, by which address, and since when', async () => {
    await ben.page.getByTestId('sync-status').click()
    const popover = ben.page.getByRole('dialog', { name: 'Connection and exchange' })
    await popover.getByText('Ada has everything that is here').waitFor()
    await button(popover, /^Ada/).click()
    const facts = await popover.locator('dl').innerText()
    expect(facts).toContain('10.78.0.1')
    expect(facts).toMatch(/heard on this network|their device found this one|told by/)
    expect(facts).toContain('nothing that is here')
    await look(ben, '91-found-on-the-lan')
    await button(popover, 'What happened').click()
    await ben.page.getByRole('region', { name: 'What happened' }).getByText(/Connected to Ada/).first().waitFor()
    await look(ben, '92-what-happened')
    await ben.page.getByRole('radio', { name: 'What could be in the way?' }).click()
    await ben.page.getByRole('heading', { name: 'As it should be' }).waitFor({ timeout: FOUND_WITHIN_MS })
    await look(ben, '93-in-the-way')
    await ben.page.getByRole('radio', { name: 'From somewhere else' }).click()
    await look(ben, '94-from-home')
  })

  step('what is said with nobody there is marked so, and delivered when she is back', async () => {
    await ada.stop()
    await ben.page.getByRole('status').filter({ hasText: 'On your own' }).first().waitFor({ timeout: FOUND_WITHIN_MS })
    await ben.page.getByRole('tab', { name: TITLE }).click()
    await ben.page.getByRole('radio', { name: /Check-ins/ }).click()
    await ben.page.getByLabel('How is it going, in your words?').fill('Every morning so far.')
    await button(ben.page, 'Send').click()
    const line = inspector(ben.page).getByTestId('who-has')
    await line.getByText('not reached yet').waitFor()
    await ben.page.getByRole('contentinfo').getByText('1 change only here').waitFor()
    await look(ben, '95-not-reached')
    await line.click()
    await inspector(ben.page).getByText('Ada: not reached yet').waitFor()
    await ada.serveAgain()
    await inspector(ben.page).getByText('delivered to Ada').waitFor({ timeout: FOUND_WITHIN_MS })
    await inspector(ben.page).getByText(/Ada: on their device/).waitFor()
    await look(ben, '96-delivered')
  })

  step('and neither page complained of anything but the host that was away', async () => {
    expect([...ada.errors, ...ben.errors].filter((error) => !/ERR_CONNECTION_REFUSED|WebSocket connection to/.test(error))).toEqual([])
  })
})
