// Keys as they are written in the registry ("Ctrl+Shift+P") and as they are pressed. On a Mac, Command stands for Ctrl.

export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '']
  // A sign that needs Shift on some keyboards ("?") is that sign everywhere.
  if (event.shiftKey && (event.key.length > 1 || /\p{L}|\p{N}/u.test(event.key))) parts.push('Shift')
  return [...parts.filter((part) => part !== ''), key].join('+')
}

/** Keys without Ctrl or Alt belong to the field they are typed in. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return !!element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))
}
