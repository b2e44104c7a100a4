// Stories of people at their workbenches: how they begin, and what is left of them where a step fails.
import { afterAll, beforeAll } from 'vitest'
import { story } from './story.ts'
import { picturesOfFailures } from './workbench-look.ts'
import { Office } from './workbench.ts'

/** `begin` gives everybody their seat, and ends where the first step begins. `about` is in the names of the pictures. */
export function officeStory(about: string, begin: (office: Office) => Promise<void>): ReturnType<typeof story> {
  let office: Office | undefined
  beforeAll(async () => {
    office = await Office.open()
    await begin(office)
  })
  afterAll(() => office?.dispose())
  picturesOfFailures(about, () => office?.people ?? [])
  return story()
}
