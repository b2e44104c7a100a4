// Exchanges joined by plain queues, with what y-webrtc does played by a few lines: whoever is connected, whatever is lost and
// whatever somebody claims, all come to the same document.
import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sha256 from 'lib0/hash/sha256'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toHex } from '../../../shared/base/bytes.ts'
import type { DeviceId } from '../../../shared/base/ids.ts'
import { decodeSpread, encodeSpread, shortOf } from '../../../shared/protocol/spread.ts'
import { COMPARING } from '../../../electron/link/peers/comparing.ts'
import { Exchange, type ExchangeLink } from '../../../electron/link/peers/exchange.ts'
import { meshOf } from '../../../electron/link/peers/mesh-rule.ts'

/** Longest time from an edit that was kept from somebody until that one has it, with one neighbour who has it, in ms. */
const AT_THE_LATEST = COMPARING.every * 1.25 + (COMPARING.patience + 1) * 2 * COMPARING.still + COMPARING.answer

interface Sent { readonly from: Node; readonly to: Node; readonly message: Uint8Array }
interface End extends ExchangeLink { readonly to: Node }

let net: Net

class Net {
  readonly nodes: Node[] = []
  sent: Sent[] = []
  /** What becomes of a message on its way: the bytes that arrive, or null. */
  fate: (sent: Sent) => Uint8Array | null = ({ message }) => message
  #queue: Sent[] = []

  add(count: number): Node[] {
    const added = Array.from({ length: count }, (_, more) => new Node(this, this.nodes.length + more))
    this.nodes.push(...added)
    return added
  }

  put(sent: Sent): void {
    this.sent.push(sent)
    this.#queue.push(sent)
  }

  /** Delivers what is under way, and what that brings about. */
  run(): void {
    for (let one = this.#queue.shift(); one; one = this.#queue.shift()) {
      const bytes = this.fate(one)
      if (bytes !== null) one.to.take(one.from, bytes)
    }
  }

  /** Lets so much time pass. */
  pass(ms: number): void {
    for (let rest = ms; rest > 0; rest -= 50) {
      this.run()
      vi.advanceTimersByTime(50)
    }
    this.run()
  }

  join(a: Node, b: Node): void {
    a.meet(b)
    b.meet(a)
    this.run()
  }

  part(a: Node, b: Node): void {
    a.leave(b)
    b.leave(a)
    this.run()
  }

  /** Everyone with everyone whom `joined` names. */
  weave(joined: (a: Node, b: Node) => boolean = () => true): void {
    for (const a of this.nodes) for (const b of this.nodes) if (a.at < b.at && joined(a, b)) this.join(a, b)
    this.pass(2000)
    this.sent = []
  }

  get contents(): Set<string> {
    return new Set(this.nodes.map((node) => JSON.stringify(Object.entries(node.map.toJSON()).sort())))
  }
}

class Node {
  readonly at: number
  readonly device: DeviceId
  readonly exchange: Exchange<End>
  readonly ends = new Map<Node, End>()
  readonly #net: Net

  constructor(net: Net, at: number) {
    this.#net = net
    this.at = at
    // The same in every run: who is a neighbour of whom hangs on it.
    this.device = toHex(sha256.digest(Uint8Array.of(at))) as DeviceId
    this.exchange = new Exchange(this.device, { update: () => {}, presence: () => {}, lost: () => {} })
    const { doc, awareness } = this.exchange
    doc.on('update', (update: Uint8Array) => this.#broadcast(0, (encoder) => syncProtocol.writeUpdate(encoder, update)))
    awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
      const states = awarenessProtocol.encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed])
      this.#broadcast(1, (encoder) => encoding.writeVarUint8Array(encoder, states))
    })
  }

  get map() {
    return this.exchange.doc.getMap<string>('m')
  }

  meet(other: Node): void {
    const end: End = { to: other, send: (message) => this.#net.put({ from: this, to: other, message }) }
    this.ends.set(other, end)
    this.exchange.opened(end, other.device)
    // y-webrtc asks for everything as soon as it is connected.
    this.#hand(end, encoded(0, (encoder) => syncProtocol.writeSyncStep1(encoder, this.exchange.doc)))
  }

  leave(other: Node): void {
    this.exchange.closed(this.ends.get(other)!)
    this.ends.delete(other)
  }

  take(from: Node, message: Uint8Array): void {
    const end = this.ends.get(from)
    const rest = end ? this.exchange.incoming(end, message) : null
    if (!end || rest === null || rest[0] !== 0) return
    const decoder = decoding.createDecoder(rest)
    decoding.readVarUint(decoder)
    const answer = encoded(0, (encoder) => void syncProtocol.readSyncMessage(decoder, encoder, this.exchange.doc, null))
    if (answer.length > 1) this.#hand(end, answer)
  }

  #broadcast(kind: number, write: (encoder: encoding.Encoder) => void): void {
    const message = encoded(kind, write)
    for (const end of this.ends.values()) this.#hand(end, message)
  }

  #hand(end: End, message: Uint8Array): void {
    const bytes = this.exchange.outgoing(end, message)
    if (bytes !== null) end.send(bytes)
  }
}

function encoded(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kind)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const ruled = (all: readonly Node[]) => {
  const ids = all.map(({ device }) => device as string)
  const mesh = new Map(ids.map((id) => [id, meshOf(id, ids)]))
  return (a: Node, b: Node) => mesh.get(a.device)!.has(b.device)
}
const isSpread = ({ message }: Sent) => decodeSpread(message).t === 'spread'

beforeEach(() => {
  vi.useFakeTimers()
  net = new Net()
})
afterEach(() => {
  for (const { exchange } of net.nodes) exchange.close()
  vi.useRealTimers()
})

describe('an edit', () => {
  it.each([2, 5, 10, 13])('in a full mesh of %i costs one message for each other', (size) => {
    net.add(size)
    net.weave()
    net.nodes[1]!.map.set('k', 'v')
    net.run()
    expect(net.contents.size).toBe(1)
    expect(net.sent.length).toBe(size - 1)
  })

  it.each([14, 20, 30, 40])('in a mesh of %i by the rule reaches everyone for at most two messages each', (size) => {
    const nodes = net.add(size)
    net.weave(ruled(nodes))
    const costs = nodes.map((node) => {
      net.sent = []
      node.map.set(`of ${node.at}`, 'v')
      net.run()
      return net.sent.length
    })
    expect(net.contents.size).toBe(1)
    expect(costs.reduce((sum, cost) => sum + cost, 0) / size).toBeLessThanOrEqual(2 * size)
    if (size <= 20) expect(Math.max(...costs)).toBeLessThanOrEqual(2 * size)
  })

  it('reaches everyone at once, however they are connected', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 12 }), fc.infiniteStream(fc.nat()), fc.nat(), (size, chances, writer) => {
      net = new Net()
      const nodes = net.add(size)
      const chance = () => chances.next().value as number
      // A tree holds them together; beside it, whatever chance adds.
      const tree = nodes.map((_, at) => (at === 0 ? 0 : chance() % at))
      net.weave((a, b) => tree[b.at] === a.at || chance() % 4 === 0)
      nodes[writer % size]!.map.set('k', 'v')
      net.run()
      expect(net.contents).toEqual(new Set(['[["k","v"]]']))
      expect(net.sent.filter(isSpread).length).toBeLessThanOrEqual(2 * size)
      for (const { exchange } of nodes) exchange.close()
    }), { numRuns: 40 })
  })

  it('costs as little when it is a change of presence', () => {
    const nodes = net.add(20)
    net.weave(ruled(nodes))
    nodes[3]!.exchange.awareness.setLocalState({ device: nodes[3]!.device, text: 'here' })
    net.run()
    const present = ({ exchange }: Node) => [...exchange.awareness.getStates().values()].some((state) => state['text'] === 'here')
    expect(nodes.every(present)).toBe(true)
    expect(net.sent.length).toBeLessThanOrEqual(40)
  })
})

describe('what was kept from somebody', () => {
  it('arrives before long though most messages are lost', () => {
    const nodes = net.add(8)
    net.weave()
    let turn = 0
    net.fate = (sent) => (isSpread(sent) && turn++ % 3 !== 0 ? null : sent.message)
    for (const node of nodes) node.map.set(`of ${node.at}`, 'v')
    net.run()
    expect(net.contents.size).toBeGreaterThan(1)
    net.pass(2 * AT_THE_LATEST)
    expect(net.contents.size).toBe(1)
  })

  it('is late by no more than a comparison where one claims to have told everyone and has not', () => {
    const nodes = net.add(6)
    net.weave()
    const [liar, friend] = nodes as [Node, Node]
    const everyone = nodes.map(({ device }) => shortOf(device))
    net.fate = ({ from, to, message }) => {
      if (from !== liar) return message
      const said = decodeSpread(message)
      if (said.t !== 'spread') return to === friend ? message : null
      return to === friend ? encodeSpread(everyone, [], said.message) : null
    }
    liar.map.set('k', 'v')
    net.run()
    expect(friend.map.get('k')).toBe('v')
    expect(nodes.slice(2).every((node) => node.map.get('k') === undefined)).toBe(true)
    net.pass(AT_THE_LATEST)
    expect(nodes.every((node) => node.map.get('k') === 'v')).toBe(true)
  })

  it('arrives though one asks for everything and answers nothing, or claims neighbours it has not', () => {
    const nodes = net.add(4)
    const [liar, writer] = nodes as [Node, Node]
    net.weave((a, b) => a !== liar || b !== writer)
    const everyone = nodes.map(({ device }) => shortOf(device))
    net.fate = ({ from, message }) => {
      if (from !== liar) return message
      const said = decodeSpread(message)
      if (said.t === 'neighbours') return Uint8Array.of(17, everyone.length, ...everyone.flatMap((id) => [...Buffer.from(id, 'hex')]))
      return said.t === 'digest' ? Uint8Array.of(18, 0, ...crypto.getRandomValues(new Uint8Array(16))) : null
    }
    for (let edit = 0; edit < 20; edit++) {
      writer.map.set(`edit ${edit}`, 'v')
      net.pass(100)
    }
    net.pass(AT_THE_LATEST)
    expect(new Set(nodes.slice(1).map((node) => node.map.size))).toEqual(new Set([20]))
  })

  it('arrives when what was deleted is all that differs', () => {
    const [a, b] = net.add(2) as [Node, Node]
    a.map.set('k', 'v')
    net.weave()
    net.fate = (sent) => (isSpread(sent) ? null : sent.message)
    a.map.delete('k')
    net.run()
    expect(b.map.get('k')).toBe('v')
    net.pass(AT_THE_LATEST)
    expect(b.map.get('k')).toBeUndefined()
  })
})

describe('who is new', () => {
  const large = 'x'.repeat(10_000)
  const bytesTo = (node: Node) => net.sent.filter(({ to }) => to === node).reduce((sum, { message }) => sum + message.length, 0)
  const bytesFrom = (node: Node) => net.sent.filter(({ from }) => from === node).reduce((sum, { message }) => sum + message.length, 0)

  it('is sent the document by one, and sends it back to none', () => {
    net.add(10)[0]!.map.set('k', large)
    net.weave()
    const [newcomer] = net.add(1) as [Node]
    for (const node of net.nodes) if (node !== newcomer) newcomer.meet(node)
    for (const node of net.nodes) if (node !== newcomer) node.meet(newcomer)
    net.pass(2000)
    expect(newcomer.map.get('k')).toBe(large)
    expect(bytesTo(newcomer)).toBeLessThan(2 * large.length)
    expect(bytesFrom(newcomer)).toBeLessThan(large.length)
  })

  it('brings what it wrote alone to all, and two halves bring each other theirs', () => {
    const nodes = net.add(8)
    net.weave((a, b) => a.at < 4 === b.at < 4)
    nodes[0]!.map.set('left', large)
    nodes[7]!.map.set('right', large)
    net.run()
    net.join(nodes[1]!, nodes[5]!)
    net.pass(3000)
    expect(net.contents.size).toBe(1)
    expect(nodes[2]!.map.get('right')).toBe(large)
  })

  it('learns of an edit that was made while it was still being told the rest', () => {
    const nodes = net.add(3)
    net.weave((a, b) => a.at < 2 && b.at < 2)
    nodes[0]!.map.set('k', large)
    net.run()
    nodes[2]!.meet(nodes[0]!)
    nodes[0]!.meet(nodes[2]!)
    nodes[2]!.meet(nodes[1]!)
    nodes[1]!.meet(nodes[2]!)
    nodes[1]!.map.set('k', 'changed meanwhile')
    nodes[0]!.map.set('other', 'v')
    net.pass(AT_THE_LATEST)
    expect(net.contents).toEqual(new Set(['[["k","changed meanwhile"],["other","v"]]']))
  })

  it('costs nothing more once all agree but a comparison now and then', () => {
    const nodes = net.add(6)
    nodes[0]!.map.set('k', large)
    net.weave()
    net.pass(60_000)
    const pairs = 15
    expect(net.sent.length).toBeLessThanOrEqual(pairs * (60_000 / (COMPARING.every * 0.75) + 1))
    expect(net.sent.every(({ message }) => message.length < 30)).toBe(true)
  })
})
