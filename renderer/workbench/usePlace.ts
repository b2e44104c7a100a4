import { inject, watch, type InjectionKey } from 'vue'
import { useTabs } from './tabs.ts'

/** The tab a page stands in: the same page may stand in two groups, each at a place of its own. */
export const PANEL: InjectionKey<string> = Symbol('panel')

/**
 * Where one is in a page, in the page's own words (which revision, which part); '' is its start. The function that is given
 * back says that a person went somewhere in it, which Back undoes; `cameTo` is called when Back or Forward leads there.
 */
export function usePlace(kind: string, id: () => string, cameTo: (at: string) => void): (at: string) => void {
  const tabs = useTabs()
  const panel = inject(PANEL, null)
  watch([() => tabs.returned, () => tabs.current?.panel], ([place, current]) => {
    if (!place || place.kind !== kind || place.id !== id() || (panel !== null && panel !== current)) return
    tabs.returned = null
    cameTo(place.at)
  }, { immediate: true, flush: 'post' })
  return (at) => tabs.goTo(kind, id(), at)
}
