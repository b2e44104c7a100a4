// A link whose process somebody has taken over. It stands where the host's link should be and sends the host whatever the
// test hands it; what the host sends goes back to the test through its spawner.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** What came of looking around on the machine, by what was tried: what was got, or the system's code. */
export interface Loot { readonly t: 'loot'; readonly got: Readonly<Record<string, string>> }

type Order =
  | { readonly rogue: 'loot'; readonly folder: string }
  | { readonly rogue: 'say'; readonly message: unknown; readonly times?: number }
  | { readonly rogue?: undefined; readonly t: string; readonly n?: number }

const say = (message: unknown): void => void process.send?.(message)

function tried(run: () => unknown): string {
  try {
    return `got ${String(run()).slice(0, 200)}`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

const loot = (folder: string): Loot => ({ t: 'loot', got: {
  'the keys': tried(() => readFileSync(`${folder}/vault.json`, 'utf8')), 'the folder': tried(() => readdirSync(folder)),
  'a file of its own': tried(() => writeFileSync(`${folder}/planted`, '')), 'another program': tried(() => execFileSync('/bin/true')),
  'what it was started with': tried(() => JSON.stringify(process.env)),
} })

process.on('disconnect', () => process.exit(0))
process.on('message', (order: Order) => {
  if (order.rogue === 'loot') return say(loot(order.folder))
  if (order.rogue === 'say') {
    for (let i = 0; i < (order.times ?? 1); i++) say(order.message)
    return
  }
  if (order.t === 'start') say({ t: 'ready' })
  // It answers, so that it is let live.
  if (order.t === 'ping') say({ t: 'pong', n: order.n, peers: [] })
  if (order.t === 'stop') process.exit(0)
})

