// How everything looks: light or dark, how large, how much moves. One setting each, kept for the device.
import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { useHost } from '../stores/host.ts'
import { useOverview } from '../stores/overview.ts'

export const ZOOMS = [90, 100, 110, 125, 140] as const
export const MOTIONS = ['system', 'less', 'full'] as const
export type Motion = (typeof MOTIONS)[number]

export interface Look {
  /** In per cent of the usual size. */
  readonly zoom: number
  readonly motion: Motion
  /** Words under the icons of the activity bar. */
  readonly labels: boolean
}
export const USUAL: Look = { zoom: 100, motion: 'system', labels: true }

/** As it was kept; what can't be is as usual. */
export function readLook(text: string | null): Look {
  try {
    const value = JSON.parse(text ?? '{}') as Partial<Look> | null
    return {
      zoom: typeof value?.zoom === 'number' && value.zoom >= ZOOMS[0] && value.zoom <= ZOOMS.at(-1)! ? value.zoom : USUAL.zoom,
      motion: MOTIONS.includes(value?.motion as Motion) ? value!.motion! : USUAL.motion,
      labels: value?.labels !== false,
    }
  } catch {
    return USUAL
  }
}

/** The next larger or smaller size. */
export function zoomed(zoom: number, by: 1 | -1): number {
  return by > 0 ? (ZOOMS.find((one) => one > zoom) ?? ZOOMS.at(-1)!) : ([...ZOOMS].reverse().find((one) => one < zoom) ?? ZOOMS[0])
}

/** `?theme=dark` is for looking at both at once; what the person chose stands otherwise. */
const askedTheme = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('theme')

export const useLook = defineStore('look', () => {
  const host = useHost()
  const overview = useOverview()
  const look = ref<Look>(USUAL)
  const theme = computed(() => (askedTheme === 'dark' || askedTheme === 'light' || askedTheme === 'contrast' ? askedTheme : (overview.overview?.theme ?? 'system')))
  host.whenBack(() => void host.call('app.kept', { key: 'look' }).then(({ value }) => { look.value = readLook(value) }).catch(() => {}))

  function set(change: Partial<Look>): void {
    look.value = { ...look.value, ...change }
    void host.call('app.keep', { key: 'look', value: JSON.stringify(look.value) }).catch(() => {})
  }
  const zoom = (by: 1 | -1): void => set({ zoom: zoomed(look.value.zoom, by) })

  /** Puts it on the page, and keeps it there as it changes. */
  function wear(root: HTMLElement): void {
    const mark = (name: string, value: string | null): void => {
      if (value === null) delete root.dataset[name]
      else root.dataset[name] = value
    }
    watchEffect(() => {
      mark('theme', theme.value === 'system' ? null : theme.value)
      mark('motion', look.value.motion === 'system' ? null : look.value.motion)
      // Everything is sized in rem, so one number scales all of it, and what has no room reflows.
      root.style.fontSize = look.value.zoom === 100 ? '' : `${look.value.zoom}%`
    })
  }

  return { look, theme, set, zoom, wear }
})
