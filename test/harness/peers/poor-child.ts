// A child that answers pings until it is told to misbehave.
type Order = { readonly t: 'start' | 'ping' | 'read' | 'hang' | 'crash' | 'shout' | 'stop' | 'refuse to stop'; readonly n?: number; readonly ms?: number; readonly bytes?: number }

let stubborn = false
const say = (message: object) => void process.send?.(message)

process.on('disconnect', () => process.exit(0))
process.on('message', ({ t, n, ms = 0, bytes = 0 }: Order) => {
  if (t === 'start') say({ t: 'ready' })
  if (t === 'ping') say({ t: 'pong', n, peers: [] })
  if (t === 'crash') process.exit(3)
  if (t === 'shout') say({ t: 'sign', transcript: 'anything' })
  if (t === 'refuse to stop') stubborn = true
  if (t === 'stop' && !stubborn) process.exit(0)
  if (t === 'read') {
    say({ t: 'reading', connection: 1, bytes })
    for (const until = performance.now() + ms; performance.now() < until;) {}
    say({ t: 'ready' })
  }
  if (t === 'hang') for (;;) {}
})
