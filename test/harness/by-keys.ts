// A person who has no mouse: walks by Tab and F6 to what they want, and never to what the focus does not reach.
import type { Locator, Page } from 'playwright-core'

/** More stops than any one region has. */
const MOST_STOPS = 60

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))

/** Says where the focus is, for the sentence of a failure. */
const whereFocusIs = (page: Page): Promise<string> => page.evaluate(() => {
  const at = document.activeElement
  const name = at?.getAttribute('aria-label') ?? at?.textContent?.trim().slice(0, 60) ?? ''
  return `${at?.tagName.toLowerCase() ?? 'nothing'} "${name}"`
})

/** Presses Tab (or Shift+Tab) until the focus is there. Throws with the stops it came by where it never is. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.first().waitFor()
  const stops: string[] = []
  while (!(await hasFocus(target))) {
    if (stops.length === MOST_STOPS) throw new Error(`${key} never reached ${target}; it came by ${stops.join(', ')}`)
    await page.keyboard.press(key)
    stops.push(await whereFocusIs(page))
  }
}

/** Presses F6 until the focus is in the region. */
export async function regionTo(page: Page, region: Locator): Promise<void> {
  await region.waitFor()
  const isIn = (): Promise<boolean> => region.evaluate((element) => element.contains(document.activeElement))
  for (let presses = 0; !(await isIn()); presses++) {
    if (presses === 12) throw new Error(`F6 never reached ${region}; the focus is on ${await whereFocusIs(page)}`)
    await page.keyboard.press('F6')
  }
}

/** Reached by Tab, then pressed. */
export async function pressByKeys(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Runs an action by its words in the palette. */
export async function actByPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(words)
  await page.getByRole('option', { name: words }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Go to, search or do' }).waitFor({ state: 'detached' })
}

/** From now on the page notes whether a mouse was used after all. */
export async function withoutMouse(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => addEventListener('pointerdown', () => { document.documentElement.dataset['moused'] = 'true' }, true))
  return () => page.evaluate(() => document.documentElement.dataset['moused'] === undefined)
}
