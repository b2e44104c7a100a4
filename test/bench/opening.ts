// How long a cold host takes until its first list can be shown, and until all is ready. Each in a process of its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { folderWith } from './workspace.ts'
import { megabytes, round, type Bench, type Row } from './row.ts'

const child = fileURLToPath(new URL('./opening-child.ts', import.meta.url))

export interface Opening { readonly list: number; readonly ready: number; readonly whole: number; readonly rows: number; readonly peak: number }

async function coldOpen(acts: number): Promise<Row[]> {
  const folder = await folderWith(acts)
  try {
    const runs: Opening[] = []
    for (let i = 0; i < 3; i++) {
      const process_ = fork(child, [folder.data, folder.workspace])
      const [message] = await once(process_, 'message') as [Opening]
      await once(process_, 'exit')
      runs.push(message)
    }
    const median = (pick: (run: Opening) => number): number => runs.map(pick).sort((a, b) => a - b)[1]!
    const large = acts >= 100_000
    return [
      { what: `cold open, ${acts} acts: first list`, value: round(median((run) => run.list)), unit: 'ms', aim: large ? '500' : null, note: 'from openHost to a hundred rows; median of 3' },
      { what: `cold open, ${acts} acts: all ready`, value: round(median((run) => run.ready)), unit: 'ms', aim: large ? '1,500' : null, note: 'causal index, membership, reach, documents' },
      { what: `cold open, ${acts} acts: every row listed`, value: round(median((run) => run.whole)), unit: 'ms', aim: null, note: `${runs[0]!.rows} rows` },
      { what: `cold open, ${acts} acts: peak memory`, value: megabytes(median((run) => run.peak)), unit: 'MB', aim: null },
    ]
  } finally {
    folder.remove()
  }
}

export const openingRows: readonly Bench[] = [
  { name: 'opening-10k', run: () => coldOpen(10_000) },
  { name: 'opening-100k', run: () => coldOpen(100_000) },
]
