// Somebody who knows nothing of the page but what it shows: presses words where they stand, fills the field a label stands over, reads.
import type { Locator, Page } from 'playwright-core'

/** Of several that say the same: the first in reading order, or the last, where what was opened by the first stands below it. */
type Which = 'first' | 'last'

export interface ByWords {
  sees(words: string | RegExp): Promise<void>
  /** That they are to be seen nowhere any more. */
  gone(words: string | RegExp): Promise<void>
  read(words: RegExp): Promise<string>
  /** Clicks on the words themselves: whatever lies over them, or is closed, keeps the story from going on. */
  press(words: string | RegExp, which?: Which): Promise<void>
  /** What shows a sign only: by what it says where one points at it. */
  pressIcon(tip: string): Promise<void>
  fill(label: string | RegExp, value: string, which?: Which): Promise<void>
  /** Where a field shows what it begins with. */
  replace(shown: string, value: string): Promise<void>
  choose(shown: string, other: string): Promise<void>
  /** Goes on behind the line that ends so. */
  add(line: string | RegExp, text: string): Promise<void>
  /** With the keyboard, wherever the cursor is. */
  type(text: string): Promise<void>
  /** The first word of what stands there. */
  chooseWord(words: RegExp): Promise<void>
}

export function byWords(page: Page): ByWords {
  const pick = (all: Locator, which: Which): Locator => (which === 'last' ? all.last() : all.first())
  const shown = (words: string | RegExp, which: Which = 'first'): Locator =>
    pick(page.getByText(words, { exact: typeof words === 'string' }).filter({ visible: true }), which)
  /** A field over which its label is to be read, not one that only a screen reader hears. */
  const labelled = async (label: string | RegExp, which: Which): Promise<Locator> => {
    await shown(label).waitFor()
    return pick(page.getByLabel(label, { exact: typeof label === 'string' }).filter({ visible: true }), which)
  }
  /** Where the value is what is seen of a field. */
  const holding = async (value: string): Promise<Locator> => {
    const fields = page.locator('input, textarea, select').filter({ visible: true })
    await fields.first().waitFor()
    const at = await fields.evaluateAll((all, wanted) => all.findIndex((one) => (one instanceof HTMLSelectElement
      ? one.selectedOptions[0]?.textContent?.trim() === wanted : (one as HTMLInputElement).value === wanted)), value)
    if (at < 0) throw new Error(`No field shows "${value}"`)
    return fields.nth(at)
  }
  return {
    sees: (words) => shown(words).waitFor(),
    gone: (words) => shown(words).waitFor({ state: 'hidden' }),
    read: async (words) => (await shown(words).innerText()).trim(),
    press: (words, which) => shown(words, which).click(),
    pressIcon: (tip) => page.getByTitle(tip).filter({ visible: true }).first().click(),
    fill: async (label, value, which = 'first') => {
      const field = await labelled(label, which)
      await field.fill(value)
      await field.press('Tab')
    },
    replace: async (from, value) => {
      const field = await holding(from)
      await field.fill(value)
      await field.press('Tab')
    },
    choose: async (from, other) => { await (await holding(from)).selectOption({ label: other }) },
    add: async (line, text) => {
      await shown(line).click()
      await page.keyboard.press('End')
      await page.keyboard.type(text)
    },
    type: (text) => page.keyboard.type(text),
    chooseWord: (words) => shown(words).dblclick({ position: { x: 12, y: 12 } }),
  }
}
