// What is typed is kept on this device until it is said, so that nothing is lost by closing a page.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import type { Mention } from '../../../shared/protocol/contract.ts'
import { useHost } from '../../stores/host.ts'

const PAUSE_MS = 400
/** What the host keeps of a page at most, with room for the names. */
const MOST = 20_000

export interface KeptText { readonly text: Ref<string>; readonly mentions: Ref<readonly Mention[]>; clear(): void }

export function useKeptText(key: string): KeptText {
  const host = useHost()
  const text = ref('')
  const mentions = ref<readonly Mention[]>([])
  let touched = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const keep = (): void => {
    clearTimeout(timer)
    timer = undefined
    const value = text.value === '' ? '' : JSON.stringify({ text: text.value.slice(0, MOST), mentions: mentions.value })
    void host.call('app.keep', { key, value }).catch(() => {})
  }
  void host.call('app.kept', { key }).then(({ value }) => {
    if (touched || !value) return
    const kept = JSON.parse(value) as { text?: unknown; mentions?: unknown }
    if (typeof kept.text !== 'string') return
    text.value = kept.text
    if (Array.isArray(kept.mentions)) mentions.value = kept.mentions as Mention[]
  }).catch(() => {})
  watch(text, () => {
    touched = true
    clearTimeout(timer)
    timer = setTimeout(keep, PAUSE_MS)
  })
  onBeforeUnmount(() => { if (timer !== undefined) keep() })

  function clear(): void {
    text.value = ''
    mentions.value = []
    keep()
  }
  return { text, mentions, clear }
}
