// A child that answers pings until it is told to misbehave.
type Order = { readonly t: 'start' | 'ping' | 'hang' | 'crash' | 'shout' | 'stop' | 'refuse to stop'; readonly n?: number }

let stubborn = false
const say = (message: object) => void process.send?.(message)

process.on('disconnect', () => process.exit(0))
process.on('message', ({ t, n }: Order) => {
  if (t === 'start') say({ t: 'ready' })
  if (t === 'ping') say({ t: 'pong', n, peers: [] })
  if (t === 'crash') process.exit(3)
  if (t === 'shout') say({ t: 'sign', transcript: 'anything' })
  if (t === 'refuse to stop') stubborn = true
  if (t === 'stop' && !stubborn) process.exit(0)
  if (t === 'hang') for (;;) {}
})
