// Whether the bell's list is open: its key, its command and the palette open the same one.
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useBell = defineStore('bell', () => ({ open: ref(false), ruling: ref(false) }))
