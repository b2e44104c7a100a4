// A file from a member who keeps no rule: Yjs would take hours over the draft in it. The host stays at everybody's
// service, takes in nothing, and goes on.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomBytes } from '#shared/acts/crypto.ts'
import { toBase64 } from '#shared/base/bytes.ts'
import type { RecordId, WorkspaceId } from '#shared/base/ids.ts'
import type { DraftEntry } from '#shared/protocol/bundle.ts'
import { bundleOf, carries, deviceOf, joinsByFile, keyOf, known, NOTHING } from '../harness/by-file.ts'
import { founds, testFolder, turns, type Someone } from '../harness/hosts.ts'
import { raw, tangledText } from '../harness/updates.ts'

const LONG = 30_000
const folder = testFolder()
let ada: Someone
let mallory: Someone

beforeAll(async () => {
  ada = await founds('Ada', folder.path, { link: false })
  mallory = await joinsByFile('Mallory', ada)
})
afterAll(async () => {
  await Promise.all([ada.close(), mallory.close()])
  folder.remove()
})

const slips = async (...drafts: DraftEntry[]): Promise<string> => {
  const workspace = await mallory.workspace() as WorkspaceId
  const device = await deviceOf(ada, mallory)
  return bundleOf({ t: 'exchange', workspace, device, at: 0, exchange: { ...NOTHING, drafts } }, await keyOf(mallory), await deviceOf(ada, ada))
}

/** Refused, and until then every call is answered; afterwards the draft is what it was. */
async function keepsAdaAtWork(draft: string, bundle: string): Promise<void> {
  const before = await ada.in('draft.open', { id: draft })
  let over = false
  let answers = 0
  const taking = ada.call('bundle.take', { bundle }).finally(() => { over = true })
  const refused = expect(taking).rejects.toMatchObject({ problem: { code: 'bundle.damaged', message: expect.stringContaining('tangled') as string } })
  while (!over) {
    await ada.in('draft.open', { id: draft })
    await ada.in('status', {})
    answers++
    await turns(1)
  }
  await refused
  // Before the draft is tried there are a few at most.
  expect(answers).toBeGreaterThan(30)
  expect(await ada.in('draft.open', { id: draft })).toEqual(before)
}

it('a draft that Yjs would take hours to put together is tried apart, and the host answers all the while', async () => {
  const draft = await ada.drafts({ title: 'In the way', kind: 'mutual', gives: [await ada.me(), await known(ada, mallory)] }, 'As we said.')
  await keepsAdaAtWork(draft, await slips({ key: `${draft}/0123456789abcdef`, update: tangledText(LONG) }))
})

it('so is one whose two halves are harmless by themselves', async () => {
  const draft = await ada.drafts({ title: 'By halves', kind: 'mutual', gives: [await ada.me(), await known(ada, mallory)] }, 'As we said.')
  await ada.call('bundle.take', { bundle: await slips({ key: `${draft}/1111111111111111`, update: raw((to) => to.uint(1).uint(1).uint(5).uint(0).byte(0x04).uint(1).text('words').text(toBase64(randomBytes(LONG)).slice(0, LONG)).uint(0)) }) })
  // Beside each letter of it something else, the last first.
  const rivals = raw((to) => {
    to.uint(1).uint(LONG).uint(6).uint(0)
    for (let i = 0; i < LONG; i++) to.byte(0x88).uint(5).uint(LONG - 1 - i).uint(1).byte(127)
    to.uint(0)
  })
  await keepsAdaAtWork(draft, await slips({ key: `${draft}/2222222222222222`, update: rivals }))
})

it('and a bundle of a colleague is taken in as ever', async () => {
  const { id } = await mallory.in('records.promise', { title: 'Bring the seed', receives: [await known(mallory, ada)] })
  expect(await carries(mallory, ada)).toMatchObject({ records: [id as RecordId] })
})

