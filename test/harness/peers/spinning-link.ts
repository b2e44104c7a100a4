// The real link, until it is told to spin: then it does nothing else for ever, as bytes from outside might make it.
process.on('message', (message: { readonly t: string; readonly reading?: number }) => {
  if (message.t !== 'spin') return
  if (message.reading !== undefined) process.send?.({ t: 'reading', connection: message.reading, bytes: 1000 })
  for (;;) {}
})
export {}
await import('../../../electron/link/node/peers.ts')
