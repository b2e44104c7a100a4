// Whether the person is being asked if the sample may go: by its bar, or by the command.
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useLeaving = defineStore('sample-leaving', () => {
  const asked = ref(false)
  return { asked }
})
