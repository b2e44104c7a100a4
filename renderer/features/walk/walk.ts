// A few steps pinned to real things of the workbench. It stands beside them, blocks nothing, can be left at any step and
// taken up there again.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useHost } from '../../stores/host.ts'
import type { IconName } from '../../ui/icons.ts'

export interface Step {
  readonly id: string
  /** What it is pinned to; where it is not on the screen, the card stands alone. */
  readonly at: string
  readonly icon: IconName
  readonly title: string
  readonly text: string
  /** Where the sample has to say something else. */
  readonly textSample?: string
}

export const STEPS: readonly Step[] = [
  { id: 'desk', at: '[data-part="desk"]', icon: 'tray', title: 'walk.deskTitle', text: 'walk.deskText' },
  { id: 'letters', at: '[data-part="commitments"]', icon: 'handshake', title: 'walk.lettersTitle', text: 'walk.lettersText' },
  { id: 'promise', at: '#editor', icon: 'pencil-simple-line', title: 'walk.promiseTitle', text: 'walk.promiseText' },
  { id: 'find', at: '[data-command="palette"]', icon: 'magnifying-glass', title: 'walk.findTitle', text: 'walk.findText' },
  { id: 'reach', at: '[data-testid="sync-status"]', icon: 'plugs-connected', title: 'walk.reachTitle', text: 'walk.reachText' },
  { id: 'invite', at: '[data-command="invite"]', icon: 'user-plus', title: 'walk.inviteTitle', text: 'walk.inviteText', textSample: 'walk.inviteTextSample' },
]
const KEY = 'walk'

export const useWalk = defineStore('walk', () => {
  const host = useHost()
  const at = ref<number | null>(null)
  const step = computed(() => (at.value === null ? null : STEPS[at.value] ?? null))
  let left = 0

  host.whenBack(() => void host.call('app.kept', { key: KEY }).then(({ value }) => {
    const kept = Number(value ?? 0)
    left = Number.isInteger(kept) && kept >= 0 && kept < STEPS.length ? kept : 0
  }).catch(() => {}))

  function go(to: number): void {
    at.value = to
    left = to
    void host.call('app.keep', { key: KEY, value: String(to) }).catch(() => {})
  }
  const begin = (): void => go(0)
  /** Where it was left; from the start once it was seen to the end. */
  const resume = (): void => go(left)
  const next = (): void => (at.value !== null && at.value < STEPS.length - 1 ? go(at.value + 1) : end())
  const before = (): void => go(Math.max(0, (at.value ?? 0) - 1))
  function leave(): void {
    at.value = null
  }
  function end(): void {
    go(0)
    at.value = null
  }

  return { at, step, begin, resume, next, before, leave }
})
