// What is less often done with a commitment, pressed: words that are typed and left, a draft put aside and taken back, other
// words in answer to a request, letting somebody off, a copy, a letter that takes another's place, three people, a promise
// to oneself.
import { describe, expect } from 'vitest'
import { pair } from '../../harness/workbench-pair.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button, inspector, offer, openRecord, paper, readFirst, sendNow, signRead, voice, writeLetter } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

const BREAD = 'Bread on Fridays'
const CHURN = 'mend the churn'

describe('a commitment, pressed where one seldom does', () => {
  let ada: Workbench
  let ben: Workbench
  const stateOf = async (bench: Workbench, title: string): Promise<string> => (await bench.does<{ state: string }>('show', title)).state
  const aside = (bench: Workbench) => bench.page.getByTestId('aside')
  async function more(bench: Workbench, act: string): Promise<void> {
    await button(bench.page, 'More about this letter').click()
    await button(bench.page.getByRole('dialog', { name: 'More about this letter' }), act).click()
  }
  /** Looks at another page and comes back. */
  async function awayAndBack(bench: Workbench): Promise<void> {
    await button(bench.page.getByRole('navigation'), /^Desk/).click()
    await bench.page.getByRole('tab', { name: /^Desk/, selected: true }).waitFor()
    await button(bench.page.getByRole('navigation'), 'Commitments').click()
    await openRecord(bench, BREAD)
  }
  async function quick({ page }: Workbench, text: string): Promise<void> {
    await page.keyboard.press('Alt+n')
    await page.getByLabel('What, to whom, by when').fill(text)
  }

  const step = officeStory('verbs', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })

  step('Ben puts aside a draft that Ada writes in: she loses nothing, reads who and when, and takes it back', async () => {
    await writeLetter(ada, BREAD, 'Ben')
    await button(ada.page, 'Write it together').click()
    await voice(ada.page, 'Why').click()
    await ada.page.keyboard.type('So that nobody bakes twice')
    await openRecord(ben, BREAD)
    await voice(ben.page, 'Why').getByText('So that nobody bakes twice').waitFor()
    await more(ben, 'Put this draft aside')
    await aside(ben).getByText('You have put this draft aside').waitFor()
    await ben.page.locator('[data-record]', { hasText: BREAD }).waitFor({ state: 'detached' })
    await aside(ada).getByText('Ben has put this draft aside').waitFor()
    await aside(ada).getByText(/^today \d\d:\d\d/).waitFor()
    await ada.page.keyboard.type(', and nobody waits.')
    await voice(ben.page, 'Why').getByText('nobody waits.').waitFor()
    await Promise.all([look(ada, 'verbs-01-aside', { narrow: true }), look(ben, 'verbs-02-aside-own')])
    await button(aside(ada), 'Take it back').click()
    await aside(ben).waitFor({ state: 'detached' })
    await ben.page.locator('[data-record]', { hasText: BREAD }).waitFor()
    expect(await voice(ada.page, 'Why').innerText()).toContain('So that nobody bakes twice, and nobody waits.')
  })

  step('Ada reads what offering would do, and Ben’s question outlives another tab and a reload', async () => {
    for (const [bench, name, words] of [[ada, 'Ada promises', 'I bake.'], [ada, 'Ben promises', 'I carry.']] as const) {
      await voice(bench.page, name).click()
      await bench.page.keyboard.type(words)
    }
    await readFirst(ada.page, 1).click()
    await ada.page.getByRole('group', { name: 'What this would do' }).getByText('Ben is asked to accept it.').waitFor()
    await look(ada, 'verbs-03-effect', { narrow: true })
    await signRead(ada.page, 1).click()
    await sendNow(ada)
    const form = inspector(ben.page).getByRole('form', { name: 'Talk first' })
    const typed = 'May I come on Saturdays now and then?'
    await button(ben.page, 'Talk first').click()
    await form.getByRole('textbox').fill(typed)
    await awayAndBack(ben)
    await button(ben.page, 'Talk first').click()
    expect(await form.getByRole('textbox').inputValue()).toBe(typed)
    await ben.page.reload()
    await button(ben.page, 'Talk first').click()
    await expect.poll(() => form.getByRole('textbox').inputValue()).toBe(typed)
    await button(form, 'Ask Ada').click()
    await form.waitFor({ state: 'detached' })
    await button(ben.page, 'Talk first').click()
    expect(await form.getByRole('textbox').inputValue()).toBe('')
    await button(form, 'Not now').click()
  })

  step('a check-in is there again after another part of the page, another tab and a reload', async () => {
    const read = button(ben.page, 'Read rev 1 in full')
    if (await read.isVisible()) await read.click()
    await button(ben.page, 'Accept rev 1').click()
    await sendNow(ben)
    await inspector(ada.page).getByText('2 of 2').waitFor()
    await ada.page.keyboard.press('Alt+Shift+C')
    const form = inspector(ada.page).getByRole('form', { name: 'Check in' })
    const words = form.getByLabel('How is it going, in your words?')
    const parts = inspector(ada.page).getByRole('radio')
    await words.fill('The oven is slow to warm.')
    await parts.filter({ hasText: 'History' }).click()
    await parts.filter({ hasText: 'Check-ins' }).click()
    expect(await words.inputValue()).toBe('The oven is slow to warm.')
    await awayAndBack(ada)
    await parts.filter({ hasText: 'Check-ins' }).click()
    expect(await words.inputValue()).toBe('The oven is slow to warm.')
    await words.fill('The oven is slow to warm, still.')
    await ada.page.reload()
    await parts.filter({ hasText: 'Check-ins' }).click()
    await expect.poll(() => words.inputValue()).toBe('The oven is slow to warm, still.')
    await button(form, 'Send').click()
    await expect.poll(() => words.inputValue()).toBe('')
    await inspector(ada.page).getByText('The oven is slow to warm, still.').waitFor()
  })

  step('who is asked for a promise offers other words instead, and is let off it later', async () => {
    await quick(ada, `ask Ben to ${CHURN} by Friday`)
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await openRecord(ben, CHURN)
    await button(ben.page, 'Offer other words').click()
    await voice(ben.page, 'Ben promises').click()
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' I mend the lid, and somebody else the rest.')
    await offer(ben, 2, 'promise')
    await sendNow(ben)
    await openRecord(ada, CHURN)
    await paper(ada.page).getByText('I mend the lid').waitFor()
    // What Ben promises binds Ben alone, so it holds from his signature on.
    await expect.poll(() => stateOf(ada, CHURN)).toBe('in force')
    await button(ada.page, 'Let them off the promise').click()
    const form = inspector(ada.page).getByRole('form', { name: 'Let them off the promise' })
    await form.getByRole('textbox').fill('The smith has it.')
    await look(ada, 'verbs-04-release')
    await button(form, 'Let them off the promise').click()
    await sendNow(ada)
    await expect.poll(() => stateOf(ben, CHURN)).toBe('released')
    await inspector(ben.page).getByText('The smith has it.').first().waitFor()
    await look(ben, 'verbs-05-released', { narrow: true })
  })

  step('a copy begins with the same words, and a letter that takes the place of another says so', async () => {
    const { id } = await ada.does<{ id: string }>('show', BREAD)
    await openRecord(ada, BREAD)
    await more(ada, 'Begin a copy')
    await voice(ada.page, 'Why').getByText('nobody waits.').waitFor()
    expect(await stateOf(ada, id)).toBe('in force')
    await ada.page.locator(`[data-record="${id}"]`).dblclick()
    await inspector(ada.page).getByText('2 of 2').waitFor()
    await more(ada, 'Write one that takes its place')
    await voice(ada.page, 'Why').getByText('nobody waits.').waitFor()
    await readFirst(ada.page, 1).click()
    await ada.page.getByRole('group', { name: 'What this would do' }).getByText(`It takes the place of ${BREAD}.`).waitFor()
    await look(ada, 'verbs-06-takes-its-place', { narrow: true })
  })

  step('a promise to oneself stays on this device', async () => {
    await quick(ada, 'read one book a month')
    await button(ada.page.getByRole('dialog'), 'Only myself').click()
    await ada.page.getByTestId('quick-back').getByText('You promise yourself').waitFor()
    await ada.page.keyboard.press('Control+Enter')
    await sendNow(ada)
    await expect.poll(() => stateOf(ada, 'read one book a month')).toBe('in force')
    expect(await ben.page.locator('[data-record]', { hasText: 'read one book' }).count()).toBe(0)
    await look(ada, 'verbs-07-to-myself')
  })

  step('and neither page complained of anything', async () => {
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
