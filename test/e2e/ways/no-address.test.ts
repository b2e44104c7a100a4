// An invite written where there is no network, and somebody who would join from there: both are told what is missing, and what to do.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { parseInvite } from '../../../shared/formats/invite.ts'
import { orThrow } from '../../../shared/base/result.ts'
import { parley } from '../../harness/cli.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, found, introduce, invite, keepWords, paste } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

describe('without a network', () => {
  const step = story()
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let link = ''
  const addresses = async (): Promise<readonly string[]> => orThrow(parseInvite(await ada.page.getByTestId('invite-link').innerText())).addresses

  beforeAll(async () => {
    office = await Office.onLan('10.79.0.1', '10.79.0.2')
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada.open(), ben.open()])
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('no-address', () => [ada, ben])

  step('an invite says that it tells no address, on the page and on the command line', async () => {
    await introduce(ada, 'Start a new workspace')
    await keepWords(ada)
    await found(ada, 'Hollin Bank')
    await ada.unplug()
    link = await invite(ada)
    await ada.page.getByText('This invite tells no address yet').waitFor()
    expect(await addresses()).toEqual([])
    await look(ada, '78-no-address', { narrow: true })
    const { out } = await parley(['invite'], ada.options)
    expect(out).toContain('The link names no address')
    expect(await ada.does('invite')).toMatchObject({ addresses: [] })
  })

  step('somebody who joins from a machine without one is told so at once, and how it goes by file', async () => {
    await ben.unplug()
    await introduce(ben, 'Join with an invite')
    await keepWords(ben)
    await paste(ben, link)
    await button(ben.page, 'Ask to join').click()
    await ben.page.getByRole('heading', { level: 1, name: 'This device is on no network' }).waitFor()
    await ben.page.getByText('Where there is none, join by file.').waitFor()
    await look(ben, '79-join-no-network', { narrow: true })
    const { note } = await parley(['join', link, '--timeout', '1s'], ben.options)
    expect(note).toContain('This machine is on no network')
    expect(note).toContain('parley bundle request LINK')
  })

  step('once there is a network again, the invite on the page tells its address by itself', async () => {
    await ada.plugIn()
    await ada.page.getByText('This invite tells no address yet').waitFor({ state: 'detached' })
    expect((await addresses()).join()).toContain('10.79.0.1')
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
