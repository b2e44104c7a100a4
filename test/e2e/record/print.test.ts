// A printed record holds all of it: the words, who is in it and where they stand, advice and how it was used, what was measured,
// concluded and learned, and every revision. Dark on white, whatever the light on the screen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordDetail, RecordRow } from '../../../shared/protocol/contract.ts'
import { picturesOfFailures } from '../../harness/workbench-look.ts'
import { Office, WIDE, type Workbench } from '../../harness/workbench.ts'

const LISTS = ['commitments', 'charters', 'groups', 'roles', 'minutes', 'experiments', 'decisions'] as const

/** Whatever was said of it in words, and by whom: each has to stand on the paper. */
function said(of: RecordDetail): string[] {
  const { decision, experiment, group, role, minutes, keeping } = of
  const texts = [
    ...of.revisions.flatMap(({ byName, words, signatures }) => [byName, words.slice(0, 16), ...signatures.filter(({ undone }) => !undone).map(({ name }) => name)]),
    ...(decision?.advisers ?? []).flatMap((one) => [one.name, ...one.advice.flatMap((advice) => [advice.text, ...advice.answers.map(({ text }) => text)]), ...one.waived.map(({ text }) => text)]),
    ...(decision?.outcomes ?? []).flatMap(({ name, text, review }) => [name, text, review?.text]),
    ...(experiment?.takingPart ?? []).map(({ name }) => name), ...(experiment?.conclusions ?? []).flatMap(({ learned, next }) => [learned, next]),
    ...(experiment?.measures ?? []).flatMap(({ measure, readings }) => [measure, ...readings.map(({ text }) => text)]), ...(experiment?.notebook ?? []).map(({ text }) => text),
    ...(group?.members ?? []).map(({ name }) => name), ...(group?.outputs ?? []).map(({ title }) => title), ...(group?.learned ?? []).map(({ text }) => text), ...(group?.how ?? []).map(({ title }) => title),
    ...(role?.held ?? []).map(({ name }) => name), ...(minutes?.there ?? []).map(({ name }) => name), ...(minutes?.memories ?? []).map(({ text }) => text), ...(minutes?.toDos ?? []).map(({ words }) => words),
    ...(keeping?.stones ?? []).flatMap(({ measure, readings }) => [measure, ...readings.map(({ text }) => text)]), ...(keeping?.checkins ?? []).flatMap(({ text, help }) => [text, help]),
    ...(group || decision || experiment || minutes || role ? [] : of.parties.map(({ name }) => name)),
  ]
  return [...new Set(texts.filter((text): text is string => !!text))].map(bare)
}
const bare = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** Of a list, the one of which most was said. */
const richest = (all: readonly RecordDetail[]): RecordDetail => all.toSorted((a, b) => said(b).length - said(a).length)[0]!

describe('on paper', () => {
  let office: Office
  let mei: Workbench
  const sheet = () => mei.page.locator('.print-sheet')

  beforeAll(async () => {
    office = await Office.open()
    mei = office.seat('Mei')
    await mei.does('init', '--name', 'Mei')
    await mei.does('sample', 'make')
    await mei.open()
    await mei.page.getByTestId('sample-bar').waitFor()
  })
  afterAll(() => office?.dispose())
  picturesOfFailures('print', () => [mei])

  async function open(title: string): Promise<void> {
    await mei.page.keyboard.press('Control+p')
    await mei.page.keyboard.type(title)
    await mei.page.getByRole('option', { name: title }).first().waitFor()
    await mei.page.keyboard.press('Enter')
    await mei.page.getByRole('tab', { name: title, selected: true }).waitFor()
    await mei.page.locator('article.paper, .paper').first().waitFor()
  }

  async function printed<T>(colorScheme: 'light' | 'dark', see: () => Promise<T>): Promise<T> {
    await mei.page.emulateMedia({ media: 'print', colorScheme })
    await mei.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await sheet().waitFor()
    // As wide as a page of A4 within its margins, and as long as it takes.
    await mei.page.setViewportSize({ width: 672, height: Math.ceil(await sheet().evaluate((element) => element.scrollHeight)) + 200 })
    const seen = await see()
    await mei.page.setViewportSize(WIDE)
    await mei.page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await mei.page.emulateMedia({ media: 'screen', colorScheme: 'light' })
    await sheet().waitFor({ state: 'detached' })
    return seen
  }

  it.each(LISTS)('of %s, everything that was said stands there, dark on white in both lights', async (list) => {
    const rows = await mei.does<RecordRow[]>('ls', list)
    const detail = richest(await Promise.all(rows.filter(({ state }) => state !== 'draft').map(({ id }) => mei.does<RecordDetail>('show', id))))
    const wanted = said(detail)
    expect(wanted.length, detail.title).toBeGreaterThan(1)
    await open(detail.title)
    for (const light of ['light', 'dark'] as const) {
      const seen = await printed(light, async () => {
        await mei.browser.shot(mei.page, `print-${list}-${light}`)
        const paper = await sheet().evaluate((element) => {
          const style = (of: Element): CSSStyleDeclaration => getComputedStyle(of)
          return { text: element.textContent ?? '', ink: style(element).color, ground: [element, document.body, document.documentElement].map((one) => style(one).backgroundColor), cells: [...element.querySelectorAll('td')].map((cell) => style(cell).color) }
        })
        return { ...paper, page: await mei.page.locator('#page').isVisible() }
      })
      const text = bare(seen.text)
      expect(wanted.filter((one) => !text.includes(one)), `${detail.title}, ${light}`).toEqual([])
      expect(seen.page).toBe(false)
      for (const ink of [seen.ink, ...seen.cells]) expect(lightness(ink), ink).toBeLessThan(0.2)
      for (const ground of seen.ground) expect(isWhite(ground), ground).toBe(true)
    }
  })

  it('as a file of pages, each line of which can be read', async () => {
    const [row] = await mei.does<RecordRow[]>('ls', 'decisions')
    await open(row!.title)
    const pdf = await mei.page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(5_000)
    expect(mei.errors).toEqual([])
  })
})

const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
/** 0 black to 1 white, of `rgb()`. */
const lightness = (colour: string): number => channels(colour).slice(0, 3).reduce((sum, one) => sum + one / 255, 0) / 3
/** Nothing at all, or white. */
const isWhite = (colour: string): boolean => channels(colour)[3] === 0 || lightness(colour) > 0.97
