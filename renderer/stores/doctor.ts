// What Parley finds when it looks over this machine and its network. It looks when somebody asks.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { DoctorLine } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'

export const useDoctor = defineStore('doctor', () => {
  const host = useHost()
  const lines = shallowRef<readonly DoctorLine[]>([])
  /** When it last looked; null before it ever did. */
  const at = ref<number | null>(null)
  const looking = ref(false)

  async function look(): Promise<void> {
    if (looking.value) return
    looking.value = true
    try {
      lines.value = await host.call('app.doctor', {})
      at.value = Date.now()
    } finally {
      looking.value = false
    }
  }

  return { lines, at, looking, look }
})
