// Keys as they are written in the registry ("Ctrl+Shift+P") and as they are pressed. On a Mac, Command stands for Ctrl.

const ORDER = ['Ctrl', 'Alt', 'Shift'] as const
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { readonly code?: string }

export function chordOf(event: Pressed): string {
  // Alt on a Mac turns letters into other signs: the key itself is meant.
  const physical = event.altKey && /^Key[A-Z]$/.test(event.code ?? '') ? event.code!.slice(3) : null
  const key = physical ?? (event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key)
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '']
  // A sign that needs Shift on some keyboards ("?") is that sign everywhere.
  if (event.shiftKey && (event.key.length > 1 || /\p{L}|\p{N}/u.test(event.key))) parts.push('Shift')
  return [...parts.filter((part) => part !== ''), key].join('+')
}

/** Only Ctrl, Alt, Shift or Command so far. */
export const isModifier = (event: Pick<KeyboardEvent, 'key'>): boolean => ['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'CapsLock', 'Dead'].includes(event.key)

/** Keys without Ctrl or Alt belong to the field they are typed in. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return !!element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))
}

const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Enter: '↩', Delete: '⌦', Backspace: '⌫', Escape: '⎋' }
const NAMES: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', PageUp: 'Page Up', PageDown: 'Page Down', Escape: 'Esc', Delete: 'Del' }

/** The parts of a chord: the "+" of "Ctrl++" is a key. */
export const partsOf = (chord: string): readonly string[] => (chord.endsWith('+') ? [...chord.slice(0, -1).split('+').filter((part) => part !== ''), '+'] : chord.split('+'))

/** As it is printed on the keys: "Ctrl Shift P", and "⇧⌘P" on a Mac. */
export function shownChord(chord: string, mac = isMac): string {
  const parts = partsOf(chord)
  if (!mac) return parts.map((part) => NAMES[part] ?? part).join(' ')
  const marks = ['Alt', 'Shift', 'Ctrl'].filter((part) => parts.includes(part)).map((part) => MAC[part]!)
  return [...marks, ...parts.filter((part) => !ORDER.includes(part as 'Ctrl')).map((part) => MAC[part] ?? part)].join('')
}
