// Without a mouse, from an empty Parley on: a workspace is founded, a colleague invited and let in, a question asked and
// answered, a promise found again and put away. Drafting to signing by keys is told in letter/keys.test.ts.
import { describe, expect } from 'vitest'
import { actByPalette, hasFocus, pressByKeys, regionTo, tabTo, withoutMouse } from '../../harness/by-keys.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, keyCode } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

describe('the first day by keys alone', () => {
  let ada: Workbench
  let ben: Workbench
  let noMouse: (() => Promise<boolean>)[] = []
  let link = ''
  const people = ({ page }: Workbench) => page.getByRole('region', { name: 'People', exact: true })

  /** Says who one is, takes that way in, and keeps the recovery words. */
  async function arrive({ page, name }: Workbench, way: RegExp): Promise<void> {
    await expect.poll(() => hasFocus(page.getByLabel('Your name, as colleagues say it'))).toBe(true)
    await page.keyboard.type(name)
    await tabTo(page, page.getByLabel('This device'))
    await page.keyboard.type(`${name}’s laptop`)
    await pressByKeys(page, button(page, way))
    await page.getByTestId('recovery-words').waitFor()
    await pressByKeys(page, page.getByLabel('I have written them down'), 'Space')
    await pressByKeys(page, button(page, 'Carry on'))
  }
  /** Somebody of the list of people, by its keys. */
  async function toPerson(bench: Workbench, name: string): Promise<void> {
    await bench.page.keyboard.press('Alt+3')
    await regionTo(bench.page, people(bench))
    await tabTo(bench.page, people(bench).locator('[data-row], [data-person], .row').first())
    const row = people(bench).getByRole('button', { name: new RegExp(`^${name}`) }).first()
    for (let presses = 0; presses < 6 && !(await hasFocus(row)); presses++) await bench.page.keyboard.press('ArrowDown')
    expect(await hasFocus(row)).toBe(true)
    await bench.page.keyboard.press('Enter')
    await bench.page.getByRole('heading', { name: new RegExp(name), level: 2 }).first().waitFor()
  }

  const step = officeStory('by-keys', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada.open(), ben.open()])
    noMouse = await Promise.all([ada, ben].map(({ page }) => withoutMouse(page)))
  })

  step('Ada founds a workspace, with a charter she chooses by arrows', async () => {
    const { page } = ada
    await arrive(ada, /Start a new workspace/)
    await tabTo(page, page.getByLabel('What is it called?'))
    await page.keyboard.type('Hollin Bank')
    await tabTo(page, page.getByRole('radio'))
    const wanted = page.getByRole('radio', { name: /A company by advice/ })
    for (let presses = 0; presses < 8 && !(await wanted.isChecked()); presses++) await page.keyboard.press('ArrowDown')
    expect(await wanted.isChecked()).toBe(true)
    await pressByKeys(page, button(page, 'Start it'))
    await page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
  })

  step('and invites Ben', async () => {
    const { page } = ada
    await regionTo(page, page.getByRole('navigation', { name: 'Parts of Parley' }))
    await pressByKeys(page, button(page.getByRole('navigation'), 'Invite'))
    await page.getByRole('tab', { name: 'Invite someone', selected: true }).waitFor()
    await regionTo(page, page.getByRole('tabpanel', { name: /Invite someone/ }).or(page.locator('[data-region]', { has: button(page, 'Write an invite') })).first())
    await pressByKeys(page, button(page, 'Write an invite'))
    await page.getByTestId('invite-link').first().waitFor()
    await pressByKeys(page, button(page, 'Copy the link'))
    await page.getByText('Copied. Send it the way you trust.').waitFor()
    link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toContain((await page.getByTestId('invite-link').first().innerText()).trim().slice(0, 40))
  })

  step('Ben joins with it, and both read the same words', async () => {
    const { page } = ben
    await arrive(ben, /Join with an invite/)
    await tabTo(page, page.getByLabel('The invite'))
    await page.keyboard.insertText(link)
    await pressByKeys(page, button(page, 'Ask to join'))
    await button(page, 'Go to Hollin Bank').waitFor()
    expect(await keyCode(page)).toMatch(/^\w+( \w+){3}$/)
    await pressByKeys(page, button(page, 'Go to Hollin Bank'))
    await page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
    for (const bench of [ada, ben]) await bench.page.getByRole('status').filter({ hasText: '1 connected' }).waitFor()
  })

  step('Ben finds Ada among the people and asks her', async () => {
    const { page } = ben
    await toPerson(ben, 'Ada')
    const form = page.getByRole('form', { name: 'Ask a question' })
    await tabTo(page, form.getByLabel('Your question, in a line'))
    await page.keyboard.type('Which trap did you flag in March?')
    await look(ben, 'by-keys-1-asking')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: /Which trap/, level: 2 }).waitFor()
  })

  step('Ada finds the question, answers, and Ben says that it helped', async () => {
    const { page } = ada
    await actByPalette(page, 'Questions')
    await page.getByRole('heading', { name: 'Asked of you' }).waitFor()
    await tabTo(page, page.getByRole('tabpanel').getByRole('button', { name: /Which trap/ }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel('Your answer'))
    await page.keyboard.type('The one by column 4.')
    await page.keyboard.press('Control+Enter')
    await ben.page.getByText('The one by column 4.').first().waitFor()
    await pressByKeys(ben.page, button(ben.page, 'This helped'))
    await button(ben.page, 'Take “helped” back').waitFor()
    await look(ada, 'by-keys-2-answered')
  })

  step('Ada promises something, finds it by a word, puts it away and takes it out again', async () => {
    const { page } = ada
    await page.keyboard.press('Alt+n')
    await page.keyboard.type('bring the audit notes to Ben by tomorrow')
    await page.getByTestId('quick-back').getByText('You promise Ben').waitFor()
    await page.keyboard.press('Control+Enter')
    await pressByKeys(page, button(page.getByTestId('held'), 'Send now'))
    await page.getByTestId('held').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+F')
    await expect.poll(() => hasFocus(page.getByLabel('Words or filters'))).toBe(true)
    await page.keyboard.type('audit')
    const hit = page.locator('[data-hit]', { hasText: 'audit notes' }).first()
    await hit.waitFor()
    await tabTo(page, hit)
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'bring the audit notes', selected: true }).waitFor()
    await actByPalette(page, 'Put this record away')
    await page.getByText('You put this away, on this device only.').first().waitFor()
    await page.keyboard.press('Alt+2')
    await page.locator('[data-record]', { hasText: 'audit notes' }).waitFor({ state: 'detached' })
    await actByPalette(page, 'Look at what is put away')
    await tabTo(page, hit)
    await look(ada, 'by-keys-3-put-away')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'bring the audit notes', selected: true }).waitFor()
    await pressByKeys(page, button(page, 'Take it out again'))
    await page.getByText('You put this away, on this device only.').first().waitFor({ state: 'detached' })
  })

  step('without a mouse, and without a complaint', async () => {
    expect(await Promise.all(noMouse.map((held) => held()))).toEqual([true, true])
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
