// What a page shows while it is read, and where it can't be read: the host's answers are held back, and then refused.
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { introduce, keepWords } from '../../harness/workbench-steps.ts'
import { english, visit } from '../../harness/workbench-tour.ts'
import type { Workbench } from '../../harness/workbench.ts'

/** What is read for the kinds of page that show that they are being read. */
const READS: Readonly<Record<string, readonly string[]>> = {
  desk: ['desk.show'], record: ['records.show'], activity: ['activity.list'], person: ['profile.show'], topics: ['topics.list'], topic: ['topics.show'],
  questions: ['question.list'], question: ['question.show'], learned: ['experiment.library'], spent: ['hours.mine'], calendar: ['calendar.days'], network: ['network.timeline'],
  roles: ['records.list'],
}
const REFUSED = { code: 'disk.failed', message: 'The disk refused to read.', remedy: 'Check the disk, then try again.' }

type Way = 'through' | 'hold' | 'refuse'

/** Between the page and its host. What is held back goes on once it is let through. */
class Between {
  methods: readonly string[] = []
  #way: Way = 'through'
  readonly #held: (() => void)[] = []

  get way(): Way {
    return this.#way
  }

  set way(way: Way) {
    this.#way = way
    if (way === 'through') for (const go of this.#held.splice(0)) go()
  }

  stand = (page: Page): Promise<void> => page.routeWebSocket(/.*/, (socket) => {
    const host = socket.connectToServer()
    socket.onMessage((frame) => {
      const { id, method } = JSON.parse(String(frame)) as { id: number; method: string }
      if (this.#way === 'through' || !this.methods.includes(method)) host.send(frame)
      else if (this.#way === 'hold') this.#held.push(() => host.send(frame))
      else socket.send(JSON.stringify({ id, ok: false, problem: REFUSED }))
    })
    // Told unasked, it would stand there though nothing was answered.
    host.onMessage((frame) => {
      if (this.#way === 'through' || (JSON.parse(String(frame)) as { event?: string }).event !== 'desk') socket.send(frame)
    })
  })
}

describe('a page of each kind', () => {
  let mei: Workbench
  const between = new Between()
  const page = (): Page => mei.page
  const main = () => page().getByRole('main')

  const step = officeStory('waiting', async (office) => {
    mei = office.seat('Mei')
    await mei.open()
    await introduce(mei, 'Look around in a sample')
    await keepWords(mei)
    await page().getByTestId('sample-bar').waitFor()
    await between.stand(page())
    await page().reload()
    await page().getByTestId('sample-bar').waitFor()
  })

  for (const [kind, methods] of Object.entries(READS)) {
    step(`${kind}: says what is being read, and where it can’t be, what to do`, async () => {
      between.way = 'through'
      between.methods = methods
      // The desk has no list to choose from, in which a name would be found before it is in the palette.
      await visit(page(), 'desk', english)
      if (kind !== 'desk') await visit(page(), kind, english)
      between.way = 'hold'
      await page().reload()
      await main().locator('.skeleton').first().waitFor()
      expect((await main().locator('.skeleton').first().innerText()).trim()).not.toBe('')
      if (kind === 'desk' || kind === 'person') await look(mei, `waiting-${kind}`)
      between.way = 'through'
      await main().locator('.skeleton').first().waitFor({ state: 'detached' })
      between.way = 'refuse'
      await page().reload()
      await main().getByText(REFUSED.message).first().waitFor()
      await main().getByText(REFUSED.remedy).first().waitFor()
      if (kind === 'desk' || kind === 'roles') await look(mei, `refused-${kind}`, { narrow: true })
      between.way = 'through'
      await main().getByRole('button', { name: english('problem.retry') }).first().click()
      await main().getByText(REFUSED.message).first().waitFor({ state: 'detached' })
    })
  }

  step('and nothing complained', async () => {
    expect(mei.errors).toEqual([])
  })
})
