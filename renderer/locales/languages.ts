// The languages there are, each by its own name. Another one is a folder of the same files as en/ and a line here; its
// words are loaded when they are first needed, and what it lacks is said in English.
import type { HostWords } from '../ui/turning.ts'
import type { Messages } from './pseudo.ts'

export interface Language {
  /** BCP 47: dates, numbers and lists follow it. */
  readonly tag: string
  /** As its speakers call it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  /** For trying out: offered only where it was asked for by name. */
  readonly trial?: boolean
  readonly words: () => Promise<Messages>
  /** What the host says; English needs none. */
  readonly host?: () => Promise<HostWords>
}

export const ENGLISH = 'en-GB'
export const PSEUDO = 'en-XA'

export const LANGUAGES: readonly Language[] = [
  { tag: ENGLISH, name: 'English', dir: 'ltr', words: async () => (await import('./en/index.ts')).default },
  {
    tag: PSEUDO, name: 'Ƥšéúðó', dir: 'rtl', trial: true,
    words: async () => {
      const [{ pseudo }, { default: en }] = await Promise.all([import('./pseudo.ts'), import('./en/index.ts')])
      return pseudo(en)
    },
    host: async () => {
      const [{ pseudoOf }, { default: said }] = await Promise.all([import('./pseudo.ts'), import('./host/en.json')])
      return Object.fromEntries(said.map((one) => [one, pseudoOf(one)]))
    },
  },
]

/** The language of a tag, or of its first part (`nl` for `nl-BE`); English where there is none. */
export const languageOf = (tag: string | null): Language =>
  LANGUAGES.find((language) => language.tag === tag) ?? LANGUAGES.find((language) => !language.trial && tag !== null && language.tag.split('-')[0] === tag.split('-')[0]) ?? LANGUAGES[0]!
