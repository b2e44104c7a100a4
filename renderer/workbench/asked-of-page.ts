// What a command asks of a page: told here, done by the page once it stands. Each kind of asking has a name of its own.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useTabs } from './tabs.ts'

/** `kind`: of the tab that does it. The store: `ask` opens that page, and the part of it that can do it takes what was asked, once. */
export const askedOfPage = <What>(name: string, kind: string) => defineStore(name, () => {
  const tabs = useTabs()
  const wanted = shallowRef<{ readonly id: string; readonly what: What } | null>(null)
  /** The page of that kind that is in front, by its id. */
  const current = computed(() => (tabs.current?.kind === kind ? tabs.current.id : null))

  function ask(what: What, about?: { readonly kind?: string; readonly id: string }): void {
    const id = about?.id ?? current.value
    if (id === null) return
    wanted.value = { id, what }
    if (id !== current.value) tabs.open(kind, id)
  }
  function take<Fits extends What = What>(id: string, fits: (what: What) => what is Fits = (_what): _what is Fits => true): Fits | null {
    const what = wanted.value?.id === id ? wanted.value.what : null
    if (what === null || !fits(what)) return null
    wanted.value = null
    return what
  }
  return { wanted, current, ask, take }
})
