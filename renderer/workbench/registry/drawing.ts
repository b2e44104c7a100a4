// What fails while it is drawn leaves a hole in the page. Whoever stands around it says so, and can draw it anew.
import { onErrorCaptured, ref, type Ref } from 'vue'

/** As Vue names where an error came from: setup, render, and an update; in words while developing, by number in what is built. */
const DRAWING = new Set(['setup function', 'render function', 'component update', ...[0, 1, 15].map((code) => `https://vuejs.org/error-reference/#runtime-${code}`)])

export interface DrawingFault {
  readonly fault: Ref<boolean>
  /** A key: what has another one is made anew. */
  readonly round: Ref<number>
  again(): void
}

/** Of anything below the component that asks. What goes wrong elsewhere, as when a button is pressed, goes its usual way. */
export function useDrawingFault(): DrawingFault {
  const fault = ref(false)
  const round = ref(0)
  onErrorCaptured((error, _, where) => {
    if (!DRAWING.has(where)) return
    console.error(error)
    fault.value = true
    return false
  })
  function again(): void {
    fault.value = false
    round.value++
  }
  return { fault, round, again }
}
