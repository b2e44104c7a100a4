// A decision by advice by three people at three screens on three machines, one of which is without a network half of the time:
// sized, asked, advised on with a concern and aloud, refused until everybody is answered, decided. All three pages say the same.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { gather } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'
import { adviceOf, adviser, advises, answers, before, comes, goes, list, open, showList, advice } from './deciding.ts'

const TITLE = 'A second-hand retort for Line 2'

describe('a decision of three', () => {
  const step = story()
  let office: Office
  let [ada, ben, chidi] = [] as unknown as [Workbench, Workbench, Workbench]
  const all = (): readonly Workbench[] => [ada, ben, chidi]

  beforeAll(async () => {
    office = await Office.onLan('10.85.0.1', '10.85.0.2', '10.85.0.3')
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('three-decision', all)

  step('Ada says what she intends, how big it is and what it is about, and proposes it', async () => {
    await chidi.does('expertise', 'claim', 'Steam', '--words', 'Finding the trap that leaks')
    const { page } = ada
    await showList(ada)
    await button(list(ada), 'Decide something').click()
    await page.getByLabel('What is it about?').fill(TITLE)
    await button(page, 'Open the paper').click()
    await voice(page, 'What I intend').click()
    await page.keyboard.type('To buy the 2019 retort and run it on the steam line of @Be')
    await page.keyboard.press('Enter')
    await page.keyboard.type('from September.')
    await page.getByLabel('Whom it affects').selectOption('few')
    await page.getByLabel('To undo it').selectOption('effort')
    await offer(ada, 1, 'propose')
    await sendNow(ada)
    await before(ada).getByText('Nobody has been asked yet.').waitFor()
  })

  step('she sees how widely to ask and whom, each with why, and asks both; Chidi is not reached', async () => {
    const { page } = ada
    await page.getByText('So: ask each of them, one person who knows, and leave 3 days.').waitFor()
    await goes(chidi, ada, 1)
    await button(before(ada), 'Ask somebody').click()
    const form = page.getByRole('form', { name: 'Ask for advice' })
    await form.getByRole('checkbox', { name: /^Ben is named in it/ }).check()
    await form.getByLabel('A word with it').fill('It stands beside your boiler.')
    await look(ada, 'three-decision-1-suggested')
    await button(form, 'Ask').click()
    await adviser(ada, 'Ben').getByText('delivered').waitFor()
    await button(page, 'Ask somebody').first().click()
    await form.getByRole('radio', { name: 'They know about it' }).click()
    await form.getByRole('checkbox', { name: /^Chidi can help with Steam/ }).check()
    await button(form, 'Ask').click()
    await adviser(ada, 'Chidi').getByText('not reached').waitFor()
    await before(ada).getByText('Chidi is not known to have been reached.').waitFor()
  })

  step('Ben advises with a concern, and sees that what was said to Chidi has not reached him', async () => {
    await open(ben, TITLE)
    await advice(ben).getByText('Ada asks for your advice: “It stands beside your boiler.”').waitFor()
    await advises(ben, 'The boiler can carry it only if Line 1 starts half an hour later.', { concern: true })
    await before(ada).getByText('Ben’s advice has no answer.').waitFor()
  })

  step('Ada is refused, with the reason, and notes what Chidi told her on the telephone', async () => {
    const decide = button(before(ada), 'Decide')
    expect(await decide.getAttribute('aria-disabled')).toBe('true')
    await before(ada).getByText('2 things are still open, above.').first().waitFor()
    await expect(ada.does('decision', 'decide', TITLE)).rejects.toThrow(/one person who was asked has said nothing/i)
    await button(before(ada), 'Note what was said aloud').click()
    const form = ada.page.getByRole('form', { name: 'Note what somebody said aloud' })
    await form.getByLabel('What they said').fill('Have the traps looked at first.')
    await button(form, 'Note it').click()
    await adviceOf(ada, 'Chidi').getByText('Not confirmed yet').waitFor()
    await look(ada, 'three-decision-2-refused')
  })

  step('nothing is chosen for her when she answers Ben, and she says it was taken up in part', async () => {
    const form = adviceOf(ada, 'Ben').getByRole('form')
    await form.getByLabel('How did you use Ben’s advice?').fill('They are staggered by a quarter.')
    for (const radio of await form.getByRole('radio').all()) expect(await radio.getAttribute('aria-checked')).toBe('false')
    expect(await button(form, 'Answer Ben').getAttribute('aria-disabled')).toBe('true')
    await answers(ada, 'Ben', 'Taken up in part', 'They are staggered by a quarter.')
    await adviceOf(ben, 'Ben').getByText('Taken up in part').first().waitFor()
  })

  step('Chidi is back, reads what was noted, and confirms it; it is answered, and decided', async () => {
    await comes(chidi, all())
    await open(chidi, TITLE)
    await advice(chidi).getByText('Ada noted this as said by you:').waitFor()
    await look(chidi, 'three-decision-3-confirm')
    await button(advice(chidi), 'That is what I said').click()
    await adviceOf(ada, 'Chidi').getByText('said aloud, noted by Ada').waitFor()
    await answers(ada, 'Chidi', 'Taken up', 'Dewi looks at them on Monday.')
    await before(ada).getByText('Everybody asked has been heard.').waitFor()
    await button(before(ada), 'Decide').click()
    const form = ada.page.getByRole('form', { name: 'Decide rev 1' })
    await form.getByLabel('What you decide, in a word to all').fill('We buy it.')
    await form.getByRole('checkbox', { name: 'Chidi' }).check()
    await button(form, 'Decide').click()
    await sendNow(ada)
    await ada.page.getByText(/^You decided rev 1/).waitFor()
  })

  step('all three pages say the same, and so do their machines', async () => {
    for (const one of [ben, chidi]) {
      await one.page.getByText(/^Ada decided rev 1/).waitFor()
      await one.page.getByText('We buy it.').first().waitFor()
      await adviceOf(one, 'Ben').getByText('Taken up in part').first().waitFor()
      await adviceOf(one, 'Chidi').getByText('Taken up', { exact: true }).first().waitFor()
    }
    await chidi.page.getByText('Should know: You').waitFor()
    await look(chidi, 'three-decision-4-decided', { narrow: true })
    const says = async (one: Workbench) => {
      const { state, decision } = await one.does<{ state: string; decision: { advisers: { name: string; standing: string }[]; outcomes: { act: string; text: string }[] } }>('show', TITLE)
      return { state, advisers: decision.advisers.map(({ name, standing }) => [name, standing]), outcomes: decision.outcomes.map(({ act, text }) => [act, text]) }
    }
    const [first, ...others] = await Promise.all(all().map(says))
    expect(first).toMatchObject({ state: 'decided', advisers: [['Ben', 'answered'], ['Chidi', 'answered']] })
    for (const other of others) expect(other).toEqual(first)
    expect(all().flatMap(({ errors }) => errors)).toEqual([])
  })
})
