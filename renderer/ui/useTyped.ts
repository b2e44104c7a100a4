// A value that is typed as text: it stays as typed while one types, is written the usual way once that is done, and stays to be mended
// where it is none.
import { ref, watch, type Ref } from 'vue'
import { useRegion } from './region.ts'

/** How the value stands in the field where the person lives; `read` gives null for what is none. */
export interface Form {
  write(value: string, region: string): string
  read(typed: string, region: string): string | null
  /** Whether nothing that follows could change it. */
  isWhole(typed: string, region: string): boolean
}

/** `value` is empty where nothing is typed, or where what is typed is `wrong`. */
export function useTyped(form: Form, value: Ref<string>, wrong: Ref<boolean>, field: Readonly<Ref<HTMLInputElement | null>>) {
  const region = useRegion()
  const text = ref(form.write(value.value, region.value))
  const read = (): string | null => (text.value.trim() === '' ? '' : form.read(text.value, region.value))

  watch([value, region], () => {
    // What is being typed, or is to be mended, stays as typed while it says the same.
    if ((read() ?? '') === value.value && (wrong.value || document.activeElement === field.value)) return
    text.value = form.write(value.value, region.value)
    wrong.value = false
  })
  function typing(): void {
    wrong.value = false
    if (text.value.trim() === '' || form.isWhole(text.value, region.value)) value.value = read() ?? ''
  }
  /** Done with typing: what is none stays to be mended, and is said. */
  function settle(): void {
    const now = read()
    wrong.value = now === null
    value.value = now ?? ''
    if (now !== null) text.value = form.write(now, region.value)
  }
  function put(next: string): void {
    text.value = form.write(next, region.value)
    wrong.value = false
    value.value = next
  }
  return { region, text, read, typing, settle, put }
}
