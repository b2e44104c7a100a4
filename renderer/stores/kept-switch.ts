// A choice for this device that is on or off, pressed once and kept.
import { defineStore, storeToRefs } from 'pinia'
import { ref, type Ref } from 'vue'
import { useHost } from './host.ts'

export interface KeptSwitch { readonly on: Ref<boolean>; readonly turn: (to: boolean) => void }

/** On where nothing else was chosen. `until`: what it is before that is known. */
export function keptSwitch(key: string, until: boolean): () => KeptSwitch {
  const useIt = defineStore(`switch-${key}`, () => {
    const host = useHost()
    const on = ref(until)
    host.whenBack(() => {
      void host.call('app.kept', { key }).then(({ value }) => { on.value = value !== 'off' }).catch(() => {})
    })
    function turn(to: boolean): void {
      on.value = to
      void host.call('app.keep', { key, value: to ? 'on' : 'off' }).catch(() => {})
    }
    return { on, turn }
  })
  return () => {
    const store = useIt()
    return { on: storeToRefs(store).on, turn: (to) => store.turn(to) }
  }
}
