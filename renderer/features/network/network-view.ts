// What of the network page is looked at.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useTabs } from '../../workbench/tabs.ts'

const PARTS = ['happened', 'way', 'home', 'file'] as const
export type NetworkPart = (typeof PARTS)[number]
/** A place as Back and Forward keep it. */
const isPart = (place: string): place is NetworkPart => (PARTS as readonly string[]).includes(place)

export const useNetworkView = defineStore('network-view', () => {
  const tabs = useTabs()
  const shown = ref<NetworkPart>('happened')
  const part = computed<NetworkPart>({
    get: () => shown.value,
    set: (to) => {
      shown.value = to
      tabs.goTo('network', '', to)
    },
  })
  const cameTo = (place: string): void => { shown.value = isPart(place) ? place : 'happened' }

  function show(which: NetworkPart): void {
    part.value = which
    tabs.open('network')
  }
  return { part, show, cameTo }
})
