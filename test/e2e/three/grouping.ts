// What people do in a group at their pages, by the names a screen reader would say.
import type { Locator } from 'playwright-core'
import { button, sendNow } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

/** A part beside the charter of that group. */
export const partOf = (title: string) => ({ page }: Workbench, name: string): Locator => page.getByRole('region', { name: `${name}: ${title}`, exact: true })

/** Goes to it by the palette; `typed` where its title is more than one types. */
export async function goTo({ page }: Workbench, title: string | RegExp, typed: string): Promise<void> {
  await page.keyboard.press('Control+P')
  await page.keyboard.type(typed)
  await page.getByRole('option', { name: title }).first().click()
}

export async function openGroup(bench: Workbench, title: string): Promise<void> {
  await goTo(bench, title, title)
  await bench.page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Reads the whole words first, where they do not stand there yet, and signs them: accepting what is on offer, joining what holds. */
export async function accepts(bench: Workbench, revision: number): Promise<void> {
  const sign = button(bench.page, new RegExp(`^(Accept|Join with) rev ${revision}$`))
  const read = button(bench.page, `Read rev ${revision} in full`)
  await sign.or(read).first().waitFor()
  if (!(await sign.isVisible())) await read.click()
  await sign.click()
  await sendNow(bench)
}

/** One says what was learned and where what came out of it lives on; the other agrees that it is over. */
export async function closes(one: Workbench, other: Workbench, title: string): Promise<void> {
  const part = partOf(title)
  await button(part(one, 'What you can do here'), 'Close with what was learned…').click()
  const form = one.page.getByRole('form', { name: 'Close the group' })
  await form.getByLabel('What did you learn?').fill('One sheet by the oven did more than four meetings.')
  await form.getByLabel('Where does what came out of it live on?').fill('The bakers keep it.')
  await one.page.keyboard.press('Control+Enter')
  await sendNow(one)
  await button(part(other, 'Proposed'), 'Agree to close…').click()
  await other.page.getByRole('form', { name: 'Agree to close' }).getByRole('button', { name: 'Agree to close' }).click()
  await sendNow(other)
}
