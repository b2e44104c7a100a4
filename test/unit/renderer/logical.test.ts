// The page reads from either side: what is laid out by left and right would stay behind where the words turn round.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../renderer', import.meta.url))

/** Drawn, not read: an ornament, and the panes of dockview, which places them by pixels. */
const EXEMPT = new Set(['ui/UiGuilloche.vue', 'workbench/editor/dock.css'])

const styles = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|css)$/.test(file) && !EXEMPT.has(file))
  .map((file) => {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    return { file, css: file.endsWith('.css') ? text : Array.from(text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g), ([, css]) => css!).join('\n') }
  })

const PHYSICAL = /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g
/** Four sides written as one, of which those beside differ. */
const LOPSIDED = /(?<![\w-])(?:padding|margin|inset)\s*:\s*[^\s;{}]+ ([^\s;{}]+) [^\s;{}]+ ([^\s;{}]+)\s*[;}]/g

describe('the layout', () => {
  it('goes by where reading begins and ends, and never by left and right', () => {
    const found = styles.flatMap(({ file, css }) => [
      ...Array.from(css.matchAll(PHYSICAL), ([rule]) => `${rule} in ${file}`),
      ...Array.from(css.matchAll(LOPSIDED)).filter(([, right, left]) => right !== left).map(([rule]) => `${rule} in ${file}`),
    ])
    expect(styles.length).toBeGreaterThan(40)
    expect(found).toEqual([])
  })

  it('would notice what does', () => {
    for (const css of ['.a { left: 0; }', '.a { margin-left: 4px; }', '.a { text-align: right }', '.a { border-top-left-radius: 2px; }']) expect(css.match(PHYSICAL)).toHaveLength(1)
    expect('.a { inset-inline-start: 0; margin-inline: 4px; --voice-align: left; }'.match(PHYSICAL)).toBeNull()
  })
})
