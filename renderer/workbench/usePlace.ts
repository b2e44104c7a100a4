import { computed, type WritableComputedRef } from 'vue'
import { tabKey, useTabs } from './tabs.ts'

/**
 * Where one is in a page, in the page's own words (which revision, which part); '' is its start. Setting it is a step that
 * Back undoes, so it is for what a person chose to look at, not for what the page shows by itself.
 */
export function usePlace(kind: string, id: () => string = () => ''): WritableComputedRef<string> {
  const tabs = useTabs()
  return computed({
    get: () => tabs.places.get(tabKey({ kind, id: id() })) ?? '',
    set: (at) => tabs.goTo(kind, id(), at),
  })
}
