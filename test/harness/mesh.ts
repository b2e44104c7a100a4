// Many links in one namespace, and what they cost: for the tests of the mesh and its bench.
import { forkingEntry, type ChildRun, type Spawner } from '../../electron/host/link-process/index.ts'
import { Lan, type Machine } from './lan.ts'
import { newMeeting, openPlace, TestLink, TestRendezvous, type Place, type TestLinkOptions } from './links.ts'
import type { Namespace } from './netns.ts'

/** Many processes on few cores: none of them is hung only because it is slow. */
const PATIENT = { firstDeadline: 180_000, deadline: 60_000, ping: 500 }

/** A spawner whose latest child the test can kill, as a crash would. */
export function killable(inner: Spawner): { readonly spawn: Spawner; kill(): void } {
  let run: ChildRun | undefined
  return { spawn: (events) => (run = inner(events)), kill: () => run?.kill() }
}

export interface Cost {
  readonly messages: number
  readonly bytes: number
}

export class Mesh {
  readonly place: Place
  readonly links: readonly TestLink[]

  private constructor(place: Place, links: readonly TestLink[]) {
    this.place = place
    this.links = links
  }

  static async open(namespace: Namespace, size: number, options: (at: number) => Partial<TestLinkOptions> = () => ({})): Promise<Mesh> {
    const place = await openPlace(namespace)
    return new Mesh(place, Array.from({ length: size }, (_, at) => place.link({ timing: PATIENT, ...options(at) })))
  }

  /** Devices each link is connected with, once. */
  get degrees(): number[] {
    return this.links.map((link) => new Set(link.open.values()).size)
  }

  async running(): Promise<void> {
    await Promise.all(this.links.map((link) => link.until('a link in order', () => link.handle.state === 'running', 180_000)))
  }

  /** All are connected with all. */
  async full(within = 120_000): Promise<void> {
    await Promise.all(this.links.map((link) =>
      link.until('all others', () => new Set(link.open.values()).size === this.links.length - 1, within)))
  }

  /** Everyone can reach everyone, over others where need be. */
  async whole(within = 180_000): Promise<void> {
    const reaches = () => {
      const seen = new Set([this.links[0]!])
      for (const link of seen) {
        for (const device of link.open.values()) {
          const other = this.links.find(({ key }) => key.id === device)
          if (other) seen.add(other)
        }
      }
      return seen.size === this.links.length
    }
    await Promise.any(this.links.map((link) => link.until('a whole mesh', reaches, within)))
  }

  /** Writes at one link and waits until all have it. Returns the ms until each of the others had it. */
  async spread(at: number, key: string, value: string, within = 60_000): Promise<number[]> {
    const began = performance.now()
    const others = this.links.filter((_, other) => other !== at)
    const all = Promise.all(others.map(async (link) => {
      await link.until(`${key} of link ${at}`, () => link.doc.getMap('m').get(key) === value, within)
      return performance.now() - began
    }))
    this.links[at]!.doc.getMap('m').set(key, value)
    return all
  }

  /** What all links together have sent by now, as they tell after this was called. */
  async sent(): Promise<Cost> {
    const before = this.links.map((link) => link.pongs)
    // The second answer was asked for after the first had come, so it tells of everything before.
    await Promise.all(this.links.map((link, at) => link.until('a count', () => link.pongs >= before[at]! + 2, 60_000)))
    return {
      messages: this.links.reduce((total, link) => total + link.sent.messages, 0),
      bytes: this.links.reduce((total, link) => total + link.sent.bytes, 0),
    }
  }

  /** Nothing but signs of life and comparisons passes any more. */
  async settled(): Promise<void> {
    for (let last = await this.sent(), calm = 0; calm < 2;) {
      const now = await this.sent()
      calm = now.messages - last.messages <= 3 * this.links.length ? calm + 1 : 0
      last = now
    }
  }

  dispose(): Promise<void> {
    return this.place.dispose()
  }
}

/** Machines with a cable each, and on each a rendezvous and a link. All dial the first. */
export class Machines {
  readonly links: readonly TestLink[]
  readonly #lan: Lan
  readonly #rendezvous: readonly TestRendezvous[]

  private constructor(lan: Lan, rendezvous: readonly TestRendezvous[], links: readonly TestLink[]) {
    this.#lan = lan
    this.#rendezvous = rendezvous
    this.links = links
  }

  static async open(...addresses: readonly string[]): Promise<Machines> {
    const lan = await Lan.open(...addresses)
    const meeting = await newMeeting()
    const rendezvous = lan.machines.map(({ inside }) =>
      new TestRendezvous([meeting.topic], { spawn: forkingEntry('rendezvous', inside), host: '0.0.0.0', timing: PATIENT }))
    await Promise.all(rendezvous.map((one) => one.until('a listening rendezvous', () => one.port !== 0, 180_000)))
    const links = lan.machines.map(({ inside }, at) =>
      new TestLink({
        meeting, rendezvous: rendezvous[at]!.url, spawn: forkingEntry('peers', inside), timing: PATIENT,
        // As a host does.
        lost: () => { rendezvous[at]!.handle.send({ t: 'doubt' }) },
      }))
    for (const one of rendezvous.slice(1)) one.dial([`${addresses[0]!}:${rendezvous[0]!.port}`])
    return new Machines(lan, rendezvous, links)
  }

  machine(at: number): Machine {
    return this.#lan.machines[at]!
  }

  async full(within = 120_000): Promise<void> {
    await Promise.all(this.links.map((link) =>
      link.until('all others', () => new Set(link.open.values()).size === this.links.length - 1, within)))
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.links, ...this.#rendezvous].map(({ handle }) => handle.dispose()))
    await this.#lan.dispose()
  }
}
