// Opens a data folder cold and tells how long it took.
import { open } from './workspace.ts'

const [data, workspace] = process.argv.slice(2) as [string, string]
const from = performance.now()
const { client, dispose } = await open(data)
const first = await client.call('records.list', { workspace, limit: 100 })
const list = performance.now() - from
await client.call('status', { workspace })
// No such draft: the answer comes once the documents are read.
await client.call('draft.preview', { workspace, id: '00'.repeat(32) })
const ready = performance.now() - from
const rows = await client.call('records.list', { workspace })
const whole = performance.now() - from
if (first.length === 0) throw new Error('no rows')
process.send!({ list, ready, whole, rows: rows.length, peak: process.resourceUsage().maxRSS * 1024 })
await dispose()
process.disconnect()
