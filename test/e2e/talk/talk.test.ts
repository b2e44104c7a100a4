// Two people at two screens talk about a promise, find it again, and one of them puts it away. Over real WebRTC.
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look, pictureFailure } from '../../harness/workbench-look.ts'
import { button, inspector, openRecord } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const BREAD = 'Bread on Fridays'
const OVEN = 'Mend the oven'
const ARABIC = 'مرحبا @Ben، هل يكفي القمح؟ 🍞'

/** The host as it answers while many records wait to be read in, until it is said to be over: a page sees no more of it than this. */
async function stillReading(page: Page): Promise<{ over(): void }> {
  let isOver = false
  const waiting: (() => void)[] = []
  await page.routeWebSocket(/.*/, (socket) => {
    const host = socket.connectToServer()
    const asked = new Map<number, { method: string; work?: string }>()
    socket.onMessage((frame) => {
      const { id, method, params } = JSON.parse(String(frame)) as { id: number; method: string; params: { work?: string } }
      asked.set(id, { method, ...params })
      host.send(frame)
    })
    host.onMessage((frame) => {
      const told = JSON.parse(String(frame)) as { id?: number; result?: object }
      const of = asked.get(told.id ?? -1)
      if (isOver || (of?.method !== 'find' && of?.method !== 'find.ready')) return socket.send(frame)
      if (of.method === 'find') return socket.send(JSON.stringify({ ...told, result: { ...told.result, behind: 4080 } }))
      socket.send(JSON.stringify({ event: 'work', work: of.work, done: 120, all: 4200 }))
      waiting.push(() => socket.send(JSON.stringify({ ...told, result: { read: 4200 } })))
    })
  })
  await page.reload()
  return {
    over: () => {
      isOver = true
      for (const answer of waiting) answer()
    },
  }
}

describe('talk about a record', () => {
  let ada: Workbench
  let ben: Workbench
  const talk = (bench: Workbench): Locator => inspector(bench.page).getByRole('region', { name: 'Conversation and history' })
  const ties = (bench: Workbench): Locator => inspector(bench.page).getByRole('region', { name: 'Tags and links' })
  const remark = (bench: Workbench, words: string): Locator => bench.page.locator('[data-remark]', { hasText: words })
  const field = (bench: Workbench): Locator => talk(bench).getByLabel(/Comment or ask/)

  const step = officeStory('talk', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada, ben].map((bench) => bench.does('init', '--name', bench.name)))
    await ada.does('workspace', 'create', 'Hollin Bank')
    await ada.open()
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    for (const title of [BREAD, OVEN]) await ada.does('promise', title, '--to', 'Ben')
    await ben.open()
    try {
      for (const { page } of [ada, ben]) await page.locator('[data-record]', { hasText: OVEN }).waitFor()
    } catch (error) {
      await pictureFailure('talk', [ada, ben])
      throw error
    }
  })

  step('Ada asks by key alone, naming Ben from a list; it reaches his screen', async () => {
    await openRecord(ada, BREAD)
    await openRecord(ben, BREAD)
    await look(ada, '200-nothing-said')
    await field(ada).focus()
    await ada.page.keyboard.type('Rye or wheat, @b')
    await ada.page.getByRole('option', { name: 'Ben' }).waitFor()
    await look(ada, '201-naming')
    await ada.page.keyboard.press('Enter')
    expect(await field(ada).inputValue()).toBe('Rye or wheat, @Ben ')
    await ada.page.keyboard.press('Tab')
    await ada.page.keyboard.press('Space')
    await field(ada).focus()
    await ada.page.keyboard.press('Control+Enter')
    await remark(ada, 'Rye or wheat').getByText('Open').waitFor()
    await remark(ben, 'Rye or wheat').getByText('@Ben').waitFor()
    await expect.poll(() => field(ada).inputValue()).toBe('')
  })

  step('Ben is told that he is named, and answers in the thread; Ada marks what helped', async () => {
    await button(ben.page.getByRole('navigation'), /^Desk/).click()
    await ben.page.getByText('Ada asks: “Rye or wheat, @Ben”').waitFor()
    await ben.browser.shot(ben.page, '201a-named')
    await button(ben.page.getByRole('navigation'), 'Commitments').click()
    await openRecord(ben, BREAD)
    await button(remark(ben, 'Rye or wheat'), 'Reply').click()
    await talk(ben).getByLabel('Reply in this thread').fill('Rye.')
    await talk(ben).getByLabel('Reply in this thread').press('Control+Enter')
    await button(remark(ada, 'Rye.'), 'This answers it').click()
    await remark(ben, 'Rye or wheat').getByText('Answered').first().waitFor()
    await remark(ben, 'Rye.').getByText('This answered it').waitFor()
    await look(ben, '202-answered', { narrow: true })
  })

  step('right-to-left words and emoji stand as they are written; pasted markup stays text', async () => {
    await field(ada).fill(ARABIC)
    await button(talk(ada), 'Say it').click()
    await remark(ben, 'هل يكفي').getByText('🍞').waitFor()
    await field(ada).fill('<img src=x onerror=alert(1)><b>bold</b>')
    await field(ada).press('Control+Enter')
    await remark(ben, '<b>bold</b>').waitFor()
    await button(remark(ada, '<b>bold</b>'), 'Take back').click()
    await remark(ben, 'Ada took this back.').waitFor()
    await button(remark(ada, 'هل يكفي'), 'Edit').click()
    await talk(ada).getByRole('textbox', { name: 'Edit' }).fill('The wheat is enough.')
    await button(talk(ada), 'Say it so').click()
    await button(remark(ben, 'The wheat is enough.'), 'edited').click()
    await remark(ben, 'هل يكفي').waitFor()
    await look(ada, '203-conversation')
  })

  step('what is typed and not said is there again after the page was reloaded', async () => {
    await field(ada).fill('Not yet said')
    await openRecord(ada, OVEN)
    await openRecord(ada, BREAD)
    await expect.poll(() => field(ada).inputValue()).toBe('Not yet said')
    await ada.page.reload()
    await expect.poll(() => field(ada).inputValue()).toBe('Not yet said')
    await field(ada).fill('')
  })

  step('both tag it, and each takes away only their own', async () => {
    await ties(ada).getByLabel('Add a tag').fill('#Slow Bread')
    await ties(ada).getByLabel('Add a tag').press('Enter')
    await ties(ben).getByText('slow bread').waitFor()
    expect(await button(ties(ben), 'Take away my tag slow bread').count()).toBe(0)
    await button(ties(ada), 'Take away my tag slow bread').waitFor()
    await ada.page.locator('[data-record]').getByText('slow bread').waitFor()
    await ties(ben).getByLabel('Add a tag').fill('slow bread')
    await ties(ben).getByLabel('Add a tag').press('Enter')
    await button(ties(ben), 'Take away my tag slow bread').waitFor()
    await button(ties(ada), 'Take away my tag slow bread').click()
    // Ben still says so, and nobody but him can take that away.
    await button(ties(ada), 'Take away my tag slow bread').waitFor({ state: 'detached' })
    await ties(ada).getByText('slow bread').waitFor()
    await button(ties(ben), 'Take away my tag slow bread').click()
    for (const bench of [ada, ben]) await ties(bench).getByText('slow bread').waitFor({ state: 'detached' })
    await ties(ada).getByLabel('Add a tag').fill('#Slow Bread')
    await ties(ada).getByLabel('Add a tag').press('Enter')
    await ada.page.locator('[data-record]').getByText('slow bread').waitFor()
  })

  step('the oven serves the bread, and both say so', async () => {
    await openRecord(ada, OVEN)
    await button(ties(ada), 'Link to another record').click()
    await ties(ada).getByRole('combobox', { name: 'Title of the other record' }).fill('bread')
    await ties(ada).getByRole('option', { name: BREAD }).waitFor()
    await look(ada, '204-linking')
    await ada.page.keyboard.press('Enter')
    await button(ties(ada), BREAD).waitFor()
    await ties(ben).getByText('Served by').waitFor()
    await button(ties(ben), OVEN).click()
    await ben.page.getByRole('tab', { name: OVEN, selected: true }).waitFor()
    await button(ties(ben), BREAD).click()
    await look(ben, '205-links')
    // A link is taken back by who said it, and by nobody else.
    expect(await button(ties(ben), `Take back my link to ${OVEN}`).count()).toBe(0)
    await openRecord(ada, OVEN)
    await button(ties(ada), `Take back my link to ${BREAD}`).click()
    await ties(ben).getByText('Served by').waitFor({ state: 'detached' })
    await button(ties(ada), BREAD).waitFor({ state: 'detached' })
  })

  step('a search finds the remark and opens at it', async () => {
    await ben.page.keyboard.press('Control+Shift+F')
    await ben.page.getByLabel('Words or filters').fill('wheat')
    const hit = ben.page.locator('[data-hit]', { hasText: 'enough' })
    await hit.waitFor()
    await look(ben, '206-search', { narrow: true })
    await hit.press('Enter')
    await ben.page.getByRole('tab', { name: BREAD, selected: true }).waitFor()
    await expect.poll(() => ben.page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('The wheat is enough.')
  })

  step('a filter narrows it, is told when it is none, and is kept by name', async () => {
    await ben.page.keyboard.press('Control+Shift+F')
    const asked = ben.page.getByLabel('Words or filters')
    await asked.fill('colour:red')
    await ben.page.getByText('Not understood as a filter, looked for as words: colour:red').waitFor()
    await look(ben, '207-not-understood')
    await asked.fill('with:ada kind:promise')
    await expect.poll(() => ben.page.locator('[data-hit]').count()).toBe(2)
    await ben.page.getByRole('navigation', { name: 'Narrow it down' }).getByRole('button', { name: /slow bread/ }).click()
    await expect.poll(() => ben.page.locator('[data-hit]').count()).toBe(1)
    await button(ben.page, 'Keep this search').click()
    await ben.page.getByLabel('A name for it').fill('Ada’s bread')
    await ben.page.getByLabel('A name for it').press('Enter')
    await ben.page.getByText('Kept as Ada’s bread.').waitFor()
    // The key of the part that is open already closed its list.
    if (!await button(ben.page, /^Ada’s bread/).isVisible()) await button(ben.page.getByRole('navigation'), 'Search').click()
    await button(ben.page, /^Ada’s bread/).waitFor()
    await look(ben, '208-kept-search')
    await button(ben.page, 'Let go of the search Ada’s bread').click()
    await button(ben.page, /^Ada’s bread/).waitFor({ state: 'detached' })
    expect(await asked.inputValue()).toContain('with:ada')
  })

  step('Ben puts the bread away; it leaves his list, and comes back when Ada says something', async () => {
    await button(ben.page.getByRole('navigation'), 'Commitments').click()
    await openRecord(ben, BREAD)
    await ben.page.keyboard.press('Control+Shift+P')
    await ben.page.getByRole('dialog').getByRole('combobox').fill('Put this record away')
    await ben.page.getByRole('option', { name: /Put this record away/ }).waitFor()
    await ben.page.keyboard.press('Enter')
    await ties(ben).getByText('You put this away').waitFor()
    await ben.page.locator('[data-record]', { hasText: BREAD }).waitFor({ state: 'detached' })
    await look(ben, '209-put-away')
    await openRecord(ada, BREAD)
    await field(ada).fill('One more thing.')
    await field(ada).press('Control+Enter')
    await ben.page.locator('[data-record]', { hasText: BREAD }).waitFor()
  })

  step('activity tells all of it, and opens the record', async () => {
    await ben.page.keyboard.press('Control+Shift+P')
    await ben.page.getByRole('dialog').getByRole('combobox').fill('what was done here')
    await ben.page.getByRole('option', { name: /See what was done here/ }).waitFor()
    await ben.page.keyboard.press('Enter')
    await ben.page.getByRole('heading', { name: 'Activity' }).waitFor()
    await ben.page.getByText('One more thing.').first().waitFor()
    await look(ben, '210-activity', { narrow: true })
    await ben.page.getByLabel('Show', { exact: true }).selectOption('people')
    await ben.page.getByText('let Ben in').waitFor()
  })

  step('while what came in is read in, a search and the palette say that more may be found, and look again once it is over', async () => {
    const { page } = ben
    const reading = await stillReading(page)
    await page.getByRole('heading', { name: 'Activity' }).waitFor()
    await page.keyboard.press('Control+Shift+F')
    await page.getByLabel('Words or filters').fill('rye or wheat nowhere')
    await page.getByText('Nothing here holds these words so far.').waitFor()
    const told = page.locator('.progress')
    await told.getByText(/^Still reading in .+ may not be all of it\.$/).waitFor()
    await told.getByText('120 of 4,200', { exact: true }).waitFor()
    await look(ben, '211-search-reading-in', { narrow: true })
    await page.keyboard.press('Control+p')
    await page.getByRole('dialog').getByText(/^Still reading in .+ may not be all of it\.$/).waitFor()
    await look(ben, '212-palette-reading-in')
    await page.keyboard.press('Escape')
    reading.over()
    await page.getByText('Nothing here holds these words.').waitFor()
    await told.waitFor({ state: 'detached' })
  })

  step('nothing on either page complained', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
