// Which keys run which command: those the commands come with, and what a person changed of them.

export interface Bound { readonly id: string; readonly keys?: readonly string[] }
/** By command; an empty list takes all its keys away. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>

const MOST = 4
/** Pressed in a browser tab they never reach a page. */
const BROWSER_OWNS = new Set(['Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Ctrl+Shift+N', 'Ctrl+Shift+T', 'Ctrl+Shift+W', 'Ctrl+Tab', 'Ctrl+Shift+Tab', 'Ctrl+PageUp', 'Ctrl+PageDown', 'Ctrl+Q'])
export const isBrowsers = (chord: string): boolean => BROWSER_OWNS.has(chord)

export const keysFor = (command: Bound, own: OwnKeys): readonly string[] => own[command.id] ?? command.keys ?? []

/** Commands by chord. Where two have the same, the one whose keys a person chose; else the first. */
export function byChord<C extends Bound>(commands: readonly C[], own: OwnKeys): ReadonlyMap<string, C> {
  const out = new Map<string, C>()
  for (const command of [...commands].sort((a, b) => Number(b.id in own) - Number(a.id in own))) {
    for (const chord of keysFor(command, own)) if (!out.has(chord)) out.set(chord, command)
  }
  return out
}

/** Chords that more than one command would answer to, with those commands. */
export function conflicts(commands: readonly Bound[], own: OwnKeys): ReadonlyMap<string, readonly string[]> {
  const by = new Map<string, string[]>()
  for (const command of commands) for (const chord of new Set(keysFor(command, own))) by.set(chord, [...(by.get(chord) ?? []), command.id])
  return new Map([...by].filter(([, ids]) => ids.length > 1))
}

/** Why it can't be a key of a command, as a key of the locale; null where it can. A bare letter belongs to what is typed. */
export function refused(chord: string): string | null {
  if (/^F([1-9]|1[0-2])$|^(Shift\+)?F([1-9]|1[0-2])$/.test(chord) || chord === '?') return null
  if (/^(Ctrl|Alt)\+/.test(chord)) return /^Ctrl\+[ACVXZ]$|^Ctrl\+Shift\+Z$/.test(chord) ? 'keys.belongsToText' : null
  return 'keys.needsModifier'
}

/** Gives a command a chord, in place of its others or beside them; whoever had it loses it. */
export function withKey(commands: readonly Bound[], own: OwnKeys, id: string, chord: string, beside: boolean): OwnKeys {
  const next: Record<string, readonly string[]> = { ...own }
  for (const command of commands) {
    const keys = keysFor(command, own)
    if (command.id !== id && keys.includes(chord)) next[command.id] = keys.filter((one) => one !== chord)
  }
  const mine = commands.find((command) => command.id === id)
  next[id] = [...new Set([...(beside && mine ? keysFor(mine, own) : []), chord])].slice(-MOST)
  return next
}

export function withoutOwn(own: OwnKeys, id: string): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([key]) => key !== id))
}

export function readKeys(text: string | null): OwnKeys {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((chord) => typeof chord === 'string' && refused(chord) === null)).map(([id, keys]) => [id, keys.slice(0, MOST)]))
  } catch {
    return {}
  }
}
