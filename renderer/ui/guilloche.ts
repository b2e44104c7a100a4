// The fine lines on the table behind the first pages: ribbons of sine curves that cross, as on a banknote.

export interface Ribbon {
  readonly width: number
  readonly height: number
  /** Crossing curves in the band. */
  readonly lines: number
  readonly waves: number
  readonly depth: number
  readonly bend: number
}

/** SVG paths of one ribbon, within `width` by `height`. */
export function ribbonPaths(ribbon: Ribbon): readonly string[] {
  const { width, height, lines, waves, depth, bend } = ribbon
  return Array.from({ length: lines }, (_, line) => {
    const share = line / lines
    let text = ''
    for (let x = 0; x <= width; x += 5) {
      const t = (x / width) * Math.PI * 2
      const middle = height / 2 + Math.sin(t * 0.9 + 0.6) * height * bend
      const swell = depth * (0.62 + 0.38 * Math.sin(t * 0.9 + 2.4))
      const y = middle + swell * Math.sin(t * waves + share * Math.PI * 2)
      text += `${x === 0 ? 'M' : 'L'}${x} ${y.toFixed(1)}`
    }
    return text
  })
}
