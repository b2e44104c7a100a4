// What three people say to one another while a group runs, each at their own screen: facilitation taken, handed on and swapped; a
// pause and going on; how they do it, and somebody who asks; two changes of the charter offered apart, and one that settles them.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { RecordDetail } from '../../../shared/protocol/contract.ts'
import { gather } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'
import { comes, goes } from './deciding.ts'
import { accepts, openGroup, partOf } from './grouping.ts'

const TITLE = 'Steam & Energy'

describe('three members of a group', () => {
  const step = story()
  let office: Office
  let [ada, ben, chidi] = [] as unknown as [Workbench, Workbench, Workbench]
  const all = (): readonly Workbench[] => [ada, ben, chidi]
  const part = partOf(TITLE)
  const away = (): Promise<void> => goes(chidi, ada, 1)
  const back = (): Promise<void> => comes(chidi, all())
  const form = ({ page }: Workbench, name: string) => page.getByRole('form', { name })
  const signs = async (bench: Workbench): Promise<void> => {
    await bench.page.keyboard.press('Control+Enter')
    await sendNow(bench)
  }
  beforeAll(async () => {
    office = await Office.onLan('10.85.0.1', '10.85.0.2', '10.85.0.3')
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('three-turns', all)

  step('Ada offers a charter from a terminal in which turns go round by time; all three sign it', async () => {
    const { id } = await ada.does<RecordDetail>('group', 'call', '--title', TITLE, '--text', 'Steam is lost at night.')
    await ada.does('group', 'offer', id, '--how', 'On Tuesdays.', '--facilitation', 'time', '--turn', 'Ada', 'Ben', 'Chidi', '--turn-weeks', '2', '--begins', 'today', '--member', 'Ben', 'Chidi')
    for (const one of [ben, chidi]) {
      await button(one.page.getByRole('navigation'), 'Groups').click()
      await one.page.getByRole('region', { name: 'Groups', exact: true }).locator('[data-record]', { hasText: 'rev 1 asks' }).dblclick()
      await accepts(one, 1)
    }
    await openGroup(ada, TITLE)
    for (const one of all()) await one.page.getByText('A working group of 3').waitFor()
  })

  step('Ada takes her turn and asks Ben to go on; it stays with her until he takes it', async () => {
    await button(part(ada, 'Facilitation'), 'Take it').click()
    await ada.page.keyboard.press('Control+Enter')
    for (const bench of [ben, chidi]) await part(bench, 'Facilitation').getByText('Ada, now').waitFor()
    await button(ada.page, 'Ask somebody').click()
    await form(ada, 'Ask somebody to facilitate').getByLabel('Whom do you ask?').selectOption({ label: 'Ben' })
    await form(ada, 'Ask somebody to facilitate').getByLabel('What you would say to them').fill('You know the new burner best.')
    await ada.page.keyboard.press('Control+Enter')
    await ben.page.getByText('Ada asks you to facilitate.').first().waitFor()
    expect(await part(chidi, 'Facilitation').getByText('Ada, now').isVisible()).toBe(true)
    await look(ben, 'three-turns-01-asked')
    await button(part(ben, 'Facilitation'), 'Take it').click()
    await ben.page.keyboard.press('Control+Enter')
    for (const bench of [ada, chidi]) await bench.page.getByText('Ben facilitates').first().waitFor()
    await part(ada, 'Facilitation').getByText('your turn', { exact: true }).waitFor()
  })

  step('Ben asks Chidi, who is away, to swap turns; it counts once Chidi says so too', async () => {
    await asksToSwap(ben, 'Ada')
    await button(part(ada, 'Facilitation'), 'Not for me').click()
    await ada.page.keyboard.press('Control+Enter')
    await ben.page.getByText(/^A swap is asked/).waitFor({ state: 'detached' })
    await away()
    await asksToSwap(ben, 'Chidi')
    await ben.page.getByText(/^A swap is asked/).waitFor()
    await back()
    await chidi.page.getByText('Ben asks to swap turns with you').waitFor()
    await look(chidi, 'three-turns-03-swap-asked')
    await button(chidi.page, 'Swap').click()
    await chidi.page.keyboard.press('Control+Enter')
    for (const bench of all()) await bench.page.getByText(/, swapped$/).first().waitFor()
    await look(ada, 'three-turns-04-swapped')
  })

  step('Chidi would pause, Ben agrees and Ada goes on; going on again ends it', async () => {
    await button(part(chidi, 'What you can do here'), 'Pause…').click()
    await form(chidi, 'Pause the group').getByLabel('Why').fill('Nobody is here in August.')
    await signs(chidi)
    await look(ada, 'three-turns-05-pause')
    await button(part(ada, 'Proposed'), 'I go on…').click()
    await ada.page.keyboard.press('Control+Enter')
    await button(part(ben, 'Proposed'), 'Agree…').click()
    await signs(ben)
    for (const bench of all()) await bench.page.getByText('Paused', { exact: true }).first().waitFor()
    await look(chidi, 'three-turns-06-paused')
    await button(part(ben, 'What you can do here'), 'Go on now…').click()
    await signs(ben)
    await button(part(ada, 'Proposed'), 'Agree…').click()
    await signs(ada)
    for (const bench of all()) await bench.page.locator('.groupHead').getByText('Paused', { exact: true }).waitFor({ state: 'detached' })
  })

  step('Ben shows how they do it; Chidi asks how, and everybody who does it is asked', async () => {
    await button(part(ben, 'What you can do here'), 'Show how we do it').click()
    const shown = form(ben, 'Show how we do it')
    await shown.getByLabel('In one line').fill('Reading the boiler log in five minutes')
    await shown.getByLabel('Topic').fill('Boilers')
    await shown.getByLabel('How do you do it?').fill('Last column first.')
    await ben.page.keyboard.press('Control+Enter')
    const how = chidi.page.getByRole('region', { name: 'How we do it' })
    await button(how, 'Ask how').click()
    await form(chidi, 'Ask how').getByLabel('The rest of it').fill('What does blue mean?')
    await look(chidi, 'three-turns-07-ask-how')
    await chidi.page.keyboard.press('Control+Enter')
    await chidi.page.getByText('What does blue mean?').first().waitFor()
    for (const bench of [ada, ben]) {
      await expect.poll(() => bench.does<readonly { readonly title: string; readonly asksMe: boolean }[]>('ls', 'questions')).toMatchObject([{ title: expect.stringContaining('boiler log') as string, asksMe: true }])
    }
    await openGroup(chidi, TITLE)
  })

  step('Ada and Chidi change the charter apart: both offers stand, and one that Ben writes from both settles it', async () => {
    await away()
    await changes(ada, ' At eight.')
    await changes(chidi, ' At nine.')
    await back()
    await ben.page.getByText(/^(Ada and Chidi|Chidi and Ada) each made an offer while apart$/).waitFor()
    await look(ben, 'three-turns-08-two-offers')
    await button(ben.page, 'Read side by side').click()
    await look(ben, 'three-turns-09-side-by-side')
    await button(ben.page, 'Write rev 3').click()
    await writes(ben, ' At half past eight.', 3)
    for (const bench of [ada, chidi]) await accepts(bench, 3)
    for (const bench of all()) {
      await expect.poll(() => part(bench, 'Members').getByText('rev 3').count()).toBe(3)
      expect(await bench.page.getByText('each made an offer while apart').count()).toBe(0)
    }
    await look(ada, 'three-turns-10-settled')
  })

  step('Ben follows the working text while Ada offers it, and is asked there', async () => {
    await button(ada.page, 'Propose a change').click()
    await voice(ada.page, 'How we work').click()
    await ada.page.keyboard.press('Control+End')
    await ada.page.keyboard.type(' We wear')
    await ben.page.getByRole('radio', { name: /^Working text/ }).click()
    await writes(ada, ' ear plugs.', 4)
    await ben.page.getByRole('region', { name: `Changed since you accepted: ${TITLE}` }).getByText('One has accepted.').waitFor()
    await look(ben, 'three-turns-11-asked-while-writing')
    await accepts(ben, 4)
    await part(ada, 'Members').getByText('signed rev 3, not yet rev 4').waitFor()
    await accepts(chidi, 4)
    for (const bench of all()) await expect.poll(() => part(bench, 'Members').getByText('rev 4').count()).toBe(3)
  })

  /** One's own next turn for one of that person. */
  async function asksToSwap(bench: Workbench, name: string): Promise<void> {
    await button(bench.page, 'Swap a turn').click()
    const swap = form(bench, 'Swap a turn')
    const theirs = (await swap.getByLabel('for the turn from').locator('option').allInnerTexts()).find((words) => words.includes(name))
    await swap.getByLabel('My turn from').selectOption({ index: 1 })
    await swap.getByLabel('for the turn from').selectOption({ label: theirs! })
    await look(bench, 'three-turns-02-swap')
    await bench.page.keyboard.press('Control+Enter')
  }
  async function changes(bench: Workbench, words: string): Promise<void> {
    await button(bench.page, 'Propose a change').click()
    await writes(bench, words, 2)
  }
  async function writes(bench: Workbench, words: string, revision: number): Promise<void> {
    await voice(bench.page, 'How we work').click()
    await bench.page.keyboard.press('Control+End')
    await bench.page.keyboard.type(words)
    await offer(bench, revision)
    await sendNow(bench)
  }
})
