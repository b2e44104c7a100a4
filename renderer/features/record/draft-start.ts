// Whom the next letter is with, and what it starts from, when it was begun elsewhere than on its own page.
import { defineStore, storeToRefs } from 'pinia'
import { ref } from 'vue'

const useStart = defineStore('draft-start', () => {
  const to = ref<string | null>(null)
  return { to }
})

export const useDraftStart = () => storeToRefs(useStart())
