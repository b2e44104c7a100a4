// What stands in the palette while it is open: everything the sources have, matched with what is typed, and what was
// chosen lately, kept per workspace.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useHost } from '../../stores/host.ts'
import { useOverview } from '../../stores/overview.ts'
import type { HowFar } from '../../stores/long-work.ts'
import { useReadingIn } from '../../stores/reading-in.ts'
import { allSources } from '../registry/registry.ts'
import type { Entry, Source } from '../registry/sources.ts'
import { useSay } from '../registry/useSay.ts'
import { chosenLately, ranked, readAhead, readQuery, readRecent, shownOf, type RankedSource, type Shown } from './ranking.ts'

export interface Palette {
  readonly typed: Ref<string>
  readonly entries: ComputedRef<readonly Shown[]>
  /** The signs a source listens to. */
  readonly signs: readonly string[]
  /** What is here is still being read in: the words may not all be found. */
  readonly far: ComputedRef<HowFar | null>
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

  const listens = (source: Source): boolean => query.value.sign === null || source.sign === query.value.sign
  const rank = (source: Source, entries: readonly Entry[]): RankedSource => ranked({ source, entries }, query.value.text, recentAt.value, query.value.sign !== null)
  /** Each is asked once, and again only where a store it read has changed. What the host finds later ranks none of them again. */
  const whole = sources.filter((source) => !source.matched).map((source) => {
    const entries = computed(() => source.find({ text: '', say }))
    const best = computed(() => (listens(source) && Array.isArray(entries.value) ? [rank(source, entries.value as readonly Entry[])] : []))
    return { entries, best }
  })
  /** Before the first letter is typed, so that it finds ten thousand titles read. */
  requestIdleCallback(() => { for (const { entries } of whole) if (Array.isArray(entries.value)) readAhead(entries.value) })
  const later = shallowRef<ReadonlyMap<Source, readonly Entry[]>>(new Map())

  /** The letter typed last counts: an answer to an earlier one is thrown away, and so is one after the palette closed. */
  let asked = 0
  onBeforeUnmount(() => { asked = -1 })
  const readingIn = useReadingIn()
  readingIn.follow()
  watch([() => query.value.text, () => readingIn.through] as const, ([text]) => {
    const mine = ++asked
    for (const source of sources.filter((one) => one.matched)) {
      const take = (found: readonly Entry[]): void => { if (mine === asked) later.value = new Map(later.value).set(source, found) }
      const found = source.find({ text, say })
      if (found instanceof Promise) void found.catch(() => []).then(take)
      else take(found)
    }
  }, { immediate: true })

  const entries = computed(() => shownOf([
    ...whole.flatMap(({ best }) => best.value), ...[...later.value].filter(([source]) => listens(source)).map(([source, all]) => rank(source, all)),
  ]))

  function chosen(entry: Entry): void {
    recent.value = chosenLately(recent.value, entry.key)
    void host.call('app.keep', { key: `recent:${workspace}`, value: JSON.stringify(recent.value) }).catch(() => {})
  }

  return { typed, entries, signs, far: computed(() => readingIn.far), chosen }
}
