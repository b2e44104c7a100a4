// How deep the headings of a part stand: a paper on a page of its own begins with h2, the same paper opened in a row of a list
// below the heading of that list, so that the outline a screen reader tells has no gaps.
import { inject, provide, type InjectionKey } from 'vue'

const DEEPER: InjectionKey<number> = Symbol('deeper')

/** What stands in this component has its headings so many levels deeper. */
export const sinkHeadings = (levels: number): void => provide(DEEPER, inject(DEEPER, 0) + levels)

/** The element of a heading that would be of this level on a page of its own. */
export function useHeading(): (level: 2 | 3) => string {
  const deeper = inject(DEEPER, 0)
  return (level) => `h${Math.min(6, level + deeper)}`
}
