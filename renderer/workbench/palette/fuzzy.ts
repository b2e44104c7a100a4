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

export const wordsOf = (query: string): readonly string[] => folded(query).split(/\s+/).filter((word) => word !== '')

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

function findWord(word: string, text: string): Match | null {
  let anywhere = -1
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1])) return { score: 100 + word.length * 4 - Math.min(40, at) / 2, ranges: [[at, at + word.length]] }
    if (anywhere < 0) anywhere = at
  }
  if (anywhere >= 0) return { score: 50 + word.length * 2 - Math.min(40, anywhere) / 2, ranges: [[anywhere, anywhere + word.length]] }
  return word.length < 3 ? null : inOrder(word, text)
}

/** The letters one after another with others between, as near together as the first of them allows. */
function inOrder(word: string, text: string): Match | null {
  const ranges: [number, number][] = []
  let from = 0
  for (const letter of word) {
    const at = text.indexOf(letter, from)
    if (at < 0) return null
    const last = ranges.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else ranges.push([at, at + 1])
    from = at + 1
  }
  const spread = from - ranges[0]![0]
  // Letters strewn over the whole text are chance.
  return spread > word.length * 3 || ranges.length > Math.ceil(word.length / 2) + 1 ? null : { score: 20 - (spread - word.length), ranges }
}

function joined(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = []
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}

/** `text` and `also` are folded; `also` is matched but not marked. Null where a word is in neither. */
export function match(words: readonly string[], text: string, also = ''): Match | null {
  let score = 0
  const ranges: (readonly [number, number])[] = []
  for (const word of words) {
    const found = findWord(word, text)
    if (found) {
      score += found.score
      ranges.push(...found.ranges)
    } else if (also.includes(word)) score += 30
    else return null
  }
  return { score: score - Math.min(20, text.length / 10), ranges: joined(ranges) }
}
