// The page outlives its host, and what was typed outlives both.
import { describe, expect } from 'vitest'
import { connectSocket } from '../../../electron/host/contract/connect.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, offer, openRecord, paper, voice, writeLetter } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

/** The words of the only draft as its host holds them. */
async function wordsAtHost({ options }: Workbench): Promise<string> {
  const client = await connectSocket(options.data)
  if (!client) throw new Error('the host does not run')
  try {
    const [home] = await client.call('workspace.list', {})
    const draft = (await client.call('records.list', { workspace: home!.id })).find(({ state }) => state === 'draft')
    return JSON.stringify(await client.call('draft.preview', { workspace: home!.id, id: draft!.id }))
  } finally {
    client.close()
  }
}

describe('a page whose host comes and goes', () => {
  let ada: Workbench

  const step = officeStory('restart', async (office) => {
    ada = office.seat('Ada')
    const ben = office.seat('Ben')
    await Promise.all([ada, ben].map((bench) => bench.does('init', '--name', bench.name)))
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ada.open()
    const { link } = await ada.does<{ link: string }>('invite')
    await ben.does('join', link)
  })

  step('a reload costs nothing', async () => {
    await writeLetter(ada, 'The milk round', 'Ben')
    await voice(ada.page, 'Why').click()
    await ada.page.keyboard.type('So that the milk is warm.')
    await ada.page.reload()
    await ada.page.getByRole('tab', { name: 'The milk round', selected: true }).waitFor()
    await ada.page.getByRole('tab', { name: 'Desk' }).waitFor()
    await voice(ada.page, 'Why').getByText('So that the milk is warm.').waitFor()
    // A comment that is being typed is not said yet, and is typed on after a reload.
    await voice(ada.page, 'Why').getByText('So that the milk is warm.').click({ clickCount: 3 })
    await button(ada.page, 'Comment on these words').click()
    const comment = ada.page.getByLabel('Your comment')
    await comment.fill('Warm, or hot?')
    await ada.page.reload()
    await expect.poll(() => comment.inputValue()).toBe('Warm, or hot?')
    await ada.page.getByTestId('review').getByText('So that the milk is warm.').waitFor()
    await comment.focus()
    await ada.page.keyboard.press('Escape')
    await comment.waitFor({ state: 'detached' })
    expect(await voice(ada.page, 'Why').locator('.commented').count()).toBe(0)
  })

  step('while the host is away the page says so and takes what is typed', async () => {
    await ada.stop()
    await ada.page.getByRole('contentinfo').getByText('Parley is not answering').waitFor()
    await voice(ada.page, 'Ada promises').click()
    await ada.page.keyboard.type('Typed into the silence.')
    await look(ada, '50-host-away')
    // What was never opened before can't be had without the host: its place says so, and is not blank.
    await ada.page.keyboard.press('Alt+3')
    await ada.page.getByText('This part of Parley could not be loaded').first().waitFor()
    await ada.browser.shot(ada.page, '50b-part-away')
  })

  step('a host started anew does not know the page, which keeps the words and says how to go on', async () => {
    await ada.serveAgain()
    await ada.page.getByText('parley open').waitFor()
    await look(ada, '51-session-gone')
    await ada.page.goto((await ada.does<{ url: string }>('open')).url)
    await voice(ada.page, 'Ada promises').getByText('Typed into the silence.').waitFor()
    await voice(ada.page, 'Why').getByText('So that the milk is warm.').waitFor()
    expect(ada.page.url()).not.toContain('token')
    await expect.poll(() => wordsAtHost(ada)).toContain('Typed into the silence.')
    await button(ada.page, 'Reload the page').click()
    await voice(ada.page, 'Why').waitFor()
    await ada.page.keyboard.press('Alt+3')
    await ada.page.getByRole('region', { name: 'People', exact: true }).getByRole('button', { name: 'Ben' }).waitFor()
    await ada.page.keyboard.press('Alt+2')
    await voice(ada.page, 'Ada promises').getByText('Typed into the silence.').waitFor()
  })

  step('what was to be signed when the host died is not signed, and asked again', async () => {
    await offer(ada, 1)
    await ada.page.getByTestId('held').waitFor()
    await ada.stop('SIGKILL')
    await ada.serveAgain()
    await ada.page.getByText('parley open').waitFor()
    await ada.page.goto((await ada.does<{ url: string }>('open')).url)
    await ada.page.getByTestId('held').getByText('was not signed: Parley closed first.').waitFor()
    await look(ada, '52-held-after-crash')
    expect(await ada.does('show', 'The milk round')).toMatchObject({ state: 'draft' })
    await button(ada.page.getByTestId('held'), 'Send now').click()
    await openRecord(ada, 'The milk round')
    await paper(ada.page).getByText('signed rev 1, the words above').waitFor()
  })

  step('and nothing was complained of but the missing host', async () => {
    // axe reads every sheet of styles there is, and writes one of its own where one could not be had.
    expect(ada.errors.filter((error) => !/ERR_CONNECTION_REFUSED|WebSocket connection to|Applying inline style/.test(error))).toEqual([])
  })

  step('what can’t be drawn is said in its place, with the rest of the page around it, and drawn again once it can be', async () => {
    const { page } = ada
    // As if the browser lacked what the page of results is drawn with.
    await page.evaluate(() => {
      const kept = Map.groupBy
      Object.assign(Map, { groupBy: () => { throw new TypeError('no groups here') } })
      addEventListener('mend', () => Object.assign(Map, { groupBy: kept }))
    })
    await page.keyboard.press('Control+Shift+F')
    await page.getByLabel('Words or filters').fill('milk')
    await page.getByText('Something here could not be shown.').waitFor()
    await look(ada, '53-not-drawn')
    await page.getByRole('contentinfo').waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/TypeError|no groups here|\bat \S+ \(/)
    await page.evaluate(() => dispatchEvent(new Event('mend')))
    await button(page.getByRole('main'), 'Try again').click()
    await page.locator('[data-hit]', { hasText: 'The milk round' }).first().waitFor()
    expect(await page.getByText('Something here could not be shown.').count()).toBe(0)
  })
})
