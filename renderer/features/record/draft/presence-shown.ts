// Whether others may see where I read and write: one choice for this device, off with one press.
import { defineStore, storeToRefs } from 'pinia'
import { ref, type Ref } from 'vue'
import { useHost } from '../../../stores/host.ts'

const KEY = 'presence'

const useShown = defineStore('presence-shown', () => {
  const host = useHost()
  const shown = ref(false)
  // Nothing is shown before it is known that it may be.
  host.whenBack(() => {
    void host.call('app.kept', { key: KEY }).then(({ value }) => { shown.value = value !== 'off' }).catch(() => {})
  })
  function show(to: boolean): void {
    shown.value = to
    void host.call('app.keep', { key: KEY, value: to ? 'on' : 'off' }).catch(() => {})
  }
  return { shown, show }
})

export function usePresenceShown(): { readonly shown: Ref<boolean>; readonly show: (to: boolean) => void } {
  const store = useShown()
  return { shown: storeToRefs(store).shown, show: (to) => store.show(to) }
}
