// Finding by a few letters: each word typed must stand in the text, best at the start of a word, else anywhere, else its
// letters in order. Accents and case make no difference.

export interface Match {
  /** Higher is better. */
  readonly score: number
  /** Pairs of start and end in the text as it stands, in order, none overlapping. */
  readonly ranges: readonly (readonly [number, number])[]
}

/** One letter for one, so that places in it are places in the text. */
export function folded(text: string): string {
  // Most of ten thousand titles need no look at each letter.
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase()
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const plain = text[i]!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    out += plain.length === 1 ? plain : text[i]!
  }
  return out
}

/**
 * Which letters stand in a folded text, a bit each: the Latin ones, pairs of digits, and one for all others. A word of which a
 * letter is nowhere in a text is not in it, not even strewn: most of ten thousand titles are done with after one look.
 */
export function lettersOf(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? 26 + ((code - 48) >> 1) : 31)
  }
  return bits
}

export const wordsOf = (query: string): readonly string[] => folded(query).split(/\s+/).filter((word) => word !== '')

/** Nearly every letter asked of is a plain one, and asking a pattern takes ten times as long. */
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  return at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text[at]!)
}

/** Where the word stands: at the start of one if it can be, else anywhere; -1 where it does not. */
function placeOf(word: string, text: string): number {
  const anywhere = text.indexOf(word)
  for (let at = anywhere; at >= 0; at = text.indexOf(word, at + 1)) if (!isLetter(text, at - 1)) return at
  return anywhere
}

type Range = [number, number]

/**
 * How well a word fits; null where it does not stand there. Where it stands is added to `ranges`, if those are wanted: ten
 * thousand titles are scored with each letter typed, and nothing may be left behind that has to be cleared away.
 */
function findWord(word: string, text: string, ranges?: Range[]): number | null {
  const at = placeOf(word, text)
  if (at < 0) return word.length < 3 ? null : inOrder(word, text, ranges)
  ranges?.push([at, at + word.length])
  const score = isLetter(text, at - 1) ? 50 + word.length * 2 : 100 + word.length * 4
  return score - Math.min(40, at) / 2
}

/** The letters one after another with others between, as near together as the first of them allows. */
function inOrder(word: string, text: string, ranges?: Range[]): number | null {
  const before = ranges?.length ?? 0
  let [first, from, runs] = [-1, 0, 0]
  for (const letter of word) {
    const at = text.indexOf(letter, from)
    if (at < 0) {
      ranges?.splice(before)
      return null
    }
    if (runs > 0 && at === from) ranges?.push([ranges.pop()![0], at + 1])
    else {
      if (runs++ === 0) first = at
      ranges?.push([at, at + 1])
    }
    from = at + 1
  }
  const spread = from - first
  // Letters strewn over the whole text are chance.
  if (spread <= word.length * 3 && runs <= Math.ceil(word.length / 2) + 1) return 20 - (spread - word.length)
  ranges?.splice(before)
  return null
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const out: Range[] = []
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}

/** How well the words fit; null where one is in neither. `text` and `also` are folded. */
export function scoreOf(words: readonly string[], text: string, also = ''): number | null {
  let score = 0
  for (const word of words) {
    const found = findWord(word, text)
    if (found !== null) score += found
    else if (also.includes(word)) score += 30
    else return null
  }
  return score - Math.min(20, text.length / 10)
}

/** As `scoreOf`, with what to mark of `text`; `also` is matched but not marked. */
export function match(words: readonly string[], text: string, also = ''): Match | null {
  const score = scoreOf(words, text, also)
  if (score === null) return null
  const ranges: Range[] = []
  for (const word of words) findWord(word, text, ranges)
  return { score, ranges: joined(ranges) }
}
