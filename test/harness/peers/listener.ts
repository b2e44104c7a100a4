// Somebody on the network who only listens: to what is passed on at a rendezvous under a topic, and to beacons.
import { createSocket } from 'node:dgram'

export interface ListenStart {
  readonly t: 'start'
  readonly rendezvous: string
  readonly topic: string
  readonly port: number
  readonly group: string
  /** By which address the group is joined. */
  readonly at: string
}
/** Asks for what was heard by now. */
export interface ListenTell { readonly t: 'tell' }
export interface ListenReport { readonly t: 'listening' | 'heard'; readonly words: readonly string[]; readonly beacons: readonly Uint8Array[] }

const words: string[] = []
const beacons: Uint8Array[] = []
const say = (t: ListenReport['t']): void => void process.send?.({ t, words, beacons } satisfies ListenReport)

process.on('disconnect', () => process.exit(0))
process.on('message', (order: ListenStart | ListenTell) => {
  if (order.t === 'tell') return say('heard')
  const socket = new WebSocket(order.rendezvous)
  socket.onmessage = ({ data }: MessageEvent<string>) => { words.push(data) }
  const ear = createSocket({ type: 'udp4', reuseAddr: true })
  ear.on('message', (datagram) => { beacons.push(datagram) })
  ear.bind(order.port, () => {
    ear.addMembership(order.group, order.at)
    if (socket.readyState === WebSocket.OPEN) ready()
    else socket.onopen = ready
  })
  const ready = (): void => {
    socket.send(JSON.stringify({ type: 'subscribe', topics: [order.topic] }))
    say('listening')
  }
})
