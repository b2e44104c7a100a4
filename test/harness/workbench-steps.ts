// What a person does at the workbench, by the names a screen reader would say.
import type { Locator, Page } from 'playwright-core'
import type { Workbench } from './workbench.ts'

export const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' })

/** The paper in the middle. */
export const paper = (page: Page): Locator => page.locator('article.paper')
/** What stands beside the paper. */
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'About this letter' })
/** One margin voice of a draft. */
export const voice = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
export const keyCode = (page: Page): Promise<string> => page.getByTestId('key-code').innerText()

/** Says the name, and takes one of the two ways in. Ends at the recovery words. */
export async function introduce({ page, name }: Workbench, way: 'Start a new workspace' | 'Join with an invite' | 'Look around in a sample'): Promise<void> {
  await page.getByLabel('Your name, as colleagues say it').fill(name)
  await page.getByLabel('This device').fill(`${name}’s laptop`)
  await button(page, new RegExp(way)).click()
  await page.getByTestId('recovery-words').waitFor()
}

export async function keepWords({ page }: Workbench): Promise<void> {
  await page.getByLabel('I have written them down').check()
  await button(page, 'Carry on').click()
}

export async function found({ page }: Workbench, workspace: string): Promise<void> {
  await page.getByLabel('What is it called?').fill(workspace)
  await button(page, 'Start it').click()
  await page.getByRole('contentinfo', { name: 'Connection and exchange' }).waitFor()
}

/** Writes an invite and gives its link as shown. */
export async function invite({ page }: Workbench, people = 1): Promise<string> {
  await button(page.getByRole('navigation'), 'Invite').click()
  if (people > 1) await page.getByRole('radio', { name: 'Up to 5' }).click()
  await button(page, 'Write an invite').click()
  return (await page.getByTestId('invite-link').first().innerText()).trim()
}

export async function paste({ page }: Workbench, link: string): Promise<void> {
  await page.getByLabel('The invite').fill(link)
}

/** Opens a record from the list. Two clicks keep its tab. */
export async function openRecord({ page }: Workbench, title: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Commitments' }).waitFor()
  await page.locator('[data-record]', { hasText: title }).dblclick()
  await page.getByRole('tab', { name: title, selected: true }).waitFor()
}

/** What waits to be signed is signed at once. */
export async function sendNow({ page }: Workbench): Promise<void> {
  await button(page.getByTestId('held'), 'Send now').click()
  await page.getByTestId('held').waitFor({ state: 'detached' })
}

export async function writeLetter({ page }: Workbench, title: string, to: string): Promise<void> {
  await button(page, 'New letter').click()
  await page.getByLabel('What is it about?').fill(title)
  await page.getByRole('checkbox', { name: to }).check()
  await button(page, 'Open the paper').click()
  await voice(page, 'Why').waitFor()
}

/** By what signing a draft is called: what its first button says of it, and its second. */
const WAYS = { offer: ['offering', 'Offer'], promise: ['promising', 'Promise'], announce: ['announcing', 'Announce'], sign: ['signing', 'Sign'], propose: ['proposing', 'Propose'] } as const
type Way = keyof typeof WAYS

/** Opens the whole words of the draft once more, as they would be signed. */
export const readFirst = (page: Page | Locator, revision: number, way: Way = 'offer'): Locator => button(page, `Read rev ${revision} before ${WAYS[way][0]}`)
/** Puts the name to them. */
export const signRead = (page: Page | Locator, revision: number, way: Way = 'offer'): Locator => button(page, `${WAYS[way][1]} rev ${revision}`)

/** Reads the whole words of the draft once more and puts the name to them. */
export async function offer({ page }: Workbench, revision: number, way: Way = 'offer'): Promise<void> {
  await readFirst(page, revision, way).click()
  await signRead(page, revision, way).click()
}

/** What it says now, or said before, where both stand there marked. */
export const marked = (part: Locator, which: 'before' | 'after'): Promise<string> => part.evaluate((element, away) => {
  const copy = element.cloneNode(true) as HTMLElement
  copy.querySelectorAll(`${away}, .unseen`).forEach((one) => { one.remove() })
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
}, which === 'after' ? 'del' : 'ins')

/** Goes on from the words in force, or from those that are offered. */
export async function amend({ page }: Workbench): Promise<void> {
  const working = page.getByRole('radio', { name: /^Working text/ })
  if (await working.isVisible()) return working.click()
  await button(page, 'Change the words').or(button(page, 'Offer other words')).first().click()
}
