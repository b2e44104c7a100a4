// Who is part of a letter is part of its words: a witness is named and the letter goes out; a third person comes in with the next
// words, and whoever signed the first ones is told; any two revisions stand side by side.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { connected, joinByCommand, threeByCommand } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { amend, button, inspector, marked, offer, openRecord, paper, readFirst, sendNow, signRead, voice } from '../../harness/workbench-steps.ts'
import type { Office, Workbench } from '../../harness/workbench.ts'

const TITLE = 'The milk round'

describe('who is part of a letter', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let chidi: Workbench
  const changes = ({ page }: Workbench) => inspector(page).getByRole('list', { name: 'What changed' })

  const step = officeStory('named', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    chidi = office.seat('Chidi')
    await threeByCommand(ada, ben, chidi)
  })

  step('says so while nobody else is named', async () => {
    const { page } = ada
    await button(page, 'New letter').click()
    await page.getByLabel('What is it about?').fill(TITLE)
    await button(page, 'Open the paper').click()
    await paper(page).getByText('of Ada, with nobody else yet').waitFor()
    await button(paper(page), 'Change who takes part').click()
    await page.getByRole('group', { name: 'With whom' }).getByText('Ben', { exact: true }).click()
    await paper(page).getByText('between Ada and Ben').waitFor()
  })

  step('it is offered with a witness, read whole before', async () => {
    const { page } = ada
    await button(page, 'Name a witness').click()
    await page.getByRole('group', { name: 'Who is there as a witness' }).getByText('Chidi', { exact: true }).click()
    await voice(page, 'Ada promises').click()
    await page.keyboard.type('I milk.')
    // What else it may hold waits behind a button, and takes what is typed next.
    await button(paper(page), 'A priority it serves').click()
    await page.keyboard.type('Milk that keeps')
    await button(paper(page), 'A boundary').click()
    await page.keyboard.type('Not on Sundays')
    await readFirst(page, 1).click()
    await paper(page).getByText('Chidi', { exact: false }).first().waitFor()
    await paper(page).getByRole('group', { name: 'It serves', exact: true }).getByText('Milk that keeps').waitFor()
    await paper(page).getByRole('group', { name: 'Boundaries', exact: true }).getByText('Not on Sundays').waitFor()
    await look(ada, 'named-1-witness', { narrow: true })
    await signRead(page, 1).click()
    await sendNow(ada)
    // Its draft comes first, and moves up in the list when the offer does.
    await ben.page.locator('[data-record]', { hasText: TITLE }).getByText(/waits for you/).waitFor()
    await openRecord(ben, TITLE)
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    for (const bench of [ada, ben]) await inspector(bench.page).getByText('2 of 2').waitFor()
    // The words that are written on say what was signed: nothing is told of them.
    await expect.poll(() => page.getByRole('radio', { name: /^Working text/ }).count()).toBe(0)
  })

  step('somebody who comes in is a change: in the working text, side by side, and before it is offered', async () => {
    const { page } = ada
    await amend(ada)
    await button(paper(page), 'Change who takes part').click()
    await page.getByRole('group', { name: 'With whom' }).getByText('Chidi', { exact: true }).click()
    await page.getByRole('radio', { name: /Working text.*[12] changes?/ }).waitFor()
    await page.getByRole('radio', { name: 'Compare' }).click()
    await page.locator('section.side').last().locator('.parties ins', { hasText: 'Chidi' }).waitFor()
    expect(await marked(page.locator('section.side').last().locator('.parties'), 'after')).toBe('between Ada, Ben and Chidi')
    expect(await marked(page.locator('section.side').first().locator('.parties'), 'before')).toBe('between Ada and Ben')
    await look(ada, 'named-2-compare', { narrow: true })
    await page.getByRole('radio', { name: /^Working text/ }).click()
    await readFirst(page, 2).click()
    await expect.poll(() => marked(paper(page).locator('.parties'), 'after')).toBe('between Ada, Ben and Chidi')
    await page.getByRole('group', { name: 'What this would do' }).getByText('Ben and Chidi are asked to accept it.').waitFor()
    await signRead(page, 2).click()
    await sendNow(ada)
  })

  step('who signed the first words is told who comes in, and reads any two of them side by side', async () => {
    const { page } = ben
    await inspector(page).getByText('Changed since you accepted').waitFor()
    await changes(ben).getByText('Who is part of it').waitFor()
    await expect.poll(() => marked(changes(ben), 'after')).toContain('Ada, Ben, Chidi')
    await look(ben, 'named-3-changed')
    await amend(ben)
    await voice(page, 'Ben promises').click()
    await page.keyboard.type('I carry the cans.')
    await offer(ben, 3)
    await sendNow(ben)
    await page.getByRole('radio', { name: 'Compare' }).click()
    await page.getByLabel('Words on the left').selectOption({ label: 'rev 1, by Ada' })
    await page.getByLabel('Words on the right').selectOption({ label: 'rev 3, by Ben' })
    const right = page.locator('section.side').last()
    await right.locator('ins', { hasText: 'I carry the cans.' }).waitFor()
    await right.locator('.parties ins', { hasText: 'Chidi' }).waitFor()
    await page.getByLabel('Words on the left').selectOption({ label: 'rev 2, by Ada' })
    await right.locator('.parties ins').first().waitFor({ state: 'detached' })
    await right.locator('ins', { hasText: 'I carry the cans.' }).waitFor()
    await look(ben, 'named-4-any-two')
  })

  step('of two people of one name a line asks which, and lets go of whoever it names no more', async () => {
    const other = office.seat('Other')
    await joinByCommand(other, ada, 'Ben')
    await connected(ada, 3)
    const { page } = ada
    await page.keyboard.press('Alt+n')
    const line = page.getByLabel('What, to whom, by when')
    const [back, promise] = [page.getByTestId('quick-back'), button(page.getByRole('dialog'), 'Promise it')]
    await line.fill('show the map to Ben by Friday')
    const which = page.getByRole('group', { name: 'Which Ben?' })
    await expect.poll(() => which.getByRole('button').count()).toBe(2)
    expect(new Set(await which.getByRole('button').allInnerTexts()).size).toBe(2)
    expect(await promise.getAttribute('aria-disabled')).toBe('true')
    await look(ada, 'named-5-which', { narrow: true })
    await which.getByRole('button').first().press('Enter')
    await back.getByText('You promise Ben').waitFor()
    await line.fill('show the map to Benedikt by Friday')
    await back.getByText('nobody yet').waitFor()
    await page.getByText('Nobody here goes by Benedikt.').first().waitFor()
    expect(await promise.getAttribute('aria-disabled')).toBe('true')
    await line.fill('')
    await page.keyboard.press('Escape')
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
