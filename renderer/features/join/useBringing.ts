// Takes an invite that is dropped anywhere on the page, pasted as a picture, or chosen: reads it, and hands its link on.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { fileOf, inviteIn, type Brought } from './bringing.ts'

export interface Bringing {
  /** A file is being dragged over the page. */
  readonly over: Ref<boolean>
  readonly reading: Ref<boolean>
  /** What became of the last file. */
  readonly brought: Ref<Brought | null>
  take(file: File): Promise<void>
}

export function useBringing(found: (link: string) => void): Bringing {
  const over = ref(false)
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

  function takeFrom(event: Event, data: DataTransfer | null): void {
    const file = fileOf(data)
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  const pasted = (event: ClipboardEvent): void => takeFrom(event, event.clipboardData)
  function dropped(event: DragEvent): void {
    over.value = false
    takeFrom(event, event.dataTransfer)
  }
  function dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    over.value = true
  }
  function left(event: DragEvent): void {
    if (event.relatedTarget === null) over.value = false
  }

  onMounted(() => {
    document.addEventListener('paste', pasted)
    document.addEventListener('dragover', dragged)
    document.addEventListener('dragleave', left)
    document.addEventListener('drop', dropped)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('paste', pasted)
    document.removeEventListener('dragover', dragged)
    document.removeEventListener('dragleave', left)
    document.removeEventListener('drop', dropped)
  })
  return { over, reading, brought, take }
}
