// Takes an invite that is dropped anywhere on the page, pasted as a picture, or chosen: reads it, and hands its link on.
import { ref, type Ref } from 'vue'
import { useFileDrop } from '../../ui/useFileDrop.ts'
import { inviteIn, type Brought } from './bringing.ts'

export interface Bringing {
  /** A file is being dragged over the page. */
  readonly over: Ref<boolean>
  readonly reading: Ref<boolean>
  /** What became of the last file. */
  readonly brought: Ref<Brought | null>
  take(file: File): Promise<void>
}

export function useBringing(found: (link: string) => void): Bringing {
  const reading = ref(false)
  const brought = ref<Brought | null>(null)
  let newest = 0

  async function take(file: File): Promise<void> {
    const mine = ++newest
    reading.value = true
    brought.value = null
    const read = await inviteIn(file)
    if (mine !== newest) return
    reading.value = false
    brought.value = read
    if ('link' in read) found(read.link)
  }
  return { over: useFileDrop(([file]) => void take(file!), { paste: true }), reading, brought, take }
}
