// People as others see them: names, key codes, devices, whether they are here.
import type { DeviceId, PersonId } from '#shared/base/ids.ts'
import type { MembershipState, Person } from '#shared/domain/membership/index.ts'
import { keyCode } from '#shared/formats/words.ts'
import type { PersonView } from '#shared/protocol/contract.ts'

export interface Presence {
  readonly connected: ReadonlySet<DeviceId>
  lastExchange(device: DeviceId): number | null
}

export class People {
  readonly #state: () => MembershipState
  readonly #me: () => PersonId

  constructor(state: () => MembershipState, me: () => PersonId) {
    this.#state = state
    this.#me = me
  }

  get me(): PersonId {
    return this.#me()
  }

  get(id: PersonId): Person | null {
    return this.#state().persons.get(id) ?? null
  }

  name = (id: PersonId): string => this.get(id)?.name ?? 'someone not known here'

  /** Who joined, members first to last, those who left after them. */
  everyone(): Person[] {
    const joined = [...this.#state().persons.values()].filter((person) => person.joined !== null)
    return joined.sort((a, b) => (
      Number(b.member) - Number(a.member) || Number(b.founder) - Number(a.founder) || a.joined!.at - b.joined!.at
    ))
  }

  members(): Person[] {
    return this.everyone().filter((person) => person.member)
  }

  /** Members other than me. */
  others(): Person[] {
    return this.members().filter((person) => person.id !== this.me)
  }

  isMember(id: PersonId): boolean {
    return this.get(id)?.member ?? false
  }

  /** The person a device speaks for; null where it is not known here. */
  ownerOf(device: DeviceId): Person | null {
    for (const person of this.#state().persons.values()) {
      if (person.devices.some((candidate) => candidate.id === device)) return person
    }
    return null
  }

  views(presence: Presence): PersonView[] {
    const everyone = this.everyone()
    const counts = new Map<string, number>()
    const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
    for (const person of everyone) counts.set(folded(person.name), (counts.get(folded(person.name)) ?? 0) + 1)
    return everyone.map((person) => {
      const exchanges = person.devices.map((device) => presence.lastExchange(device.id)).filter((at) => at !== null)
      return {
        id: person.id, name: person.name, you: person.id === this.me, member: person.member,
        nameShared: counts.get(folded(person.name))! > 1, keyCode: keyCode(person.id),
        here: person.devices.some((device) => presence.connected.has(device.id)),
        lastExchange: exchanges.length > 0 ? Math.max(...exchanges) : null,
        joinedAt: person.joined?.at ?? null, invitedBy: person.invitedBy,
      }
    })
  }
}
