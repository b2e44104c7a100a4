// In lists the arrow keys move from row to row; Home and End jump. A row is whatever carries `data-row`.

export function stepRows(event: KeyboardEvent): void {
  const steps: Record<string, (at: number, last: number) => number> = {
    ArrowDown: (at, last) => Math.min(last, at + 1),
    ArrowUp: (at) => Math.max(0, at - 1),
    Home: () => 0,
    End: (_, last) => last,
  }
  const step = steps[event.key]
  const target = event.target as HTMLElement
  if (!step || !target.matches('[data-row]')) return
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-row]')]
  event.preventDefault()
  rows[step(rows.indexOf(target), rows.length - 1)]?.focus()
}
