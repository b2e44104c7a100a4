// Looking at a screen the way a demanding person would: a picture in each theme, and the rules of WCAG by axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { NARROW, WIDE, type Workbench } from './workbench.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES: RunOptions = { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }

/** One line a broken rule and place. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${source} })()`)
  const found = await page.evaluate(
    (rules) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(rules), RULES,
  )
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${(failureSummary ?? '').replace(/\s+/g, ' ')}`))
}

export interface Look {
  /** A picture at 1024 x 640 too. */
  readonly narrow?: boolean
}

/** Takes NAME-light.png and NAME-dark.png, and fails the test (at its end) where axe objects in either. */
export async function look({ page, browser }: Workbench, name: string, { narrow = false }: Look = {}): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme)
    await browser.shot(page, `${name}-${theme}`)
    expect.soft(await violations(page), `${name}, ${theme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (!narrow) return
  await page.setViewportSize(NARROW)
  await browser.shot(page, `${name}-narrow`)
  await page.setViewportSize(WIDE)
}
