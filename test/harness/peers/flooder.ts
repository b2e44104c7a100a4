// Somebody who shouts at a rendezvous: as much as goes through, over as many sockets as are let in.
import wrtc from '@roamhq/wrtc'
import { openSignal, sealSignal, signalKey } from '../../../electron/link/peers/sealing.ts'

export interface FloodStart {
  readonly t: 'start'
  readonly rendezvous: string
  readonly topic: string
  readonly password: string
  readonly sockets: number
  /** Messages in all. */
  readonly messages: number
  /** `noise`: what is no signalling, or none of this topic. `knocks`: sound offers, each by somebody else. */
  readonly of: 'noise' | 'knocks'
}
/** How many of the sockets came in at all, how many of those were closed on it, and what was sent until then. */
export interface FloodReport {
  readonly t: 'flooded'
  readonly sent: number
  readonly refused: number
  readonly cut: number
}

process.on('disconnect', () => process.exit(0))
process.on('message', (start: FloodStart) => { if (start.t === 'start') void flood(start) })

async function words(start: FloodStart): Promise<(n: number) => Promise<string>> {
  const { topic } = start
  const publish = (data: unknown, of = topic): string => JSON.stringify({ type: 'publish', topic: of, data })
  if (start.of === 'noise') {
    const noise = [publish('x'.repeat(2000)), publish('AAAA'), publish({ type: 'parley', bytes: '!' }), publish('of another', 'f'.repeat(64))]
    return (n) => Promise.resolve(noise[n % noise.length]!.replace('AAAA', `AAAA${n}`))
  }
  const key = await signalKey(start.topic, start.password)
  const peer = new wrtc.RTCPeerConnection({ iceServers: [] })
  peer.createDataChannel('x')
  const { sdp } = await peer.createOffer()
  peer.close()
  const id = (n: number): string => `00000000-${n.toString(16).padStart(8, '0')}`
  return async (n) => publish(await sealSignal({ type: 'signal', from: id(n), to: await someone, token: 1, signal: { type: 'offer', sdp } }, key))
}

/** Whom the offers are for: whoever announces itself first. */
let meet: (name: string) => void = () => {}
const someone = new Promise<string>((resolve) => { meet = resolve })

async function flood(start: FloodStart): Promise<void> {
  let [sent, refused, cut] = [0, 0, 0]
  const word = await words(start)
  if (start.of === 'knocks') await listen(start)
  const share = Math.ceil(start.messages / start.sockets)
  await Promise.all(Array.from({ length: start.sockets }, (_, at) => new Promise<void>((resolve) => {
    const socket = new WebSocket(start.rendezvous)
    let [open, done] = [false, false]
    socket.onopen = async () => {
      open = true
      for (let n = 0; n < share && socket.readyState === WebSocket.OPEN; n++) {
        socket.send(await word(at * share + n))
        sent++
        if (n % 50 === 0) await new Promise((next) => setTimeout(next, 5))
      }
      done = true
      socket.close()
    }
    socket.onclose = () => {
      if (!open) refused++
      else if (!done) cut++
      resolve()
    }
    socket.onerror = () => {}
  })))
  process.send?.({ t: 'flooded', sent, refused, cut } satisfies FloodReport)
}

/** Announces itself once as an honest link does, and waits for an answer to learn a name. */
async function listen(start: FloodStart): Promise<void> {
  const key = await signalKey(start.topic, start.password)
  const socket = new WebSocket(start.rendezvous)
  socket.onmessage = ({ data }: MessageEvent<string>) => void (async () => {
    const message = JSON.parse(data) as { readonly type: string; readonly data: unknown }
    const said = message.type === 'publish' ? await openSignal(message.data, key) as { from?: string } | null : null
    if (said?.from) meet(said.from)
  })()
  await new Promise<void>((resolve) => { socket.onopen = () => resolve() })
  socket.send(JSON.stringify({ type: 'subscribe', topics: [start.topic] }))
  socket.send(JSON.stringify({ type: 'publish', topic: start.topic, data: await sealSignal({ type: 'announce', from: '00000000-flood' }, key) }))
  await someone
  socket.close()
}
