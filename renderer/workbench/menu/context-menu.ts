// Where the context menu stands and what it is about. A list opens it: `useContextMenu().open({ kind: 'record', id }, event)`.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { About } from '../commands.ts'

export const useContextMenu = defineStore('context-menu', () => {
  const at = shallowRef<{ readonly about: About; readonly x: number; readonly y: number } | null>(null)

  /** At the pointer, or under the row where the menu key was pressed. */
  function open(about: About, event: Pick<MouseEvent, 'clientX' | 'clientY' | 'currentTarget'>): void {
    const row = (event.currentTarget as HTMLElement | null)?.getBoundingClientRect()
    const [x, y] = event.clientX === 0 && event.clientY === 0 && row ? [row.left + 24, row.bottom] : [event.clientX, event.clientY]
    at.value = { about, x, y }
  }
  const close = (): void => { at.value = null }

  return { at, open, close }
})
