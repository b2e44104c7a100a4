// Looking at a screen the way a demanding person would: a picture in each theme, and the rules of WCAG by axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { signedUnwarned } from './before-signing.ts'
import { misfitsOf } from './page-fit.ts'
import { NARROW, WIDE, type Workbench } from './workbench.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES: RunOptions = { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
/** All that a theme can change. */
export const COLOURS: RunOptions = { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** Runs in the page: what a menu or a popover happens to lie over in part is not too small. */
const partlyUnder = (selectors: readonly string[]): string[] => selectors.filter((selector) => {
  const target = document.querySelector(selector)
  const a = target?.getBoundingClientRect()
  return a !== undefined && Array.from(document.querySelectorAll('[role="dialog"], [role="menu"]')).some((over) => {
    const b = over.getBoundingClientRect()
    return !over.contains(target) && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  })
})

/** One line a broken rule and place. */
export async function violations(page: Page, rules = RULES): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${source} })()`)
  const found = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options), rules,
  )
  const small = found.violations.filter(({ id }) => id === 'target-size').flatMap(({ nodes }) => nodes.map(({ target }) => String(target[0])))
  const under = small.length === 0 ? [] : await page.evaluate(partlyUnder, small)
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.filter(({ target }) => id !== 'target-size' || !under.includes(String(target[0]))).map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${(failureSummary ?? '').replace(/\s+/g, ' ')}`))
}

/** Resolves when what was changed before is on the screen; for the page, so it can use nothing from here. */
export const painted = (): Promise<void> => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
})

/** What is on the screens of those that are open, and what their pages complained of. */
export async function pictureFailure(about: string, benches: readonly (Workbench | undefined)[]): Promise<void> {
  await Promise.all(benches.map(async (bench) => {
    if (!bench?.isOpen) return
    if (bench.errors.length > 0) console.error(`${bench.name}: ${bench.errors.join('\n')}`)
    await bench.browser.shot(bench.page, `failed-${about}-${bench.name.toLowerCase()}`)
  }))
}

/** Wherever a step of this story fails. */
export function picturesOfFailures(about: string, benches: () => readonly (Workbench | undefined)[]): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await pictureFailure(about, benches())
  })
}

export interface Look {
  /** A picture at 1024 x 640 too. */
  readonly narrow?: boolean
}

/** Takes NAME-light.png and NAME-dark.png, and fails the test (at its end) where axe objects in either, or where a name is put to something unwarned. */
export async function look({ page, browser }: Pick<Workbench, 'page' | 'browser'>, name: string, { narrow = false }: Look = {}): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate(painted)
    await browser.shot(page, `${name}-${theme}`)
    expect.soft(await violations(page, theme === 'light' ? RULES : COLOURS), `${name}, ${theme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect.soft(await signedUnwarned(page), `${name}, signed without a word before`).toEqual([])
  if (!narrow) return
  await page.setViewportSize(NARROW)
  await browser.shot(page, `${name}-narrow`)
  expect.soft(await misfitsOf(page), `${name}, narrow`).toEqual([])
  await page.setViewportSize(WIDE)
}
