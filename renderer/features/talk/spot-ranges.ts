// Where words stand in what is drawn, as ranges: letters are compared without accents and case, as the search does.

/** More are not painted: what is found everywhere is found by reading. */
const MOST = 200

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Folded letters of a text, and for each the place it comes from. */
export function foldedWithPlaces(text: string): { readonly text: string; readonly places: readonly number[] } {
  let out = ''
  const places: number[] = []
  for (let i = 0; i < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(i)!)
    const plain = folded(letter)
    for (let j = 0; j < plain.length; j++) places.push(i)
    out += plain
    i += letter.length
  }
  return { text: out, places }
}

/** Places of the words in one text, as pairs of start and end. */
export function placesIn(text: string, words: string): readonly (readonly [number, number])[] {
  const wanted = folded(words.trim())
  if (wanted === '') return []
  const { text: plain, places } = foldedWithPlaces(text)
  const found: [number, number][] = []
  for (let at = plain.indexOf(wanted); at >= 0 && found.length < MOST; at = plain.indexOf(wanted, at + wanted.length)) {
    found.push([places[at]!, places[at + wanted.length] ?? text.length])
  }
  return found
}

export function rangesOf(root: HTMLElement, words: string): readonly Range[] {
  const ranges: Range[] = []
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest('[data-spot], .unseen, button') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT))
  for (let node = texts.nextNode(); node && ranges.length < MOST; node = texts.nextNode()) {
    for (const [start, end] of placesIn(node.textContent ?? '', words)) {
      const range = new Range()
      range.setStart(node, start)
      range.setEnd(node, end)
      ranges.push(range)
    }
  }
  return ranges
}
