// A topic's page is found by its folded words ("steam traps"); its tab and the palette say them as people write them, also
// before its page was looked at.
import { defineStore } from 'pinia'
import { computed, reactive, watch } from 'vue'
import { useHost } from '../../../stores/host.ts'
import { useLive } from '../../../stores/live.ts'
import { useOverview } from '../../../stores/overview.ts'

export const useTopicNames = defineStore('topic-names', () => {
  const host = useHost()
  const overview = useOverview()
  const names = reactive(new Map<string, string>())
  const learn = (id: string, words: string): void => { names.set(id, words) }
  watch(() => overview.workspace?.id, () => names.clear())
  // Where they can't be read, the folded words stand in their place.
  const live = useLive(() => null, (workspace) => host.call('topics.list', { workspace }))
  /** Those that somebody helps with or wants to learn. */
  const topics = computed(() => live.value.value ?? [])
  watch(topics, (found) => { for (const { key, topic } of found) learn(key, topic) }, { immediate: true })
  return { names, topics, learn }
})
