// What opens over or beside a page of the workbench, and how a person opens it in the sample workspace. A page has a line in
// workbench-tour.ts; a sheet, a menu, a part of the inspector has one here.
import type { Page } from 'playwright-core'
import { button, inspector, voice } from './workbench-steps.ts'
import { byPalette, english } from './workbench-tour.ts'

export interface Scenery {
  /** Ends with it in front. */
  open(page: Page): Promise<void>
  /** Ends with nothing of it left; Escape where left out. */
  close?(page: Page): Promise<void>
}

async function record(page: Page, title: string): Promise<void> {
  await byPalette(page, title)
  await page.getByRole('tab', { name: title, selected: true }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
}
async function more(page: Page, act: string): Promise<void> {
  await button(page, 'More about this letter').click()
  await button(page.getByRole('dialog', { name: 'More about this letter' }), act).click()
}
const words = (page: Page, name: RegExp): Promise<void> => page.getByRole('radiogroup', { name: 'Which words' }).getByRole('radio', { name }).click()
const dialog = (page: Page, name?: string | RegExp): Promise<void> => page.getByRole('dialog', name === undefined ? {} : { name }).first().waitFor()
const stays = async (): Promise<void> => {}

export const SCENES: Readonly<Record<string, Scenery>> = {
  'quick entry': {
    open: async (page) => {
      await page.keyboard.press('Alt+n')
      await page.getByLabel('What, to whom, by when').fill('bring the crates to Ben by friday')
      await page.getByTestId('quick-back').getByText('You promise Ben').waitFor()
    },
  },
  'sync popover': {
    open: async (page) => {
      await page.getByTestId('sync-status').click()
      await dialog(page, 'Connection and exchange')
    },
  },
  'bell': {
    open: async (page) => {
      await page.getByTestId('bell').click()
      await dialog(page, 'What needs you')
    },
  },
  'quiet hours': {
    open: async (page) => {
      await page.getByTestId('bell').click()
      const centre = page.getByRole('dialog', { name: 'What needs you' })
      const quiet = button(centre, 'Quiet hours and notices')
      await quiet.waitFor()
      if (await quiet.getAttribute('aria-expanded') !== 'true') await quiet.click()
      await centre.getByLabel('Tell me nothing in these hours').check()
    },
    close: async (page) => {
      await page.getByLabel('Tell me nothing in these hours').uncheck()
      await page.keyboard.press('Escape')
    },
  },
  'menu': {
    open: async (page) => {
      await page.keyboard.press('Alt+M')
      await page.getByRole('menu').getByRole('menuitem', { name: 'New letter' }).waitFor()
    },
  },
  'menu of a row': {
    open: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Commitments' }).waitFor()
      await page.locator('[data-record]', { hasText: 'The delivery round' }).click({ button: 'right' })
      await page.getByRole('menu', { name: 'What can be done with it' }).waitFor()
    },
  },
  'panel': {
    open: async (page) => {
      await page.keyboard.press('Control+J')
      await page.getByRole('region', { name: 'Panel under the pages' }).getByRole('tab', { name: 'Problems' }).click()
    },
    close: async (page) => button(page, 'Close the panel').click(),
  },
  'palette': {
    open: async (page) => {
      await page.keyboard.press('Control+K')
      await page.keyboard.type('bread')
      await page.getByRole('option').first().waitFor()
    },
  },
  'keys at a glance': {
    open: async (page) => {
      await byPalette(page, english('cmd.keys'))
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
    open: async (page) => {
      await page.getByRole('button', { name: 'Group and filter' }).click()
      await page.getByLabel('Group by').waitFor()
    },
  },
  'compare': { open: async (page) => { await record(page, 'Bread on Fridays'); await words(page, /^Compare/) }, close: stays },
  'more about a letter': {
    open: async (page) => {
      await record(page, 'Bread on Fridays')
      await button(page, 'More about this letter').click()
    },
  },
  'keep as a template': {
    open: async (page) => {
      await record(page, 'Bread on Fridays')
      await more(page, 'Keep as a template')
      await dialog(page, 'Keep as a template')
    },
  },
  'talk first': {
    open: async (page) => {
      await record(page, 'Who opens the shop')
      await button(page, 'Talk first').click()
      await inspector(page).getByRole('form', { name: 'Talk first' }).waitFor()
    },
    close: async (page) => button(inspector(page), 'Not now').click(),
  },
  'check-in': {
    open: async (page) => {
      await record(page, 'The delivery round')
      await inspector(page).getByRole('radio', { name: /Check-ins/ }).click()
      await inspector(page).getByRole('form', { name: 'Check in' }).getByLabel('How is it going, in your words?').waitFor()
    },
    close: stays,
  },
  'history': { open: async (page) => { await record(page, 'The delivery round'); await inspector(page).getByRole('radio', { name: /History/ }).click() }, close: stays },
  'step out': {
    open: async (page) => {
      await record(page, 'The delivery round')
      await button(page, 'Step out...').click()
      await dialog(page, /Step out/)
    },
  },
  'renew': {
    open: async (page) => {
      await record(page, 'The delivery round')
      await button(inspector(page), 'Renew').click()
      await inspector(page).getByRole('form', { name: 'The same words, later dates' }).waitFor()
    },
    close: async (page) => button(inspector(page), 'Not now').click(),
  },
  'draft': {
    open: async (page) => {
      await record(page, 'Jam in July')
      await voice(page, 'Why').click()
    },
    close: stays,
  },
  'fields of a draft': {
    open: async (page) => {
      await record(page, 'Jam in July')
      await page.getByRole('textbox', { name: 'If it slips', exact: true }).scrollIntoViewIfNeeded()
    },
    close: stays,
  },
  'preview of an offer': {
    open: async (page) => {
      await record(page, 'Jam in July')
      await button(page, /^Read rev 1 before offering/).click()
      await page.getByRole('group', { name: 'What this would do' }).waitFor()
    },
    close: async (page) => button(inspector(page), 'Keep writing').click(),
  },
  'leave': {
    open: async (page) => {
      await byPalette(page, english('cmd.you'))
      await button(page, 'Leave...').click()
      await dialog(page)
    },
  },
  'reminder': {
    open: async (page) => {
      await byPalette(page, english('cmd.desk'))
      await button(page, 'Add a reminder').click()
      await page.getByLabel('Remind me of').waitFor()
    },
    close: async (page) => button(page, 'Not now').click(),
  },
  'later': {
    open: async (page) => {
      await byPalette(page, english('cmd.desk'))
      const row = page.getByTestId('needs').locator('[data-row]').first()
      if (await row.getAttribute('aria-expanded') !== 'true') await row.click()
      await button(page.getByTestId('needs'), 'Later').first().click()
    },
    close: stays,
  },
  'hours of a week': {
    open: async (page) => {
      await byPalette(page, english('cmd.desk'))
      await button(page, /Set my hours|Change my hours/).first().click()
      await page.getByLabel('Hours a week').waitFor()
    },
  },
  'sample is removed': {
    open: async (page) => {
      await button(page.getByTestId('sample-bar'), 'Remove the sample').click()
      await dialog(page)
    },
  },
}

/** In `npm test` too; the others are walked by the long one. */
export const QUICK_SCENES: readonly string[] = ['sync popover', 'compare', 'step out']
