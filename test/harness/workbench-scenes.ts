// What opens over or beside a page of the workbench, and how a person opens it in the sample workspace, in any language. A page has a
// line in workbench-tour.ts; a sheet, a menu, a part of the inspector has one here.
import type { Locator, Page } from 'playwright-core'
import en from '../../renderer/locales/en/index.ts'
import { pseudoOf, type Messages } from '../../renderer/locales/pseudo.ts'
import { button, voice } from './workbench-steps.ts'
import { byPalette, english } from './workbench-tour.ts'

/** What the page says for a sentence of the English locale. */
export type Words = (sentence: string) => string

const sentences = new Set<string>()
const gather = (messages: Messages): void => Object.values(messages).forEach((said) => { if (typeof said === 'string') sentences.add(said); else gather(said) })
gather(en)
const known = (sentence: string): string => {
  if (!sentences.has(sentence)) throw new Error(`no sentence “${sentence}” in the locale`)
  return sentence
}
export const inEnglish: Words = known
export const inMadeUp: Words = (sentence) => pseudoOf(known(sentence))
/** With whatever stands where values are put in. */
const saying = (say: Words, sentence: string): RegExp => new RegExp(say(sentence).replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{[^}]*\}/g, '.*'))

export interface Scenery {
  /** Ends with it in front. */
  open(page: Page, say: Words): Promise<void>
  /** Ends with nothing of it left; Escape where left out. */
  close?(page: Page, say: Words): Promise<void>
}

async function record(page: Page, title: string): Promise<void> {
  await byPalette(page, title)
  await page.getByRole('tab', { name: title, selected: true }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
}
async function more(page: Page, say: Words, act: string): Promise<void> {
  await button(page, say('More about this letter')).click()
  await button(page.getByRole('dialog', { name: say('More about this letter') }), act).click()
}
const about = (page: Page, say: Words): Locator => page.getByRole('complementary', { name: say('About this letter') })
const words = (page: Page, say: Words, name: string): Promise<void> => page.getByRole('radiogroup', { name: say('Which words') }).getByRole('radio', { name: say(name) }).click()
const dialog = (page: Page, name?: string | RegExp): Promise<void> => page.getByRole('dialog', name === undefined ? {} : { name }).first().waitFor()
const stays = async (): Promise<void> => {}

export const SCENES: Readonly<Record<string, Scenery>> = {
  'quick entry': {
    open: async (page, say) => {
      await page.keyboard.press('Alt+n')
      await page.getByLabel(say('What, to whom, by when')).fill('bring the crates to Ben by friday')
      await page.getByTestId('quick-back').getByText(/bring the crates/).waitFor()
    },
  },
  'sync popover': {
    open: async (page, say) => {
      await page.getByTestId('sync-status').click()
      await dialog(page, say('Connection and exchange'))
    },
  },
  'bell': {
    open: async (page, say) => {
      await page.getByTestId('bell').click()
      await dialog(page, say('What needs you'))
    },
  },
  'quiet hours': {
    open: async (page, say) => {
      await page.getByTestId('bell').click()
      const centre = page.getByRole('dialog', { name: say('What needs you') })
      const quiet = button(centre, say('Quiet hours and notices'))
      await quiet.waitFor()
      if (await quiet.getAttribute('aria-expanded') !== 'true') await quiet.click()
      await centre.getByLabel(say('Tell me nothing in these hours')).check()
    },
    close: async (page, say) => {
      await page.getByLabel(say('Tell me nothing in these hours')).uncheck()
      await page.keyboard.press('Escape')
    },
  },
  'menu': {
    open: async (page, say) => {
      await page.keyboard.press('Alt+M')
      await page.getByRole('menu').getByRole('menuitem', { name: say('New letter') }).waitFor()
    },
  },
  'menu of a row': {
    open: async (page, say) => {
      await page.getByRole('navigation').getByRole('button', { name: say('Commitments') }).waitFor()
      await page.locator('[data-record]', { hasText: 'The delivery round' }).click({ button: 'right' })
      await page.getByRole('menu', { name: say('What can be done with it') }).waitFor()
    },
  },
  'panel': {
    open: async (page, say) => {
      await page.keyboard.press('Control+J')
      await page.getByRole('region', { name: say('Panel under the pages') }).getByRole('tab', { name: say('Problems') }).click()
    },
    close: async (page, say) => button(page, say('Close the panel')).click(),
  },
  'palette': {
    open: async (page) => {
      await page.keyboard.press('Control+K')
      await page.keyboard.type('bread')
      await page.getByRole('option').first().waitFor()
    },
  },
  'keys at a glance': {
    open: async (page, say) => {
      await byPalette(page, say(english('cmd.keys')))
      await dialog(page)
    },
  },
  'workspaces': {
    open: async (page) => {
      await button(page, /^Hollin Bank bakery$/).click()
      await dialog(page)
    },
  },
  'list, grouped and filtered': {
    open: async (page, say) => {
      await page.getByRole('button', { name: say('Group and filter') }).click()
      await page.getByLabel(say('Group by')).waitFor()
    },
  },
  'compare': { open: async (page, say) => { await record(page, 'Bread on Fridays'); await words(page, say, 'Compare') }, close: stays },
  'more about a letter': {
    open: async (page, say) => {
      await record(page, 'Bread on Fridays')
      await button(page, say('More about this letter')).click()
    },
  },
  'keep as a template': {
    open: async (page, say) => {
      await record(page, 'Bread on Fridays')
      await more(page, say, say('Keep as a template'))
      await dialog(page, say('Keep as a template'))
    },
  },
  'talk first': {
    open: async (page, say) => {
      await record(page, 'Who opens the shop')
      await button(page, say('Talk first')).click()
      await about(page, say).getByRole('form', { name: say('Talk first') }).waitFor()
    },
    close: async (page, say) => button(about(page, say), say('Not now')).click(),
  },
  'check-in': {
    open: async (page, say) => {
      await record(page, 'The delivery round')
      await about(page, say).getByRole('radio', { name: say('Check-ins') }).click()
      await about(page, say).getByRole('form', { name: say('Check in') }).getByLabel(say('How is it going, in your words?')).waitFor()
    },
    close: stays,
  },
  'history': { open: async (page, say) => { await record(page, 'The delivery round'); await about(page, say).getByRole('radio', { name: say('History') }).click() }, close: stays },
  'step out': {
    open: async (page, say) => {
      await record(page, 'The delivery round')
      await button(page, say('Step out...')).click()
      await dialog(page, saying(say, 'Step out of {title}?'))
    },
  },
  'renew': {
    open: async (page, say) => {
      await record(page, 'The delivery round')
      await button(about(page, say), say('Renew')).click()
      await about(page, say).getByRole('form', { name: say('The same words, later dates') }).waitFor()
    },
    close: async (page, say) => button(about(page, say), say('Not now')).click(),
  },
  'draft': {
    open: async (page, say) => {
      await record(page, 'Jam in July')
      await voice(page, say('Why')).click()
    },
    close: stays,
  },
  'fields of a draft': {
    open: async (page, say) => {
      await record(page, 'Jam in July')
      await page.getByRole('textbox', { name: say('If it slips'), exact: true }).scrollIntoViewIfNeeded()
    },
    close: stays,
  },
  'preview of an offer': {
    open: async (page, say) => {
      await record(page, 'Jam in July')
      await button(page, saying(say, 'Read rev {n} before offering')).click()
      await page.getByRole('group', { name: say('What this would do') }).waitFor()
    },
    close: async (page, say) => button(about(page, say), say('Keep writing')).click(),
  },
  'leave': {
    open: async (page, say) => {
      await byPalette(page, say(english('cmd.you')))
      await button(page, say('Leave...')).click()
      await dialog(page)
    },
  },
  'reminder': {
    open: async (page, say) => {
      await byPalette(page, say(english('cmd.desk')))
      await button(page, say('Add a reminder')).click()
      await page.getByLabel(say('Remind me of')).waitFor()
    },
    close: async (page, say) => button(page, say('Not now')).click(),
  },
  'later': {
    open: async (page, say) => {
      await byPalette(page, say(english('cmd.desk')))
      const row = page.getByTestId('needs').locator('[data-row]').first()
      if (await row.getAttribute('aria-expanded') !== 'true') await row.click()
      await button(page.getByTestId('needs'), say('Later')).first().click()
    },
    close: stays,
  },
  'hours of a week': {
    open: async (page, say) => {
      await byPalette(page, say(english('cmd.desk')))
      await button(page, say('Set my hours')).first().click()
      await page.getByLabel(say('Hours a week')).waitFor()
    },
  },
  'sample is removed': {
    open: async (page, say) => {
      await button(page.getByTestId('sample-bar'), say('Remove the sample')).click()
      await dialog(page)
    },
  },
}

/** In `npm test` too; the others are walked by the long one. */
export const QUICK_SCENES: readonly string[] = ['sync popover', 'compare', 'step out']
