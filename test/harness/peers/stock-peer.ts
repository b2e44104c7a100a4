// A stock y-webrtc client that knows the room's topic and password but has no device key: what an outsider with leaked
// signalling secrets could run. Started as a child process; reports what it gets.
import wrtc from '@roamhq/wrtc'
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'

export interface StockStart {
  readonly t: 'start'
  readonly topic: string
  readonly password: string
  readonly rendezvous: string
}

export type StockReport =
  | { readonly t: 'channel' }
  | { readonly t: 'got'; readonly entries: number; readonly presences: number }

const report = (message: StockReport) => void process.send?.(message)
process.on('disconnect', () => process.exit(0))
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})

/** Tells when its data channel is open, which is all the success it shall have. */
class Watched extends wrtc.RTCPeerConnection {
  override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, options)
    channel.addEventListener('open', () => report({ t: 'channel' }))
    return channel
  }
}

process.on('message', (message: StockStart | { readonly t: 'stop' | 'ping' }) => {
  if (message.t === 'stop') process.exit(0)
  if (message.t === 'start') void join(message)
})

async function join({ topic, password, rendezvous }: StockStart): Promise<void> {
  const doc = new Y.Doc()
  doc.getMap('stock').set('written', 'by the stock client')
  const provider = new WebrtcProvider(topic, doc, {
    signaling: [rendezvous], password, peerOpts: { wrtc: { ...wrtc, RTCPeerConnection: Watched }, config: { iceServers: [] } },
  })
  provider.awareness.setLocalState({ text: 'stock' })
  await provider.key
  // The lowest id: this one dials whoever announces.
  if (provider.room) provider.room.peerId = '00000000-stock'
  const tell = () => report({
    t: 'got', entries: doc.share.size - 1 + doc.getMap('stock').size - 1, presences: provider.awareness.getStates().size - 1,
  })
  doc.on('update', tell)
  provider.awareness.on('change', tell)
  setInterval(tell, 200)
}
