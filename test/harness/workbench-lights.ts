// Each light Parley can be seen in and each size its window may have: what stands on the screen is measured in all of them.
import { expect } from 'vitest'
import { signedUnwarned } from './before-signing.ts'
import { misfitsOf } from './page-fit.ts'
import { COLOURS, painted, violations } from './workbench-look.ts'
import type { Workbench } from './workbench.ts'

/** At 200 % a window of 1440 by 900 has half of its dots a side. */
export const SIZES = { 'wide': { width: 1440, height: 900 }, 'small': { width: 1024, height: 640 }, '200 %': { width: 720, height: 450 } } as const
export const LIGHTS = [
  { name: 'light', theme: null, media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', theme: null, media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'contrast', theme: 'contrast', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'contrast, dark', theme: 'contrast', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', theme: null, media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const

type Seen = Pick<Workbench, 'page' | 'browser'>

/** Whether all of it is there and none lies over another, at each size. What closes when the window changes is opened `again`. */
export async function fitsEverywhere({ page, browser }: Seen, name: string, again: () => Promise<void> = async () => {}): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    if (size !== 'wide') await again()
    expect.soft(await misfitsOf(page), `${name}, ${size}`).toEqual([])
    if (size === 'wide') continue
    await browser.shot(page, shotName(name, size))
    expect.soft(await violations(page), `${name}, ${size}`).toEqual([])
  }
  await page.setViewportSize(SIZES.wide)
}

/** A picture in each light, and what axe finds there. What a theme can't change is looked for in the first. */
export async function soundInEveryLight({ page, browser }: Seen, name: string): Promise<void> {
  for (const { name: light, theme, media } of LIGHTS) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    // What the setting does to the page; pressing it would close what is open.
    await page.evaluate((to) => {
      if (to === null) delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = to
    }, theme)
    await page.evaluate(painted)
    await browser.shot(page, shotName(name, light))
    expect.soft(await violations(page, light === 'light' ? undefined : COLOURS), `${name}, ${light}`).toEqual([])
  }
  await page.evaluate(() => { delete document.documentElement.dataset['theme'] })
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
}

export async function soundEverywhere(seen: Seen, name: string, again?: () => Promise<void>): Promise<void> {
  await soundInEveryLight(seen, name)
  expect.soft(await signedUnwarned(seen.page), `${name}, signed without a word before`).toEqual([])
  await fitsEverywhere(seen, name, again)
}

const shotName = (name: string, how: string): string => `tour-${name}-${how}`.replace(/[^\w-]+/g, '-')
