// The first minutes: a look around in the sample, shown around, removed; then a workspace with a charter of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, introduce, keepWords, paper } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

describe('the first run', () => {
  let mei: Workbench
  const card = () => mei.page.getByTestId('walk')

  const step = officeStory('first-run', async (office) => {
    mei = office.seat('Mei')
    await mei.open()
  })

  step('offers a look around, and says that its people are made up', async () => {
    await mei.page.getByLabel('Your name, as colleagues say it').waitFor()
    await look(mei, '80-welcome', { narrow: true })
    await introduce(mei, 'Look around in a sample')
    await keepWords(mei)
    await mei.page.getByTestId('sample-bar').getByText('You look around as Ada').waitFor()
    await card().waitFor()
    await look(mei, '81-sample-walk')
  })

  step('shows around without standing in the way, by keys alone', async () => {
    const { page } = mei
    await expect.poll(() => card().evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await card().getByText('2 of 6').waitFor()
    // What lies beside it goes on working.
    await page.getByRole('navigation').getByRole('button', { name: 'People' }).click()
    await page.getByText('Femke').first().waitFor()
    await card().press('Escape')
    await card().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Show me around')
    await page.getByRole('option', { name: /Show me around/ }).waitFor()
    await page.keyboard.press('Enter')
    await card().getByText('2 of 6').waitFor()
    for (const n of [3, 4, 5, 6]) {
      await button(card(), 'Next').click()
      await card().getByText(`${n} of 6`).waitFor()
    }
    await button(card(), 'That is all').click()
    await card().waitFor({ state: 'detached' })
  })

  step('marks every paper of the sample, and lets none of it out', async () => {
    const { page } = mei
    await page.getByRole('navigation').getByRole('button', { name: 'Commitments' }).click()
    await page.locator('[data-record]', { hasText: 'Bread on Fridays' }).dblclick()
    await paper(page).getByTestId('sample-mark').waitFor()
    await look(mei, '82-sample-letter')
    await page.getByTestId('sync-status').click()
    const popover = page.getByRole('dialog', { name: 'Connection and exchange' })
    await popover.getByText('Its people are made up, so there is nobody to reach.').waitFor()
    expect(await popover.getByText(/is not running|only on this device|haven’t been reached/).count()).toBe(0)
    await look(mei, '82-sample-popover')
    await page.keyboard.press('Escape')
    await button(page.getByRole('navigation'), 'Invite').click()
    await button(page, 'Write an invite').click()
    await page.getByText('Nobody can be invited into the sample').waitFor()
  })

  step('begins a workspace with a charter that is read and changed first', async () => {
    const { page } = mei
    await button(page.getByTestId('sample-bar'), 'Start a new workspace').click()
    await page.getByLabel('What is it called?').fill('Hollin Bank')
    await page.getByRole('radio', { name: /A company by advice/ }).check()
    await page.getByLabel('What it is for').fill('Good bread for the valley.')
    await page.getByLabel('Words of “Time of our own”').fill('Every second Friday is for trying things out.')
    await button(page, 'Leave out “Our letters”').click()
    await look(mei, '83-found', { narrow: true })
    await page.getByRole('radio', { name: /A network of independents/ }).check()
    await page.getByLabel('Words of “Money”').waitFor()
    await page.getByRole('radio', { name: /A company by advice/ }).check()
    expect(await page.getByLabel('Words of “Time of our own”').inputValue()).toBe('Every second Friday is for trying things out.')
    await page.getByText('new words hold once 50 % of those they name').waitFor()
    await button(page, 'Start it').click()
    await page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
    expect(await page.getByTestId('sample-bar').count()).toBe(0)
    const charters = await mei.does<{ id: string }[]>('ls', 'charters', '--workspace', 'Hollin Bank')
    const shown = JSON.stringify(await mei.does('show', charters[0]!.id, '--workspace', 'Hollin Bank'))
    expect(shown).toContain('Every second Friday is for trying things out.')
    expect(shown).not.toContain('Each of us writes a letter of understanding')
  })

  step('takes the sample away with its files, and makes it again when asked', async () => {
    const { page } = mei
    await button(page, /^Hollin Bank$/).click()
    await page.getByRole('dialog').getByRole('button', { name: /bakery/ }).first().click()
    await button(page.getByTestId('sample-bar'), 'Remove the sample').click()
    await look(mei, '84-sample-remove')
    await button(page.getByRole('dialog'), 'Remove it').click()
    await page.getByTestId('sample-bar').waitFor({ state: 'detached' })
    expect((await mei.does<{ name: string }[]>('workspace', 'list')).map(({ name }) => name)).toEqual(['Hollin Bank'])
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Look around in the sample')
    await page.getByRole('option', { name: /Look around in the sample/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByTestId('sample-bar').waitFor()
    expect(mei.errors).toEqual([])
  })

  step('says that a sample was cut short by the end of the host, and that what there was of it is gone', async () => {
    const { page } = mei
    await mei.does('sample', 'remove')
    await page.getByTestId('sample-bar').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Look around in the sample')
    await page.getByRole('option', { name: /Look around in the sample/ }).waitFor()
    await page.keyboard.press('Enter')
    await vi.waitFor(() => expect(readFileSync(join(mei.options.data!, 'settings.json'), 'utf8')).toMatch(/"telling": "/), { interval: 5, timeout: 45_000 })
    await mei.stop('SIGKILL')
    await mei.serveAgain()
    await page.goto((await mei.does<{ url: string }>('open')).url)
    await page.getByText('The sample was not finished').waitFor()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await look(mei, '85-sample-cut', { narrow: true })
    expect((await mei.does<{ name: string }[]>('workspace', 'list')).map(({ name }) => name)).toEqual(['Hollin Bank'])
    await page.getByText('The sample was not finished').waitFor({ state: 'detached' })
  })
})
