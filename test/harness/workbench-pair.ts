// People who are part of one workspace already, each at their workbench: where a story begins that is about something else
// than joining.
import { button, found, introduce, invite, keepWords, paste } from './workbench-steps.ts'
import type { Workbench } from './workbench.ts'

export const WORKSPACE = 'Hollin Bank'

/** Ends with both connected. */
export const pair = (first: Workbench, second: Workbench): Promise<void> => gather(first, second)

/** The first founds the workspace and invites the others. Ends with everybody connected to everybody. */
export async function gather(first: Workbench, ...others: readonly Workbench[]): Promise<void> {
  await Promise.all([first, ...others].map((one) => one.open()))
  await introduce(first, 'Start a new workspace')
  await keepWords(first)
  await found(first, WORKSPACE)
  const link = await invite(first, others.length)
  await Promise.all(others.map((one) => join(one, link)))
  await Promise.all([first, ...others].map((one) => connected(one, others.length)))
}

/** The same by commands, where nothing of it is to be pressed. `founded`: what the workspace is founded with. */
export async function pairByCommand(first: Workbench, second: Workbench, ...founded: readonly string[]): Promise<void> {
  for (const bench of [first, second]) await bench.does('init', '--name', bench.name)
  await first.does('workspace', 'create', WORKSPACE, ...founded)
  await Promise.all([first.open(), second.serve()])
  await second.does('join', (await first.does<{ link: string }>('invite')).link)
  await second.stop()
  await second.open()
  for (const bench of [first, second]) await connected(bench, 1)
}

/** Somebody more, without a page, by the name they go by; those who have a page see them come. */
export async function joinByCommand(one: Workbench, first: Workbench, name = one.name): Promise<void> {
  await one.does('init', '--name', name)
  await one.serve()
  await one.does('join', (await first.does<{ link: string }>('invite')).link)
}

/** Two at their pages and somebody more without one; ends with both connected to everybody. */
export async function threeByCommand(first: Workbench, second: Workbench, third: Workbench): Promise<void> {
  await pairByCommand(first, second)
  await joinByCommand(third, first)
  for (const bench of [first, second]) await connected(bench, 2)
}

/** Somebody who looks around in the sample; ends with nothing of it told any more, since a notice takes its place in each picture. */
export async function inSample(bench: Workbench): Promise<void> {
  await bench.does('init', '--name', bench.name)
  await bench.does('sample', 'make')
  await bench.open()
  await bench.page.getByTestId('sample-bar').waitFor()
  await bench.page.getByTestId('told').getByRole('button', { name: 'Put away' }).click()
}

/** Until the status bar says so. */
export const connected = ({ page }: Workbench, people: number): Promise<void> => page.getByRole('status').filter({ hasText: `${people} connected` }).waitFor()

async function join(bench: Workbench, link: string): Promise<void> {
  await introduce(bench, 'Join with an invite')
  await keepWords(bench)
  await paste(bench, link)
  await button(bench.page, 'Ask to join').click()
  await button(bench.page, `Go to ${WORKSPACE}`).click()
}
