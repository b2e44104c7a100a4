// The same small work by three libraries as they come: a map of records that several processes share.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ImmutableString } from '@automerge/automerge-repo'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'

export type System = 'y-webrtc' | 'y-websocket' | 'automerge-repo'

/** What a peer is told to be. `meet`: where peers find one another, as the server or rendezvous gave it. */
export interface Setting {
  readonly system: System
  readonly meet: string
  readonly room: string
}

export interface Replica {
  put(key: string, value: string): void
  /** Many at once, as one change. */
  fill(count: number, value: string): void
  size(): number
  get(key: string): string | undefined
  onChange(changed: () => void): void
  sent(): Sent
}

/** What this process has sent to others so far. */
export interface Sent {
  readonly messages: number
  readonly bytes: number
}

class Counter {
  readonly sent = { messages: 0, bytes: 0 }

  /** Counts what it is given and gives it back. */
  readonly count = <T>(data: T): T => {
    this.sent.messages++
    this.sent.bytes += typeof data === 'string' ? data.length : ((data as Partial<ArrayBuffer> | null)?.byteLength ?? 0)
    return data
  }
}

export async function openReplica({ system, meet, room }: Setting): Promise<Replica> {
  if (system === 'automerge-repo') return automerge(meet)
  const doc = new Y.Doc()
  const records = doc.getMap<string>('records')
  const sent = system === 'y-webrtc' ? await overWebRtc(doc, meet, room) : await overWebSocket(doc, meet, room)
  return {
    put: (key, value) => void records.set(key, value),
    fill: (count, value) => doc.transact(() => { for (let i = 0; i < count; i++) records.set(`record ${i}`, value) }),
    size: () => records.size,
    get: (key) => records.get(key),
    onChange: (changed) => records.observe(() => changed()),
    sent,
  }
}

async function overWebRtc(doc: Y.Doc, signaling: string, room: string): Promise<() => Sent> {
  const [{ default: wrtc }, { WebrtcProvider }] = await Promise.all([import('@roamhq/wrtc'), import('y-webrtc')])
  const counter = new Counter()
  const counted = class extends wrtc.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('datachannel', (event) => void counting((event as RTCDataChannelEvent).channel))
    }

    override createDataChannel(...args: Parameters<RTCPeerConnection['createDataChannel']>) {
      return counting(super.createDataChannel(...args))
    }
  }
  const counting = (channel: RTCDataChannel): RTCDataChannel => {
    const send = channel.send.bind(channel) as (data: unknown) => void
    channel.send = (data: unknown) => send(counter.count(data))
    return channel
  }
  new WebrtcProvider(room, doc, {
    signaling: [signaling], filterBcConns: true, peerOpts: { wrtc: { ...wrtc, RTCPeerConnection: counted }, config: { iceServers: [] } },
  })
  return () => counter.sent
}

async function overWebSocket(doc: Y.Doc, url: string, room: string): Promise<() => Sent> {
  const { WebsocketProvider } = await import('y-websocket')
  const counter = new Counter()
  class Counted extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(counter.count(data))
    }
  }
  new WebsocketProvider(url, room, doc, { WebSocketPolyfill: Counted, disableBc: true })
  return () => counter.sent
}

/** Whole strings: automerge would else keep every character as a change of its own. */
interface Records { records: Record<string, ImmutableString> }

async function automerge(meet: string): Promise<Replica> {
  const [{ ImmutableString, Repo }, { WebSocketClientAdapter }] = await Promise.all([import('@automerge/automerge-repo'), import('@automerge/automerge-repo-network-websocket')])
  const [url, document] = meet.split(' ') as [string, string]
  const adapter = new WebSocketClientAdapter(url)
  const counter = new Counter()
  const send = adapter.send.bind(adapter)
  adapter.send = (message) => {
    // Their content; the envelope is written further down.
    counter.count('data' in message ? message.data : null)
    send(message)
  }
  const handle = await new Repo({ network: [adapter] }).find<Records>(document as never)
  const records = (): Records['records'] => handle.doc().records
  return {
    put: (key, value) => handle.change((doc) => { doc.records[key] = new ImmutableString(value) }),
    fill: (count, value) => handle.change((doc) => { for (let i = 0; i < count; i++) doc.records[`record ${i}`] = new ImmutableString(value) }),
    size: () => Object.keys(records()).length,
    get: (key) => records()[key]?.toString(),
    onChange: (changed) => handle.on('change', changed),
    sent: () => counter.sent,
  }
}

/** Opens what the peers of a system meet at, in this process; where that is. y-webrtc's is a rendezvous, opened elsewhere. */
export async function openServer(system: Exclude<System, 'y-webrtc'>): Promise<{ readonly meet: string; sent(): Sent }> {
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  const counter = new Counter()
  sockets.on('connection', (socket) => {
    const { send } = socket
    socket.send = (data: unknown, ...args: unknown[]) => Reflect.apply(send, socket, [counter.count(data), ...args])
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
  if (system === 'y-websocket') {
    const { setupWSConnection } = await import('@y/websocket-server/utils') as { setupWSConnection(socket: unknown, request: unknown): void }
    sockets.on('connection', setupWSConnection)
    return { meet: url, sent: () => counter.sent }
  }
  const [{ Repo }, { WebSocketServerAdapter }] = await Promise.all([import('@automerge/automerge-repo'), import('@automerge/automerge-repo-network-websocket')])
  const repo = new Repo({ network: [new WebSocketServerAdapter(sockets as never)] })
  return { meet: `${url} ${repo.create<Records>({ records: {} }).url}`, sent: () => counter.sent }
}
