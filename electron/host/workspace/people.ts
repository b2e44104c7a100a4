// People as others see them: names, key codes, devices, whether they are here or away.
import type { CalendarDate } from '#shared/base/clock.ts'
import type { DeviceId, PersonId } from '#shared/base/ids.ts'
import type { MembershipState, Person } from '#shared/domain/membership/index.ts'
import { attentionOn, type Profile } from '#shared/domain/profile/index.ts'
import { keyCode } from '#shared/formats/words.ts'
import type { AttentionView, NamedPerson, PersonView } from '#shared/protocol/contract.ts'

export interface Presence {
  readonly connected: ReadonlySet<DeviceId>
  lastExchange(device: DeviceId): number | null
}

interface Listed {
  readonly of: MembershipState
  readonly me: PersonId
  readonly everyone: readonly Person[]
  readonly members: readonly Person[]
  readonly others: readonly Person[]
  readonly othersDevices: ReadonlySet<DeviceId>
}

export class People {
  readonly #state: () => MembershipState
  readonly #me: () => PersonId

  readonly #profile: (id: PersonId) => Profile
  readonly #today: () => CalendarDate

  #lists: Listed | null = null

  constructor(state: () => MembershipState, me: () => PersonId, profile: (id: PersonId) => Profile, today: () => CalendarDate) {
    this.#state = state
    this.#me = me
    this.#profile = profile
    this.#today = today
  }

  get me(): PersonId {
    return this.#me()
  }

  get(id: PersonId): Person | null {
    return this.#state().persons.get(id) ?? null
  }

  /** As the person says it now; as they came, where they said no other. */
  name = (id: PersonId): string => {
    const person = this.get(id)
    return person ? this.#profile(id).words.name ?? person.name : 'someone not known here'
  }

  named = (id: PersonId): NamedPerson => ({ id, name: this.name(id), you: id === this.me })

  /** Names the person went by before. */
  formerNames(id: PersonId): string[] {
    const now = this.name(id)
    return [...new Set([this.get(id)?.name ?? now, ...this.#profile(id).names])].filter((name) => name !== now)
  }

  /** Away, or not to be interrupted, today. */
  attention(id: PersonId): AttentionView | null {
    const said = attentionOn(this.#profile(id).words, this.#today())
    if (!said) return null
    const standIn = said.standIn && said.standIn !== id && this.get(said.standIn) ? this.named(said.standIn) : null
    return { kind: said.kind, until: said.until ?? null, note: said.note ?? null, standIn }
  }

  /** Who joined, members first to last, those who left after them. */
  everyone(): readonly Person[] {
    return this.#listed().everyone
  }

  members(): readonly Person[] {
    return this.#listed().members
  }

  /** Members other than me. */
  others(): readonly Person[] {
    return this.#listed().others
  }

  /** Whether it is the device of a member other than me. */
  speaksForAnother(device: DeviceId): boolean {
    return this.#listed().othersDevices.has(device)
  }

  /** Sorted once for a membership: each line of each record asks for them. */
  #listed(): Listed {
    const [state, me] = [this.#state(), this.me]
    if (this.#lists?.of === state && this.#lists.me === me) return this.#lists
    const everyone = [...state.persons.values()].filter((person) => person.joined !== null).sort((a, b) => (
      Number(b.member) - Number(a.member) || Number(b.founder) - Number(a.founder) || a.joined!.at - b.joined!.at
    ))
    const members = everyone.filter((person) => person.member)
    const others = members.filter((person) => person.id !== me)
    this.#lists = { of: state, me, everyone, members, others, othersDevices: new Set(others.flatMap(({ devices }) => devices.map(({ id }) => id))) }
    return this.#lists
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
    // Also by names of before: who was known by one is not to be taken for whoever has it now.
    const counts = new Map<string, number>()
    for (const person of everyone) {
      for (const name of new Set([this.name(person.id), ...this.formerNames(person.id)].map(folded))) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return everyone.map((person) => this.#view(person, presence, counts.get(folded(this.name(person.id)))! > 1))
  }

  #view(person: Person, presence: Presence, nameShared: boolean): PersonView {
    const { id } = person
    const { words } = this.#profile(id)
    const exchanges = person.devices.map((device) => presence.lastExchange(device.id)).filter((at) => at !== null)
    return {
      id, name: this.name(id), formerNames: this.formerNames(id), pronouns: words.pronouns ?? null, does: words.does ?? null,
      attention: this.attention(id), photo: words.photo ?? null, you: id === this.me, member: person.member,
      nameShared, keyCode: keyCode(id),
      here: person.devices.some((device) => presence.connected.has(device.id)),
      lastExchange: exchanges.length > 0 ? Math.max(...exchanges) : null,
      joinedAt: person.joined?.at ?? null, invitedBy: person.invitedBy,
    }
  }
}

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
