// What everybody may see of membership, in the same order on every machine.
import type { DeviceId, PersonId, TextHash } from '../../base/ids.ts'
import type { IncomingAct, InviteRecord, Membership, PersonRecord } from './membership.ts'
import type { Invite, MembershipFlag, MembershipState, Person } from './model.ts'

export function membershipState(of: Membership): MembershipState {
  const order = (a: IncomingAct, b: IncomingAct): number =>
    of.past.depth(a.place) - of.past.depth(b.place) || (a.id < b.id ? -1 : 1)
  const persons = [...of.persons.values()].sort((a, b) => order(a.founding, b.founding))
  const invites = [...of.invites.values()].sort((a, b) => order(a.act, b.act)).map((invite) => inviteOf(invite, order))
  return {
    workspace: persons.some((person) => person.founder) ? of.workspace : null,
    name: of.workspaceName,
    founder: persons.find((person) => person.founder)?.founding.person ?? null,
    persons: new Map(persons.map((person) => [person.founding.person, personOf(person, of, order)])),
    invites,
    flags: [...seedFlags(invites), ...deviceFlags(persons)],
    ignored: [...of.ignored].sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

type Order = (a: IncomingAct, b: IncomingAct) => number

function personOf(record: PersonRecord, of: Membership, order: Order): Person {
  const joins = [...record.joins].sort(order)
  const holding = of.holdingJoins(joins, record.leaves)
  const joined = holding.at(-1) ?? joins.at(-1) ?? null
  const left = holding.length > 0 ? null : [...record.leaves].sort(order).at(-1) ?? null
  const admit = joined && of.admits.get(joined.body['admit'] as never)
  const adds = [...record.adds].sort((a, b) => order(a.act, b.act))
  const devices = new Map([{ id: record.founding.device, label: record.label, act: record.founding.id }].map((d) => [d.id, d]))
  for (const add of adds) {
    if (!devices.has(add.device)) devices.set(add.device, { id: add.device, label: add.label, act: add.act.id })
  }
  return {
    id: record.founding.person,
    name: record.name,
    spare: record.spare,
    founder: record.founder,
    member: holding.length > 0,
    devices: [...devices.values()],
    joined: joined && { act: joined.id, at: joined.at },
    invitedBy: (admit && of.invites.get(admit.body.invite)?.act.person) ?? null,
    left: left && { act: left.id, at: left.at, text: (left.body['text'] as TextHash | undefined) ?? null },
  }
}

function inviteOf(record: InviteRecord, order: Order): Invite {
  const admits = [...record.admits].sort((a, b) => order(a.act, b.act)).map(({ act, body }) => ({
    act: act.id, by: act.person, person: body.person, device: body.device, at: act.at,
  }))
  return {
    id: record.act.id, by: record.act.person, key: record.body.key, uses: record.body.uses,
    expires: record.body.expires, at: record.act.at, revoked: record.revokes.length > 0, admits,
    used: new Set(admits.map((admit) => admit.person)).size,
  }
}

/** [R17] A seed used more often than it was made for, or one proof for two admits, is shown and locks nobody out. */
function seedFlags(invites: readonly Invite[]): MembershipFlag[] {
  const flags: MembershipFlag[] = []
  for (const invite of invites) {
    const persons = [...new Set(invite.admits.map((admit) => admit.person))]
    if (invite.used > invite.uses) flags.push({ flag: 'seed used too often', invite: invite.id, persons })
    // A proof is over person and device, so the same pair twice is the same proof twice.
    const proofs = invite.admits.map((admit) => admit.person + admit.device)
    const again = invite.admits.filter((_, index) => proofs.indexOf(proofs[index]!) < index)
    if (again.length > 0) {
      flags.push({ flag: 'proof used again', invite: invite.id, persons: [...new Set(again.map((admit) => admit.person))] })
    }
  }
  return flags
}

/** [R3] One device that founded two people: a forked founding act. Both stand, and everybody sees it. */
function deviceFlags(persons: readonly PersonRecord[]): MembershipFlag[] {
  const owners = new Map<DeviceId, PersonId[]>()
  for (const person of persons) {
    const devices = new Set([person.founding.device, ...person.adds.map((add) => add.device)])
    for (const device of devices) owners.set(device, [...owners.get(device) ?? [], person.founding.person])
  }
  return [...owners].filter(([, of]) => of.length > 1).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([device, of]) => ({ flag: 'device shared', device, persons: of }))
}
