// A link whose process somebody has taken over. It stands where the host's link should be and sends the host whatever the
// test hands it; what the host sends goes back to the test through its spawner.
type Order =
  | { readonly rogue: 'say'; readonly message: unknown; readonly times?: number }
  | { readonly rogue?: undefined; readonly t: string; readonly n?: number }

const say = (message: unknown): void => void process.send?.(message)

process.on('disconnect', () => process.exit(0))
process.on('message', (order: Order) => {
  if (order.rogue === 'say') {
    for (let i = 0; i < (order.times ?? 1); i++) say(order.message)
    return
  }
  if (order.t === 'start') say({ t: 'ready' })
  // It answers, so that it is let live.
  if (order.t === 'ping') say({ t: 'pong', n: order.n, peers: [] })
  if (order.t === 'stop') process.exit(0)
})

export {}
