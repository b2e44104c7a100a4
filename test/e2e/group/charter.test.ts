// The workspace's charter, drafted on the page with all that it says in fields: how many have to accept changed words, what is one's own
// of the week, what follows a decision without advice. What stands in the words counts.
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { story } from '../../harness/story.ts'
import { look, picturesOfFailures } from '../../harness/workbench-look.ts'
import { connected, WORKSPACE } from '../../harness/workbench-pair.ts'
import { button, offer, openRecord, paper, sendNow } from '../../harness/workbench-steps.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

const TITLE = `Charter of ${WORKSPACE}`

describe('the fields of a workspace’s charter', () => {
  const step = story()
  let office: Office
  let ada: Workbench
  let ben: Workbench

  beforeAll(async () => {
    office = await Office.open()
    ;[ada, ben] = [office.seat('Ada'), office.seat('Ben')]
    for (const bench of [ada, ben]) await bench.does('init', '--name', bench.name)
    await ada.does('workspace', 'create', WORKSPACE, '--template', 'advice')
    await Promise.all([ada.open(), ben.serve()])
    await ben.does('join', (await ada.does<{ link: string }>('invite')).link)
    await ben.stop()
    await ben.open()
    for (const bench of [ada, ben]) await connected(bench, 1)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('charter', () => [ada, ben])

  step('what it was founded with stands on the paper, and in the draft that goes on from it', async () => {
    const { page } = ada
    await openRecord(ada, TITLE)
    await paper(page).getByText('Changed words hold once accepted by').waitFor()
    await paper(page).getByText('half of those named').waitFor()
    await look(ada, 'charter-1-founded')
    await button(page, 'More about this letter').click()
    await button(page, 'Write the next words').click()
    expect(await page.getByLabel('Changed words hold once accepted by').inputValue()).toBe('50')
    expect(await page.getByLabel('Percent of one’s hours that are one’s own').inputValue()).toBe('20')
  })

  step('Ada asks for all of those named, and for less time of one’s own; the paper says so before she signs', async () => {
    const { page } = ada
    await page.getByLabel('Changed words hold once accepted by').selectOption({ label: 'all those named' })
    await page.getByLabel('Percent of one’s hours that are one’s own').fill('15')
    await page.getByLabel('What follows a decision without advice').fill('Whoever did it meets first with those it touched.')
    await look(ada, 'charter-2-draft', { narrow: true })
    await offer(ada, 2)
    await sendNow(ada)
    await paper(page).getByText('all those named').waitFor()
    await look(ada, 'charter-3-offered')
  })

  step('Ben reads what changed and accepts it; from then on all are needed', async () => {
    const { page } = ben
    await openRecord(ben, TITLE)
    await button(page, 'Accept rev 2').or(button(page, 'Read rev 2 in full')).first().waitFor()
    await look(ben, 'charter-4-asked')
    if (!(await button(page, 'Accept rev 2').isVisible())) await button(page, 'Read rev 2 in full').click()
    await button(page, 'Accept rev 2').click()
    await sendNow(ben)
    await ada.page.getByText('In force').first().waitFor()
    const charters = await ben.does<{ id: string }[]>('ls', 'charters')
    const shown = await ben.does<{ revisions: { holdsAt: { changing: number } }[] }>('show', charters[0]!.id)
    expect(shown.revisions.at(-1)!.holdsAt.changing).toBe(100)
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
