// A topic's page is found by its folded words ("steam traps"); its tab says them as people write them, also before its page
// was looked at.
import { defineStore } from 'pinia'
import { reactive, watch } from 'vue'
import { useHost } from '../../../stores/host.ts'
import { useOverview } from '../../../stores/overview.ts'

export const useTopicNames = defineStore('topic-names', () => {
  const host = useHost()
  const overview = useOverview()
  const names = reactive(new Map<string, string>())
  const learn = (id: string, words: string): void => { names.set(id, words) }
  watch(() => overview.workspace?.id, async (workspace) => {
    names.clear()
    if (!workspace) return
    // Where they can't be read, the folded words stand in their place.
    const topics = await host.call('topics.list', { workspace }).catch(() => [])
    if (workspace === overview.workspace?.id) for (const { key, topic } of topics) learn(key, topic)
  }, { immediate: true })
  return { names, learn }
})
