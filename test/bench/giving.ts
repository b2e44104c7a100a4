// How fast one host signs, fsyncs and confirms, and how fast it verifies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signAct, verifyAct } from '#shared/acts/act.ts'
import { newDeviceKey } from '#shared/acts/crypto.ts'
import { preferNativeCrypto } from '../../electron/host/native-crypto.ts'
import { folderWith, open } from './workspace.ts'
import { round, type Bench, type Row } from './row.ts'

const SOMEONE = 'ab'.repeat(32)

async function oneByOne(count: number): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const { client, dispose } = await open(data)
  await client.call('identity.create', { name: 'Ada' })
  const { id: workspace } = await client.call('workspace.create', { name: 'Bench' })
  const from = performance.now()
  for (let i = 0; i < count; i++) await client.call('records.promise', { workspace, title: `Notes ${i}`, receives: [SOMEONE] })
  const rate = count / ((performance.now() - from) / 1000)
  await dispose()
  rmSync(data, { recursive: true, force: true })
  rmSync(`${data}-state`, { recursive: true, force: true })
  return rate
}

export const givingRows: readonly Bench[] = [
  {
    name: 'giving',
    run: async () => {
      const folder = await folderWith(5000)
      const size = folder.size()
      const stores = folder.stores()
      folder.remove()
      return [
        { what: 'acts given a second, 200 at a time', value: round(5000 / folder.seconds), unit: '/s', aim: '1,500', note: 'drafted, signed, fsynced, confirmed, folded, mirrored' },
        { what: 'acts given a second, one by one', value: round(await oneByOne(500)), unit: '/s', aim: null, note: 'each waits for its own fsync' },
        { what: 'bytes an act on disk', value: round(size / 5000), unit: 'B', aim: null, note: 'act, words, indexes, view, search, mirror in the document' },
        ...Object.entries(stores).map(([store, bytes]): Row => ({ what: `bytes an act in the ${store}`, value: round(bytes / 5000), unit: 'B', aim: null, note: 'content alone' })),
      ]
    },
  },
  {
    name: 'verifying',
    run: async () => {
      const native = await preferNativeCrypto()
      const key = newDeviceKey()
      const acts = Array.from({ length: 2000 }, (_, i) => signAct({
        v: 1, workspace: 'cd'.repeat(32) as never, circle: 'workspace', type: 'commitment.accept', subject: 'ef'.repeat(32),
        body: { revision: '12'.repeat(32), terms: '34'.repeat(32) }, person: '56'.repeat(32) as never, device: key.id,
        seq: i + 1, prev: '78'.repeat(32) as never, seen: [], at: 1_700_000_000_000,
      }, key))
      const from = performance.now()
      for (const act of acts) verifyAct(act)
      return [
        { what: 'acts verified a second', value: round(2000 / ((performance.now() - from) / 1000)), unit: '/s', aim: null, note: `one thread: form, canonical bytes, id, signature (${native ? 'native' : 'WebAssembly'} libsodium)` },
        { what: 'bytes an acceptance', value: acts[0]!.bytes.length + 64, unit: 'B', aim: null, note: 'as it travels: act and signature' },
      ]
    },
  },
]
