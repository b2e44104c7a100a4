// The time, as often as it is looked at.
import { onBeforeUnmount, readonly, ref, type Ref } from 'vue'

/** Milliseconds since 1970, told anew every `every` ms while the part is shown. */
export function useNow(every: number): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const ticking = setInterval(() => { now.value = Date.now() }, every)
  onBeforeUnmount(() => clearInterval(ticking))
  return readonly(now)
}
