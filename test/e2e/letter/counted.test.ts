// What others count on, for oneself alone: hours week by week, what would wait for somebody, what goes one way or comes back
// through others; and a handover written from it.
import { describe, expect } from 'vitest'
import { addDays, weekStart } from '#shared/base/calendar.ts'
import { dayFromNow, dayWords } from '../../harness/days.ts'
import { officeStory } from '../../harness/office-story.ts'
import { threeByCommand } from '../../harness/workbench-pair.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, openRecord, paper } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

/** As in America. */
const SUNDAYS = { firstDay: 7, minimalDays: 1 }

describe('what others count on', () => {
  let ada: Workbench
  let ben: Workbench
  let chidi: Workbench
  const part = (name: string) => ada.page.getByRole('region', { name, exact: true })

  const step = officeStory('counted', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    chidi = office.seat('Chidi')
    await threeByCommand(ada, ben, chidi)
  })

  step('is nothing yet, and says so', async () => {
    await button(ada.page, 'See what others count on').click()
    await part('If you left').getByText('Nothing in force that somebody else counts on.').waitFor()
    await part('Week by week').getByText('You have promised no hours').waitFor()
    expect(await part('A handover to begin with').count()).toBe(0)
  })

  step('grows as promises do, whoever makes them', async () => {
    const until = dayFromNow(40)
    const { id } = await ada.does<{ id: string }>('commitment', 'new', '--kind', 'promise', '--title', 'Bake the rye', '--text', 'Every morning.', '--to', 'Ben', '--hours', '3', '--by', until)
    await ada.does('commitment', 'offer', id)
    await part('If you left').getByText('Bake the rye').waitFor()
    await part('If you left').getByText('for Ben · 3 h a week').waitFor()
    await part('One way only').getByText('from you to Ben').waitFor()
    expect(await part('What comes back to you through others').count()).toBe(0)
    await ben.does('promise', 'Carry the milk', '--to', 'Chidi')
    await chidi.does('promise', 'Keep the books', '--to', 'Ada')
    await part('What comes back to you through others').getByText('You to Ben, Ben to Chidi and Chidi to You').waitFor()
    await part('One way only').getByText('from Chidi to you').waitFor()
    const rows = part('Week by week').getByRole('row')
    expect(await rows.count()).toBeGreaterThanOrEqual(6)
    await rows.nth(2).getByText('Bake the rye: 3 h').waitFor()
    await look(ada, 'counted-1', { narrow: true })
  })

  step('counts weeks as the region does: from Sunday in America', async () => {
    await ada.page.addInitScript(() => { Object.defineProperty(navigator, 'languages', { get: () => ['en-US'] }) })
    await ada.page.reload()
    const first = part('Week by week').getByRole('row').nth(1).getByRole('rowheader')
    await first.waitFor()
    expect(await first.innerText()).toBe(dayWords(weekStart(dayFromNow(0), SUNDAYS), 'en-US'))
  })

  step('becomes a handover in a draft of one’s own', async () => {
    await part('A handover to begin with').getByText('Where things are, and whom to ask:').waitFor()
    await button(ada.page, 'Write it as a draft').click()
    await ada.page.getByRole('tab', { name: 'Handover of what I give', selected: true }).waitFor()
    await paper(ada.page).getByText(/^Bake the rye, for Ben, 3 h a week/).waitFor()
    await ada.page.getByText('Only on your own devices until you share or offer it.').waitFor()
    await look(ada, 'counted-2-handover')
  })

  step('says by the same weeks what somebody else’s offer would not fit in', async () => {
    await ada.does('capacity', 'set', '9')
    const from = weekStart(dayFromNow(14), SUNDAYS)
    // 7 h on top of 3 from a Sunday to a Saturday: two ISO weeks would hold 9 h at the most.
    const { id } = await ben.does<{ id: string }>('commitment', 'new', '--title', 'The fair', '--text', 'All of a week.', '--to', 'Ada', '--season', `${from}; ${addDays(from, 6)}; 7`)
    await ben.does('commitment', 'offer', id)
    await openRecord(ada, 'The fair')
    await ada.page.getByTestId('answer-fits').getByText(`The week of ${dayWords(from, 'en-US')} would hold 10 h of your 9 h.`).waitFor()
    await look(ada, 'counted-3-fits')
  })

  step('and the page complained of nothing', () => {
    expect(ada.errors).toEqual([])
    return Promise.resolve()
  })
})
