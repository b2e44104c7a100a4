// A stage for stories of whole hosts: each test gets a folder, a network and a clock of its own, and every host that
// was opened on it is closed when the test is over. Importing this sets it up.
import { afterEach, beforeEach } from 'vitest'
import { TestClock } from './clocks.ts'
import { founds, joins, testFolder, type Someone } from './hosts.ts'
import { MemoryNetwork } from './memory-network.ts'

export let folder = testFolder()
export let network = new MemoryNetwork()
export let clock = new TestClock()
let open: Someone[] = []

/** Closes somebody's host once the test is over. */
export function opened<T extends Someone>(one: T): T {
  open.push(one)
  return one
}

/** Ada, who founded the workspace, and Ben, who joined it; with their ids. */
export async function adaAndBen(): Promise<{ readonly ada: Someone; readonly ben: Someone; readonly a: string; readonly b: string }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  await ada.sees('Ben', async () => (await ada.in('people.list', {})).length === 2)
  return { ada, ben, a: await ada.me(), b: await ben.me() }
}

beforeEach(() => {
  folder = testFolder()
  network = new MemoryNetwork()
  clock = new TestClock()
  open = []
})

afterEach(async () => {
  for (const one of open) await one.close()
  folder.remove()
})
