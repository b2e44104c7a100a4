// The page of a working group, played to it: every way a group can stand, in both themes.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordDetail } from '../../../shared/protocol/contract.ts'
import { look } from '../../harness/workbench-look.ts'
import { Scene, overviewOf, type Answers } from '../../harness/workbench-scene.ts'
import { button } from '../../harness/workbench-steps.ts'
import { bad, called, detail, ended, ending, GROUP, outside, PEOPLE, rows } from './cast.ts'

let scene: Scene
const BASE: Answers = {
  'people.list': () => PEOPLE,
  'records.list': () => rows(),
  'records.show': () => detail(),
  'talk.show': ({ id }) => ({ id, threads: [], tags: [], links: [], namedIn: [], closed: null }),
  'talk.addressed': () => [],
  'talk.tags': () => [],
  'capacity.fits': () => [],
  'group.around': () => [],
  'records.give': () => ({ record: detail(), held: null }),
}
const page = () => scene.page
const part = (name: string) => page().getByRole('region', { name: new RegExp(`^${name}: `) })
const list = () => page().getByRole('region', { name: 'Groups' })
async function openGroups(): Promise<void> {
  await button(page().getByRole('navigation'), 'Groups').click()
  await list().waitFor()
}

async function openGroup(shown: RecordDetail): Promise<void> {
  scene.answer({ 'records.show': () => shown, 'records.give': () => ({ record: shown, held: null }) })
  await openGroups()
  await list().locator(`[data-record="${GROUP}"]`).click()
  await page().getByRole('heading', { level: 1, name: shown.title.trim() }).waitFor()
}
let before = 0
const gives = (): unknown[] => scene.calls.slice(before).filter(({ method }) => method === 'records.give').map(({ params }) => params)

beforeAll(async () => { scene = await Scene.open(BASE) })
afterAll(() => scene?.dispose())
beforeEach(async () => {
  scene.answer({ 'app.overview': () => overviewOf(), ...BASE })
  await scene.enter()
  before = scene.calls.length
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await scene.browser.shot(scene.page, 'failed-group-scene')
  expect(scene.errors).toEqual([])
})

describe('the list of groups', () => {
  it('tells mine from those one could join, and joining opens the words without signing', async () => {
    await openGroups()
    for (const [group, count] of [['I’m a member', 3], ['Open to join', 3], ['Others', 2], ['Ended, with thanks', 1]] as const) {
      expect(await list().getByRole('button', { name: new RegExp(`^${group} ?${count}$`) }).count(), group).toBe(1)
    }
    scene.answer({ 'records.show': ({ id }) => ({ ...outside(), id, title: 'Farm Relations' }) })
    await list().getByRole('button', { name: 'Join Farm Relations' }).click()
    await page().getByRole('button', { name: /Join with rev 4/ }).waitFor()
    expect(gives()).toEqual([])
  })

  it('is walked by keys, and finds a group by its name', async () => {
    await openGroups()
    await list().getByRole('textbox').or(list().getByRole('searchbox')).fill('dairy')
    await list().getByText('Line 2 Crew').waitFor({ state: 'detached' })
    const row = list().locator('[data-row]')
    await row.focus()
    await page().keyboard.press('Tab')
    expect(await page().evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Join Dairy Allergens')
    await page().keyboard.press('Shift+Tab')
    await page().keyboard.press('Enter')
    await page().getByRole('heading', { level: 1 }).waitFor()
  })
})

describe('a working group', () => {
  it('shows its life, its charter, its members and whose turn it is', async () => {
    await openGroup(detail())
    await part('Members').getByText('signed rev 3, not yet rev 4').waitFor()
    expect(await page().getByRole('list', { name: 'Facilitation goes round' }).getByRole('listitem').first().innerText()).toMatch(/Greta, now/)
    await part('Next meeting').getByRole('button', { name: /meeting/i }).first().waitFor()
    await part('Facilitation').getByRole('button', { name: 'Swap', exact: true }).click()
    await part('Facilitation').getByRole('form', { name: 'Swap' }).getByRole('button', { name: 'Swap' }).click()
    expect(gives()).toEqual([expect.objectContaining({ verb: 'agree', what: '1f'.repeat(32) })])
    await look(scene, '70-group', { narrow: true })
    await page().getByRole('region', { name: 'How we do it' }).scrollIntoViewIfNeeded()
    await look(scene, '71-group-below')
  })

  it('is called before it has a charter: why now stands on paper, and one may say one would join', async () => {
    await openGroup(called())
    await page().getByText('Three of us cover every weekend').waitFor()
    await look(scene, '72-group-called')
    await part('Coming in').getByRole('button', { name: 'I would join' }).click()
    await page().keyboard.type('Saturdays.')
    await page().keyboard.press('Control+Enter')
    await expect.poll(gives).toEqual([expect.objectContaining({ verb: 'interest', text: 'Saturdays.' })])
  })

  it('lets one join by its words as they stand, and says what waiting for a welcome means', async () => {
    await openGroup(outside('welcome'))
    await part('Join').getByText('somebody in it says welcome').waitFor()
    await part('Join').getByRole('button', { name: 'Join with rev 4' }).click()
    expect(gives()).toEqual([expect.objectContaining({ verb: 'accept', hold: true, words: '5e'.repeat(32) })])
    await look(scene, '73-group-join')
  })

  it('asks each for oneself when it ends: a welcome, a closing, a turn', async () => {
    const shown = await ending()
    const femke = shown.group!.waiting[0]!.id
    const [closing] = shown.group!.proposals
    expect(closing).toMatchObject({ holds: true, silent: [{ you: true }, { name: 'Ben' }] })
    await openGroup(shown)
    await part('Proposed').getByRole('button', { name: 'Agree to close…' }).waitFor()
    await part('Facilitation').getByText('It is your turn to facilitate').waitFor()
    await look(scene, '74-group-ending', { narrow: true })
    await part('Proposed').getByRole('button', { name: 'I go on…' }).click()
    await page().keyboard.type('Not before the audit.')
    await page().keyboard.press('Control+Enter')
    await expect.poll(gives).toEqual([expect.objectContaining({ verb: 'pass', what: closing!.act, text: 'Not before the audit.' })])
    await part('Coming in').getByRole('button', { name: 'Welcome Femke' }).click()
    await page().getByRole('form', { name: 'Welcome Femke' }).getByRole('button', { name: 'Welcome Femke' }).click()
    await expect.poll(() => gives().at(-1)).toEqual(expect.objectContaining({ verb: 'welcome', about: femke, hold: true }))
  })

  it('keeps what was learned when it has ended', async () => {
    await openGroup(ended())
    await page().getByRole('region', { name: 'What was learned' }).getByText('One board by the door').waitFor()
    expect(await part('Join').count()).toBe(0)
    await look(scene, '75-group-ended')
  })

  it('lists what is open when one steps out, and starts on the way back', async () => {
    await openGroup(detail({ ...detail().group!, facilitation: { ...detail().group!.facilitation, now: [{ ...detail().group!.members[1]!, at: 0, until: null, phase: null }] } }))
    await part('Members').getByRole('button', { name: 'Step out…' }).click()
    const dialog = page().getByRole('dialog', { name: 'Step out of Steam & Energy?' })
    await dialog.getByText('you facilitate now').waitFor()
    await dialog.getByText('Trap survey, east wall').waitFor()
    expect(await dialog.getByRole('button', { name: 'Stay' }).evaluate((one) => one === document.activeElement)).toBe(true)
    await look(scene, '76-group-step-out')
    await page().keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(gives()).toEqual([])
  })

  it('takes names, days and numbers as bad as they come', async () => {
    await openGroup(bad())
    await page().getByText('after its end').waitFor()
    await look(scene, '77-group-bad', { narrow: true })
    expect(await page().locator('script:not([src])').count()).toBe(0)
  })
})

describe('calling a group', () => {
  it('asks for a name and why now, says what is missing, and loses nothing that was typed', async () => {
    await openGroups()
    await button(list(), 'Call a working group').click()
    const form = page().getByRole('region', { name: 'Call a working group' })
    await form.getByText('It needs a name.').waitFor()
    await form.getByLabel('What is it called?').fill('Books & Wages')
    await form.getByText('There is a group called “Books & Wages” already').waitFor()
    await form.getByLabel('Why now?').fill('The wages question came up three times.')
    await form.getByLabel('Topics').fill('a, b, c, d, e, f, g, h, i')
    await form.getByText('Eight topics are enough.').first().waitFor()
    await form.getByLabel('Topics').fill('wages, books')
    await look(scene, '78-group-call')
    scene.answer({ 'group.call': () => called(), 'records.show': () => called() })
    await page().keyboard.press('Control+Enter')
    await page().getByRole('heading', { level: 1, name: 'Winter Rota' }).waitFor()
    expect(scene.calls.findLast(({ method }) => method === 'group.call')?.params).toMatchObject({ title: 'Books & Wages', kind: 'working group', topics: ['wages', 'books'] })
  })
})
