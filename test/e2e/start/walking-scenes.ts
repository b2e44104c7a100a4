// One sample workspace, opened once; the scenes are walked over it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitsEverywhere, soundEverywhere } from '../../harness/workbench-lights.ts'
import { picturesOfFailures } from '../../harness/workbench-look.ts'
import { inSample } from '../../harness/workbench-pair.ts'
import { inEnglish, inMadeUp, SCENES, type Words } from '../../harness/workbench-scenes.ts'
import { madeUp } from '../../harness/workbench-tour.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

interface Walk {
  /** Waits until what was opened is in front, whole. */
  open(name: string): Promise<void>
  shut(name: string): Promise<void>
  readonly mei: Workbench
}

const walk = (mei: Workbench, say: Words): Walk => ({
  mei,
  async open(name) {
    await SCENES[name]!.open(mei.page, say)
    await mei.page.waitForFunction(() => !document.querySelector('.skeleton'))
  },
  async shut(name) {
    const { close } = SCENES[name]!
    await (close ? close(mei.page, say) : mei.page.keyboard.press('Escape'))
    await expect.poll(() => mei.page.locator('dialog[open], [role=menu]').count()).toBe(0)
  },
})

/** Opens each and looks at it; `measure` may open it once more. */
function walkOf(names: readonly string[], title: string, say: Words, begin: (mei: Workbench) => Promise<void>, measure: (walk: Walk, name: string) => Promise<void>): void {
  describe(title, () => {
    let office: Office
    let mei: Workbench

    beforeAll(async () => {
      office = await Office.open()
      mei = office.seat('Mei')
      await inSample(mei)
      await begin(mei)
    })
    afterAll(() => office?.dispose())
    picturesOfFailures('scene', () => [mei])

    it.each(names)('%s', async (name) => {
      const walking = walk(mei, say)
      await walking.open(name)
      await measure(walking, name)
      await walking.shut(name)
      expect(mei.errors).toEqual([])
    })
  })
}

const anew = ({ open, shut }: Walk, name: string) => async (): Promise<void> => {
  await shut(name)
  await open(name)
}

export const scenesOf = (names: readonly string[]): void =>
  walkOf(names, 'what opens over a page, in every light and at every size', inEnglish, async () => {}, (walking, name) => soundEverywhere(walking.mei, name, anew(walking, name)))

/** In the language that is made up by rule. */
export const turnedScenesOf = (names: readonly string[]): void =>
  walkOf(names, 'what opens over a page, longer and from the right', inMadeUp, async ({ page }) => {
    const url = new URL(page.url())
    url.searchParams.set('lang', 'en-XA')
    await page.goto(url.href)
    await page.getByTestId('sample-bar').getByText(madeUp('sample.badge')).waitFor()
  }, async (walking, name) => {
    const { browser, page } = walking.mei
    await browser.shot(page, `tour-${name}-turned`.replace(/[^\w-]+/g, '-'))
    await fitsEverywhere(walking.mei, `${name}, turned round`, anew(walking, name))
  })
