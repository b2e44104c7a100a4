// What a person keeps, takes back and hands on: witnesses of a letter, days in figures, words typed and left, drafts put aside and
// removed, pictures that are refused, and the signed records of a whole search in one file.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dayText } from '../../../renderer/ui/day-text.ts'
import { dayFromNow } from '../../harness/days.ts'
import { OnePerson } from '../../harness/one-person.ts'
import { picture } from '../../harness/picture.ts'
import { look } from '../../harness/workbench-look.ts'
import { byPalette, english } from '../../harness/workbench-tour.ts'

let ada: OnePerson
let page: Page
const leave = async (): Promise<void> => { await ada?.dispose() }
const pictured = ({ task }: { task: { name: string; result?: { state: string } | undefined } }): Promise<void> | undefined =>
  (task.result?.state === 'fail' ? ada.onFailure(task.name) : undefined)
describe('in the sample', () => {
  beforeAll(async () => {
    ada = await OnePerson.open((client) => client.call('sample.make', {}))
    page = await ada.enter()
    await page.getByRole('tabpanel').first().waitFor()
  })
  afterAll(leave)
  afterEach(pictured)

  it('a witness is named where the parties are, and stands on the paper', async () => {
    await byPalette(page, english('cmd.newLetter'))
    await page.getByLabel('What is it about?').fill('The oven door')
    await page.getByRole('group', { name: 'With whom' }).getByText('Ben', { exact: true }).click()
    await page.getByRole('button', { name: 'Name a witness' }).click()
    const witnesses = page.getByRole('group', { name: 'Who is there as a witness' })
    // Who takes part is no witness to it.
    expect(await witnesses.getByText('Ben', { exact: true }).count()).toBe(0)
    await witnesses.getByText('Femke', { exact: true }).click()
    await look(ada, 'witness-named', { narrow: true })
    await page.getByRole('button', { name: english('letter.do') }).click()
    await page.getByText('Before Femke, who is bound to nothing by it.').waitFor()
    await page.getByRole('button', { name: english('draft.parties') }).click()
    await page.getByRole('group', { name: 'Who is there as a witness' }).getByText('Dewi', { exact: true }).click()
    await page.getByText('Before Femke and Dewi, who are bound to nothing by it.').waitFor()
    await look(ada, 'witness-draft')
  })

  it('a day is written in the order of the region, by hand or in the calendar, and what is no day is said', async () => {
    const region = await page.evaluate(() => navigator.language)
    const field = page.locator('[data-field="review"]').getByRole('textbox').first()
    const [month, day] = dayFromNow(40).slice(5).split('-') as [string, string]
    await field.fill(region === 'en-US' ? `${Number(month)}/${Number(day)}` : `${Number(day)}/${Number(month)}`)
    await field.press('Tab')
    await expect.poll(() => field.inputValue()).toBe(dayText(dayFromNow(40), region))
    await field.fill('31/31/2027')
    await field.press('Tab')
    await page.getByText('This is no day.').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await look(ada, 'day-wrong')
    await field.fill(dayFromNow(41))
    await page.getByText('This is no day.').waitFor({ state: 'detached' })
    await field.press('Tab')
    expect(await field.inputValue()).toBe(dayText(dayFromNow(41), region))
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose it in a calendar')
  })

  it('a small file of too many points is refused in a sentence', async () => {
    const bomb = picture(2)
    bomb.writeUInt32BE(50_000, 16)
    bomb.writeUInt32BE(50_000, 20)
    await page.getByRole('textbox', { name: 'Why', exact: true }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Picture' }).first().click()
    await (await chooser).setFiles({ name: 'wall.png', mimeType: 'image/png', buffer: bomb })
    const says = page.getByText('wall.png is 50,000 by 50,000 points')
    await says.waitFor()
    // In sight, where one writes.
    await expect.poll(() => says.evaluate((words) => { const { x, y } = words.getBoundingClientRect(); return words.contains(document.elementFromPoint(x + 4, y + 4)) })).toBe(true)
    await look(ada, 'picture-points')
    await page.getByRole('alert').filter({ hasText: 'wall.png' }).getByRole('button').first().click()
  })

  it('a draft that was put aside is listed, taken back, and removed for good once that was said before', async () => {
    const title = 'The oven door'
    await byPalette(page, english('draft.putAside'))
    await page.getByTestId('aside').waitFor()
    await byPalette(page, english('draft.asideCommand'))
    const list = page.getByRole('region', { name: 'Drafts put aside' })
    await list.getByRole('button', { name: title }).waitFor()
    await look(ada, 'aside-list')
    await list.getByRole('button', { name: 'Take it back' }).click()
    await list.getByText('You have put no draft aside.').waitFor()
    await page.getByRole('tab', { name: title }).click()
    await byPalette(page, english('draft.putAside'))
    await page.getByTestId('aside').getByRole('button', { name: 'Remove it for good…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove this draft for good?' })
    await dialog.getByText('this can’t be undone').waitFor()
    await look(ada, 'aside-remove')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await page.getByTestId('aside').waitFor()
    await page.getByTestId('aside').getByRole('button', { name: 'Remove it for good…' }).click()
    await dialog.getByRole('button', { name: 'Remove it for good' }).click()
    await page.getByRole('tab', { name: title }).waitFor({ state: 'detached' })
    await list.getByText('You have put no draft aside.').waitFor()
    await expect.poll(() => page.locator('[data-record]', { hasText: title }).count()).toBe(0)
  })

  it('what was typed into a reminder is there again after looking elsewhere, and gone once it was kept', async () => {
    await byPalette(page, 'Bread on Fridays')
    await byPalette(page, english('act.remind'))
    const form = page.getByRole('form', { name: 'Remind me' })
    const words = form.getByLabel('Remind me of')
    await words.fill('Ask about the rye')
    const at = form.getByLabel('At', { exact: true })
    await at.fill('after lunch')
    await at.press('Tab')
    await form.getByText('This is no time of day.').waitFor()
    await look(ada, 'reminder-no-time')
    await form.getByRole('button', { name: 'Keep the reminder' }).click({ force: true })
    await form.getByText('Say on which day, and at what time.').waitFor()
    await at.fill('1.15 pm')
    await at.press('Tab')
    expect(await at.inputValue()).toBe('13:15')
    await page.reload()
    await page.getByRole('tab', { name: 'Bread on Fridays' }).waitFor()
    await byPalette(page, english('act.remind'))
    await expect.poll(() => words.inputValue()).toBe('Ask about the rye')
    await expect.poll(() => at.inputValue()).toBe('13:15')
    await form.getByRole('button', { name: 'Keep the reminder' }).click()
    await page.getByRole('button', { name: 'Let go: Ask about the rye' }).waitFor()
    await byPalette(page, english('act.remind'))
    await expect.poll(() => words.inputValue()).toContain('Bread on Fridays')
    expect(ada.errors).toEqual([])
  })
})

/** A frame the page sends. */
interface Asked { readonly id: number; readonly method: string; readonly params: { readonly work: string } }

describe('in a workspace of one’s own', () => {
  /** A sample takes less than is shown: its host is asked nothing here, and the page is told what a slower one would say. */
  let making: (Asked & { tell(say: unknown): void }) | null = null
  beforeAll(async () => {
    ada = await OnePerson.open(async (client) => {
      const { id: workspace, me } = await client.call('workspace.create', { name: 'Hollin Bank' })
      for (const title of ['Mill day in spring', 'Mill day in autumn']) {
        const { id } = await client.call('draft.create', { workspace, meta: { title, kind: 'open offer', gives: [me], receives: [] }, words: 'I show how the stones are dressed.', circle: 'workspace' })
        const { words } = await client.call('draft.preview', { workspace, id })
        await client.call('records.give', { workspace, id, verb: 'offer', words })
      }
      await client.call('draft.create', { workspace, meta: { title: 'Mill day, perhaps', kind: 'mutual', gives: [me], receives: [] }, circle: 'me' })
    })
    await ada.browser.context.routeWebSocket(/./, (socket) => {
      const host = socket.connectToServer()
      socket.onMessage((frame) => {
        const asked = JSON.parse(String(frame)) as Asked
        if (asked.method === 'sample.make') making = { ...asked, tell: (say) => { socket.send(JSON.stringify(say)) } }
        else host.send(frame)
        if (asked.method === 'work.stop') making!.tell({ id: making!.id, ok: false, problem: { code: 'work.stopped', message: 'Stopped.', remedy: '' } })
      })
    })
    page = await ada.enter()
    await page.getByRole('tabpanel').first().waitFor()
  })
  afterAll(leave)
  afterEach(pictured)

  it('work that takes a while says how far it is beside any page, and is stopped', async () => {
    await byPalette(page, english('sample.cmdMake'))
    const card = page.getByRole('complementary', { name: english('sample.look') })
    await card.waitFor()
    making!.tell({ event: 'work', work: making!.params.work, done: 5, all: 17 })
    await card.getByText('5 of 17', { exact: true }).waitFor()
    const bar = card.getByRole('progressbar', { name: english('sample.making') })
    expect(await bar.evaluate((one) => [(one as HTMLProgressElement).value, (one as HTMLProgressElement).max])).toEqual([5, 17])
    await look(ada, 'sample-making', { narrow: true })
    await card.getByRole('button', { name: english('progress.stop') }).press('Enter')
    await card.waitFor({ state: 'detached' })
    expect(await ada.client.call('workspace.list', {})).toHaveLength(1)
  })

  it('the signed records of what was found are saved as one archive', async () => {
    await page.keyboard.press('Control+Shift+F')
    await page.getByRole('tabpanel').getByRole('searchbox').or(page.getByRole('tabpanel').getByRole('textbox')).first().fill('mill day')
    const save = page.getByRole('button', { name: 'Save these signed' })
    await save.waitFor()
    const coming = page.waitForEvent('download')
    await save.click()
    const download = await coming
    expect(download.suggestedFilename()).toBe('Hollin-Bank.zip')
    const bytes = readFileSync(await download.path())
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    expect(bytes.toString('latin1')).toContain('Mill-day-in-spring.parley.json')
    expect(bytes.toString('latin1')).toContain('Mill-day-in-autumn.parley.json')
    await page.getByText('Hollin-Bank.zip is saved, with the signed records of 2.').waitFor()
    await look(ada, 'found-saved')
    expect(ada.errors).toEqual([])
  })
})
