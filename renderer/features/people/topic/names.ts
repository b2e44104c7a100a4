// A topic's page is found by its folded words ("steam traps"); its tab says them as people write them.
import { defineStore } from 'pinia'
import { reactive } from 'vue'

export const useTopicNames = defineStore('topic-names', () => {
  const names = reactive(new Map<string, string>())
  const learn = (id: string, words: string): void => { names.set(id, words) }
  return { names, learn }
})
