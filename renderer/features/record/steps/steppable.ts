import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/** Records whose page marks changes now, or would mark some. */
export const useSteppable = defineStore('steppable', () => ({ records: shallowReactive(new Set<string>()) }))
