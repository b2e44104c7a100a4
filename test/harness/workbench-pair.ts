// Two people who are part of one workspace already, each at their workbench: where a story begins that is about something
// else than joining.
import { button, found, introduce, invite, keepWords, paste } from './workbench-steps.ts'
import type { Workbench } from './workbench.ts'

export const WORKSPACE = 'Hollin Bank'

/** Ends with both connected. */
export async function pair(first: Workbench, second: Workbench): Promise<void> {
  await Promise.all([first.open(), second.open()])
  await introduce(first, 'Start a new workspace')
  await keepWords(first)
  await found(first, WORKSPACE)
  const link = await invite(first)
  await introduce(second, 'Join with an invite')
  await keepWords(second)
  await paste(second, link)
  await button(second.page, 'Ask to join').click()
  await button(second.page, `Go to ${WORKSPACE}`).click()
  await second.page.getByRole('status').filter({ hasText: '1 connected' }).waitFor()
}
