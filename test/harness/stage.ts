// A stage for stories of whole hosts: each test gets a folder, a network and a clock of its own, and every host that
// was opened on it is closed when the test is over. Importing this sets it up.
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect } from 'vitest'
import type { RecordDetail } from '#shared/protocol/contract.ts'
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

const TEN_YEARS = 10 * 365.25 * 86_400_000

/** Three people whose clocks are ten years apart: Ben's is ahead of Ada's, Chidi's behind. With their ids. */
export async function threeApart() {
  const clocks = [new TestClock(), new TestClock(), new TestClock()] as const
  const ada = opened(await founds('Ada', folder.path, { network, clock: clocks[0] }))
  const ben = opened(await joins('Ben', ada, { network, clock: clocks[1] }))
  const chidi = opened(await joins('Chidi', ada, { network, clock: clocks[2] }))
  clocks[1].pass(TEN_YEARS)
  clocks[2].pass(-TEN_YEARS)
  const all: readonly Someone[] = [ada, ben, chidi]
  for (const one of all) await one.sees('all three', async () => (await one.in('people.list', {})).length === 3)
  return { ada, ben, chidi, all, a: await ada.me(), b: await ben.me(), c: await chidi.me() }
}

/** Waits until each of them sees it so, and all the same of it as far as `plainly` tells. */
export async function agree(all: readonly Someone[], id: string, what: string, holds: (seen: RecordDetail) => boolean, plainly: (of: RecordDetail) => unknown): Promise<RecordDetail> {
  let seen: readonly RecordDetail[] = []
  await expect.poll(async () => {
    seen = await Promise.all(all.map((one) => one.seesRecord(id, what, holds)))
    return seen.map(plainly)
  }, { message: what }).toSatisfy((said: readonly unknown[]) => said.every((one) => isDeepStrictEqual(one, said[0])))
  return seen[0]!
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
