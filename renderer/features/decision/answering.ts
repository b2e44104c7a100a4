// Which advice somebody wants to answer: asked for in the inspector, answered on the paper.
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useAnswering = defineStore('answering', () => {
  /** Id of the advice, until its form has opened. */
  const wanted = ref<string | null>(null)
  return { wanted }
})
