// The sample workspace: made, looked at, removed whole.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useHost } from './host.ts'
import { useLongWork } from './long-work.ts'
import { useOverview } from './overview.ts'

export const useSample = defineStore('sample', () => {
  const host = useHost()
  const overview = useOverview()
  const known = computed(() => overview.workspaces.find(({ sample }) => sample) ?? null)
  /** The workspace that is looked at is the sample. */
  const isHere = computed(() => overview.workspace?.sample ?? false)

  const making = useLongWork()
  /** Makes it where there is none, and goes there. False where it was stopped or failed: `making` says why. */
  const look = (): Promise<boolean> => making.run(async () => {
    const { id } = await making.call('sample.make', {})
    await overview.load()
    overview.choose(id)
  })

  async function remove(): Promise<void> {
    const id = known.value?.id
    if (!id) return
    await host.call('sample.remove', { workspace: id })
    await overview.load()
  }

  /** The host ended while it made one: what there was of it is gone. */
  const wasCut = computed(() => overview.overview?.sampleCut === true)
  const heard = (): Promise<unknown> => host.call('sample.heard', {}).catch(() => {})

  const { problem, far, stopping, stop } = making
  return { known, isHere, look, remove, wasCut, heard, problem, far, stopping, stop }
})
