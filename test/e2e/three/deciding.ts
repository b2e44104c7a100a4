// What three people do with a decision at their pages, by the names a screen reader would say.
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { connected } from '../../harness/workbench-pair.ts'
import { button, sendNow } from '../../harness/workbench-steps.ts'
import type { Workbench } from '../../harness/workbench.ts'

/** In the side bar; the desk has a part of the same name. */
export const list = ({ page }: Workbench): Locator => page.getByRole('region', { name: 'Advice', exact: true }).filter({ has: page.getByRole('searchbox', { name: 'Find a decision' }) })
export const advice = ({ page }: Workbench): Locator => page.getByRole('region', { name: /^Advice, and how/ })
export const before = ({ page }: Workbench): Locator => page.getByRole('region', { name: /^Before / })
export const more = ({ page }: Workbench): Locator => page.getByRole('region', { name: 'More', exact: true })
export const adviser = ({ page }: Workbench, name: string): Locator => page.locator(`[data-adviser="${name}"]`)
/** The row of one person's advice under the paper. */
export const adviceOf = ({ page }: Workbench, name: string): Locator => page.locator(`[data-advice-of="${name}"]`)
export const showList = ({ page }: Workbench): Promise<void> => page.getByRole('navigation').getByRole('button', { name: 'Advice', exact: true }).click()

export async function open(bench: Workbench, title: string): Promise<void> {
  if (!(await list(bench).isVisible())) await showList(bench)
  await list(bench).locator('[data-record]', { hasText: title }).first().dblclick()
  await bench.page.getByRole('tab', { name: title, selected: true }).waitFor()
}

/** Ada asks these people, all of whom stand under "somebody else". */
export async function asks(bench: Workbench, names: readonly string[], word: string): Promise<void> {
  await button(bench.page, 'Ask somebody').first().click()
  const form = bench.page.getByRole('form', { name: 'Ask for advice' })
  for (const name of names) await form.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
  await form.getByLabel('A word with it').fill(word)
  await button(form, /^Ask/).click()
  await form.waitFor({ state: 'detached' })
}

/** `opens`: the button that opens the form; where somebody was asked and is silent, it stands open. */
export async function advises(bench: Workbench, words: string, { concern = false, opens = '' } = {}): Promise<void> {
  if (opens !== '') await button(advice(bench), opens).click()
  await advice(bench).getByLabel('What would you do, or what worries you?').fill(words)
  if (concern) await advice(bench).getByRole('checkbox', { name: /This is a concern/ }).check()
  await button(advice(bench), 'Give this advice').click()
  await adviceOf(bench, bench.name).getByText(words).waitFor()
}

/** Says how the advice of somebody was used; nothing is chosen beforehand. */
export async function answers(bench: Workbench, name: string, used: 'Taken up' | 'Taken up in part' | 'Not taken up', why: string): Promise<void> {
  const form = adviceOf(bench, name).getByRole('form')
  await form.getByLabel(`How did you use ${name}’s advice?`).fill(why)
  await form.getByRole('radio', { name: used, exact: true }).click()
  await button(form, `Answer ${name}`).click()
  await adviceOf(bench, name).getByText(why).waitFor()
}

/** The cable of the third is out; the others know it. */
export async function goes(field: Workbench, near: Workbench, left: number): Promise<void> {
  await field.unplug()
  await connected(near, left)
}

export async function comes(field: Workbench, all: readonly Workbench[]): Promise<void> {
  await field.plugIn()
  for (const one of all) await connected(one, all.length - 1)
}

/** Everybody asked has been heard: the words of that number are decided on. */
export async function decides(bench: Workbench, revision: number, words: string): Promise<void> {
  await button(before(bench), 'Decide').click()
  const form = bench.page.getByRole('form', { name: `Decide rev ${revision}`, exact: true })
  await form.getByLabel('What you decide, in a word to all').fill(words)
  await button(form, 'Decide').click()
  await sendNow(bench)
  await bench.page.getByText(new RegExp(`^You decided rev ${revision}`)).waitFor()
}

interface Told { readonly state: string; readonly decision: { readonly advisers: readonly object[]; readonly outcomes: readonly object[] } }
/** What depends on who looks, and on what they know of others' devices. */
const MINE = new Set(['you', 'reach', 'mine'])
const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, item: unknown) => (MINE.has(key) ? undefined : item)))

/** All hosts come to the same of it: where it stands, who was asked and said what, what was decided. */
export async function sameEverywhere(all: readonly Workbench[], title: string, state: string): Promise<void> {
  await expect.poll(async () => {
    const [first, ...others] = await Promise.all(all.map(async (one) => {
      const shown = await one.does<Told>('show', title)
      return JSON.stringify(told({ state: shown.state, advisers: shown.decision.advisers, outcomes: shown.decision.outcomes }))
    }))
    return others.every((other) => other === first) ? (JSON.parse(first!) as Told).state : others.find((other) => other !== first)
  }).toBe(state)
}
