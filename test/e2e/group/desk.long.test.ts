// What a group asks of Ben, from his desk: each need opens the group at the card that answers it, and is gone once he has.
// Ada and Chidi are at their own hosts.
import { describe, expect } from 'vitest'
import { hasFocus } from '../../harness/by-keys.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, sendNow } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'Winter Rota'
interface Shown { readonly state: string; readonly group: { readonly size: number; readonly mine: string | null; readonly waiting: readonly unknown[] } }

describe('the needs of a group on the desk', () => {
  let ada: Workbench
  let ben: Workbench
  let chidi: Workbench
  const need = (kind: string) => ben.page.getByTestId('needs').locator(`[data-need="${kind}"]`)
  const part = (name: string) => ben.page.getByRole('region', { name: `${name}: ${TITLE}`, exact: true })
  const sees = (who: Workbench, what: (shown: Shown) => boolean): Promise<void> =>
    expect.poll(() => who.does<Shown>('show', TITLE).then(what, () => false)).toBe(true)

  /** From the desk by keys: the row, then the record. Ends where the focus is on the card. */
  async function answers(kind: string, place: string): Promise<void> {
    await ben.page.keyboard.press('Alt+1')
    await need(kind).locator('[data-row]').first().press('Enter')
    await button(need(kind), 'Open the letter').press('Enter')
    await expect.poll(() => hasFocus(ben.page.locator(`[data-place="${place}"]`)), { message: `${kind} opens at ${place}` }).toBe(true)
  }
  async function isDone(kind: string): Promise<void> {
    await ben.page.keyboard.press('Alt+1')
    await ben.page.getByTestId('needs').waitFor()
    await need(kind).waitFor({ state: 'detached' })
  }

  const step = officeStory('group-desk', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    chidi = office.seat('Chidi')
    await Promise.all([ada, ben, chidi].map((one) => one.does('init', '--name', one.name)))
    await ada.does('workspace', 'create', 'Hollin Bank')
    await Promise.all([ada.serve(), chidi.serve()])
    for (const one of [ben, chidi]) await one.does('join', (await ada.does<{ link: string }>('invite')).link)
    await ben.open()
  })

  step('it is called and chartered, and Chidi waits for a welcome', async () => {
    await expect.poll(() => ada.does<unknown[]>('people').then((all) => all.length)).toBe(3)
    await ada.does('group', 'call', '--title', TITLE, '--text', 'The bread was late twice.')
    await ada.does('group', 'offer', TITLE, '--how', 'On Tuesdays', '--joining', 'welcome', '--facilitation', 'time', '--begins', 'today', '--turn', 'Ada', '--turn', 'Ben', '--member', 'Ben')
    await sees(ben, ({ state }) => state === 'forming')
    await ben.does('group', 'join', TITLE)
    await sees(ada, ({ group }) => group.size === 2)
    await sees(chidi, ({ group }) => group.size === 2)
    await chidi.does('group', 'join', TITLE)
  })

  step('a welcome opens at who is coming in', async () => {
    await need('welcome').waitFor()
    await answers('welcome', 'forming')
    await look(ben, 'group-desk-1-welcome')
    await button(part('Coming in'), 'Welcome Chidi').press('Enter')
    await ben.page.getByRole('form', { name: 'Welcome Chidi' }).getByRole('button', { name: 'Welcome Chidi' }).press('Enter')
    await sendNow(ben)
    await isDone('welcome')
    await sees(chidi, ({ group }) => group.mine === 'member')
  })

  step('being asked to facilitate opens at the turns, also where what stands beside the paper is shut', async () => {
    await ada.does('group', 'facilitate', TITLE, '--who', 'Ben', '--phase', 'You know the ovens')
    await need('facilitate').waitFor()
    await answers('facilitate', 'turns')
    await button(part('Facilitation'), 'Take it').first().press('Enter')
    await ben.page.keyboard.press('Control+Enter')
    await isDone('facilitate')
  })

  step('a swap is declined there, and is gone from the desk', async () => {
    await ada.does('group', 'swap', TITLE, '--who', 'Ben', '--mine', 'today', '--theirs', '+28d')
    await need('swap').waitFor()
    await answers('swap', 'turns')
    await look(ben, 'group-desk-2-swap')
    await button(part('Facilitation'), 'Not for me').press('Enter')
    await ben.page.getByRole('form', { name: 'Not for me' }).getByLabel('A word to who asked').fill('I am away then.')
    await ben.page.keyboard.press('Control+Enter')
    await isDone('swap')
  })

  step('a closing that holds already still asks him, and he goes on', async () => {
    await ada.does('group', 'close', TITLE, '--learned', 'One sheet by the oven is enough.')
    await sees(chidi, ({ state }) => state === 'closing')
    await chidi.does('group', 'agree', TITLE, '--to', 'close')
    await sees(ben, ({ group }) => group.size === 1)
    await answers('closing', 'proposals')
    await part('Proposed').getByText('It is closed for those who agree').waitFor()
    await look(ben, 'group-desk-3-closing', { narrow: true })
    await button(part('Proposed'), 'I go on…').press('Enter')
    await ben.page.keyboard.type('Somebody has to bake.')
    await ben.page.keyboard.press('Control+Enter')
    await isDone('closing')
    await button(ben.page.getByRole('navigation'), 'Groups').click()
    await ben.page.getByRole('tab', { name: TITLE }).click()
    await button(part('Proposed'), 'Answered by everyone').press('Enter')
    await button(part('Proposed'), 'Agree after all…').waitFor()
    expect(ben.errors).toEqual([])
  })
})
