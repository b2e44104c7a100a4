// Plain text for a terminal. Names and words come from other people: nothing in them may steer the terminal or make a
// line read differently than it is.

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Foreign text with what could steer a terminal shown as a mark. */
export const plain = (text: string): string => text.replace(STEERING, '\ufffd')

/** Foreign text on one line. */
export const oneLine = (text: string): string => plain(text.replace(/[\r\n\t\v\f]+/g, ' ')).trim()

/** JSON that a terminal shows as it is: the same value, with what could steer one escaped. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const shortId = (id: string): string => id.slice(0, 8)

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const WIDE = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60]/u

/** Columns a text takes in a terminal. */
export function columns(text: string): number {
  let width = 0
  for (const { segment } of segments.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

/** Rows in columns, two spaces apart, nothing trailing. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, at) => { widths[at] = Math.max(widths[at] ?? 0, columns(cell)) })
  return rows.map((row) => row.map((cell, at) => cell + ' '.repeat(widths[at]! - columns(cell))).join('  ').trimEnd()).join('\n')
}

export const indent = (text: string, by = '  '): string => text.split('\n').map((line) => (line ? by + line : line)).join('\n')

/** Breaks a paragraph at spaces. */
export function wrap(text: string, width = 78): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && columns(line) + 1 + columns(word) > width) {
      lines.push(line)
      line = word
    } else {
      line = line ? `${line} ${word}` : word
    }
  }
  return [...lines, line].join('\n')
}

/** `2026-05-22 14:02`, in the zone of who reads it. */
export function moment(milliseconds: number | null): string {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return 'never'
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return 'at no known time'
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Hours as a person says them: at most two digits behind the point. */
export const rounded = (value: number): string => String(Math.round(value * 100) / 100)
