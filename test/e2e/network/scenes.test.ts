// What the page tells of the network, played to it: states that a real one shows only after hours.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DoctorLine, JoinView, StandingView } from '../../../shared/protocol/contract.ts'
import { Scene, WORKSPACE, overviewOf, statusOf, type Answers } from '../../harness/workbench-scene.ts'
import { look } from '../../harness/workbench-look.ts'
import { button } from '../../harness/workbench-steps.ts'
import { ada, afternoon, busyStatus, joining, peer, person } from './casts.ts'

const NOW = Date.now()
const PHONE = { width: 420, height: 800 } as const
const WINDOW = { width: 1440, height: 900 } as const

const FOUND: readonly DoctorLine[] = [
  {
    area: 'network', what: 'Multicast', ok: false, says: 'What this machine sends out to all does not come back on wlan0, so devices can’t find each other by themselves here.',
    remedy: 'Guest networks often do this. Add a colleague’s address, or ask whoever keeps the network to allow multicast.',
  },
  { area: 'network', what: 'Port', ok: true, says: 'Others reach this machine at port 47611.', remedy: null },
  { area: 'home', what: 'VPN', ok: true, says: 'No VPN is up on this machine.', remedy: 'With one, add the address of a colleague once.' },
]
const PEOPLE = [ada, person(2, 'Ben Okafor', { here: true, lastExchange: NOW }), person(3, 'Greta Holm', { here: true, lastExchange: NOW })]
const BASE: Answers = {
  'status': () => busyStatus(NOW),
  'people.list': () => PEOPLE,
  'network.timeline': () => afternoon(NOW, WORKSPACE),
  'app.doctor': () => FOUND,
  'network.look': () => null,
  'network.add': ({ address }) => ({ address }),
}

let scene: Scene
const popover = () => scene.page.getByRole('dialog', { name: 'Connection and exchange' })
const openPopover = () => scene.page.getByTestId('sync-status').click()
const asked = (method: string): unknown[] => scene.calls.filter((call) => call.method === method).map(({ params }) => params)

beforeAll(async () => { scene = await Scene.open(BASE) })
afterAll(() => scene?.dispose())
beforeEach(async () => {
  scene.answer({ 'app.overview': () => overviewOf(), ...BASE })
  await scene.enter()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await scene.browser.shot(scene.page, 'failed-scene')
  expect(scene.errors).toEqual([])
})

describe('the status bar and its popover', () => {
  it('tell of each person by which way, when last, and what may not be with them yet', async () => {
    await openPopover()
    await popover().getByText('Not everything that is here has reached Greta yet.').waitFor()
    await popover().getByText('direct, 192.168.1.24:47611').waitFor()
    await popover().getByText('not here now; Greta carries for Tomasz').waitFor()
    await popover().getByText('2 changes may not be with Greta yet').waitFor()
    expect(await popover().getByText('Femke de Vries').count()).toBe(0)
    await button(popover(), 'Who?').click()
    await popover().getByText('Femke de Vries').waitFor()
    await look(scene, '60-popover')
  })

  it('open to all that is known of every device', async () => {
    await openPopover()
    await button(popover(), /^Greta Holm/).click()
    const facts = await popover().locator('dl').first().innerText()
    for (const fact of ['told by Ben Okafor', '192.168.1.31:47611', 'direct', '38 ms', '512 kB, 40 kB', '2 changes', 'ahead of this one']) expect(facts).toContain(fact)
    expect(await popover().locator('dl').count()).toBe(2)
    await look(scene, '61-popover-open')
    await scene.page.setViewportSize(PHONE)
    await look(scene, '61-popover-phone')
    await scene.page.setViewportSize(WINDOW)
  })

  it('never say synced, alone least of all', async () => {
    const standings: Partial<StandingView>[] = [
      { state: 'just you' }, { state: 'stopped', others: 2 }, { state: 'no network', others: 2 }, { state: 'restarting', others: 2 },
      { state: 'alone', others: 2, onlyHere: 3, last: { name: 'Ben Okafor', at: NOW } }, { state: 'waiting', others: 2, connected: 1, waitingFor: ['Ben Okafor'] },
      { state: 'exchanged', others: 5, connected: 2, haveAll: 2, asOf: NOW, last: { name: 'Ben Okafor', at: NOW } },
    ]
    const base = statusOf().standing
    for (const standing of standings) {
      scene.tell({ event: 'status', workspace: WORKSPACE, status: statusOf({ standing: { ...base, ...standing } }) })
      if (!(await popover().isVisible())) await openPopover()
      await popover().waitFor()
      const said = `${await scene.page.getByRole('contentinfo').innerText()} ${await popover().innerText()}`
      expect(said, standing.state).not.toMatch(/sync|up to date/i)
    }
    await popover().getByText(/^2 of 5 others have everything that is here, as of today/).waitFor()
    scene.tell({ event: 'status', workspace: WORKSPACE, status: statusOf({ standing: { ...base, ...standings[4]! } }) })
    await scene.page.getByRole('status').filter({ hasText: 'On your own' }).first().waitFor()
    await scene.page.getByRole('contentinfo').getByText('3 changes only here').waitFor()
    await look(scene, '62-on-your-own')
  })

  it('look again, take an address, and go to what is told elsewhere', async () => {
    await openPopover()
    await button(popover(), 'Look again').click()
    await popover().getByText('Looking again now').waitFor()
    expect(asked('network.look')).toHaveLength(1)
    await button(popover(), 'Add an address').click()
    await scene.page.keyboard.type('192.168.1.77:47611')
    await scene.page.keyboard.press('Enter')
    await popover().getByText('192.168.1.77:47611 is tried now, and from now on.').waitFor()
    expect(asked('network.add')).toEqual([{ workspace: WORKSPACE, address: '192.168.1.77:47611' }])
    await button(popover(), 'What could be in the way?').click()
    await scene.page.getByRole('heading', { name: 'One thing could be in the way' }).waitFor()
    await openPopover()
    await button(popover(), 'What happened').click()
    await scene.page.getByText('Greta Holm took 14 acts and gave 2.').waitFor()
  })

  it('can be used by keys alone, and give the focus back', async () => {
    const { page } = scene
    await page.getByTestId('sync-status').focus()
    await page.keyboard.press('Enter')
    await popover().waitFor()
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await popover().getByText('heard on this network').waitFor()
    await page.keyboard.press('Escape')
    await popover().waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('sync-status')
  })
})

describe('the network page', () => {
  const open = async (what: RegExp): Promise<void> => {
    await scene.page.getByRole('navigation').waitFor()
    await scene.page.keyboard.press('Control+k')
    await scene.page.getByRole('dialog').getByRole('combobox').fill('network')
    await scene.page.getByRole('option', { name: what }).click()
  }

  it('tells what happened, by days, newest first, for everyone or for one', async () => {
    await open(/What happened on the network/)
    const days = scene.page.getByRole('region', { name: 'What happened' })
    await days.getByRole('heading').first().waitFor()
    await days.getByText('9 times since').waitFor()
    await look(scene, '63-happened', { narrow: true })
    await scene.page.getByLabel('Show', { exact: true }).selectOption('Greta Holm')
    expect(await days.getByRole('listitem').count()).toBe(4)
    scene.tell({ event: 'timeline', items: [{ ...afternoon(NOW, WORKSPACE)[1]!, id: 40, says: 'Greta Holm’s device went away.', kind: 'lost', at: Date.now() }] })
    await days.getByText('went away').waitFor()
    expect(await days.getByRole('listitem').first().innerText()).toContain('went away')
    await scene.page.getByLabel('Show', { exact: true }).selectOption('This machine')
    await days.getByText('The link to others started.').waitFor()
    expect(await days.getByText('Ben Okafor has').count()).toBe(0)
    await scene.page.setViewportSize(PHONE)
    await button(scene.page.getByRole('banner'), 'Show or hide the list').click()
    await look(scene, '63-happened-phone')
    await scene.page.setViewportSize(WINDOW)
  })

  it('says what could be in the way, what is amiss first, and what to do', async () => {
    await open(/What happened on the network/)
    await scene.page.getByRole('radio', { name: 'What could be in the way?' }).click()
    await scene.page.getByRole('heading', { name: 'One thing could be in the way' }).waitFor()
    await scene.page.getByText('ask whoever keeps the network to allow multicast').waitFor()
    expect(await scene.page.getByText('No VPN is up').count()).toBe(0)
    await scene.page.getByText('192.168.1.77:47611 remembered from before').waitFor()
    await look(scene, '64-in-the-way', { narrow: true })
    scene.answer({ 'app.doctor': () => FOUND.map((line) => ({ ...line, ok: true })) })
    await button(scene.page, 'Look again').click()
    await scene.page.getByRole('heading', { name: 'Nothing here is in the way' }).waitFor()
  })

  it('says what it means to be somewhere else', async () => {
    await open(/What happened on the network/)
    await scene.page.getByRole('radio', { name: 'What happened' }).focus()
    for (let i = 0; i < 2; i++) await scene.page.keyboard.press('ArrowRight')
    await scene.page.getByRole('heading', { name: 'A keeper that is always there' }).waitFor()
    await scene.page.getByText('No VPN is up on this machine.').waitFor()
    await look(scene, '65-from-home', { narrow: true })
  })
})

describe('a join under way', () => {
  const at = Date.now()
  const attempt = (address: string, outcome: string, ago: number, how: 'invite' | 'by hand' | 'told' = 'invite'): JoinView['attempts'][number] =>
    ({ address, outcome, at: at - ago * 1000, found: { how, by: null }, nextTryAt: at + 600_000 })
  const tell = (more: Partial<JoinView>): void => scene.tell({ event: 'join', join: joining(at, { trying: [], ...more }) })
  const title = (name: string): Promise<void> => scene.page.getByRole('heading', { level: 1, name }).waitFor()
  const table = () => scene.page.getByRole('table', { name: 'What was tried' })
  const THREE = [attempt('192.168.1.24:47611', 'no answer', 4), attempt('ben-laptop.local:47611', 'unknown host', 9, 'by hand'), attempt('192.168.1.31:47611', 'not parley', 14, 'told')]

  beforeEach(async () => {
    scene.answer({ 'app.overview': () => overviewOf({ workspaces: [], joins: [joining(at)] }) })
    await scene.enter()
    await title('Waiting for a first answer')
  })

  it('says what was tried, how each address is known, what came back and when it is tried again', async () => {
    await table().getByText('Waiting for its answer').last().waitFor()
    tell({ stage: 'nobody', attempts: THREE, nextTryAt: at + 600_000 })
    await title('Waiting for someone to be reachable')
    for (const words of ['No answer in time', 'from the invite', 'typed in by hand', 'No device of that name on this network', 'Something else answered there', 'Listening for the device of Ben']) {
      await table().getByText(words).last().waitFor()
    }
    await look(scene, '66-join-tried', { narrow: true })
    await scene.page.setViewportSize(PHONE)
    await look(scene, '66-join-phone')
    await scene.page.setViewportSize(WINDOW)
  })

  it('counts the seconds without anything moving', async () => {
    tell({ stage: 'nobody', attempts: THREE, nextTryAt: at + 600_000 })
    await title('Waiting for someone to be reachable')
    const places = (): Promise<string> => scene.page.evaluate(() => JSON.stringify([...document.querySelectorAll('h1, td, th, button, input')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [x, y, width, height]
    })))
    const told = (): Promise<string> => table().innerText()
    const [before, words] = [await places(), await told()]
    await expect.poll(told).not.toBe(words)
    expect(await places()).toBe(before)
    // The same addresses in another order, as a host tells them while they are tried again.
    tell({ stage: 'nobody', attempts: THREE.slice(1), trying: [THREE[0]!.address], nextTryAt: at + 600_000 })
    await table().getByText('Waiting for its answer').last().waitFor()
    expect(await table().getByRole('row').nth(1).innerText()).toContain('192.168.1.24:47611')
  })

  it('has a word for every way it can stand', async () => {
    for (const [stage, name] of [
      ['no way', 'Looking for Ben’s device on this network'], ['not running', 'Waiting for someone to be reachable'], ['calling', 'A device answers, and Ben is called'],
      ['not there', 'Ben’s device doesn’t answer the call yet'], ['no network', 'This device is on no network'], ['asking', 'Found someone, and asking to be let in'],
    ] as const) {
      tell({ stage })
      await title(name)
    }
    tell({ stage: 'no way', search: 'blocked' })
    await title('The invite tells no address')
    await table().getByText('Devices can’t find each other by themselves here').last().waitFor()
    await scene.page.getByText('Nothing has left this device yet.').waitFor()
    tell({ stage: 'no way' })
    await title('Looking for Ben’s device on this network')
    await scene.page.getByText('Only the request has left this device.').waitFor()
    await look(scene, '67-join-looking')
    tell({ stage: 'expired' })
    await title('This invite has run out')
    expect(await button(scene.page, 'Try now').count()).toBe(0)
  })
})

describe('many people', () => {
  it('stand in one list that opens at once', async () => {
    const peers = Array.from({ length: 60 }, (_, i) => peer(i + 2, `Person ${i}`, { lastExchange: i < 40 ? NOW - i * 60_000 : null, lacks: i }))
    scene.answer({ status: () => ({ ...busyStatus(NOW), peers }) })
    await scene.enter()
    await openPopover()
    await popover().getByText('20 others haven’t been reached from here.').waitFor()
    expect(await popover().locator('li').count()).toBeGreaterThan(40)
  })
})

describe('what was turned away', () => {
  it('is told in sentences under Problems, with how often', async () => {
    const played: Answers['status'] = () => ({ ...busyStatus(NOW), refused: { 'act.signature': 2, 'page.origin': 1, 'handshake.flood': 12 } })
    scene.answer({ status: played, 'network.timeline': () => [] })
    await scene.enter()
    await scene.page.getByTestId('sync-status').waitFor()
    await scene.page.keyboard.press('Control+J')
    const panel = scene.page.getByRole('region', { name: 'Panel under the pages' })
    await panel.getByRole('tab', { name: 'Problems' }).click()
    const rows = panel.getByRole('list', { name: 'Turned away since Parley started' }).getByRole('listitem')
    await expect.poll(() => rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^More devices wanted in at once.*\s12 times since Parley started$/), expect.stringMatching(/^Acts whose signature does not fit\..*\s2 times since Parley started$/),
      expect.stringMatching(/^A page of somebody else in this browser.*\sOnce since Parley started$/),
    ])
    await look(scene, '126-turned-away')
  })
})
