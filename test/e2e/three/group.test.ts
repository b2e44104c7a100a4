// A working group by three people at three screens on three machines, one of which is without a network half of the time: called,
// chartered, joined by welcome, met, changed, and closed with what was learned. In the end all three pages say the same.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { gather } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'
import { comes, goes } from './deciding.ts'
import { accepts, closes, goTo, openGroup, partOf } from './grouping.ts'

const TITLE = 'Winter Rota'
const PROMISE = 'Hang a second key by the oven'
const today = (): string => new Date().toLocaleDateString('sv-SE')

describe('a working group of three', () => {
  const step = story()
  let office: Office
  let [ada, ben, chidi] = [] as unknown as [Workbench, Workbench, Workbench]
  const all = (): readonly Workbench[] => [ada, ben, chidi]

  beforeAll(async () => {
    office = await Office.onLan('10.84.0.1', '10.84.0.2', '10.84.0.3')
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('three-group', all)

  const part = partOf(TITLE)
  const away = (): Promise<void> => goes(chidi, ada, 1)
  const back = (): Promise<void> => comes(chidi, all())

  step('Ada calls it; Ben would join; Chidi, without a network, does not know of it yet', async () => {
    await away()
    await ada.page.keyboard.press('Alt+Shift+G')
    await ada.page.getByLabel('What is it called?').fill(TITLE)
    await ada.page.getByLabel('Why now?').fill('Three of us cover every weekend, and the bread was late twice.')
    await ada.page.keyboard.press('Control+Enter')
    await ada.page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await openGroup(ben, TITLE)
    await part(ben, 'Coming in').getByRole('button', { name: 'I would join' }).click()
    await ben.page.keyboard.press('Control+Enter')
    await part(ada, 'Coming in').getByText('Ben', { exact: true }).waitFor()
  })

  step('she offers a charter that asks for a welcome and for two thirds to change it; Ben accepts it', async () => {
    const { page } = ada
    await button(page, 'Write its charter').click()
    await voice(page, 'How we work').click()
    await page.keyboard.type('Half an hour on Tuesdays, standing.')
    await page.getByLabel('How one joins').selectOption({ label: 'by asking, and a member welcomes' })
    await page.getByLabel('Changed words hold once accepted by').selectOption({ label: 'two thirds of those named' })
    await page.getByLabel('Facilitation').selectOption({ label: 'goes round in order' })
    await look(ada, 'three-group-01-draft')
    await offer(ada, 1)
    await sendNow(ada)
    await ben.page.getByText('One has accepted. It holds between those who accept it, once two have.').waitFor()
    await look(ben, 'three-group-02-asked')
    await accepts(ben, 1)
    for (const bench of [ada, ben]) await bench.page.getByText('A working group of 2').waitFor()
  })

  step('Chidi comes back, accepts it, and waits until Ben says welcome', async () => {
    await back()
    await button(chidi.page.getByRole('navigation'), 'Groups').click()
    await button(chidi.page, `Join ${TITLE}`).or(chidi.page.locator('[data-record]', { hasText: TITLE })).first().click()
    await accepts(chidi, 1)
    await chidi.page.getByText('You wait for a welcome').first().waitFor()
    await part(ben, 'Coming in').getByText('Chidi', { exact: true }).waitFor()
    await look(ben, 'three-group-03-waits')
    await button(part(ben, 'Coming in'), 'Welcome Chidi').click()
    await ben.page.keyboard.press('Control+Enter')
    await sendNow(ben)
    for (const bench of all()) await bench.page.getByText('A working group of 3').waitFor()
  })

  step('Ada plans a meeting and signs what was said; Ben promises a line of it', async () => {
    await button(part(ada, 'Next meeting'), 'Plan a meeting').click()
    const form = ada.page.getByRole('form', { name: 'Plan a meeting' })
    await form.getByLabel('On').fill(today())
    await look(ada, 'three-group-04-plan')
    await button(form, 'Begin its minutes').click()
    await voice(ada.page, 'Agenda').waitFor()
    await part(ben, 'Next meeting').getByRole('textbox', { name: 'Something to talk about' }).fill('Who has the key')
    await ben.page.keyboard.press('Enter')
    await voice(ada.page, 'Agenda').getByText('Who has the key').waitFor()
    await voice(ada.page, 'What was said').click()
    await ada.page.keyboard.type('The key hangs in the mill.')
    await voice(ada.page, 'To do').click()
    await ada.page.keyboard.type(PROMISE)
    await offer(ada, 1, 'sign')
    await sendNow(ada)
    const minutes = part(ben, 'Next meeting').getByRole('button', { name: /^Minutes of/ })
    await minutes.click()
    await button(ben.page, `Promise this: ${PROMISE}`).click()
    await ben.page.getByTestId('quick-back').waitFor()
    await ben.page.keyboard.press('Control+Enter')
    await sendNow(ben)
    await ada.page.getByRole('button', { name: 'Promised by Ben' }).waitFor()
    await look(ada, 'three-group-05-minutes')
  })

  step('Ada changes a word of the charter while Chidi is away: two of three are enough, and Chidi is asked after that', async () => {
    await away()
    for (const bench of [ada, ben]) await openGroup(bench, TITLE)
    await button(ada.page, 'Propose a change').click()
    await voice(ada.page, 'How we work').click()
    await ada.page.keyboard.press('Control+End')
    await ada.page.keyboard.type(' By the oven.')
    await offer(ada, 2)
    await sendNow(ada)
    const ask = ben.page.getByRole('region', { name: `Changed since you accepted: ${TITLE}` })
    await ask.getByText('1 of 3 has accepted; two thirds of those named are needed: 2. Until then rev 1 holds.').waitFor()
    await look(ben, 'three-group-06-changed')
    await accepts(ben, 2)
    await part(ada, 'Members').getByText('signed rev 1, not yet rev 2').waitFor()
    await openGroup(chidi, TITLE)
    await back()
    await chidi.page.getByText('It holds between Ada and Ben.').waitFor()
    await look(chidi, 'three-group-07-still-asked')
    await accepts(chidi, 2)
    for (const bench of [ada, ben]) await part(bench, 'Members').getByText('signed rev 1, not yet rev 2').waitFor({ state: 'detached' })
  })

  step('Ada closes it with what she learned while Chidi is away; with Ben it has ended, also for Chidi who comes back', async () => {
    await away()
    await closes(ada, ben, TITLE)
    await back()
    for (const bench of all()) {
      await bench.page.getByText('A working group that has ended, with thanks').waitFor()
      await bench.page.getByRole('region', { name: 'What was learned' }).getByText('The bakers keep it.').waitFor()
    }
    await look(chidi, 'three-group-08-ended')
  })

  step('all three pages say the same of the group, of its minutes and of the promise', async () => {
    for (const [title, typed] of [[TITLE, TITLE], [new RegExp(`^${TITLE}, `), `${TITLE},`], [PROMISE, PROMISE]] as const) {
      for (const bench of all()) {
        await goTo(bench, title, typed)
        await bench.page.getByRole('tab', { name: title, selected: true }).waitFor()
        await bench.page.locator('article.paper').getByText('signed rev').first().waitFor()
      }
      // What belongs to a record is looked up behind its words.
      await expect.poll(async () => {
        const [first, ...others] = await Promise.all(all().map(told))
        return others.find((other) => other !== first) ?? (first!.length > 60 ? 'the same' : first)
      }).toBe('the same')
    }
    expect(all().flatMap(({ errors }) => errors)).toEqual([])
  })

  /** What the page says of a record but for what may be pressed; "you" is somebody else on another screen. */
  async function told({ page, name }: Workbench): Promise<string> {
    const words = await page.locator('.groupHead, .learnings, article.paper, section.below').evaluateAll((all) => all.map((one) => {
      const copy = one.cloneNode(true) as Element
      for (const button of copy.querySelectorAll('button.button')) button.remove()
      return copy.textContent
    }))
    return words.join('\n').replaceAll(/\b[Yy]ou\b/gu, name)
  }
})
