// What stands in the palette while it is open: everything the sources have, matched with what is typed, and what was
// chosen lately, kept per workspace.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useHost } from '../../stores/host.ts'
import { useOverview } from '../../stores/overview.ts'
import { allSources } from '../registry/registry.ts'
import type { Entry, Source } from '../registry/sources.ts'
import { useSay } from '../registry/useSay.ts'
import { chosenLately, readQuery, readRecent, shownFor, type Shown } from './ranking.ts'

export interface Palette {
  readonly typed: Ref<string>
  readonly entries: ComputedRef<readonly Shown[]>
  /** The signs a source listens to. */
  readonly signs: readonly string[]
  /** Remembers that it was chosen. */
  chosen(entry: Entry): void
}

export function usePalette(start: string): Palette {
  const host = useHost()
  const workspace = useOverview().workspace?.id ?? ''
  const say = useSay()
  const sources = allSources()
  const signs = [...new Set(sources.flatMap((source) => source.sign ?? []))]
  const typed = ref(start)
  const query = computed(() => readQuery(typed.value, signs))
  const recent = shallowRef<readonly string[]>([])
  void host.call('app.kept', { key: `recent:${workspace}` }).then(({ value }) => { recent.value = readRecent(value) }).catch(() => {})
  const recentAt = computed(() => new Map(recent.value.map((key, at) => [key, at])))

  /** Each is asked once, and again only where a store it read has changed. */
  const whole = sources.filter((source) => !source.matched).map((source) => ({ source, entries: computed(() => source.find({ text: '', say })) }))
  const later = shallowRef<ReadonlyMap<Source, readonly Entry[]>>(new Map())

  /** The letter typed last counts: an answer to an earlier one is thrown away, and so is one after the palette closed. */
  let asked = 0
  onBeforeUnmount(() => { asked = -1 })
  watch(() => query.value.text, (text) => {
    const mine = ++asked
    for (const source of sources.filter((one) => one.matched)) {
      const take = (found: readonly Entry[]): void => { if (mine === asked) later.value = new Map(later.value).set(source, found) }
      const found = source.find({ text, say })
      if (found instanceof Promise) void found.catch(() => []).then(take)
      else take(found)
    }
  }, { immediate: true })

  const entries = computed(() => {
    const { sign, text } = query.value
    const listens = (source: Source): boolean => sign === null || source.sign === sign
    const found = [
      ...whole.filter(({ source }) => listens(source)).flatMap(({ source, entries: all }) => (Array.isArray(all.value) ? [{ source, entries: all.value as readonly Entry[] }] : [])),
      ...[...later.value].filter(([source]) => listens(source)).map(([source, all]) => ({ source, entries: all })),
    ]
    return shownFor(found, text, recentAt.value, sign !== null)
  })

  function chosen(entry: Entry): void {
    recent.value = chosenLately(recent.value, entry.key)
    void host.call('app.keep', { key: `recent:${workspace}`, value: JSON.stringify(recent.value) }).catch(() => {})
  }

  return { typed, entries, signs, chosen }
}
