// "bring the audit notes to Mei and Ben by Thursday", understood as typed and shown back before anything is signed. What is
// not understood stays in the words; nothing is guessed that could put a name to the wrong promise.
import { dateFrom, nearDate } from './quick-dates.ts'
import { folded, type QuickWords } from './quick-words.ts'

/** `open`: offered to anyone; `need`: asked of everyone. */
export type QuickKind = 'promise' | 'request' | 'open' | 'need' | 'verbal'
export const toAnyone = (kind: QuickKind): boolean => kind === 'open' || kind === 'need'

export interface QuickPerson { readonly id: string; readonly name: string }

/** A name that fits several people. */
export interface Ambiguous { readonly typed: string; readonly candidates: readonly string[] }

export interface QuickPromise {
  readonly kind: QuickKind
  /** Of a promise that was said aloud: whether it is mine. */
  readonly mine: boolean
  readonly what: string
  /** To whom; of a request and of what somebody else said aloud, who gives it. */
  readonly people: readonly string[]
  readonly ambiguous: readonly Ambiguous[]
  /** Names that fit nobody here. */
  readonly unknown: readonly string[]
  readonly due: string | null
}

/** So many names are looked at in one line, and so many words of one. */
const MOST_NAMES = 20
const MOST_NAME_WORDS = 4

/** Somebody's name, folded; `bare`: without its accents, as it is typed in a hurry. */
interface Known { readonly id: string; readonly name: string; readonly bare: string }
const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{Mn}/gu, '')

interface Found { readonly people: readonly string[]; readonly ambiguous: readonly Ambiguous[]; readonly unknown: readonly string[] }
interface Split { readonly before: string; readonly after: string }

class Reader {
  readonly #people: readonly Known[]
  readonly #today: string
  readonly #words: QuickWords
  readonly #nobody: ReadonlySet<string>

  constructor(people: readonly QuickPerson[], today: string, words: QuickWords, nobody: readonly string[]) {
    this.#people = people.map(({ id, name }) => {
      const whole = this.#fold(name, words)
      return { id, name: whole, bare: withoutAccents(whole) }
    })
    this.#today = today
    this.#words = words
    this.#nobody = new Set(nobody.map((name) => this.#fold(name)))
  }

  read(typed: string): QuickPromise {
    const text = typed.normalize('NFC').trim().replace(/\s+/g, ' ')
    return this.#asked(text) ?? this.#addressed(text) ?? this.#saidAloud(text) ?? this.#given(text)
  }

  #fold(text: string, words = this.#words): string {
    return folded(text, words.locale).trim().replace(/\s+/g, ' ').replace(/[’‘ʼ]/g, '\'')
  }

  /** "ask Ben to bring the notes". */
  #asked(text: string): QuickPromise | null {
    const rest = this.#after(text, this.#words.ask)
    const parts = rest === null ? null : this.#person(rest)
    if (!parts) return null
    return { kind: 'request', mine: false, ...parts.found, ...this.#dated(parts.rest) }
  }

  /** "Ben, show me the boiler", "Ben and Chidi: come early": spoken to people who are here. Another name after the comma is a list. */
  #addressed(text: string): QuickPromise | null {
    const said = /^([^:]{1,200}?)(?::\s+(?=\S)|,\s+(?=\p{Ll}))(.+)$/u.exec(text)
    const found = said ? this.#names(said[1]!) : null
    if (!said || !found || found.unknown.length > 0 || found.people.length + found.ambiguous.length === 0) return null
    return { kind: 'request', mine: false, ...found, ...this.#dated(said[2]!) }
  }

  /** "Ben promised me to bring the notes", "I promised Ben to bring them". */
  #saidAloud(text: string): QuickPromise | null {
    for (const marker of this.#words.promised) {
      const parts = this.#splitFirst(text, marker)
      if (!parts) continue
      if (this.#words.me.includes(this.#fold(parts.before))) {
        const to = this.#person(parts.after)
        if (to) return { kind: 'verbal', mine: true, ...to.found, ...this.#dated(to.rest) }
        continue
      }
      const found = this.#names(parts.before)
      if (!found || found.people.length + found.ambiguous.length === 0) continue
      const rest = this.#after(parts.after, this.#words.me) ?? parts.after
      return { kind: 'verbal', mine: false, ...found, ...this.#dated(this.#after(rest, this.#words.to) ?? rest) }
    }
    return null
  }

  #given(text: string): QuickPromise {
    const rest = this.#after(text, this.#words.lead) ?? text
    const first = rest === text ? null : (this.#person(rest) ?? this.#promised(this.#after(text, this.#words.leadName)))
    if (first) return { kind: 'promise', mine: true, ...first.found, ...this.#dated(first.rest) }
    let { what, due } = this.#dated(rest)
    const to = this.#lastPeople(what)
    if (!to) return { kind: 'promise', mine: true, what, due, people: [], ambiguous: [], unknown: [] }
    what = to.before
    // "to Ben by Friday" and "by Friday to Ben" say the same.
    if (due === null) ({ what, due } = this.#dated(what))
    return to.anyone
      ? { kind: 'open', mine: true, what, due, people: [], ambiguous: [], unknown: [] }
      : { kind: 'promise', mine: true, what, due, ...to.found }
  }

  /** "Ben the notes", after "promise": a name as it is known here, then what. */
  #promised(text: string | null): { readonly found: Found; readonly rest: string } | null {
    const words = text?.split(' ') ?? []
    for (let taken = Math.min(MOST_NAME_WORDS, words.length - 1); taken > 0; taken--) {
      const typed = words.slice(0, taken).join(' ')
      const candidates = /^\p{Ll}/u.test(typed) ? [] : this.#fitting(typed)
      if (candidates.length > 0) return { found: foundOf(typed, candidates), rest: words.slice(taken).join(' ') }
    }
    return null
  }

  /** Takes the last date there is off the end; of "by hand" nothing. Where there is none, one that the line begins with. */
  #dated(text: string): { readonly what: string; readonly due: string | null } {
    for (const marker of this.#words.by) {
      const parts = this.#splitLast(text, marker)
      const due = parts && parts.before !== '' ? dateFrom(parts.after, this.#today, this.#words) : null
      if (parts && due !== null) return { what: parts.before, due }
    }
    const words = text.split(' ')
    for (let taken = Math.min(5, words.length - 1); taken > 0; taken--) {
      const due = nearDate(words.slice(-taken).join(' '), this.#today, this.#words)
      // "every Friday" is part of what is promised.
      if (due !== null && !this.#words.notDue.includes(this.#fold(words.at(-taken - 1) ?? ''))) return { what: words.slice(0, -taken).join(' '), due }
      if (due !== null) break
    }
    return this.#begunWithDate(text) ?? { what: text, due: null }
  }

  /** "By Friday, bring the notes". */
  #begunWithDate(text: string): { readonly what: string; readonly due: string } | null {
    const words = this.#after(text, this.#words.by)?.split(' ') ?? []
    for (let taken = Math.min(5, words.length - 1); taken > 0; taken--) {
      const due = dateFrom(words.slice(0, taken).join(' '), this.#today, this.#words)
      if (due !== null) return { what: words.slice(taken).join(' '), due }
    }
    return null
  }

  /** "Ben to bring the notes": somebody, then what. */
  #person(text: string): { readonly found: Found; readonly rest: string } | null {
    for (const marker of this.#words.to) {
      const parts = this.#splitFirst(text, marker)
      const found = parts ? this.#names(parts.before) : null
      if (parts && found) return { found, rest: parts.after }
    }
    return null
  }

  #lastPeople(text: string): { readonly before: string; readonly found: Found; readonly anyone: boolean } | null {
    const splits = this.#words.to.flatMap((marker) => this.#splitLast(text, marker) ?? []).sort((a, b) => b.before.length - a.before.length)
    for (const { before, after } of splits) {
      if (before === '') continue
      if (this.#words.anyone.includes(this.#fold(after).replace(/[.,;]+$/, ''))) return { before, found: { people: [], ambiguous: [], unknown: [] }, anyone: true }
      const found = this.#names(after)
      if (found) return { before, found, anyone: false }
    }
    return null
  }

  /** Null where it can be no list of names: then it is part of what is promised. */
  #names(typed: string): Found | null {
    const text = typed.trim().replace(/[.,;:]+$/, '')
    const whole = this.#fitting(text)
    if (whole.length === 1) return foundOf(text, whole)
    const between = new RegExp(`\\s*[,;&+]\\s*|\\s+(?:${this.#words.and.map(escaped).join('|')})\\s+`, 'iu')
    const names = text.split(between).map((name) => name.trim().replace(/^@/, '')).filter((name) => name !== '')
    if (names.length === 0 || names.length > MOST_NAMES) return null
    const people: string[] = []
    const ambiguous: Ambiguous[] = []
    const unknown: string[] = []
    for (const name of names) {
      const candidates = this.#fitting(name)
      if (candidates.length === 1) people.push(candidates[0]!)
      else if (candidates.length > 1) ambiguous.push({ typed: name, candidates })
      else if (looksLikeName(name) && !this.#nobody.has(this.#fold(name))) unknown.push(name)
      else return null
    }
    return { people: [...new Set(people)], ambiguous, unknown }
  }

  /** Whole names first, then first names, beginnings of three letters and more, and words of a name; each as it is written, then without its accents. */
  #fitting(typed: string): string[] {
    const name = this.#fold(typed.replace(/^@/, ''))
    if (name === '') return []
    const [longer, bare] = [[...name].length >= 3 && /^\p{Lu}/u.test(typed.replace(/^@/, '')), withoutAccents(name)]
    const ways: readonly ((person: Known) => boolean)[] = [
      (person) => person.name === name, (person) => person.bare === bare,
      (person) => person.name.startsWith(`${name} `), (person) => person.bare.startsWith(`${bare} `),
      (person) => longer && person.bare.startsWith(bare), (person) => longer && ` ${person.bare} `.includes(` ${bare} `),
    ]
    for (const fits of ways) {
      const found = this.#people.filter(fits)
      if (found.length > 0) return found.map((person) => person.id)
    }
    return []
  }

  /** What follows one of these openings; null where none stands there. */
  #after(text: string, openings: readonly string[]): string | null {
    const low = text.toLocaleLowerCase(this.#words.locale)
    if (low.length !== text.length) return null
    const opening = [...openings].sort((a, b) => b.length - a.length).find((one) => low.startsWith(`${one} `))
    return opening === undefined ? null : text.slice(opening.length + 1).trim()
  }

  #splitLast(text: string, marker: string): Split | null {
    return this.#split(text, marker, text.toLocaleLowerCase(this.#words.locale).lastIndexOf(` ${marker} `))
  }

  #splitFirst(text: string, marker: string): Split | null {
    return this.#split(text, marker, text.toLocaleLowerCase(this.#words.locale).indexOf(` ${marker} `))
  }

  /** Letters that grow when made small ("İ") would shift every place after them: such a text is left as it is. */
  #split(text: string, marker: string, at: number): Split | null {
    if (at < 0 || text.toLocaleLowerCase(this.#words.locale).length !== text.length) return null
    return { before: text.slice(0, at).trim(), after: text.slice(at + marker.length + 2).trim() }
  }
}

const foundOf = (typed: string, candidates: readonly string[]): Found =>
  (candidates.length === 1 ? { people: candidates, ambiguous: [], unknown: [] } : { people: [], ambiguous: [{ typed, candidates }], unknown: [] })

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** At most three words, each with a capital: "Zoe", "Zoe van der Berg" not. In scripts without capitals nothing looks like one. */
function looksLikeName(text: string): boolean {
  const words = text.split(' ')
  return words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(word))
}

/** Total: of any text, never throws. `today` is YYYY-MM-DD in the person's zone; `nobody`: what was said to be no person, though it is written like one. */
export const understand = (typed: string, people: readonly QuickPerson[], today: string, words: QuickWords, nobody: readonly string[] = []): QuickPromise =>
  new Reader(people, today, words, nobody).read(typed)
