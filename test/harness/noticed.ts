// The computer's own notices, as a page hands them over: a browser without a screen shows none, so they are noted instead.
import type { BrowserContext, Page } from 'playwright-core'

export interface Noticed {
  readonly title: string
  readonly body: string
  readonly tag: string
}
interface Kept { noticed: (Noticed & { onclick: (() => void) | null })[] }

/** From the next page on. They are allowed. */
export async function noteNotices(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['notifications', 'clipboard-read', 'clipboard-write'])
  await context.addInitScript(() => {
    const kept = window as unknown as { noticed: unknown[] }
    kept.noticed = []
    class Notice {
      static permission = 'granted'
      static requestPermission = (): Promise<string> => Promise.resolve('granted')
      readonly title: string
      readonly body: string
      readonly tag: string
      onclick: (() => void) | null = null
      constructor(title: string, { body = '', tag = '' }: { body?: string; tag?: string } = {}) {
        this.title = title
        this.body = body
        this.tag = tag
        kept.noticed.push(this)
      }

      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: Notice, configurable: true })
  })
}

export const noticed = (page: Page): Promise<Noticed[]> =>
  page.evaluate(() => (window as unknown as Kept).noticed.map(({ title, body, tag }) => ({ title, body, tag })))

/** Presses the newest. */
export const pressNotice = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as Kept).noticed.at(-1)!.onclick!())

/**
 * Another page lies in front; gives a way back. A page that is driven is told by the browser that it has the focus whatever lies
 * over it, so the one thing it asks for that is answered as it would be.
 */
export async function putBehind(page: Page): Promise<() => Promise<void>> {
  const other = await page.context().newPage()
  await other.bringToFront()
  await page.evaluate(() => {
    document.hasFocus = () => false
    window.dispatchEvent(new Event('blur'))
  })
  return async () => {
    await other.close()
    await putInFront(page)
  }
}

/** Pages that are opened from now on lie behind another from their first moment. */
export const openBehind = (context: BrowserContext): Promise<unknown> => context.addInitScript(() => { document.hasFocus = () => false })

export async function putInFront(page: Page): Promise<void> {
  await page.bringToFront()
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'hasFocus')
    window.dispatchEvent(new Event('focus'))
  })
}
