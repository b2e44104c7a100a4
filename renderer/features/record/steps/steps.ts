// The changes marked on a page, to be gone through one by one. What marks one carries `data-nth`, its number among those of
// the nearest `data-changes`: the same on both sides of a comparison, and on all marks of one change.

export interface Step { readonly key: string; readonly marks: readonly HTMLElement[] }

/** In the order of the page. */
export function stepsIn(root: ParentNode): readonly Step[] {
  const steps = new Map<string, HTMLElement[]>()
  for (const mark of root.querySelectorAll<HTMLElement>('[data-nth]')) {
    const key = `${mark.closest<HTMLElement>('[data-changes]')?.dataset['changes'] ?? ''} ${mark.dataset['nth']}`
    const known = steps.get(key)
    if (known) known.push(mark)
    else steps.set(key, [mark])
  }
  return [...steps].map(([key, marks]) => ({ key, marks }))
}

/** The step after the one that is stood at, or before it, and round again at the end; null where there is none. */
export function stepFrom(keys: readonly string[], at: string | null, by: 1 | -1): number | null {
  if (keys.length === 0) return null
  const now = at === null ? -1 : keys.indexOf(at)
  if (now < 0) return by > 0 ? 0 : keys.length - 1
  return (now + by + keys.length) % keys.length
}

const WRITTEN = '.ProseMirror'

const inputOf = (mark: HTMLElement): HTMLElement | null => mark.querySelector<HTMLElement>('input, textarea, select')

/** Outlines where one stands. What is written is let alone: there the caret says it. */
export function standAt(root: ParentNode, marks: readonly HTMLElement[]): void {
  for (const was of root.querySelectorAll<HTMLElement>('[data-here]')) if (!marks.includes(was)) was.removeAttribute('data-here')
  for (const mark of marks) if (!mark.closest(WRITTEN) && !inputOf(mark)) mark.dataset['here'] = ''
}

/** Brings the focus to a change, and the page to where it is seen: the caret before words that are written, a field, or words that are read. */
export function goTo(marks: readonly HTMLElement[]): void {
  // The newer side says it; where only the older has words, these.
  const mark = marks.findLast((one) => one.closest('[aria-hidden="true"]') === null) ?? marks.at(-1)!
  const written = mark.closest<HTMLElement>(WRITTEN)
  const input = inputOf(mark)
  if (written) {
    written.focus({ preventScroll: true })
    const before = document.createRange()
    before.setStartBefore(mark)
    getSelection()?.collapse(before.startContainer, before.startOffset)
  } else if (input) input.focus({ preventScroll: true })
  else {
    mark.tabIndex = -1
    mark.focus({ preventScroll: true })
  }
  mark.scrollIntoView({ block: 'center' })
}
