// A letter of three: hours that differ by season, each signs for oneself; among three who give, one is let off; and what was
// kept shows what its giver can do.
import { describe, expect } from 'vitest'
import { dayFromNow } from '../../harness/days.ts'
import { officeStory } from '../../harness/office-story.ts'
import { gather } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, inspector, openRecord, paper, readFirst, sendNow, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'The Sunday market'
const ROTA = 'The night rota'

describe('a letter of three', () => {
  let ada: Workbench
  let ben: Workbench
  let chidi: Workbench
  const part = (bench: Workbench, name: string) => paper(bench.page).getByRole('group', { name, exact: true })
  const stateOf = async (bench: Workbench): Promise<string> => (await bench.does<{ state: string }>('show', TITLE)).state
  async function sign(bench: Workbench): Promise<void> {
    await openRecord(bench, TITLE)
    const read = button(bench.page, 'Read rev 1 in full')
    await read.or(button(bench.page, 'Accept rev 1')).first().waitFor()
    if (await read.isVisible()) await read.click()
    await button(bench.page, 'Accept rev 1').click()
    await sendNow(bench)
  }

  const step = officeStory('three', async (office) => {
    ;[ada, ben, chidi] = [office.seat('Ada'), office.seat('Ben'), office.seat('Chidi')]
    await gather(ada, ben, chidi)
  })

  step('Ada writes it with Ben and Chidi, with her hours and a season in which they are others', async () => {
    const { page } = ada
    await button(page, 'New letter').click()
    await page.getByRole('radio', { name: 'Letter of understanding' }).click()
    await page.getByLabel('What is it about?').fill(TITLE)
    for (const name of ['Ben', 'Chidi']) await page.getByRole('checkbox', { name }).check()
    await button(page, 'Open the paper').click()
    for (const [name, words] of [['Why', 'To see whether the town would buy our rye.'], ['Ada promises', 'I bake forty rye.']] as const) {
      await voice(page, name).click()
      await page.keyboard.type(words)
    }
    const own = part(ada, 'Ada promises')
    await button(own, 'Hours a week').click()
    await page.keyboard.type('6')
    await button(own, 'A season with other hours').click()
    const season = own.getByRole('group', { name: 'Other hours in a season', exact: true })
    await season.getByLabel('From').fill(dayFromNow(20))
    await season.getByLabel('To', { exact: true }).fill(dayFromNow(60))
    await season.getByLabel('Hours a week').fill('10')
    await look(ada, 'three-01-season', { narrow: true })
  })

  step('she reads that two have to say yes, offers it, and it holds once both did', async () => {
    await readFirst(ada.page, 1).click()
    await ada.page.getByRole('group', { name: 'What this would do' }).getByText('Ben and Chidi are asked to accept it.').waitFor()
    await part(ada, 'Ada promises').getByText(/10\sh/).waitFor()
    await look(ada, 'three-02-before')
    await signRead(ada.page, 1).click()
    await sendNow(ada)
    await sign(ben)
    await inspector(ada.page).getByText('2 of 3').waitFor()
    expect(await stateOf(ada)).toBe('offered')
    await look(chidi, 'three-03-second', { narrow: true })
    await sign(chidi)
    for (const { page } of [ada, ben, chidi]) await inspector(page).getByText('3 of 3').waitFor()
    await expect.poll(() => stateOf(ben)).toBe('in force')
  })

  step('Ada has kept hers, and both say so', async () => {
    await button(ada.page, 'I have kept it').click()
    await inspector(ada.page).getByRole('form', { name: 'I have kept it' }).getByRole('button', { name: 'I have kept it' }).click()
    await sendNow(ada)
    for (const bench of [ben, chidi]) {
      await button(bench.page, 'Yes, it was kept').and(bench.page.locator(':not([aria-disabled])')).click()
      await button(inspector(bench.page).getByRole('form', { name: 'Yes, it was kept' }), 'Yes, it was kept').click()
      await sendNow(bench)
    }
    await inspector(ada.page).getByRole('list', { name: 'How far it is' }).getByText('Kept').waitFor()
    await look(ada, 'three-04-kept', { narrow: true })
  })

  step('where three give, Ben says whose promise he lets go of, and nobody else’s goes with it', async () => {
    const { id } = await ada.does<{ id: string }>('commitment', 'new', '--title', ROTA, '--to', 'Ben', '--to', 'Chidi', '--text', 'Each of us one night a week.')
    await ada.does('commitment', 'offer', id)
    for (const bench of [ben, chidi]) await expect.poll(() => bench.does('commitment', 'accept', id).then(() => true, () => false)).toBe(true)
    await openRecord(ben, ROTA)
    await button(ben.page, 'Let them off the promise').click()
    const form = inspector(ben.page).getByRole('form', { name: 'Let them off the promise' })
    const whose = inspector(ben.page).getByRole('radiogroup', { name: 'Whose promise?' }).getByRole('radio')
    expect(await whose.allInnerTexts()).toEqual(['Ada', 'Chidi'])
    await whose.filter({ hasText: 'Chidi' }).click()
    await form.getByRole('textbox').fill('The baby comes first.')
    await look(ben, 'three-05-whose')
    await button(form, 'Let them off the promise').click()
    await sendNow(ben)
    await openRecord(chidi, ROTA)
    await inspector(chidi.page).getByText('The baby comes first.').first().waitFor()
    const parties = (await ada.does<{ parties: { name: string; promise: string | null }[] }>('show', id)).parties
    expect(parties.map(({ name, promise }) => `${name} ${promise}`).sort()).toEqual(['Ada open', 'Ben open', 'Chidi open'])
    await look(chidi, 'three-06-let-off', { narrow: true })
  })

  step('what Ada kept shows what she can help with, and nobody sees more of it than she ticks', async () => {
    await ada.page.keyboard.press('Alt+3')
    await ada.page.getByRole('region', { name: 'People', exact: true }).getByRole('button', { name: /Ada/ }).first().click()
    await button(ada.page, 'Add what you can help with').click()
    await ada.page.getByLabel('Topic', { exact: true }).fill('Rye')
    await ada.page.getByRole('group', { name: 'What shows it' }).getByRole('checkbox', { name: TITLE }).check()
    await look(ada, 'three-07-evidence')
    await button(ada.page, 'Say it').click()
    await button(ada.page, 'Edit: Rye').waitFor()
    await ben.page.keyboard.press('Alt+3')
    await ben.page.getByRole('region', { name: 'People', exact: true }).getByRole('button', { name: /Ada/ }).first().click()
    await ben.page.getByRole('heading', { name: 'Ada', level: 2 }).waitFor()
    await button(ben.page.getByRole('tabpanel'), TITLE).click()
    await ben.page.getByRole('tab', { name: TITLE, selected: true }).waitFor()
  })

  step('and no page complained of anything', () => {
    expect([...ada.errors, ...ben.errors, ...chidi.errors]).toEqual([])
    return Promise.resolve()
  })
})
