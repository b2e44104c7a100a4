// What stands before the workbench: the first page, the recovery words, founding, joining, a locked key. Each in every light
// and at every size.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { JoinView } from '../../../shared/protocol/contract.ts'
import { officeStory } from '../../harness/office-story.ts'
import { soundEverywhere } from '../../harness/workbench-lights.ts'
import { overviewOf, Scene } from '../../harness/workbench-scene.ts'
import { button, introduce, keepWords } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'
import { joining } from '../network/casts.ts'

describe('the doors of a new Parley', () => {
  let ada: Workbench

  const step = officeStory('doors', async (office) => {
    ada = office.seat('Ada')
    await ada.open()
  })

  step('the first page, with a passphrase asked for', async () => {
    await ada.page.getByLabel('Your name, as colleagues say it').waitFor()
    await soundEverywhere(ada, 'first page')
    await ada.page.getByRole('checkbox', { name: /passphrase/i }).check()
    await button(ada.page, /Start a new workspace/).click()
    await soundEverywhere(ada, 'first page, what is missing')
    await ada.page.getByRole('checkbox', { name: /passphrase/i }).uncheck()
  })

  step('the recovery words', async () => {
    await introduce(ada, 'Start a new workspace')
    await soundEverywhere(ada, 'recovery words')
    await keepWords(ada)
  })

  step('founding, with a charter to read', async () => {
    await ada.page.getByLabel('What is it called?').fill('Hollin Bank')
    await ada.page.getByRole('radio', { name: /A company by advice/ }).check()
    await ada.page.getByLabel('What it is for').waitFor()
    await soundEverywhere(ada, 'founding')
    await button(ada.page, 'Start it').click()
    await ada.page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
  })

  step('an invite that was written', async () => {
    await button(ada.page.getByRole('navigation'), 'Invite').click()
    await soundEverywhere(ada, 'inviting')
    await button(ada.page, 'Write an invite').click()
    await ada.page.getByTestId('invite-link').first().waitFor()
    await soundEverywhere(ada, 'invite written')
    expect(ada.errors).toEqual([])
  })
})

describe('the doors to what others have', () => {
  const now = Date.now()
  let scene: Scene
  const standing = (join: JoinView): void => scene.answer({ 'app.overview': () => overviewOf({ workspaces: [], joins: [join] }) })
  const refused = { code: 'invite.used', message: 'This invite has been used already.', remedy: 'Ask Ben for a new one.' }

  beforeAll(async () => { scene = await Scene.open({ 'app.overview': () => overviewOf({ workspaces: [] }) }) })
  afterAll(() => scene?.dispose())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await scene.browser.shot(scene.page, 'failed-doors')
    expect(scene.errors).toEqual([])
  })

  it('an invite is pasted', async () => {
    await scene.enter()
    await button(scene.page, /Join with an invite/).click()
    await scene.page.getByLabel('The invite').waitFor()
    await soundEverywhere(scene, 'join')
  })

  it.each([
    ['waiting for an answer', joining(now), 'Waiting for a first answer'],
    ['nobody reachable', joining(now, {
      stage: 'nobody', trying: [], nextTryAt: now + 600_000,
      attempts: [{ address: '192.168.1.24:47611', outcome: 'no answer', at: now - 4000, found: { how: 'invite', by: null }, nextTryAt: now + 600_000 }],
    }), 'Waiting for someone to be reachable'],
    ['refused', joining(now, { state: 'refused', problem: refused, trying: [] }), 'This invite doesn’t open the door'],
    ['let in', joining(now, { state: 'admitted', trying: [], workspace: 'c0'.repeat(32), code: 'amber field otter nine' }), 'You are part of Hollin Bank'],
  ])('a join, %s', async (name, join, heading) => {
    standing(joining(now))
    await scene.enter()
    await scene.page.getByRole('heading', { level: 1, name: 'Waiting for a first answer' }).waitFor()
    scene.tell({ event: 'join', join })
    await scene.page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await soundEverywhere(scene, `join, ${name}`)
  })

  it('a key that is locked', async () => {
    scene.answer({ 'app.overview': () => overviewOf({ locked: true, workspaces: [] }) })
    await scene.enter()
    await scene.page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    await soundEverywhere(scene, 'locked')
  })
})
