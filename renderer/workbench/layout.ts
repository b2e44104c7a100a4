// Which parts of the frame are shown and how wide the side list is, kept for the device.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useHost } from '../stores/host.ts'

export const SIDE = { least: 200, usual: 264, most: 400 } as const

export const clampSide = (width: number): number => Math.round(Math.min(SIDE.most, Math.max(SIDE.least, width)))

export const useLayout = defineStore('layout', () => {
  const host = useHost()
  /** Of the activity bar. */
  const part = ref('commitments')
  const side = ref(true)
  const inspector = ref(true)
  const width = ref<number>(SIDE.usual)
  /** What stands in the palette when it opens; null: it is closed. */
  const palette = ref<string | null>(null)
  const keysShown = ref(false)

  host.whenBack(() => {
    void host.call('app.kept', { key: 'side' }).then(({ value }) => {
      const kept = Number(value)
      if (value !== null && Number.isFinite(kept)) width.value = clampSide(kept)
    }).catch(() => {})
  })

  function setWidth(to: number): void {
    width.value = clampSide(to)
  }
  const keepWidth = (): void => void host.call('app.keep', { key: 'side', value: String(width.value) }).catch(() => {})

  return { part, side, inspector, width, palette, keysShown, setWidth, keepWidth }
})
