// Who is known to have an act: by the heads that colleagues' devices told, and by what their own acts know.
import type { ActId, DeviceId, PersonId } from '#shared/base/ids.ts'
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
    const [chain, seq] = [chains.device(place), chains.seq(place)]
    const devices = this.#people.get(person)?.devices ?? []
    return devices.some(({ id }) => id === chain || this.#reach.has(id, chain, seq) ||
      chains.headsOf(id).some((head) => chains.index.knows(head, place)))
  }

  reach = (act: ActId): 'only here' | 'some' | 'everyone' => {
    const others = this.#people.others()
    const reached = others.filter((person) => this.delivered(act, person.id)).length
    if (reached === 0) return 'only here'
    return reached === others.length ? 'everyone' : 'some'
  }

  /** How far colleagues are known to have one of my chains: acts beyond it are only here. */
  furthest(chain: DeviceId): number {
    const devices = this.#people.others().flatMap((person) => person.devices.map((device) => device.id))
    return this.#reach.furthest(chain, devices)
  }
}
