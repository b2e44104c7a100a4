// Which section is read: the one that is written in, else the topmost one in sight.
import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import type { DraftSession } from './session.ts'

export function useReading(session: () => DraftSession, paper: Readonly<Ref<HTMLElement | null>>): void {
  let ground: HTMLElement | null = null
  let frame = 0

  function look(): void {
    frame = 0
    const fields = Array.from(paper.value?.querySelectorAll<HTMLElement>('[data-field]') ?? [])
    const focused = fields.find((field) => field.contains(document.activeElement))
    const top = (ground?.getBoundingClientRect().top ?? 0) + 60
    const read = focused ?? fields.find((field) => field.getBoundingClientRect().bottom > top)
    session().readAt(read?.dataset['field'] ?? null)
  }
  const soon = (): void => { frame ||= requestAnimationFrame(look) }

  onMounted(() => {
    ground = paper.value?.closest<HTMLElement>('.scrolls') ?? null
    ground?.addEventListener('scroll', soon, { passive: true })
    paper.value?.addEventListener('focusin', soon)
    paper.value?.addEventListener('focusout', soon)
    soon()
  })
  onBeforeUnmount(() => {
    ground?.removeEventListener('scroll', soon)
    cancelAnimationFrame(frame)
  })
}
