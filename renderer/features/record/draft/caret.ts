// The caret of another person, with a flag that fades to the bare caret after 3 s without a move.
import { firstNameOf, tintOf } from '../../../ui/people.ts'

/** Painted by classes: a policy without inline styles leaves nothing else. */
export function drawCaret(user: Record<string, unknown>): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `their-caret tint-${tintOf(String(user['person'] ?? ''))}`
  caret.dataset['client'] = String(user['client'] ?? '')
  const flag = document.createElement('span')
  flag.className = 'their-flag'
  flag.textContent = firstNameOf(String(user['name'] ?? ''))
  caret.append(flag)
  requestAnimationFrame(() => placeFlag(caret))
  return caret
}

/** To the right at a line's end, above otherwise. */
function placeFlag(caret: HTMLElement): void {
  // The editor closes a line that ends in a widget with a picture of no width and a break.
  let next = caret.nextSibling
  while (next && /^(IMG|BR)$/.test(next.nodeName)) next = next.nextSibling
  caret.classList.toggle('at-end', next === null)
}

/** A caret that moved shows its flag again; the element itself may have been kept. */
export function waveFlags(clients: readonly number[], root: ParentNode = document): void {
  for (const client of clients) {
    for (const caret of root.querySelectorAll<HTMLElement>(`.their-caret[data-client="${client}"]`)) requestAnimationFrame(() => placeFlag(caret))
    for (const flag of root.querySelectorAll(`.their-caret[data-client="${client}"] .their-flag`)) {
      for (const animation of flag.getAnimations()) {
        animation.cancel()
        animation.play()
      }
    }
  }
}
