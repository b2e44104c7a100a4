// What else becomes of decisions, pressed by three people at three screens on three machines: late advice, words said to differ in
// wording only, looking back, a waiver, "this touches me", handing on, dropping, deciding without advice beside what the charter
// says of it, and one whose decider leaves.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { gather } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, offer, readFirst, sendNow, signRead, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'
import { advice, adviceOf, adviser, advises, answers, asks, before, comes, decides, goes, more, open, sameEverywhere } from './deciding.ts'

const RETORT = 'A second-hand retort'
const ROOF = 'A new roof for the dairy'
const VAN = 'A second van'
const GLOVES = 'New gloves for the peelers'
const SHELF = 'A shelf by the oven'

describe('what becomes of decisions', () => {
  const step = story()
  let office: Office
  let [ada, ben, chidi] = [] as unknown as [Workbench, Workbench, Workbench]
  const all = (): readonly Workbench[] => [ada, ben, chidi]

  beforeAll(async () => {
    office = await Office.onLan('10.88.0.1', '10.88.0.2', '10.88.0.3')
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('three-decisions', all)

  step('late advice reopens nothing and is told as said since; who decided answers it where it is told', async () => {
    await ada.does('decision', 'new', '--title', RETORT, '--text', 'To buy the 2019 retort.', '--touches', 'few', '--undo', 'effort')
    await open(ada, RETORT)
    await asks(ada, ['Ben'], 'It stands beside your boiler.')
    await open(ben, RETORT)
    await advises(ben, 'Stagger the start.')
    await answers(ada, 'Ben', 'Taken up', 'By a quarter of an hour.')
    await decides(ada, 1, 'We buy it.')
    await open(chidi, RETORT)
    await advises(chidi, 'Check the door seal.', { concern: true, opens: 'Give this advice' })
    await ada.page.getByRole('heading', { name: 'Said since it was decided' }).waitFor()
    await answers(ada, 'Chidi', 'Not taken up', 'It is new from the factory.')
    await ada.page.getByText(/^You decided rev 1/).waitFor()
    await adviceOf(chidi, 'Chidi').getByText('It is new from the factory.').waitFor()
  })

  step('words that differ in wording only keep their advice; Ben says that more changed, and all see it', async () => {
    const { page } = ada
    await button(more(ada), 'Propose other words').click()
    await voice(page, 'What I intend').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' The used one.')
    await readFirst(page, 2, 'propose').click()
    await page.getByRole('checkbox', { name: /^Only the wording changed/ }).check()
    await signRead(page, 2, 'propose').click()
    await sendNow(ada)
    await before(ada).getByText('Everybody asked has been heard.').waitFor()
    await page.getByText('There are newer words since.').waitFor()
    await ben.page.getByText('Rev 2 is said to differ in wording only').waitFor()
    await button(more(ben), 'More than the wording changed').click()
    const form = ben.page.getByRole('form', { name: 'More than the wording changed' })
    await form.getByLabel('What changed').fill('It was not said before that it is used.')
    await button(form, 'Say so').click()
    await more(ada).getByText('Ben says otherwise.').waitFor()
    await look(ada, 'three-decision-5-wording')
    await decides(ada, 2, 'Still yes.')
  })

  step('Ada looks back at it: nothing is chosen for her; kept, to be adjusted, and at last undone', async () => {
    for (const [at, [how, shown]] of ([['Keep', 'Kept'], ['Adjust', 'To be adjusted'], ['Undo', 'Undone']] as const).entries()) {
      await button(ada.page, at === 0 ? 'Look back' : 'Look back again').click()
      const form = ada.page.getByRole('form', { name: 'Look back' })
      await form.getByLabel('What came of it').fill(`${shown}, since it was so.`)
      expect(await button(form, 'Say so').getAttribute('aria-disabled')).toBe('true')
      await form.getByRole('radio', { name: how, exact: true }).click()
      await button(form, 'Say so').click()
      await sendNow(ada)
      for (const one of all()) await one.page.getByText(`${shown}, since it was so.`).first().waitFor()
    }
    await sameEverywhere(all(), RETORT, 'undone')
  })

  step('Chidi, out of reach, is waived with a reason; Ben has no advice; it is decided, and Chidi reads why', async () => {
    await ada.does('decision', 'new', '--title', ROOF, '--text', 'A roof of slate.')
    await open(ada, ROOF)
    await asks(ada, ['Ben', 'Chidi'], 'It rains in.')
    await goes(chidi, ada, 1)
    await open(ben, ROOF)
    await button(advice(ben), 'I have none to give').click()
    await adviceOf(ada, 'Ben').getByText('No advice', { exact: true }).waitFor()
    await button(before(ada), 'Write down why not').click()
    const form = ada.page.getByRole('form', { name: 'Go on without their advice' })
    expect(await button(form, 'Go on without Chidi').getAttribute('aria-disabled')).toBe('true')
    await form.getByLabel('Why', { exact: true }).fill('At sea until May; it rains in now.')
    await button(form, 'Go on without Chidi').click()
    await adviser(ada, 'Chidi').getByText('waived').waitFor()
    await decides(ada, 1, 'Slate.')
    await comes(chidi, all())
    await open(chidi, ROOF)
    await adviceOf(chidi, 'Chidi').getByText('At sea until May; it rains in now.').waitFor()
    await look(chidi, 'three-decision-6-waived')
    await sameEverywhere(all(), ROOF, 'decided')
  })

  step('Chidi says that Ben’s decision touches him; Ben hands it on to Ada, who takes it, and drops it', async () => {
    await ben.does('decision', 'new', '--title', VAN, '--text', 'I buy the blue van.')
    await open(chidi, VAN)
    await button(advice(chidi), 'This touches me').click()
    await open(ben, VAN)
    await adviser(ben, 'Chidi').getByText('says so').waitFor()
    await button(more(ben), 'Hand it on').click()
    const form = ben.page.getByRole('form', { name: 'Hand it on' })
    expect(await button(form, 'Ask this person to take it').getAttribute('aria-disabled')).toBe('true')
    await form.getByRole('checkbox', { name: 'Ada' }).check()
    await form.getByLabel('A word with it').fill('You drive it.')
    await button(form, 'Ask this person to take it').click()
    await sendNow(ben)
    await more(ben).getByText('Ben asks Ada to take it.').waitFor()
    await open(ada, VAN)
    await more(ada).getByText('Ben would hand this on to you.').waitFor()
    await look(ada, 'three-decision-7-handed')
    await button(more(ada), 'Take it on').click()
    await sendNow(ada)
    await chidi.page.getByText('Before Ada decides').waitFor()
    await button(more(ada), 'Drop it').click()
    await ada.page.getByRole('form', { name: 'Drop it' }).getByLabel('A word to all').fill('The old one runs again.')
    await button(ada.page.getByRole('form', { name: 'Drop it' }), 'Drop it').click()
    await sendNow(ada)
    await sameEverywhere(all(), VAN, 'dropped')
  })

  step('Ada drafts into the charter how much is one’s own and what follows a decision without advice; Ben accepts it', async () => {
    const { page } = ada
    await button(page.getByRole('navigation'), 'Commitments').click()
    await page.locator('[data-record]', { hasText: 'Charter of Hollin Bank' }).dblclick()
    await button(page, 'Change the words').click()
    const percent = page.getByLabel('Percent of one’s hours that are one’s own')
    await percent.fill('120')
    await page.getByText('A whole number from 0 to 100 fits here').waitFor()
    await percent.fill('15')
    await page.getByLabel('What follows a decision without advice').fill('Whoever did it meets first with those it touched.')
    await look(ada, 'three-decision-8-charter')
    await readFirst(page, 2).click()
    await page.getByText('15 % of our hours').waitFor()
    await signRead(page, 2).click()
    await sendNow(ada)
    await button(ben.page.getByRole('navigation'), 'Commitments').click()
    await ben.page.locator('[data-record]', { hasText: 'Charter of Hollin Bank' }).dblclick()
    await button(ben.page, 'Accept rev 2').click()
    await sendNow(ben)
    await page.getByText('In force').first().waitFor()
  })

  step('beside deciding without advice stands what the charter says follows; all see that it was done, and why', async () => {
    await ben.does('decision', 'new', '--title', GLOVES, '--text', 'To buy gloves.')
    await open(ben, GLOVES)
    await button(before(ben), 'Decide without advice').click()
    const form = ben.page.getByRole('form', { name: 'Decide rev 1 without advice' })
    await form.getByText('Whoever did it meets first with those it touched.').waitFor()
    expect(await button(form, 'Decide without advice').getAttribute('aria-disabled')).toBe('true')
    await form.getByLabel('Why it could not wait').fill('The old ones tore.')
    await look(ben, 'three-decision-9-without')
    await button(form, 'Decide without advice').click()
    await sendNow(ben)
    await open(chidi, GLOVES)
    await chidi.page.getByText(/^Ben decided rev 1 without advice/).waitFor()
    await chidi.page.getByText('Whoever did it meets first with those it touched.').waitFor()
    await chidi.page.getByText('The old ones tore.').first().waitFor()
    await sameEverywhere(all(), GLOVES, 'decided')
  })

  step('Ada leaves with something undecided: it is nobody’s, and Ben begins one in its place', async () => {
    await ada.does('decision', 'new', '--title', SHELF, '--text', 'A shelf of oak.', '--touches', 'few', '--undo', 'easy')
    await open(ben, SHELF)
    await ada.does('leave')
    await ben.page.getByRole('heading', { name: 'Nobody decides this now' }).waitFor()
    await look(ben, 'three-decision-10-nobody')
    await button(ben.page, 'Decide something in its place').click()
    await voice(ben.page, 'What I intend').waitFor()
    await offer(ben, 1, 'propose')
    await sendNow(ben)
    await before(ben).getByText('Nobody has been asked yet.').waitFor()
    await open(chidi, SHELF)
    await chidi.page.getByText(/In its place:|Before Ben decides/).first().waitFor()
    expect([...ben.errors, ...chidi.errors]).toEqual([])
  })
})
