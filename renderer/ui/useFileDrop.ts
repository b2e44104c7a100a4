// A file that is dropped anywhere on the page, or pasted. Without this the browser would leave the page for it.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** The first file that came with a paste or a drop. */
const fileOf = (data: DataTransfer | null): File | null => data?.files[0] ?? null

/** True while a file is being dragged over the page. */
export function useFileDrop(take: (file: File) => void): Ref<boolean> {
  const over = ref(false)

  function takeFrom(event: Event, data: DataTransfer | null): void {
    const file = fileOf(data)
    if (!file || event.defaultPrevented) return
    event.preventDefault()
    take(file)
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
  return over
}
