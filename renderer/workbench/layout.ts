// Which parts of the frame are shown and how large they are, kept per workspace.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useHost } from '../stores/host.ts'
import { useOverview } from '../stores/overview.ts'

export const SIDE = { least: 200, usual: 264, most: 400 } as const
export const PANEL = { least: 120, usual: 220, most: 600 } as const
/** At 100 %: it grows with the letters. */
export const INSPECTOR = { least: 300, usual: 344, most: 420 } as const

export interface Range { readonly least: number; readonly usual: number; readonly most: number }
export const clamp = ({ least, most }: Range, size: number): number => Math.round(Math.min(most, Math.max(least, size)))

export interface FrameLayout {
  /** Of the activity bar. */
  readonly part: string
  readonly side: boolean
  readonly inspector: boolean
  /** Of the side list, in px. */
  readonly width: number
  /** The view shown in the bottom panel; null: it is closed. */
  readonly panel: string | null
  /** Of the bottom panel, in px. */
  readonly height: number
  /** Of what stands beside a record or a person, in px at 100 %. */
  readonly beside: number
}
export const USUAL: FrameLayout = { part: 'commitments', side: true, inspector: true, width: SIDE.usual, panel: null, height: PANEL.usual, beside: INSPECTOR.usual }

/** As it was kept; what can't be is as usual. */
export function readFrame(text: string | null): FrameLayout {
  try {
    const value = JSON.parse(text ?? '{}') as Partial<Record<keyof FrameLayout, unknown>> | null
    const size = (given: unknown, range: Range): number => (typeof given === 'number' && Number.isFinite(given) ? clamp(range, given) : range.usual)
    return {
      part: typeof value?.part === 'string' ? value.part : USUAL.part, side: value?.side !== false, inspector: value?.inspector !== false,
      panel: typeof value?.panel === 'string' ? value.panel : null, width: size(value?.width, SIDE), height: size(value?.height, PANEL), beside: size(value?.beside, INSPECTOR),
    }
  } catch {
    return USUAL
  }
}

export const useLayout = defineStore('layout', () => {
  const host = useHost()
  const overview = useOverview()
  const frame = ref<FrameLayout>(USUAL)
  /** What stands in the palette when it opens; null: it is closed. */
  const palette = ref<string | null>(null)
  const keysShown = ref(false)
  const menuShown = ref(false)
  const workspace = computed(() => overview.workspace?.id ?? null)
  const key = (id: string): string => `frame:${id}`

  /** What was changed before the kept layout came stands over it. */
  let touched: Partial<FrameLayout> = {}
  watch(workspace, async (id) => {
    touched = {}
    if (id === null) return
    const { value } = await host.call('app.kept', { key: key(id) }).catch(() => ({ value: null }))
    if (id === workspace.value) frame.value = { ...readFrame(value), ...touched }
  }, { immediate: true })

  /** `passing`: while an edge is dragged; kept when it is let go. */
  function set(change: Partial<FrameLayout>, passing = false): void {
    touched = { ...touched, ...change }
    frame.value = { ...frame.value, ...change }
    if (!passing && workspace.value) void host.call('app.keep', { key: key(workspace.value), value: JSON.stringify(frame.value) }).catch(() => {})
  }
  const part = <K extends keyof FrameLayout>(name: K) => computed<FrameLayout[K]>({ get: () => frame.value[name], set: (to) => set({ [name]: to }) })

  return {
    part: part('part'), side: part('side'), inspector: part('inspector'), panel: part('panel'), width: part('width'), height: part('height'), beside: part('beside'),
    palette, keysShown, menuShown, set,
  }
})
