// Records that nobody promises are written on the same paper as letters: each with its own voices and fields, offered and
// read like any other.
import { describe, expect } from 'vitest'
import { dayFromNow, dayWords } from '../../harness/days.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, found, introduce, keepWords, paper, readFirst, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TRIAL = 'A quiet hour before the first bake'

describe('paper of every kind', () => {
  let ada: Workbench
  const part = (name: string) => paper(ada.page).getByRole('group', { name, exact: true })

  async function goTo(title: string): Promise<void> {
    await ada.page.keyboard.press('Control+p')
    await ada.page.keyboard.type(title)
    await ada.page.getByRole('option', { name: new RegExp(title) }).first().waitFor()
    await ada.page.keyboard.press('Enter')
    await ada.page.getByRole('tab', { name: title, selected: true }).waitFor()
  }
  async function write(name: string, words: string): Promise<void> {
    await voice(ada.page, name).click()
    await ada.page.keyboard.type(words)
  }

  const step = officeStory('kinds', async (office) => {
    ada = office.seat('Ada')
    await ada.open()
    await introduce(ada, 'Start a new workspace')
    await keepWords(ada)
    await found(ada, 'Hollin Bank')
  })

  step('an experiment: the question, what is watched, and where it stops', async () => {
    await ada.does('experiment', 'new', '--title', TRIAL, '--text', 'We believe that a quiet hour makes fewer burnt loaves, because nobody is called away.')
    await goTo(TRIAL)
    await write('The question', 'Do we burn fewer loaves when nobody talks to the baker?')
    await write('Smallest test', 'Four mornings, one oven.')
    await button(part('Beside the words'), 'A measure').click()
    await ada.page.keyboard.type('Burnt loaves a morning')
    const measure = part('What we watch')
    for (const [label, value] of [['Now', '6'], ['Hoped for', '9'], ['We stop at', '12'], ['Unit', 'loaves']] as const) await measure.getByLabel(label, { exact: true }).fill(value)
    await measure.getByLabel('Reached when').selectOption({ label: 'or fewer' })
    await part('For how long').getByLabel('Until', { exact: true }).fill(dayFromNow(28))
    await look(ada, 'kinds-01-experiment', { narrow: true })
  })

  step('what contradicts itself is said before it is offered, and the field is shown', async () => {
    await readFirst(ada.page, 1).click()
    await ada.page.getByText('lies behind where it begins').first().waitFor()
    await button(ada.page, 'Show where').click()
    const hoped = part('What we watch').getByLabel('Hoped for', { exact: true })
    await expect.poll(() => hoped.evaluate((element) => element === document.activeElement)).toBe(true)
    await hoped.fill('2')
    await readFirst(ada.page, 1).click()
    await part('What we watch').getByText('2 loaves hoped for').waitFor()
    await look(ada, 'kinds-02-before')
  })

  step('a role is begun from a template', async () => {
    await ada.page.keyboard.press('Control+Shift+P')
    await ada.page.keyboard.type('Design a role')
    await ada.page.keyboard.press('Enter')
    await ada.page.getByLabel('What is it called?').fill('Steward of the starters')
    await ada.page.getByRole('radio', { name: /^Steward of a process/ }).check()
    await button(ada.page, 'Open the paper').click()
    await ada.page.getByRole('tab', { name: 'Steward of the starters', selected: true }).waitFor()
    await voice(ada.page, 'May decide').waitFor()
    await look(ada, 'kinds-03-role')
  })

  step('minutes say on which day people met, and who was there', async () => {
    await ada.does('template', 'begin', 'meeting-round', '--title', 'Bakers on Monday')
    await goTo('Bakers on Monday')
    await part('Day of the meeting').getByLabel('Day of the meeting').fill(dayFromNow(1))
    await voice(ada.page, 'To do').click()
    await readFirst(ada.page, 1, 'sign').click()
    await part('Day of the meeting').getByText(dayWords(dayFromNow(1))).waitFor()
    // Nobody else signs them.
    await ada.page.getByText(/^You sign rev 1 exactly as it stands here\.\s*$/).waitFor()
    await look(ada, 'kinds-04-minutes', { narrow: true })
  })
})
