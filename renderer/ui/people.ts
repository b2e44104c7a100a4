// How a person looks: initials and one of eight tints, chosen from their key so that they look the same on every machine.
import type { InjectionKey } from 'vue'

/** Where an avatar finds the picture of a person, by key; null where there is none. Without one, initials show. */
export const photoOf: InjectionKey<(key: string) => string | null> = Symbol('photo of a person')

export type Tint = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export function tintOf(key: string): Tint {
  // FNV-1a; its top three bits depend on every letter.
  let sum = 0x811c9dc5
  for (let i = 0; i < key.length; i++) sum = Math.imul(sum ^ key.charCodeAt(i), 0x01000193) >>> 0
  return ((sum >>> 29) + 1) as Tint
}

/** First letters of the first and last name; one letter where there is one name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => word !== '')
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/** Two letters of a group's name, as a map sets a place: "St" for Steam & Energy, "L2" for Line 2 Crew. */
export function lettersOf(name: string): string {
  const words = name.trim().split(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/u).filter((word) => word !== '')
  const first = [...(words[0] ?? '')]
  const number = words[1] !== undefined && /^\p{N}/u.test(words[1]) ? [...words[1]][0] : undefined
  return `${(first[0] ?? '?').toLocaleUpperCase()}${number ?? (first[1] ?? '').toLocaleLowerCase()}`
}

/** What a colleague says: the first name. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? name
