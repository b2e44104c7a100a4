// Every kind of page of the workbench and a way to open it, in any language. What a feature brings to the registry and
// nobody can say how to open here fails the tour.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import en from '../../renderer/locales/en/index.ts'
import { pseudoOf } from '../../renderer/locales/pseudo.ts'

/** What the page says for a key of the locale. */
export type Say = (key: string) => string

const messages = en as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>
export const english: Say = (key) => {
  const [space, name] = key.split('.', 2) as [string, string]
  const said = messages[space]?.[name]
  if (said === undefined) throw new Error(`no sentence ${key}`)
  return said
}
export const madeUp: Say = (key) => pseudoOf(english(key))

/** Kinds of tab by the register.ts of each feature. */
export function pageKinds(): string[] {
  const renderer = fileURLToPath(new URL('../../renderer', import.meta.url))
  const files = [...readdirSync(`${renderer}/features`).map((name) => `${renderer}/features/${name}/register.ts`), `${renderer}/workbench/register.ts`]
  return files.flatMap((file) => {
    try {
      return Array.from(readFileSync(file, 'utf8').matchAll(/\bkind: '([\w-]+)',\s*(?:takesId|keeps|splits|passing|load)\b/g), ([, kind]) => kind!)
    } catch {
      return []
    }
  })
}

/** Runs a command by its name, as a person would. */
export async function byPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  const field = page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('textbox')).first()
  await field.fill(words)
  await page.getByRole('option').filter({ hasText: words }).first().click()
}

const opened = (page: Page): Promise<void> => page.getByRole('tabpanel').first().waitFor()
const byCommand = (key: string) => async (page: Page, say: Say): Promise<void> => byPalette(page, say(key))

/** In the sample workspace. */
export const WAYS: Readonly<Record<string, (page: Page, say: Say) => Promise<void>>> = {
  desk: byCommand('cmd.desk'),
  record: async (page) => byPalette(page, 'Bread on Fridays'),
  letter: byCommand('cmd.newLetter'),
  network: byCommand('cmd.timeline'),
  person: async (page) => byPalette(page, 'Femke'),
  invite: byCommand('cmd.invite'),
  you: byCommand('cmd.you'),
  settings: byCommand('cmd.settings'),
  keys: byCommand('cmd.settingsKeys'),
  activity: byCommand('activity.command'),
  topics: byCommand('topic.all'),
  questions: byCommand('question.all'),
  ask: byCommand('asking.title'),
  search: byCommand('shelf.look'),
  learned: byCommand('trial.library'),
  spent: byCommand('trial.mySpent'),
  topic: async (page, say) => {
    await byPalette(page, say('topic.all'))
    await page.getByRole('tabpanel').getByText('Sourdough').first().click()
  },
  question: async (page) => byPalette(page, 'Why does the rye split'),
  calendar: byCommand('calendar.title'),
  counted: byCommand('counted.title'),
  begin: byCommand('trial.new'),
  aside: byCommand('draft.asideCommand'),
  roles: byCommand('role.roles'),
  'group-call': byCommand('group.call'),
  // Each concept draws its own parts beside and under its paper.
  'record of a group': async (page) => byPalette(page, 'Allergens, the new law'),
  'record of an experiment': async (page) => byPalette(page, 'A quarter of an hour on Fridays'),
  'record of a decision': async (page) => byPalette(page, 'Buy the second oven from the mill'),
  'record of a role': async (page) => byPalette(page, 'Orders from the mill'),
  'record of minutes': async (page) => byPalette(page, 'Allergens: what the law says'),
}

export async function visit(page: Page, kind: string, say: Say): Promise<void> {
  await WAYS[kind]!(page, say)
  await opened(page)
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
}
