// The sheet for a promise in a line: open or not, what is typed in it. Kept at once, so that closing it asks nothing.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { RecordLink } from '../../../../shared/protocol/contract.ts'
import { useHost } from '../../../stores/host.ts'
import type { QuickKind } from './quick-promise.ts'

const KEY = 'quick-promise'

export const useQuick = defineStore('quick-promise', () => {
  const host = useHost()
  const open = ref(false)
  const typed = ref('')
  /** Whom it is about, where it was begun from somebody's page. */
  const people = ref<readonly string[]>([])
  /** Chosen by hand; what is typed says it otherwise. */
  const kind = ref<QuickKind | null>(null)
  /** What it comes out of: a line of minutes; or the group that needs it. */
  const link = ref<RecordLink | null>(null)

  host.whenBack(() => {
    void host.call('app.kept', { key: KEY }).then(({ value }) => { if (value !== null && typed.value === '') typed.value = value }).catch(() => {})
  })

  function show(about: { readonly people?: readonly string[]; readonly kind?: QuickKind; readonly words?: string; readonly link?: RecordLink } = {}): void {
    if (about.words !== undefined) write(about.words)
    // What was begun for something else is not tied to it any more.
    if (about.words !== undefined || about.kind) link.value = about.link ?? null
    if (about.people) people.value = about.people
    if (about.kind) kind.value = about.kind
    open.value = true
  }
  function write(text: string): void {
    typed.value = text
    void host.call('app.keep', { key: KEY, value: text }).catch(() => {})
  }
  /** It was given: the next one begins empty. */
  function clear(): void {
    write('')
    people.value = []
    kind.value = null
    link.value = null
  }

  return { open, typed, people, kind, link, show, write, clear }
})
