// A few words around what was found, for a line that begins with the title. Pure.

/** The host marks what matched with control characters: where one begins, and where it ends. */
const MARKS = /[\u0001\u0002]/

export interface Excerpt {
  readonly text: string
  /** What matched, as pairs of start and end. */
  readonly found: readonly (readonly [number, number])[]
}

/** Words that are searched begin with their title: said once, there is room for what it is in. */
export function excerptOf({ title, snippet }: { readonly title: string; readonly snippet: string }): Excerpt {
  const parts = snippet.split(MARKS)
  const whole = parts.join('')
  const rest = title !== '' && whole.startsWith(title) ? whole.slice(title.length).trimStart() : whole
  const cut = whole.length - rest.length
  let at = -cut
  const found = parts.flatMap((part, i) => {
    const [from, to] = [at, at += part.length]
    return i % 2 === 1 && to > 0 ? [[Math.max(0, from), to] as const] : []
  })
  return { text: rest, found }
}
