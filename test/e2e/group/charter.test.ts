// The workspace's charter, drafted on the page with all that it says in fields: how many have to accept changed words, what is one's own
// of the week, what follows a decision without advice. What stands in the words counts. And the charter of a group that one begins alone.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { pairByCommand, WORKSPACE } from '../../harness/workbench-pair.ts'
import { button, inspector, offer, openRecord, paper, sendNow } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'
import { accepts, openGroup, partOf } from '../three/grouping.ts'

const TITLE = `Charter of ${WORKSPACE}`
const GROUP = 'Winter Rota'

describe('charters at two screens', () => {
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('charter', async (office) => {
    ;[ada, ben] = [office.seat('Ada'), office.seat('Ben')]
    await pairByCommand(ada, ben, '--template', 'advice')
  })

  step('what it was founded with stands on the paper, and in the draft that goes on from it', async () => {
    const { page } = ada
    await openRecord(ada, TITLE)
    await paper(page).getByText('Changed words hold once accepted by').waitFor()
    await paper(page).getByText('half of those named').waitFor()
    // Ben is named in none of its words, and holds it with her once he accepts: two are needed, one has.
    await inspector(page).getByRole('list', { name: 'How far it is' }).getByText('1 of 2').waitFor()
    await look(ada, 'charter-1-founded')
    await button(page, 'Change the words').click()
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
    await inspector(page).getByRole('list', { name: 'How far it is' }).getByText('2 of 2').waitFor()
    // Nothing in a charter is ever kept or at risk: what can never be pressed is not shown.
    const own = inspector(page).getByRole('region', { name: 'What you can say' })
    await expect.poll(() => own.getByRole('button').allInnerTexts()).toEqual(['Step out...', 'Change the words'])
    const charters = await ben.does<{ id: string }[]>('ls', 'charters')
    const shown = await ben.does<{ revisions: { holdsAt: { changing: number } }[] }>('show', charters[0]!.id)
    expect(shown.revisions.at(-1)!.holdsAt.changing).toBe(100)
  })

  step('a group’s charter that names Ada alone and asks for a welcome holds with Ben, whom she welcomes', async () => {
    const { id } = await ada.does<{ id: string }>('group', 'call', '--title', GROUP, '--text', 'Bread was late twice.')
    await ada.does('group', 'offer', id, '--how', 'On Tuesdays.', '--joining', 'welcome')
    for (const bench of [ada, ben]) await openGroup(bench, GROUP)
    await accepts(ben, 1)
    const coming = partOf(GROUP)
    await coming(ben, 'Coming in').getByText('until then you are bound to nothing').waitFor()
    await button(coming(ben, 'Coming in'), 'Step out…').waitFor()
    await look(ben, 'charter-5-waits')
    await look(ada, 'charter-6-welcome')
    await button(coming(ada, 'Coming in'), 'Welcome Ben').click()
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    for (const bench of [ada, ben]) await bench.page.getByText('A working group of 2').waitFor()
    await button(ada.page, 'Propose a change').click()
    await paper(ada.page).getByText('between Ada and Ben').waitFor()
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
