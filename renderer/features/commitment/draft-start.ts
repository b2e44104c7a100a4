// Whom the next promise or letter is for, when it was begun from a person's page.
import { defineStore, storeToRefs } from 'pinia'
import { ref } from 'vue'

const useStart = defineStore('draft-start', () => {
  const to = ref<string | null>(null)
  const kind = ref<'promise' | 'letter'>('promise')
  return { to, kind }
})

export const useDraftStart = () => storeToRefs(useStart())
