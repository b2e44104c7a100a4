// Where a search's words stand in a text, marked for whoever draws it. The index says that a text holds the words; asking it
// where as well took 34 to 67 ms for sixty texts, this takes two.

/** What matched stands between these. */
const [OPEN, CLOSE] = ['\u0001', '\u0002']
/** Letters of a text that are looked through: beyond, it is still found, and shown from its beginning. */
const MOST = 40_000
const BEFORE = 40
const LENGTH = 150

/** As the index compares: without case and accents. One letter in is one letter out, so that places hold. */
function folded(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  if (plain.length === text.length) return plain
  return Array.from(text, (letter) => {
    const one = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    return one.length === letter.length ? one : one.padEnd(letter.length, '\u0000').slice(0, letter.length)
  }).join('')
}

/** Words of a query as the index takes them: whole words, the last one open-ended. */
export const wordsIn = (query: string): readonly string[] => folded(query.normalize('NFC')).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

/** Places of the words in the text, as pairs of start and end, in order. */
export function placesOf(text: string, words: readonly string[], most = 50): readonly (readonly [number, number])[] {
  const last = words.at(-1)
  const found: [number, number][] = []
  for (const match of folded(text.slice(0, MOST)).matchAll(/[\p{L}\p{N}\p{M}\u0000]+/gu)) {
    const word = match[0].replaceAll('\u0000', '')
    const whole = words.includes(word)
    if (!whole && (last === undefined || !word.startsWith(last))) continue
    found.push([match.index, match.index + (whole ? match[0].length : last!.length)])
    if (found.length === most) break
  }
  return found
}

const marked = (text: string, places: readonly (readonly [number, number])[]): string => {
  let out = ''
  let at = 0
  for (const [start, end] of places) {
    out += `${text.slice(at, start)}${OPEN}${text.slice(start, end)}${CLOSE}`
    at = end
  }
  return out + text.slice(at)
}

/** The whole text with what matched marked. */
export const markedIn = (text: string, words: readonly string[]): string => marked(text, placesOf(text, words))

/** Text around the first match, with what matched in it marked; its beginning where nothing did. */
export function snippetOf(text: string, words: readonly string[]): string {
  const first = placesOf(text, words, 1)[0]?.[0] ?? 0
  const space = first > BEFORE ? text.lastIndexOf(' ', first - BEFORE) + 1 : 0
  const start = first - space > 2 * BEFORE ? first : space
  const part = text.slice(start, start + LENGTH).toWellFormed()
  const end = start + LENGTH < text.length ? '…' : ''
  return `${start > 0 ? '…' : ''}${markedIn(part, words)}${end}`
}
