// An experiment by three people at three screens on three machines, one of which is without a network half of the time: offered,
// joined, told what its words leave open, measured until its stop line, paused, gone on with, hours told, concluded by each for
// oneself, found by its topic and tried again. All three pages say the same.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { gather } from '../../harness/workbench-pair.ts'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { button, offer, sendNow, voice } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'
import { comes, goes } from './deciding.ts'

const TITLE = 'Crates that come back'

const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE')

describe('an experiment of three', () => {
  const step = story()
  let office: Office
  let [ada, ben, chidi] = [] as unknown as [Workbench, Workbench, Workbench]
  const all = (): readonly Workbench[] => [ada, ben, chidi]

  beforeAll(async () => {
    office = await Office.onLan('10.89.0.1', '10.89.0.2', '10.89.0.3')
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('three-experiment', all)
  // helpers
  const list = ({ page }: Workbench) => page.getByRole('region', { name: 'Experiments', exact: true })
  const below = ({ page }: Workbench) => page.locator('.below')
  const open = async (bench: Workbench): Promise<void> => {
    if (!(await list(bench).isVisible())) await button(bench.page.getByRole('navigation'), 'Experiments').click()
    await list(bench).locator('[data-record]', { hasText: TITLE }).first().dblclick()
    await bench.page.getByRole('tab', { name: TITLE, selected: true }).waitFor()
  }
  const reads = async (bench: Workbench, value: string): Promise<void> => {
    await button(bench.page, 'Note a reading').click()
    await bench.page.getByLabel('Reading', { exact: true }).fill(value)
    await button(bench.page, 'Note it').click()
    await button(bench.page, 'Note a reading').waitFor()
  }
  // steps

  step('Ada writes it down; what its words leave open, and dates that contradict each other, are said while she writes', async () => {
    const { page } = ada
    await button(page.getByRole('navigation'), 'Experiments').click()
    await button(list(ada), 'New experiment').first().click()
    await page.getByLabel('What is it about?').fill(TITLE)
    await button(page, 'Open the paper').click()
    await voice(page, 'We believe').click()
    await page.keyboard.type('If we number the crates, more of them come back.')
    await page.getByText('It has no last day.').waitFor()
    await page.getByText('Nobody has said who could be hurt.').waitFor()
    await page.getByText('Nothing is measured.').waitFor()
    await button(page, 'A measure').click()
    await page.getByRole('textbox', { name: 'What is measured' }).fill('Crates back')
    await page.getByRole('textbox', { name: 'Now' }).fill('40')
    await page.getByRole('textbox', { name: 'Hoped for' }).fill('57')
    await page.getByRole('textbox', { name: 'We stop at' }).fill('60')
    await page.getByTestId('contradiction').getByText('would be stopped by reaching what is hoped for').waitFor()
    await page.getByRole('textbox', { name: 'We stop at' }).fill('30')
    await page.getByTestId('contradiction').waitFor({ state: 'detached' })
    await page.getByLabel('From', { exact: true }).fill(dayFrom(0))
    await page.getByLabel('Until', { exact: true }).fill(dayFrom(-3))
    await page.getByTestId('contradiction').getByText('This would end before it begins.').waitFor()
    await look(ada, 'three-experiment-1-contradiction')
    await page.getByLabel('Until', { exact: true }).fill(dayFrom(30))
    await button(page, 'A topic').click()
    await page.keyboard.type('Waste')
    await offer(ada, 1)
    await sendNow(ada)
    await list(ada).getByRole('button', { name: /taking part/ }).waitFor()
  })

  step('Ben joins; Chidi joins without a network, and the others hear of it when he is back', async () => {
    await open(chidi)
    await goes(chidi, ada, 1)
    for (const bench of [ben, chidi]) {
      if (bench === ben) await open(ben)
      await button(bench.page, 'Join, under rev 1').click()
      await sendNow(bench)
      await list(bench).getByRole('button', { name: /taking part/ }).waitFor()
    }
    await ada.page.getByRole('listitem').filter({ hasText: 'Ben' }).first().waitFor()
    await comes(chidi, all())
    for (const bench of all()) await bench.page.getByRole('listitem').filter({ hasText: bench === chidi ? 'Ada' : 'Chidi' }).first().waitFor()
  })

  step('Ada starts it; Chidi, out of reach again, reads the stop line; every desk speaks up once he is back', async () => {
    await button(ada.page, 'Start').click()
    await ada.page.locator('form').getByRole('button', { name: 'Start', exact: true }).click()
    await button(chidi.page, 'Note a reading').waitFor()
    await reads(ben, '44')
    await goes(chidi, ada, 1)
    await reads(chidi, '29')
    await below(chidi).getByText('That is the stop line.').waitFor()
    await comes(chidi, all())
    for (const bench of all()) {
      await below(bench).getByText('That is the stop line.').waitFor()
      await bench.page.getByRole('navigation').getByRole('button', { name: /^Desk/ }).click()
      await bench.page.getByText('A stop line is reached', { exact: false }).first().waitFor()
    }
    await look(ben, 'three-experiment-2-desk')
    for (const bench of all()) await bench.page.getByRole('tab', { name: TITLE }).click()
  })

  step('Ben pauses it with a word; Ada goes on, knowing it, with another', async () => {
    await button(ben.page, 'Pause').click()
    const form = ben.page.getByRole('form', { name: 'Pause' })
    await form.getByRole('textbox').fill('Until we know where they are.')
    await button(form, 'Pause').click()
    for (const bench of all()) await bench.page.getByText('Ben paused it: “Until we know where they are.”').waitFor()
    await button(ada.page, 'Go on').click()
    const on = ada.page.getByRole('form', { name: 'Go on' })
    await on.getByRole('textbox').fill('They stood at the mill.')
    await button(on, 'Go on').click()
    for (const bench of all()) await bench.page.getByText('Ben paused it: “Until we know where they are.”').waitFor({ state: 'detached' })
    for (const bench of all()) await below(bench).getByText('Somebody chose to go on, knowing it.').waitFor()
  })

  step('hours: nothing absurd is logged; two tell their totals, and all see one sum and nobody’s own', async () => {
    for (const [bench, hours] of [[ben, '1:30'], [chidi, '2']] as const) {
      const { page } = bench
      await button(page, 'Log time').click()
      const form = page.getByRole('form', { name: 'Log time' })
      const field = form.getByRole('textbox', { name: 'How long' })
      for (const [typed, says] of [['0', 'Only time that was spent can be logged.'], ['-1', 'Only time that was spent can be logged.'], ['25', 'A day has 24 hours.'], ['soon', 'Write it like 1.5 or 1:30.']] as const) {
        await field.fill(typed)
        await form.getByText(says).first().waitFor()
      }
      await field.fill(hours)
      await form.getByLabel('Tell the others my total of this').check()
      await button(form, 'Log it').click()
      await form.waitFor({ state: 'detached' })
    }
    await expect.poll(async () => (await ada.does<{ spent: number }>('show', TITLE)).spent).toBe(210)
  })

  step('each concludes for oneself, Chidi without a network; what they learned is found by its topic', async () => {
    await goes(chidi, ada, 1)
    for (const [bench, as, learned] of [[ada, 'Adopt', 'They come back if numbered.'], [chidi, 'Drop', 'It costs me more time than it saves.']] as const) {
      const { page } = bench
      await button(page, 'Conclude it for me').or(page.getByLabel('What I learned')).first().waitFor()
      if (await button(page, 'Conclude it for me').isVisible()) await button(page, 'Conclude it for me').click()
      await page.getByRole('radio', { name: new RegExp(as) }).check()
      await page.getByLabel('What I learned').fill(learned)
      await button(page, `Conclude as “${as}”`).click()
      await sendNow(bench)
    }
    await comes(chidi, all())
    for (const bench of all()) for (const words of ['They come back if numbered.', 'It costs me more time than it saves.']) await below(bench).getByText(words).waitFor()
    await button(ben.page.getByRole('navigation'), 'Experiments').click()
    await button(list(ben), 'What we learned').click()
    await button(ben.page, 'Waste').click()
    await ben.page.getByText('It costs me more time than it saves.').first().waitFor()
    await look(ben, 'three-experiment-3-library')
  })

  step('Ben tries it again: a draft of his own that begins with what was learned', async () => {
    const { page } = ben
    await page.getByRole('tab', { name: TITLE }).click()
    await button(page, 'Try it again').click()
    await page.getByRole('tab', { name: TITLE, selected: true }).waitFor()
    await page.getByText('Chidi: It costs me more time than it saves.').first().waitFor()
    await look(ben, 'three-experiment-4-again')
  })

  step('all three machines come to the same of it', async () => {
    const { id } = (await ada.does<{ id: string; state: string }[]>('ls', 'experiments')).find(({ state }) => state === 'concluded')!
    await expect.poll(async () => {
      const told = await Promise.all(all().map(async (one) => {
        const { state, experiment, parties } = await one.does<{ state: string; parties: { name: string }[]; experiment: { measures: { readings: { value: string }[] }[]; conclusions: { name: string; as: string }[] } }>('show', id)
        return JSON.stringify([state, parties.map(({ name }) => name), experiment.measures.map(({ readings }) => readings.map(({ value }) => value)), experiment.conclusions.map(({ name, as }) => [name, as])])
      }))
      return new Set(told).size
    }).toBe(1)
    expect(all().flatMap(({ errors }) => errors)).toEqual([])
  })
})
