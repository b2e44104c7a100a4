import { describe, expect, it } from 'vitest'
import { gathered } from '../../../renderer/features/record/draft/arrivals.ts'
import { looksBold, looksItalic, looksPlain, renameStyles } from '../../../renderer/features/record/draft/pasting.ts'

describe('pasted text', () => {
  it('has no style attribute left that a parser would apply', () => {
    expect(renameStyles('<p style="color:red">a</p><SPAN class=x STYLE = "font-weight:700">b</SPAN>'))
      .toBe('<p data-style="color:red">a</p><SPAN class=x data-style= "font-weight:700">b</SPAN>')
  })

  it('has no style sheet left that a parser would apply, and ends it where it ended', () => {
    expect(renameStyles('<STYLE type="text/css">p{}</STYLE ><style>q{}</style>'))
      .toBe('<xmp type="text/css">p{}</xmp ><xmp>q{}</xmp>')
  })

  it('keeps what a person writes about styles', () => {
    expect(renameStyles('<p>&lt;style> and <stylebook></p>')).toBe('<p>&lt;style> and <stylebook></p>')
    expect(renameStyles('<p>use style="x" here</p>')).toBe('<p>use style="x" here</p>')
  })

  it('is bold or italic where its style says so', () => {
    expect([looksBold('font-weight: bold'), looksBold('font-weight:700'), looksBold('font-weight:400')]).toEqual([true, true, false])
    expect([looksItalic('font-style: italic'), looksItalic('font-style:normal')]).toEqual([true, false])
    expect(looksPlain('font-weight:normal;')).toBe(true)
  })
})

describe('text that arrives from someone else', () => {
  it('is tinted as one while it grows', () => {
    const typed = [5, 6, 7].reduce((ranges, at) => gathered(ranges, { from: at, to: at + 1 }, 1), [] as ReturnType<typeof gathered>)
    expect(typed).toEqual([{ from: 5, to: 8 }])
  })

  it('stays tinted where it stands when something comes before it', () => {
    expect(gathered([{ from: 20, to: 25 }], { from: 2, to: 4 }, 2)).toEqual([{ from: 22, to: 27 }, { from: 2, to: 4 }])
  })
})
