// Files that are dropped anywhere on the page, or pasted. Without this the browser would leave the page for them.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** True while something is being dragged over the page. `paste`: files that are pasted are taken too. */
export function useFileDrop(take: (files: readonly File[]) => void, { paste = false } = {}): Ref<boolean> {
  const over = ref(false)

  function takeFrom(event: Event, data: DataTransfer | null): void {
    const files = [...data?.files ?? []]
    if (files.length === 0 || event.defaultPrevented) return
    event.preventDefault()
    take(files)
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
    if (paste) document.addEventListener('paste', pasted)
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
