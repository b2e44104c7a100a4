// One sample workspace, opened once; the scenes are walked over it.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soundEverywhere } from '../../harness/workbench-lights.ts'
import { picturesOfFailures } from '../../harness/workbench-look.ts'
import { inSample } from '../../harness/workbench-pair.ts'
import { SCENES } from '../../harness/workbench-scenes.ts'
import { Office, type Workbench } from '../../harness/workbench.ts'

export function scenesOf(names: readonly string[]): void {
  describe('what opens over a page', () => {
    let office: Office
    let mei: Workbench

    beforeAll(async () => {
      office = await Office.open()
      mei = office.seat('Mei')
      await inSample(mei)
    })
    afterAll(() => office?.dispose())
    picturesOfFailures('scene', () => [mei])

    async function shut(close: ((page: Page) => Promise<void>) | undefined): Promise<void> {
      await (close ? close(mei.page) : mei.page.keyboard.press('Escape'))
      await expect.poll(() => mei.page.locator('dialog[open], [role=menu]').count()).toBe(0)
    }

    it.each(names)('%s, in every light and at every size', async (name) => {
      const { open, close } = SCENES[name]!
      const settled = (): Promise<unknown> => mei.page.waitForFunction(() => !document.querySelector('.skeleton'))
      await open(mei.page)
      await settled()
      await soundEverywhere(mei, name, async () => {
        await shut(close)
        await open(mei.page)
        await settled()
      })
      await shut(close)
      expect(mei.errors).toEqual([])
    })
  })
}
