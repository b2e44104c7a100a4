import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('../../../renderer/ui/tokens.css', import.meta.url)), 'utf8')
const CONTRAST = ":root[data-theme='contrast'] {"
const strongAt = css.indexOf(CONTRAST)
type Colours = ReadonlyMap<string, { readonly light: string; readonly dark: string }>
const coloursIn = (text: string): Colours =>
  new Map(Array.from(text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g), ([, name, light, dark]) => [name!, { light: light!, dark: dark! }]))
const colours = coloursIn(css.slice(0, strongAt))
/** High contrast changes most of them and leaves the rest. */
const strong: Colours = new Map([...colours, ...coloursIn(css.slice(strongAt, css.indexOf('}', strongAt)))])
type Theme = 'light' | 'dark'

/** WCAG 2.x relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
function contrast(theme: Theme, front: string, back: string, of: Colours = colours): number {
  const [a, b] = [of.get(front), of.get(back)]
  if (!a || !b) throw new Error(`no colour called ${a ? back : front}`)
  return ratio(a[theme], b[theme])
}

const SURFACES = ['table', 'side', 'desk', 'paper', 'raised', 'sunk', 'sel']
const TEXTS = ['ink', 'ink2', 'ink3', 'wax', 'moss', 'ochre', 'water', 'brick']
const PAIRS: readonly [front: string, back: string, least: number][] = [
  ...SURFACES.flatMap((back) => TEXTS.map((front): [string, string, number] => [front, back, 4.5])),
  ...SURFACES.flatMap((back) => ['ctl', 'focus'].map((front): [string, string, number] => [front, back, 3])),
  ...['wax', 'moss', 'ochre', 'water', 'brick'].flatMap((name): [string, string, number][] => [[name, `${name}-soft`, 4.5], ['ink', `${name}-soft`, 4.5]]),
  ['on-wax', 'wax-btn', 4.5], ['on-wax', 'wax-h', 4.5], ['on-ink', 'inkbtn', 4.5], ['on-ink', 'inkbtn-h', 4.5], ['wax-edge', 'side', 3], ['wax-edge', 'paper', 3],
  ...Array.from({ length: 8 }, (_, i) => i + 1).flatMap((n): [string, string, number][] => [[`p${n}-ink`, `p${n}`, 4.5], [`p${n}-caret`, 'paper', 3], ['paper', `p${n}-caret`, 4.5]]),
]

describe.each(['light', 'dark'] as const)('colours in %s', (theme) => {
  it.each(PAIRS)('%s on %s has at least %d to 1', (front, back, least) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(least)
  })
})

describe.each(['light', 'dark'] as const)('high contrast, %s', (theme) => {
  const pairs: readonly [front: string, back: string, least: number][] = [
    ...SURFACES.flatMap((back) => TEXTS.map((front): [string, string, number] => [front, back, 7])),
    ...SURFACES.flatMap((back) => ['ctl', 'focus', 'line2', 'wax-edge'].map((front): [string, string, number] => [front, back, 4.5])),
    ...['wax', 'moss', 'ochre', 'water', 'brick'].flatMap((name): [string, string, number][] => [[name, `${name}-soft`, 7], ['ink', `${name}-soft`, 7]]),
    ['on-wax', 'wax-btn', 7], ['on-wax', 'wax-h', 7], ['on-ink', 'inkbtn', 7], ['on-ink', 'inkbtn-h', 7],
  ]
  it('has every text at 7 to 1 and every edge at 4.5', () => {
    expect(pairs.filter(([front, back, least]) => contrast(theme, front, back, strong) < least).map(([front, back]) => `${front} on ${back}: ${contrast(theme, front, back, strong).toFixed(1)}`)).toEqual([])
  })
})

describe('the table of measured contrasts', () => {
  it('holds at its corners', () => {
    expect(contrast('light', 'ink', 'raised')).toBeCloseTo(15.5, 0)
    expect(contrast('light', 'ink3', 'sel')).toBeCloseTo(4.8, 1)
    expect(contrast('dark', 'ink3', 'sel')).toBeCloseTo(5.0, 1)
    expect(contrast('dark', 'on-wax', 'wax-btn')).toBeCloseTo(5.7, 1)
  })

  it('is computed from every colour that stands in the token file', () => {
    expect(colours.size).toBeGreaterThan(50)
    for (const name of [...SURFACES, ...TEXTS]) expect(colours.has(name), name).toBe(true)
  })

  it('is the only place with colours', async () => {
    const { readdirSync } = await import('node:fs')
    const root = fileURLToPath(new URL('../../../renderer', import.meta.url))
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|css)$/.test(file) && !file.endsWith('tokens.css'))
    expect(files.length).toBeGreaterThan(30)
    for (const file of files) {
      const text = readFileSync(`${root}/${file}`, 'utf8')
      expect(Array.from(text.matchAll(/#[0-9a-f]{3,8}\b(?=[;,)\s])|\brgba?\(/gi), ([found]) => found), file).toEqual([])
    }
  })
})
