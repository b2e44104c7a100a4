// Who is known to have an act: by the heads that colleagues' devices told, and by what their own acts know.
import type { Place } from '#shared/acts/causal.ts'
import type { ActId, DeviceId, PersonId } from '#shared/base/ids.ts'
import type { Person } from '#shared/domain/membership/index.ts'
import type { Reach } from '../exchange/reach.ts'
import type { CircleChains } from '../store/circle-chains.ts'
import type { People } from './people.ts'

export class Deliveries {
  readonly #chains: () => CircleChains
  readonly #reach: Reach
  readonly #people: People

  constructor(chains: () => CircleChains, reach: Reach, people: People) {
    this.#chains = chains
    this.#reach = reach
    this.#people = people
  }

  /** Whether some device of the person is known to have the act. */
  delivered = (act: ActId, person: PersonId): boolean => {
    const chains = this.#chains()
    const place = chains.place(act)
    if (place === undefined) return false
    return this.#hasIt(chains, place, this.#people.get(person)?.devices ?? [])
  }

  #hasIt(chains: CircleChains, place: Place, devices: Person['devices']): boolean {
    const [chain, seq] = [chains.device(place), chains.seq(place)]
    return devices.some(({ id }) => id === chain || this.#reach.has(id, chain, seq) ||
      chains.headsOf(id).some((head) => chains.index.knows(head, place)))
  }

  /** When the first of the person's devices was learned to have the act; null where that is not known. */
  since(act: ActId, person: PersonId): number | null {
    const chains = this.#chains()
    const place = chains.place(act)
    if (place === undefined) return null
    const moments = (this.#people.get(person)?.devices ?? []).map(({ id }) => this.#reach.since(id, chains.device(place), chains.seq(place)))
    const known = moments.filter((at) => at !== null)
    return known.length > 0 ? Math.min(...known) : null
  }

  /** How many acts of the workspace circle that are here this device is not known to have. */
  lacks(device: DeviceId): number {
    const chains = this.#chains()
    const own = chains.headsOf(device)
    let lacking = 0
    for (const head of chains.heads()) {
      if (head.device === device) continue
      const place = chains.place(head.id)!
      const told = this.#reach.furthest(head.device, [device]) + 1
      const known = own.reduce((most, tip) => Math.max(most, chains.index.extent(tip, place)), told)
      lacking += Math.max(0, head.seq + 1 - known)
    }
    return lacking
  }

  /** Asked of every line that is shown: among a thousand people it looks at as few as tell. */
  reach = (act: ActId): 'only here' | 'some' | 'everyone' => {
    const chains = this.#chains()
    const place = chains.place(act)
    if (place === undefined) return 'only here'
    // Whoever said it has it.
    let has = this.#people.speaksForAnother(chains.device(place))
    let lacks = false
    for (const { devices } of this.#people.others()) {
      if (this.#hasIt(chains, place, devices)) has = true
      else lacks = true
      if (has && lacks) return 'some'
    }
    return has ? 'everyone' : 'only here'
  }

  /** How far colleagues are known to have one of my chains: acts beyond it are only here. */
  furthest(chain: DeviceId): number {
    const devices = this.#people.others().flatMap((person) => person.devices.map((device) => device.id))
    return this.#reach.furthest(chain, devices)
  }
}
