// A host on a small disk, which is filled up under it, used as far as it goes, and given room again. Prints what happened
// as one JSON line. Runs with the folder of that disk, in a mount namespace of its own.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError } from '#shared/base/result.ts'
import type { Method, Params } from '#shared/protocol/contract.ts'
import { actsOnDisk, founds, joins } from '../../harness/hosts.ts'
import { MemoryNetwork } from '../../harness/memory-network.ts'

const disk = process.argv[2]!
const uncaught: string[] = []
process.on('uncaughtException', (error) => uncaught.push(String(error.stack)))
process.on('unhandledRejection', (error) => uncaught.push(String((error as Error).stack)))

const network = new MemoryNetwork()
const ada = await founds('Ada', disk, { network })
const elsewhere = process.argv[3]!
const ben = await joins('Ben', ada, { network }, elsewhere)
const letter = await ada.drafts({ title: 'Bread on Fridays', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
await ada.gives(letter, 'offer')
await ben.seesRecord(letter, 'the offer')
await ben.gives(letter, 'accept')
await ada.seesRecord(letter, 'the acceptance', ({ state }) => state === 'in force')

const outcome = async <M extends Method>(method: M, params: Omit<Params<M>, 'workspace'>): Promise<string> => {
  try {
    await (/^(app|workspace|held)\./.test(method) ? ada.call(method, params as Params<M>) : ada.in(method, params))
    return 'done'
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : `threw ${String(error)}`
  }
}
const confirmed = new Set(actsOnDisk(ada.data).map((act) => act.id))
const fill = join(disk, 'fill')
const file = openSync(fill, 'w')
const block = new Uint8Array(4096)
try {
  for (;;) writeSync(file, block)
} catch {
  closeSync(file)
}

const codes: Record<string, Set<string>> = {}
const did = async <M extends Method>(method: M, params: Omit<Params<M>, 'workspace'>): Promise<void> => {
  (codes[method] ??= new Set()).add(await outcome(method, params))
}
const text = 'Words that take room. '.repeat(400)
for (let n = 0; n < 6; n++) {
  await did('records.give', { id: letter, verb: 'checkin', text: `${n} ${text}` })
  await did('records.promise', { title: `Promise ${n}`, receives: [await ben.me()] })
  await did('invite.create', {})
}
// A signature held on the page: asked for, then due, with no room to write either down.
await did('records.give', { id: letter, verb: 'checkin', text, hold: true })
for (const held of (await ada.call('app.overview', {})).held) await did('held.send', { held: held.id } as never)
await did('draft.create', { meta: { title: 'More', kind: 'mutual', gives: [], receives: [] }, words: text } as never)
await did('app.keep', { key: 'tabs', value: text.repeat(5) } as never)
await did('app.theme', { theme: 'dark' } as never)
await did('workspace.create', { name: 'Another' } as never)
// While it is full, others go on, and what they say comes in or is brought again.
await ben.gives(letter, 'checkin', { text: 'Said to a full disk.' })
// Whatever is written later by itself (rows, how far others have what, documents) has been tried by now.
await after(1200)
const alive = { list: await outcome('records.list', {}), show: await outcome('records.show', { id: letter }), search: await outcome('search', { text: 'bread' } as never), status: await outcome('status', {}) }
const duringFull = actsOnDisk(ada.data).length

rmSync(fill)
const afterwards = {
  checkin: await outcome('records.give', { id: letter, verb: 'checkin', text: 'There is room again.' }),
  theme: await outcome('app.theme', { theme: 'dark' } as never),
  draft: await outcome('draft.create', { meta: { title: 'Later', kind: 'mutual', gives: [], receives: [] }, words: 'Kept.' } as never),
}
network.cutOff(ada.data)
network.reconnect(ada.data)
await ada.seesRecord(letter, 'what was said to the full disk', ({ timeline }) => timeline.some((entry) => entry.text === 'Said to a full disk.'))
const forks = (await ada.in('status', {})).forks.length
await ada.close()
await ada.open()
const acts = actsOnDisk(ada.data)
const told = await ada.sees('the same acts with both', async () => {
  const theirs = new Set(actsOnDisk(ben.data).map((act) => act.id))
  return acts.every((act) => theirs.has(act.id))
})
const drafts = (await ada.in('records.list', {})).filter((row) => row.state === 'draft').map((row) => row.title)
const workspaces = (await ada.call('workspace.list', {})).map((one) => [one.name, one.members])
await ada.close()
await ben.close()
console.log(JSON.stringify({
  codes: Object.fromEntries(Object.entries(codes).map(([method, all]) => [method, [...all].sort()])), alive, afterwards, forks, told, drafts, workspaces,
  grew: acts.length > duringFull, kept: [...confirmed].every((id) => acts.some((act) => act.id === id)), uncaught, logged: ada.logged,
}))
