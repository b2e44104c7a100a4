// Rendezvous joined with others' over real sockets on loopback: what they hand on, to whom, how often, and for whom.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { GREETING } from '../../../electron/link/rendezvous/door.ts'
import { RunIdentity } from '../../../electron/link/rendezvous/link-state.ts'
import { Client, closeAll, Host, listen, open } from '../../harness/rendezvous.ts'

afterEach(closeAll)

/** A line to a host on which its answers stay under way, from the first question on, until they may `pass`. */
async function lateLine(host: Host): Promise<{ readonly address: string; readonly asked: Promise<void>; pass(): void }> {
  let pass = (): void => {}
  let isAsked = (): void => {}
  const asked = new Promise<void>((resolve) => { isAsked = resolve })
  const address = await listen(createServer((near) => {
    const far = connect(host.port, '127.0.0.1')
    for (const half of [near, far]) half.on('error', () => {})
    open.push({ close: () => { near.destroy(); far.destroy() } })
    near.pipe(far)
    // The first that comes back is the greeting, and the question follows it.
    far.once('data', (greeting: Buffer) => {
      far.pause()
      near.write(greeting)
      near.once('data', () => isAsked())
    })
    pass = () => void far.pipe(near)
  }))
  return { address, asked, pass: () => pass() }
}

describe('joined with others', () => {
  it('three hosts of which two dial the first all meet', async () => {
    const [a, b, c] = await Promise.all([Host.listening(['room']), Host.listening(['room']), Host.listening(['room'])])
    const clients = await Promise.all([a, b, c].map((host) => Client.of(host, ['room'])))
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    c.tell({ t: 'dial', first: [], addresses: [a.address] })
    await Promise.all([b, c].map((host) => host.until('a connection', () => host.outcomes.includes('connected'))))
    const [atA, atB, atC] = clients as [Client, Client, Client]
    const says = async (speaker: Client, text: string, hearers: readonly Client[]) => {
      speaker.publish(text)
      await Promise.all(hearers.map((hearer) => hearer.hears(text)))
    }
    // What B and C say follows their subscriptions over the same sockets; once A hears it, they are subscribed there.
    await says(atB, 'from b', [atA])
    await says(atC, 'from c', [atA, atB])
    await says(atA, 'from a', [atB, atC])
    await says(atB, 'from b again', [atA, atC])
  })

  it('two that dial each other hand nothing on twice', async () => {
    const [a, b] = await Promise.all([Host.listening(['room']), Host.listening(['room'])])
    const [x, y] = await Promise.all([Client.of(a, ['room']), Client.of(b, ['room'])])
    a.tell({ t: 'dial', first: [], addresses: [b.address] })
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    for (const host of [a, b]) await host.until('a connection', () => host.outcomes.includes('connected'))
    x.publish('once')
    y.publish('answer')
    await y.hears('once')
    await x.hears('answer')
    x.publish('end')
    await y.hears('end')
    expect(y.heard.filter((text) => text === '"once"').length).toBe(1)
    expect(x.heard.filter((text) => text === '"answer"').length).toBe(1)
  })

  it('takes up new topics with those it has dialled, and lets old ones go', async () => {
    const [a, b] = await Promise.all([Host.listening(['one', 'two']), Host.listening(['one'])])
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    b.tell({ t: 'topics', topics: ['two'] })
    const [x, y] = await Promise.all([Client.of(a, ['two']), Client.of(b, ['two'])])
    y.publish('hello', 'two')
    await x.hears('hello')
    x.publish('back', 'two')
    await y.hears('back')
  })

  it('takes up new topics with one that has not answered for the old ones yet', async () => {
    const a = await Host.listening(['one', 'two'])
    const b = await Host.listening(['one'])
    const late = await lateLine(a)
    b.tell({ t: 'dial', first: [], addresses: [late.address] })
    await late.asked
    b.tell({ t: 'topics', topics: ['two'] })
    late.pass()
    await b.until('a connection', () => b.outcomes.includes('connected'))
    const [x, y] = await Promise.all([Client.of(a, ['two']), Client.of(b, ['two'])])
    y.publish('hello', 'two')
    await x.hears('hello')
    x.publish('back', 'two')
    await y.hears('back')
  })

  it('hosts exchange bytes of their own on a topic', async () => {
    const [a, b] = await Promise.all([Host.listening(['invite']), Host.listening(['invite'])])
    a.tell({ t: 'meet', topic: 'invite' })
    b.tell({ t: 'meet', topic: 'invite' })
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    const met = (host: Host) => host.heard.flatMap((message) => (message.t === 'meeting' ? [Array.from(message.data)] : []))
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(1, 2, 3) })
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(1, 2, 3) })
    await a.until('both', () => met(a).length === 2)
    expect(met(a)).toEqual([[1, 2, 3], [1, 2, 3]])
    a.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(255) })
    await b.until('the answer', () => met(b).length === 1)
    a.tell({ t: 'part', topic: 'invite' })
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(4) })
    b.tell({ t: 'publish', topic: 'unknown', data: Uint8Array.of(4) })
    await b.refuses('rendezvous.topic')
    expect(met(a).length).toBe(2)
  })

  it('comes back to one that was gone, and at once when asked', async () => {
    const a = await Host.listening(['room'])
    const b = await Host.listening(['room'])
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    const { port } = a
    a.rendezvous.close()
    await b.until('the loss', () => b.outcomes.includes('closed'))
    const again = new Host()
    again.tell({ t: 'topics', topics: ['room'] })
    again.tell({ t: 'start', port, host: '127.0.0.1' })
    await again.until('a listening rendezvous', () => again.port === port)
    b.tell({ t: 'retry' })
    await b.until('a second connection', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 2)
  })
})

describe('among hosts', () => {
  const asHost = (who: RunIdentity) => ({ [GREETING]: who.name })

  it('a publication has a name and counts its hops; a client gets it as y-webrtc has it', async () => {
    const host = await Host.listening(['room'])
    const [client, other] = [await Client.of(host, ['room']), await Client.of(host, ['room'], asHost(new RunIdentity()))]
    expect(other.got.find(({ type }) => type === 'subscribed')).toEqual({ type: 'subscribed', topics: ['room'] })
    client.say({ type: 'publish', topic: 'room', data: 'mine', id: 'squatted', hops: 30 })
    await other.hears('mine')
    const heard = other.got.find(({ data }) => data === 'mine') as unknown as { id: string; hops: number }
    expect([heard.hops, heard.id]).toEqual([1, expect.not.stringContaining('squatted')])
    other.say({ type: 'publish', topic: 'room', data: 'theirs', id: 'a', hops: 1 })
    await client.hears('theirs')
    expect(client.got.find(({ data }) => data === 'theirs')).toEqual({ type: 'publish', topic: 'room', data: 'theirs' })
  })

  it('hears the same by two ways once, the same words said twice twice', async () => {
    const host = await Host.listening(['room'])
    const client = await Client.of(host, ['room'])
    const [one, two] = [await Client.of(host, ['room'], asHost(new RunIdentity())), await Client.of(host, ['room'], asHost(new RunIdentity()))]
    one.say({ type: 'publish', topic: 'room', data: 'x', id: 'a', hops: 1 })
    await two.hears('x')
    two.say({ type: 'publish', topic: 'room', data: 'x', id: 'a', hops: 7 })
    two.say({ type: 'publish', topic: 'room', data: 'x', id: 'b', hops: 1 })
    // Nobody keeps a message away by using its name for other words.
    two.say({ type: 'publish', topic: 'room', data: 'y', id: 'a', hops: 1 })
    await Promise.all([client.hears('y'), two.settled(), one.settled()])
    expect(client.heard).toEqual(['"x"', '"x"', '"y"'])
    expect([one.heard, two.heard]).toEqual([['"x"', '"y"'], ['"x"']])
  })

  it('nothing goes on for more hops than there may be', async () => {
    const host = await Host.listening(['room'], { hops: 3 })
    const client = await Client.of(host, ['room'])
    const [one, two] = [await Client.of(host, ['room'], asHost(new RunIdentity())), await Client.of(host, ['room'], asHost(new RunIdentity()))]
    one.say({ type: 'publish', topic: 'room', data: 'near', id: 'a', hops: 2 })
    one.say({ type: 'publish', topic: 'room', data: 'far', id: 'b', hops: 3 })
    await client.hears('far')
    await two.settled()
    expect([client.heard, two.heard]).toEqual([['"near"', '"far"'], ['"near"']])
    await host.refuses('rendezvous.hops')
  })

  it('a link state that was changed on the way is refused, and one of an unknown topic', async () => {
    const host = await Host.listening(['room'])
    const [liar, victim] = [new RunIdentity(), new RunIdentity()]
    const [one, two] = [await Client.of(host, ['room'], asHost(liar)), await Client.of(host, ['room'], asHost(new RunIdentity()))]
    one.say({ type: 'hosts', state: { ...victim.state('room', [], [], 3), links: [liar.name] } })
    await host.refuses('rendezvous.hosts')
    one.say({ type: 'hosts', state: victim.state('secret', [], [], 3) })
    await host.refuses('rendezvous.topic')
    one.say({ type: 'hosts', state: victim.state('room', [], [], 3) })
    const states = () => two.got.filter((message) => message.type === 'hosts') as unknown as { state: { name: string; links: string[] } }[]
    await two.until('the true one', () => states().some(({ state }) => state.name === victim.name))
    expect(states().filter(({ state }) => state.name === victim.name).map(({ state }) => state.links)).toEqual([[]])
  })

  it('a client that tells link states is cut off', async () => {
    const host = await Host.listening(['room'])
    const client = await Client.of(host, ['room'])
    client.say({ type: 'hosts', state: new RunIdentity().state('room', [], [], 3) })
    await client.cut()
  })

  it('one that floods leaves the others their share, however many sockets it opens', async () => {
    const host = await Host.listening(['room'], { relaysPerSecond: 0, relayBurst: 100 })
    const honest = await Client.of(host, ['room'], asHost(new RunIdentity()))
    const client = await Client.of(host, ['room'])
    const stock = await Client.of(host, ['room'], {}, '127.0.0.3')
    const flooders = [
      await Client.of(host, ['room'], asHost(new RunIdentity()), '127.0.0.2'),
      await Client.of(host, ['room'], asHost(new RunIdentity()), '127.0.0.2'),
    ]
    for (let i = 0; i < 150; i++) for (const [k, flooder] of flooders.entries()) flooder.publish(`flood ${k} ${i}`)
    for (const flooder of flooders) await flooder.settled()
    // Coming again doesn't help.
    flooders[0]!.socket.close()
    const again = await Client.of(host, ['room'], asHost(new RunIdentity()), '127.0.0.2')
    again.publish('flood again')
    await again.settled()
    for (let i = 0; i < 50; i++) honest.publish(`word ${i}`)
    await client.hears('word 49')
    expect(client.heard.filter((text) => text.includes('flood')).length).toBe(100)
    expect(client.heard.filter((text) => text.includes('word')).length).toBe(50)
    stock.publish('from a client')
    await client.hears('from a client')
    await host.refuses('rendezvous.relay')
    // Nobody is cut off for what it hands on.
    expect(flooders[1]!.closed).toBe(false)
  })

  it('a host over its rate is not cut off for what it hands on: it loses what is too much', async () => {
    const host = await Host.listening(['room'], { messagesPerSecond: 0, messageBurst: 50 })
    const [other, client] = [await Client.of(host, ['room'], asHost(new RunIdentity())), await Client.of(host, ['room'])]
    for (let i = 0; i < 80; i++) other.publish(i)
    await host.refuses('rendezvous.rate')
    expect(other.closed).toBe(false)
    client.publish('still here')
    await other.hears('still here')
  })

  it('keeps no second socket with one that has two addresses', async () => {
    const [a, b] = [await Host.listening(['room']), await Host.listening(['room'])]
    b.tell({ t: 'dial', first: [], addresses: [a.address, `localhost:${a.port}`] })
    await b.until('an answer from both', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 2)
    const [x, y] = [await Client.of(a, ['room']), await Client.of(b, ['room'])]
    x.publish('once')
    await y.hears('once')
    x.publish('end')
    await y.hears('end')
    expect(y.heard).toEqual(['"once"', '"end"'])
    await expect.poll(() => b.rendezvous.outgoing).toBe(1)
  })

  it('tries the addresses of a join all at once, beside the four', async () => {
    const many = await Promise.all(Array.from({ length: 7 }, () => Host.listening(['invite'])))
    const b = await Host.listening(['invite'])
    b.tell({ t: 'dial', first: many.map(({ address }) => address), addresses: [] })
    await b.until('all of them', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 7)
    expect(b.outcomes).toEqual(Array.from({ length: 7 }, () => 'connected'))
  })

  it('goes on to others where nobody answers, never with more than four at once', async () => {
    let most = 0
    let accepted = 0
    const b = await Host.listening(['room'])
    const silent = await Promise.all(Array.from({ length: 10 }, () => listen(createServer((socket) => {
      // Each try that has ended was told of before the next began.
      most = Math.max(most, ++accepted - b.outcomes.length)
      socket.on('error', () => {}).resume()
      open.push({ close: () => socket.destroy() })
    }))))
    const live = await Host.listening(['room'])
    b.tell({ t: 'dial', first: [], addresses: [...silent, live.address] })
    await b.until('the one that answers', () => b.outcomes.includes('connected'), 25_000)
    expect(most).toBeLessThanOrEqual(4)
    expect(b.outcomes.filter((outcome) => outcome === 'no answer').length).toBeGreaterThan(3)
  })
})

describe('where somebody was lost', () => {
  /** A line that can fall silent: nothing is cut, and nothing passes any more on what was open then. */
  async function lineTo(host: Host): Promise<{ readonly address: string; readonly calls: number; silence(): void }> {
    const halves: Socket[] = []
    let calls = 0
    const line = createServer((near) => {
      calls++
      const far = connect(host.port, '127.0.0.1')
      halves.push(near, far)
      for (const half of [near, far]) half.on('error', () => {})
      near.pipe(far)
      far.pipe(near)
      near.on('close', () => far.destroy())
    })
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => { for (const half of halves) half.destroy(); line.close() } })
    const { port } = line.address() as AddressInfo
    return {
      address: `127.0.0.1:${port}`,
      get calls() { return calls },
      silence: () => { for (const half of halves) half.unpipe().pause() },
    }
  }

  it('a socket that leads nowhere any more is given up at once and dialled anew', async () => {
    const [a, b] = await Promise.all([Host.listening(['room']), Host.listening(['room'])])
    const line = await lineTo(a)
    b.tell({ t: 'dial', first: [], addresses: [line.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    line.silence()
    b.tell({ t: 'doubt' })
    await b.until('another one', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 2)
    const [x, y] = await Promise.all([Client.of(a, ['room']), Client.of(b, ['room'])])
    x.publish('there again')
    await y.hears('there again')
  })

  it('a socket that answers is kept', async () => {
    const [a, b, c] = await Promise.all([Host.listening(['room']), Host.listening(['room']), Host.listening(['room'])])
    const [sound, silent] = [await lineTo(a), await lineTo(c)]
    b.tell({ t: 'dial', first: [sound.address, silent.address], addresses: [] })
    await b.until('both', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 2)
    silent.silence()
    b.tell({ t: 'doubt' })
    // By then the other has had its time to answer as well.
    await b.until('the silent one again', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 3)
    expect([sound.calls, silent.calls]).toEqual([1, 2])
  })
})
