// A stage for stories of whole hosts: each test gets a folder, a network and a clock of its own, and every host that
// was opened on it is closed when the test is over. Importing this sets it up.
import { afterEach, beforeEach } from 'vitest'
import { TestClock } from './clocks.ts'
import { testFolder, type Someone } from './hosts.ts'
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
