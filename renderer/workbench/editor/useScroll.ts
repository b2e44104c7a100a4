// How far a page was scrolled is kept while other tabs are looked at, and over a restart. A page fills after it is shown,
// so it is scrolled again as it grows, until it stands where it stood or the person moves.
import { onBeforeUnmount, watch, type Ref } from 'vue'

/** Told by a place in a page that was opened at it: where the page stood before is no longer asked for. */
export const OPENED_AT = 'openedat'

const scrollers = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.scrolls')]

export interface Scrolled {
  read(): readonly number[]
  keep(at: readonly number[]): void
}

export function useScroll(root: Ref<HTMLElement | null>, shown: () => boolean, scrolled: Scrolled): void {
  let watching: MutationObserver | null = null
  let settled = true
  const settle = (): void => {
    settled = true
    watching?.disconnect()
    watching = null
  }

  /** True when all stand where they stood. */
  function put(to: readonly number[]): boolean {
    const found = scrollers(root.value!)
    return to.map((top, i) => {
      const scroller = found[i]
      if (scroller && Math.abs(scroller.scrollTop - top) > 1) scroller.scrollTop = top
      return scroller !== undefined && Math.abs(scroller.scrollTop - top) <= 1
    }).every(Boolean)
  }

  function begin(): void {
    const to = scrolled.read()
    settle()
    if (!root.value || to.every((top) => top === 0)) return
    settled = false
    if (put(to)) return settle()
    watching = new MutationObserver(() => { if (put(to)) settle() })
    watching.observe(root.value, { childList: true, subtree: true, characterData: true })
  }

  function note(): void {
    if (settled && root.value && shown()) scrolled.keep(scrollers(root.value).map(({ scrollTop }) => Math.round(scrollTop)))
  }

  watch([root, shown], ([element, now], [before]) => {
    if (element && element !== before) {
      before?.removeEventListener('scroll', note, true)
      element.addEventListener('scroll', note, { capture: true, passive: true })
      for (const moved of ['wheel', 'pointerdown', 'keydown', OPENED_AT]) element.addEventListener(moved, settle, { capture: true, passive: true })
    }
    if (now) begin()
    else settle()
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(settle)
}
