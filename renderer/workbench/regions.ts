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
  const next = regions[at < 0 ? 0 : (at + by + regions.length) % regions.length]!
  const kept = places.get(next)
  const target = kept && next.contains(kept) && visible(kept) ? kept : [...next.querySelectorAll<HTMLElement>(FOCUSABLE)].find(visible)
  ;(target ?? next).focus()
}
