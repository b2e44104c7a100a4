// A text as the squares of a QR code, drawn as one path. Lowest correction: a screen has no scratches, and squares as
// large as can be are what a camera needs.
import encodeQR from 'qr'

/** Light squares around the code, without which no reader finds it. */
const QUIET = 4

export interface QrFigure {
  /** Width and height in squares, the quiet ones included. */
  readonly size: number
  /** Path of the dark squares, one unit each. */
  readonly path: string
}

/** Throws where the text is longer than a code can hold (2,953 bytes). */
export function qrFigure(text: string): QrFigure {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET })
  const path = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('')
  return { size: rows.length, path }
}

/** Where dark squares stand side by side: start and length. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = []
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const last = runs.at(-1)
    if (last && last[0] + last[1] === x) last[1]++
    else runs.push([x, 1])
  }
  return runs
}
