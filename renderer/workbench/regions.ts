// F6 walks the regions of the frame: activity bar, side list, editor, inspector, status bar. Each remembers its place.

const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), input, textarea, select, [contenteditable="true"], [tabindex="0"]'
const places = new WeakMap<Element, HTMLElement>()

const visible = (element: HTMLElement): boolean => element.getClientRects().length > 0

export function rememberPlace(event: FocusEvent): void {
  const target = event.target as HTMLElement
  const region = target.closest('[data-region]')
  if (region && target !== region) places.set(region, target)
}

export function cycleRegions(by: 1 | -1, root: ParentNode = document): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')].filter(visible)
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  enter(regions[at < 0 ? 0 : (at + by + regions.length) % regions.length]!)
}

function enter(region: HTMLElement): void {
  const kept = places.get(region)
  const target = kept && region.contains(kept) && visible(kept) ? kept : [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(visible)
  ;(target ?? region).focus()
}

/** A part of a page that takes the focus itself, or a whole region. */
const HOLDS = '[data-place][tabindex], [data-region]'

const holdersOf = (element: HTMLElement): readonly HTMLElement[] => {
  const holders: HTMLElement[] = []
  for (let at = element.closest<HTMLElement>(HOLDS); at; at = at.parentElement?.closest<HTMLElement>(HOLDS) ?? null) holders.push(at)
  return holders
}

/**
 * What goes away when it was pressed leaves the focus on nothing, and whoever walks by keys at the start of the page. Here it
 * goes to what the thing stood in; from what stands in no region, such as a toast, back to the page. Returns what ends it.
 */
export function keepFocus(root: HTMLElement): () => void {
  let focused: HTMLElement | null = null
  let holders: readonly HTMLElement[] = []
  let inPage: readonly HTMLElement[] = []
  let frame = 0
  const seen = (event: FocusEvent): void => {
    focused = event.target as HTMLElement
    holders = holdersOf(focused)
    if (holders.length > 0 && focused.closest('main')) inPage = holders
  }
  /** A press on nothing takes the focus away on purpose. */
  const pressed = (): void => { focused = null }
  const isLost = (): boolean => focused !== null && !focused.isConnected && (document.activeElement === null || document.activeElement === document.body)
  function mend(): void {
    frame = 0
    if (!isLost()) return
    focused = null
    const holder = (holders.length > 0 ? holders : inPage).find((one) => one.isConnected && visible(one))
    if (holder?.hasAttribute('tabindex')) holder.focus({ preventScroll: true })
    else if (holder) enter(holder)
  }
  // A frame later, so that whoever has a better place for it goes first.
  const watcher = new MutationObserver(() => { if (frame === 0 && isLost()) frame = requestAnimationFrame(mend) })
  watcher.observe(root, { childList: true, subtree: true })
  document.addEventListener('focusin', seen)
  document.addEventListener('pointerdown', pressed, true)
  return () => {
    watcher.disconnect()
    cancelAnimationFrame(frame)
    document.removeEventListener('focusin', seen)
    document.removeEventListener('pointerdown', pressed, true)
  }
}
