// What goes wrong between links that stay, and how soon it is mended: joins one after another, links that die on one side
// only, processes that stand still, a network that goes and comes back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPlace, type Place, type TestLink } from '../../harness/links.ts'
import { killable, Machines, Mesh } from '../../harness/mesh.ts'
import { Namespace } from '../../harness/netns.ts'

/** `PARLEY_LONG=1` joins a hundred times; otherwise a few. */
const LONG = process.env['PARLEY_LONG'] === '1'
const JOINS = LONG ? 100 : 8

let namespace: Namespace
const open: { dispose(): Promise<void> }[] = []

beforeAll(async () => { namespace = await Namespace.open() })
afterAll(() => namespace.dispose())
afterEach(async () => { await Promise.all(open.splice(0).map((one) => one.dispose())) })

describe('joining', () => {
  it(`${JOINS} times in a row, with a document that overflows buffers, stalls nobody`, async () => {
    if (!LONG) console.log(`${JOINS} joins of 100: set PARLEY_LONG=1 for all`)
    const place: Place = await openPlace(namespace)
    open.push(place)
    const host = place.link()
    host.doc.transact(() => {
      for (let i = 0; i < 1000; i++) host.doc.getMap('m').set(`record ${i}`, 'x'.repeat(500))
    })
    for (let join = 0; join < JOINS; join++) {
      const guest = place.link()
      await guest.meets(host)
      await guest.until('the document', () => guest.doc.getMap('m').size === 1000)
      // At the first go: no connection was given up and begun anew.
      expect([guest.opened, host.opened]).toEqual([1, join + 1])
      await guest.handle.dispose()
      await host.until('its leaving', () => host.connectionTo(guest.key.id) === undefined)
      expect([...guest.refusals, ...host.refusals]).toEqual([])
    }
  }, 60_000 + JOINS * 30_000)
})

describe('a mesh mends itself', () => {
  it('after one process was killed and came back', async () => {
    const crash = killable(namespace.spawner('peers'))
    const mesh = await Mesh.open(namespace, 5, (at) => (at === 2 ? { spawn: crash.spawn } : {}))
    open.push(mesh)
    await mesh.full()
    const before = mesh.links[2]!.opened
    crash.kill()
    await mesh.links[2]!.until('a restart', () => mesh.links[2]!.opened >= before + 4, 60_000)
    await mesh.full()
    await mesh.spread(2, 'after', 'the crash')
    // The dead ends of the others are noticed too: nobody holds two connections with one device.
    await Promise.all(mesh.links.map((link) => link.until('one connection each', () => link.open.size === 4, 60_000)))
  }, 180_000)

  it('after hosts have closed connections at random', async () => {
    const mesh = await Mesh.open(namespace, 5)
    open.push(mesh)
    await mesh.full()
    for (const [at, link] of mesh.links.entries()) {
      const connection = link.connectionTo(mesh.links[(at + 2) % 5]!.key.id)
      if (connection !== undefined) link.handle.send({ t: 'close', connection, reason: 'chance' })
    }
    await Promise.all(mesh.links.map((link) => link.until('a loss', () => link.closings.length > 0, 60_000)))
    await mesh.full()
    expect(mesh.links.flatMap((link) => link.refusals), namespace.unforeseen.join('')).toEqual([])
  }, 180_000)

  it('once the cable is back, and brings what was written meanwhile', async () => {
    const net = await Machines.open('10.78.0.1', '10.78.0.2', '10.78.0.3')
    open.push(net)
    await net.full()
    const [first, , last] = net.links as [TestLink, TestLink, TestLink]
    await net.machine(2).unplug()
    await Promise.all([last.until('being alone', () => last.open.size === 0), first.until('its loss', () => first.open.size === 1)])
    first.doc.getMap('m').set('first', 'written without the last')
    last.doc.getMap('m').set('last', 'written alone')
    await net.machine(2).plugIn()
    await net.full()
    await Promise.all(net.links.map((link) => link.until('all of it', () => link.doc.getMap('m').size === 2)))
    expect(net.links.flatMap((link) => link.refusals)).toEqual([])
  }, 180_000)
})
