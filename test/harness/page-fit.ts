// Whether what stands on a page fits: measured, not looked at. A line for each text that is cut off, hangs out of the
// window or lies over another.
import type { Page } from 'playwright-core'

/** Runs in the page, so it can use nothing from here. */
function misfits(): string[] {
  const found = new Set<string>()
  const name = (of: Element): string => `${of.tagName.toLowerCase()}${of.id ? `#${of.id}` : ''}${typeof of.className === 'string' && of.className ? `.${of.className.trim().split(/\s+/).join('.')}` : ''}`
  const said = (of: Element): string => `“${(of.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)}” (${name(of.parentElement ?? of)} > ${name(of)})`
  const styleOf = (of: Element): CSSStyleDeclaration => getComputedStyle(of)
  const isRead = (of: Element): boolean => {
    for (let at: Element | null = of; at; at = at.parentElement) {
      const style = styleOf(at)
      if (style.visibility !== 'visible' || style.opacity === '0' || style.clipPath !== 'none' || style.clip !== 'auto' || at.hasAttribute('inert')) return false
    }
    return true
  }
  const root = document.scrollingElement!
  const scrollsDown = (of: Element): boolean => {
    for (let at: Element | null = of; at && at !== document.body; at = at.parentElement) {
      const style = styleOf(at)
      if (/auto|scroll/.test(style.overflowY) && at.scrollHeight > at.clientHeight + 1) return true
      if (style.position === 'fixed') return false
    }
    return root.scrollHeight > innerHeight + 1 && !/hidden|clip/.test(styleOf(document.body).overflowY)
  }
  if (root.scrollWidth > innerWidth + 1) found.add(`the page is ${root.scrollWidth} wide in a window of ${innerWidth}`)

  for (const tab of document.querySelectorAll('[role="tablist"] [role="tab"][aria-selected="true"]')) {
    const [box, room] = [tab.getBoundingClientRect(), tab.closest('[role="tablist"]')!.getBoundingClientRect()]
    const isIn = box.width > room.width || (box.left > room.left - 3 && box.right < room.right + 3)
    if (box.width > 0 && isRead(tab) && !isIn) found.add(`the tab in front is outside of its strip: ${said(tab)}`)
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const boxes: { readonly of: Element; readonly lines: readonly DOMRect[] }[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node.parentElement
    if (!of || !node.textContent?.trim() || ['SCRIPT', 'STYLE', 'OPTION', 'TEXTAREA', 'TITLE', 'NOSCRIPT'].includes(of.tagName) || of.closest('svg')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width < 1 || box.height < 1 || !isRead(of)) continue
    const style = styleOf(of)
    // A person's own words may end in an ellipsis in a list; Parley's own words, which a language made longer, may not.
    const translated = /^\[[^[\]]*\]$/.test(node.textContent.trim())
    let cut = false
    let scrolls = false
    for (let at: Element | null = of; at && at !== document.body && !cut && !scrolls; at = at.parentElement) {
      const around = styleOf(at)
      const room = at.getBoundingClientRect()
      // Where no scrollbar shows, nobody would know that there is more of a word; a strip of tabs follows the current one.
      const shows = around.scrollbarWidth !== 'none' || !translated || of.closest('[role="tab"]') !== null
      if (/auto|scroll/.test(around.overflowX) && shows && at.scrollWidth > at.clientWidth + 1) scrolls = true
      else if (/hidden|clip|auto|scroll/.test(around.overflowX) && (box.right > room.right + 2 || box.left < room.left - 2)) {
        cut = true
        if (around.textOverflow !== 'ellipsis' || translated) found.add(`cut off: ${said(of)} by ${name(at)}`)
      }
      // Lines beyond those that a list shows of a title are not there to be read.
      if (around.webkitLineClamp !== 'none') cut = true
      if (/hidden|clip/.test(around.overflowY) && around.webkitLineClamp === 'none' && box.height < room.height * 4 && (box.bottom > room.bottom + 3 || box.top < room.top - 3)) cut = true
      if (/auto|scroll/.test(around.overflowY) && (box.bottom <= room.top || box.top >= room.bottom)) cut = true
      if (around.position === 'fixed') break
    }
    if (!cut && !scrolls && (box.right > innerWidth + 1 || box.left < -1)) found.add(`out of the window: ${said(of)}`)
    if (!cut && (box.bottom > innerHeight + 1 || box.top < -1) && !scrollsDown(of)) found.add(`above or below the window, and nothing scrolls to it: ${said(of)}`)
    if (!cut && style.position === 'static' && !of.closest('[aria-hidden="true"], [role="dialog"], [data-overlay]')) boxes.push({ of, lines: [...range.getClientRects()] })
  }
  for (const [i, one] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) {
      if (one.of === other.of || one.of.contains(other.of) || other.of.contains(one.of)) continue
      // A dialog lies over the page, and hides what is under it.
      if (one.of.closest('dialog') !== other.of.closest('dialog')) continue
      // Lines of a narrow leading touch; words that lie over words overlap by more than half a line.
      const over = one.lines.some((a) => other.lines.some((b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 6 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.max(9, Math.min(a.height, b.height) * 0.4)))
      if (over && one.of.closest('article, section, li, nav, header, footer, div') === other.of.closest('article, section, li, nav, header, footer, div')) {
        found.add(`one over the other: ${said(one.of)} and ${said(other.of)}`)
      }
    }
  }
  return [...found].slice(0, 12)
}

/** Layout that follows the window by observers takes a few frames. */
const SETTLED_MS = 1500

/** What does not fit in the window as it is now, once it has settled. */
export async function misfitsOf(page: Page): Promise<string[]> {
  const until = Date.now() + SETTLED_MS
  for (;;) {
    await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))))
    const found = await page.evaluate(misfits)
    if (found.length === 0 || Date.now() > until) return found
  }
}

/** Runs in the page. */
function under(selector: string): string[] {
  const seen = (of: Element): DOMRect => {
    let { left, top, right, bottom } = of.getBoundingClientRect()
    for (let at = of.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue
      const room = at.getBoundingClientRect()
      left = Math.max(left, room.left)
      top = Math.max(top, room.top)
      right = Math.min(right, room.right)
      bottom = Math.min(bottom, room.bottom)
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }
  const covers = [...document.querySelectorAll(selector)]
  const controls = [...document.querySelectorAll('button, a[href], input, select, textarea, [contenteditable="true"], [tabindex="0"]')]
  return controls.filter((control) => !covers.some((cover) => cover.contains(control) || control.contains(cover))).flatMap((control) => {
    const a = seen(control)
    const covered = a.width > 1 && a.height > 1 && covers.map(seen).some((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    return covered ? [control.getAttribute('aria-label') ?? (control as HTMLElement).innerText] : []
  })
}

/** What one could press or write in if nothing that `selector` finds lay over it, by its name. */
export const coveredBy = (page: Page, selector: string): Promise<readonly string[]> => page.evaluate(under, selector)
