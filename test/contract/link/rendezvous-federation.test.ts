// Hosts' rendezvous joined into one: real processes on loopback, few sockets each, and nobody who is needed.
import { afterEach, describe, expect, it } from 'vitest'
import { CAPS } from '../../../electron/link/rendezvous/caps.ts'
import {
  allHear, FederatedHost, hangsTogether, introduceAll, outgoing, outlivesAnyOne, settled, type Sockets,
} from '../../harness/federation.ts'

const started: FederatedHost[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).filter(({ child }) => child.exitCode === null && child.signalCode === null).map((host) => host.kill()))
})

async function hostsOf(count: number, topics?: (i: number) => readonly string[]): Promise<FederatedHost[]> {
  const hosts = Array.from({ length: count }, (_, i) => new FederatedHost(topics?.(i)))
  started.push(...hosts)
  await Promise.all(hosts.map((host) => host.listening()))
  return hosts
}

const count = (sockets: Sockets): number => [...sockets.values()].reduce((sum, others) => sum + others.length, 0)

function expectFew(sockets: Sockets): void {
  for (const others of sockets.values()) expect(others.length).toBeLessThanOrEqual(CAPS.outgoing)
  expect(count(sockets)).toBeLessThanOrEqual(CAPS.outgoing * sockets.size)
}

/** Every word once, and none of one's own. */
function expectOnce(hosts: readonly FederatedHost[]): void {
  for (const host of hosts) expect([...host.heard].filter(([, times]) => times !== 1)).toEqual([])
}

describe.each([5, 10, 20])('%i hosts that know one another', (size) => {
  it('keep few sockets, hear each other once, and go on whoever is killed', async () => {
    const hosts = await hostsOf(size)
    introduceAll(hosts)
    await Promise.all(hosts.map((host) => host.enter()))
    const sockets = await settled(hosts, outlivesAnyOne)
    console.log(`${size} hosts: ${count(sockets)} sockets, the most of one ${Math.max(...[...sockets.values()].map(({ length }) => length))}`)
    expectFew(sockets)
    await allHear(hosts, hosts, 'hello')
    expectOnce(hosts)
    // The one whose loss would cost most.
    const ends = (host: FederatedHost) => [...sockets].flatMap(([one, others]) => [...others.map((other) => [one, other])]).flat().filter((one) => one === host).length
    const killed = [...hosts].sort((one, other) => ends(other) - ends(one))[0]!
    const left = hosts.filter((host) => host !== killed)
    await killed.kill()
    await allHear(left, left, 'after a death')
    expectFew(await settled(left, outlivesAnyOne))
    const second = left[0]!
    await second.kill()
    await allHear(left.slice(1), left.slice(1), 'after another')
    expectOnce(left)
  }, 400_000)
})

describe('what hosts know', () => {
  it('two halves of which one host knows one address of the other join up', async () => {
    const hosts = await hostsOf(10)
    const halves = [hosts.slice(0, 5), hosts.slice(5)] as const
    for (const half of halves) introduceAll(half)
    await Promise.all(hosts.map((host) => host.enter()))
    await Promise.all(halves.map((half) => settled(half, outlivesAnyOne)))
    expect(hangsTogether(outgoing(hosts))).toBe(false)
    hosts[0]!.dial([...halves[0].slice(1), hosts[9]!].map(({ address }) => address))
    expectFew(await settled(hosts, hangsTogether))
    await allHear(hosts, hosts, 'hello')
    expectOnce(hosts)
  }, 300_000)

  it('a row of hosts each of which knows the next hears from end to end', async () => {
    const hosts = await hostsOf(8)
    for (const [i, host] of hosts.entries()) host.dial(hosts.slice(i + 1, i + 2).map(({ address }) => address))
    await Promise.all(hosts.map((host) => host.enter()))
    await settled(hosts, hangsTogether)
    await allHear(hosts, hosts, 'hello')
    expectOnce(hosts)
  }, 300_000)

  it('one that knows twelve who know nobody is dialled by most of them', async () => {
    const hosts = await hostsOf(13)
    hosts[0]!.dial(hosts.slice(1).map(({ address }) => address))
    await Promise.all(hosts.map((host) => host.enter()))
    const sockets = await settled(hosts, hangsTogether)
    expectFew(sockets)
    await allHear(hosts, hosts, 'hello')
    expectOnce(hosts)
  }, 300_000)

  it('hosts that share only some workspaces hear in each, whoever is killed', async () => {
    const topicsOf = (i: number): string[] => [...(i < 7 ? ['a'] : []), ...(i >= 4 ? ['b'] : [])]
    const hosts = await hostsOf(11, topicsOf)
    introduceAll(hosts)
    await Promise.all(hosts.map((host, i) => host.enter(topicsOf(i))))
    const [inA, inB] = [hosts.slice(0, 7), hosts.slice(4)]
    // Within each workspace alone, without those who do not take part in it.
    const among = (part: readonly FederatedHost[]) => (sockets: Sockets): boolean =>
      outlivesAnyOne(new Map(part.map((host) => [host, sockets.get(host)!.filter((other) => part.includes(other))])))
    const sockets = await settled(hosts, (all) => among(inA)(all) && among(inB)(all))
    expectFew(sockets)
    const say = async (part: readonly FederatedHost[], topic: string, text: string) => {
      part[0]!.publish(text, topic)
      await Promise.all(part.slice(1).map((host) => host.hears(text)))
    }
    await say(inA, 'a', 'one')
    await say(inB, 'b', 'two')
    await hosts[5]!.kill()
    await say(inA.filter((_, i) => i !== 5), 'a', 'three')
    await say(inB.filter((host) => host !== hosts[5]), 'b', 'four')
    expectOnce(hosts)
    for (const host of hosts.slice(0, 4)) expect([...host.heard.keys()]).not.toContain('"two"')
    for (const host of hosts.slice(7)) expect([...host.heard.keys()]).not.toContain('"one"')
  }, 300_000)
})
