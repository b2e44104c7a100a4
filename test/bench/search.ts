// How long finding takes where there is much to look through, and what it costs beside a small workspace: a ratio, since
// milliseconds differ between machines.
import { folderWith, open } from './workspace.ts'
import { percentile, round, type Bench, type Row } from './row.ts'

const TYPED = ['a', 'au', 'aud', 'audit', 'audit notes', 'audit notes room 77', 'tag:bench', 'state:in-force room', 'with:somebody', 'nothing such']
const ROUNDS = 5

interface Measured { readonly p95: number; readonly list: number; readonly talk: number }

async function measure(records: number): Promise<Measured> {
  const folder = await folderWith(records)
  try {
    const { client, dispose } = await open(folder.data)
    const { workspace } = folder
    const all = await client.call('records.list', { workspace })
    for (const row of all.slice(0, 50)) {
      await client.call('talk.tag', { workspace, id: row.id, tag: 'bench' }).catch(() => {})
      await client.call('talk.say', { workspace, id: row.id, kind: 'comment', text: `A word about the audit of ${row.title}` }).catch(() => {})
    }
    // What is written by and by is written now: not while anybody waits.
    await client.call('find', { workspace, text: 'audit' })
    const times: number[] = []
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const text of TYPED) {
        const from = performance.now()
        await client.call('find', { workspace, text, limit: 60 })
        times.push(performance.now() - from)
      }
    }
    const list = await timed(() => client.call('records.list', { workspace }))
    const talk = await timed(() => client.call('talk.show', { workspace, id: all[0]!.id }))
    await dispose()
    return { p95: percentile(times, 95), list, talk }
  } finally {
    folder.remove()
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    const from = performance.now()
    await run()
    times.push(performance.now() - from)
  }
  return percentile(times, 50)
}

async function finding(): Promise<Row[]> {
  const small = await measure(1000)
  const large = await measure(10_000)
  return [
    { what: 'search as one types, 10,000 records, p95', value: round(large.p95), unit: 'ms', aim: '30', note: `${TYPED.length} searches, words and filters, with facets` },
    { what: 'search, 10,000 records beside 1,000, p95', value: round(large.p95 / small.p95), unit: 'times', aim: 'under 10', note: `${round(small.p95)} ms at 1,000` },
    { what: 'every row of 10,000 with their tags', value: round(large.list), unit: 'ms', aim: null, note: 'records.list in memory, median' },
    { what: 'talk on one of 10,000 records', value: round(large.talk), unit: 'ms', aim: null, note: 'median; links both ways' },
  ]
}

export const searchRows: readonly Bench[] = [{ name: 'search', run: finding }]
