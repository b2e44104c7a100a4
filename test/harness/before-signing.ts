// Before every signature stands until when it can be taken back, and that afterwards it can't be: looked for on every screen
// that a test looks at.
import type { Page } from 'playwright-core'

/** Runs in the page. */
function unsaid(): string[] {
  const tells = /can’t be undone|can’t be taken back/
  return [...document.querySelectorAll<HTMLElement>('button.sign')].flatMap((button) => {
    const box = button.getBoundingClientRect()
    // What waits to be signed was read before; there it is only hurried.
    if (box.width === 0 || button.closest('[data-testid="held"], [inert]')) return []
    const around = button.closest('form, dialog, [role="dialog"], section')
    return around !== null && tells.test((around as HTMLElement).innerText) ? [] : [button.innerText.trim()]
  })
}

/** Buttons that put a name to something with no such sentence in the form, dialog or section they stand in. Of a page in English. */
export const signedUnwarned = (page: Page): Promise<string[]> => page.evaluate(unsaid)
