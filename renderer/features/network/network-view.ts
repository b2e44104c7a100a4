// What of the network page is looked at.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useTabs } from '../../workbench/tabs.ts'

export type NetworkPart = 'happened' | 'way' | 'home' | 'file'

export const useNetworkView = defineStore('network-view', () => {
  const tabs = useTabs()
  const part = ref<NetworkPart>('happened')

  function show(which: NetworkPart): void {
    part.value = which
    tabs.open('network')
  }
  return { part, show }
})
