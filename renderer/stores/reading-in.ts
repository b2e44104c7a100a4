// Records that came in at once are read into the search by and by: how far that is, for whoever searches meanwhile.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useLongWork } from './long-work.ts'
import { useOverview } from './overview.ts'

export const useReadingIn = defineStore('reading-in', () => {
  const overview = useOverview()
  const workspace = computed(() => overview.workspace?.id ?? null)
  const work = useLongWork()
  /** Grows whenever it is over: what was found before is asked for again. */
  const through = ref(0)

  /** Until everything is read in; over at once where it is. */
  function follow(): void {
    const ws = workspace.value
    if (ws === null || work.busy.value) return
    void work.run(async () => {
      const { read } = await work.call('find.ready', { workspace: ws })
      if (read > 0 && ws === workspace.value) through.value++
    })
  }
  watch(workspace, () => work.stop())

  return { far: work.far, through, follow }
})
