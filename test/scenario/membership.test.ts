import { describe, expect, test } from 'vitest'
import { newDeviceKey } from '#shared/acts/crypto.ts'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { deviceProofBytes, joinProofBytes, makeProof, MAX_DEVICES } from '#shared/domain/membership/index.ts'
import { founds, people, Person, World } from '../harness/people.ts'
import { Device, Replica } from '../harness/replica.ts'

const members = (seenBy: Person): string[] =>
  [...seenBy.device.replica.members().persons.values()].filter((person) => person.member).map((person) => person.name).sort()

const whyIgnored = (seenBy: Person): string[] => seenBy.device.replica.members().ignored.map((one) => one.reason).sort()

/** Somebody with a founding act and no admit. */
function stranger(name: string, world: World): Person {
  const person = new Person(name, world, new Device(new Replica(world.workspace)))
  world.exchange()
  person.id = person.signs('person.found', '', { name, spare: person.spare.id, label: 'laptop', nonce: '0'.repeat(32) }, '') as string as PersonId
  return person
}

function admits(by: Person, who: Person, invite: ActId, seed = newDeviceKey(), device = who.device.key.id): ActId {
  const proof = makeProof(joinProofBytes(by.world.workspace, who.id, device), seed)
  return by.signs('membership.admit', '', { invite, person: who.id, device, proof })
}

describe('founding', () => {
  test('one founding act is the workspace and its founder; a fork of it is another of both [R3]', async () => {
    await people('Ada')
    const world = new World()
    const ada = founds('Ada', world)
    expect(ada.device.replica.members()).toMatchObject({ workspace: ada.id, name: 'Hollin Bank', founder: ada.id })
    expect(founds('Ada', new World()).id).not.toBe(ada.id)
  })

  test('a forked founding act is another person, with no say over the first and in plain sight [R3]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    // Ben's key founds once more, with a spare key of its own.
    const thief = new Person('Ben', world, new Device(new Replica(world.workspace), ben.device.key))
    const spare = newDeviceKey()
    thief.id = thief.signs('person.found', '', { name: 'Ben', spare: spare.id, label: 'x', nonce: '1'.repeat(32) }, '') as string as PersonId
    const state = ada.device.replica.members()
    expect(thief.id).not.toBe(ben.id)
    expect(state.persons.get(ben.id)!.spare).toBe(ben.spare.id)
    expect(state.persons.get(thief.id)!.member).toBe(false)
    expect(state.flags).toEqual([{ flag: 'device shared', device: ben.device.key.id, persons: expect.arrayContaining([ben.id, thief.id]) }])
  })

  test('with more than 16 tips, knots are tied first [R4]', async () => {
    const { ada, world } = await people('Ada')
    const strangers = Array.from({ length: 40 }, (_, index) => new Person(`P${index}`, world, new Device(new Replica(world.workspace))))
    world.partition(...strangers.map((one) => [one]), [ada])
    for (const [index, one] of strangers.entries()) {
      one.id = one.signs('person.found', '', { name: one.name, spare: one.spare.id, label: 'x', nonce: index.toString(16).padStart(32, '0') }, '') as string as PersonId
    }
    world.heal()
    const before = ada.device.replica.acts.size
    const id = ada.signs('membership.invite', '', { key: newDeviceKey().id, uses: 1, expires: 0 })
    expect(ada.device.replica.acts.size - before).toBe(3)
    expect(ada.device.replica.tips(id)).toEqual([])
    expect(whyIgnored(ada)).toEqual([])
  })
})

describe('joining', () => {
  test('a member is the founder, or who joined upon a member\'s admit [R15]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    for (const one of [ada, ben, chidi]) expect(members(one)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(ada.device.replica.members().persons.get(ben.id)).toMatchObject({ invitedBy: ada.id, founder: false })
  })

  test('who was not admitted is no member, whatever they sign [R15]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const mallory = stranger('Mallory', world)
    const seed = newDeviceKey()
    const invite = mallory.signs('membership.invite', '', { key: seed.id, uses: 1, expires: 0 })
    const admit = admits(mallory, mallory, invite, seed)
    mallory.signs('membership.join', '', { admit })
    expect(members(ada)).toEqual(['Ada', 'Ben'])
    expect(whyIgnored(ada)).toEqual(['not a member', 'not a member', 'not admitted'])
    const letter = mallory.drafts('A gift')
    expect(() => mallory.offers(letter).to(ben)).toThrow('You have left this workspace')
  })

  test('an admit is for the person whom the seed signed, and no other [R15]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const [chidi, mallory] = [stranger('Chidi', world), stranger('Mallory', world)]
    const seed = newDeviceKey()
    const invite = ada.signs('membership.invite', '', { key: seed.id, uses: 1, expires: 0 })
    // Without the seed; with the seed for another; Chidi's own admit used by Mallory.
    admits(ben, mallory, invite)
    const proof = makeProof(joinProofBytes(world.workspace, chidi.id, chidi.device.key.id), seed)
    ben.signs('membership.admit', '', { invite, person: mallory.id, device: mallory.device.key.id, proof })
    const admit = admits(ben, chidi, invite, seed)
    mallory.signs('membership.join', '', { admit })
    expect(whyIgnored(ada)).toEqual(['not for them', 'wrong proof', 'wrong proof'])
    chidi.signs('membership.join', '', { admit })
    expect(members(ada)).toEqual(['Ada', 'Ben', 'Chidi'])
  })

  test('an admit by someone who was a member in its own past stands, though they left elsewhere [R15, R1]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ben.addsDevice()
    const chidi = stranger('Chidi', world)
    const seed = newDeviceKey()
    const invite = ada.signs('membership.invite', '', { key: seed.id, uses: 1, expires: 0 })
    world.partition([ada, ben], [phone, chidi])
    ben.leaves()
    const admit = admits(phone, chidi, invite, seed)
    chidi.signs('membership.join', '', { admit })
    world.heal()
    expect(members(ada)).toEqual(['Ada', 'Chidi'])
    // After hearing of it, the phone admits nobody more.
    admits(phone, stranger('Dewi', world), invite, seed)
    expect(whyIgnored(ada)).toEqual(['not a member'])
  })

  test('an admit stands when the inviter leaves: nobody is locked out by another\'s going [R16]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    ada.leaves()
    expect(members(ben)).toEqual(['Ben'])
    const letter = ben.drafts('Still here')
    ben.promises('x', [])
    expect(letter.id).toHaveLength(64)
  })

  test('the inviter re-uses the seed: the newcomers stay in, and it is flagged [R17]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const seed = newDeviceKey()
    const invite = ada.signs('membership.invite', '', { key: seed.id, uses: 1, expires: 0 })
    const newcomers = ['Chidi', 'Dewi'].map((name) => stranger(name, world))
    for (const one of newcomers) one.signs('membership.join', '', { admit: admits(ada, one, invite, seed) })
    expect(members(ben)).toEqual(['Ada', 'Ben', 'Chidi', 'Dewi'])
    expect(ben.device.replica.members().flags).toEqual([
      { flag: 'seed used too often', invite, persons: newcomers.map((one) => one.id) },
    ])
  })

  test('a proof used again is flagged, never pending [R17]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const seed = newDeviceKey()
    const invite = ada.signs('membership.invite', '', { key: seed.id, uses: 1, expires: 0 })
    const chidi = stranger('Chidi', world)
    admits(ada, chidi, invite, seed)
    chidi.signs('membership.join', '', { admit: admits(ben, chidi, invite, seed) })
    expect(members(ada)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(ada.device.replica.members().flags).toEqual([{ flag: 'proof used again', invite, persons: [chidi.id] }])
  })

  test('an invite taken back admits no more; an admit that had not heard stands [M3]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const seed = newDeviceKey()
    const invite = ada.signs('membership.invite', '', { key: seed.id, uses: 5, expires: 0 })
    const [chidi, dewi] = [stranger('Chidi', world), stranger('Dewi', world)]
    ben.signs('membership.revoke', '', { invite })
    expect(ada.device.replica.members().invites.at(-1)).toMatchObject({ revoked: false })
    world.partition([ada], [ben, chidi, dewi])
    ada.signs('membership.revoke', '', { invite })
    chidi.signs('membership.join', '', { admit: admits(ben, chidi, invite, seed) })
    world.heal()
    admits(ben, dewi, invite, seed)
    expect(members(ada)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(whyIgnored(ada)).toEqual(['invite revoked', 'not for them'])
    expect(ada.device.replica.members().invites.at(-1)).toMatchObject({ revoked: true, used: 1, uses: 5 })
  })
})

describe('leaving', () => {
  test('needs nobody, and is undone only by an own newer join [R15, R6]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const first = ada.device.replica.members().persons.get(ben.id)!.joined!.act
    const { admit } = ada.device.replica.counted.get(first)!.body as { admit: ActId }
    ben.leaves()
    expect(members(ada)).toEqual(['Ada'])
    expect(ada.device.replica.members().persons.get(ben.id)).toMatchObject({ member: false, left: { at: expect.any(Number) } })
    ben.signs('membership.join', '', { admit })
    expect(members(ada)).toEqual(['Ada', 'Ben'])
  })

  test('joining again on a branch that never heard of the leaving does not undo it [R6]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const { act } = ada.device.replica.members().persons.get(ben.id)!.joined!
    const { admit } = ada.device.replica.counted.get(act)!.body as { admit: ActId }
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ben.leaves()
    twin.signs('membership.join', '', { admit })
    world.heal()
    expect(members(ada)).toEqual(['Ada'])
  })

  test('a founder may leave too', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    ada.leaves()
    expect(members(ben)).toEqual(['Ben'])
    expect(() => ada.promises('x', [ben])).toThrow('You have left')
  })
})

describe('devices', () => {
  test('a device of mine speaks for me, once it agreed itself [M1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const phone = ben.addsDevice()
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    phone.accepts(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(ada.device.replica.members().persons.get(ben.id)!.devices).toHaveLength(2)
    // Chidi's or Ada's device cannot be claimed.
    ben.signs('device.add', '', {
      device: ada.device.key.id, label: 'mine now', proof: makeProof(deviceProofBytes(ada.world.workspace, ben.id), ben.device.key),
    })
    expect(whyIgnored(ada)).toEqual(['wrong proof'])
  })

  test('nobody adds a device to another person [M1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const key = newDeviceKey()
    const proof = makeProof(deviceProofBytes(ada.world.workspace, ben.id), key)
    ada.signs('device.add', '', { device: key.id, label: 'x', proof }, ben.id)
    expect(whyIgnored(ben)).toEqual(['device not theirs'])
  })

  test('the spare key adds a device and signs nothing else [M2]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const recovery = new Person('Ben', world, new Device(new Replica(world.workspace), ben.spare))
    recovery.id = ben.id
    world.exchange()
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    recovery.signs('commitment.accept', letter.id, { revision, terms: letter.agreement(ben).revisions[0]!.terms })
    expect(letter.ignored(ada)).toEqual(['device not theirs'])

    const key = newDeviceKey()
    recovery.signs('device.add', '', { device: key.id, label: 'new laptop', proof: makeProof(deviceProofBytes(world.workspace, ben.id), key) })
    const laptop = new Person('Ben', world, new Device(new Replica(world.workspace), key))
    laptop.id = ben.id
    world.exchange()
    laptop.accepts(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })

  test('at most 16 devices a person, counted in the past of the act [M4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    for (let index = 1; index < MAX_DEVICES; index++) ben.addsDevice(`device ${index}`)
    expect(whyIgnored(ada)).toEqual([])
    ben.addsDevice('one too many')
    expect(whyIgnored(ada)).toEqual(['too many devices'])
    expect(ada.device.replica.members().persons.get(ben.id)!.devices).toHaveLength(MAX_DEVICES)
  })
})
