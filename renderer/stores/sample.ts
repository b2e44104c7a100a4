// The sample workspace: made, looked at, removed whole.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

export const useSample = defineStore('sample', () => {
  const host = useHost()
  const overview = useOverview()
  const known = computed(() => overview.workspaces.find(({ sample }) => sample) ?? null)
  /** The workspace that is looked at is the sample. */
  const isHere = computed(() => overview.workspace?.sample ?? false)

  /** Makes it where there is none, and goes there. */
  async function look(): Promise<void> {
    const { id } = await host.call('sample.make', {})
    await overview.load()
    overview.choose(id)
  }

  async function remove(): Promise<void> {
    const id = known.value?.id
    if (!id) return
    await host.call('sample.remove', { workspace: id })
    await overview.load()
  }

  return { known, isHere, look, remove }
})
