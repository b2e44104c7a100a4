// Who comes into a group that asks for a welcome: accepted first, and let in by one person in it. Numbers: shared/domain/group/index.ts.
import { describe, expect, test } from 'vitest'
import { between, calls, charters, membersOf, onDesk, runs, say, viewOf } from '../harness/group.ts'
import { people } from '../harness/people.ts'

describe('who joins a group that asks for a welcome', () => {
  test('waits for a welcome where the charter says so; a member gives it, before or after [G4]', async () => {
    const { ada, ben, chidi, dewi, emre } = await people('Ada', 'Ben', 'Chidi', 'Dewi', 'Emre')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    expect(viewOf(group, chidi)).toMatchObject({ mine: 'waits', joining: 'welcome' })
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben'])
    expect(between(group, ada, chidi)).toEqual([])
    expect(group.asSeenBy(ada).needsMe).toBe('welcome')
    expect(onDesk(group, ben)).toEqual(['welcome'])
    expect(() => chidi.accepts(group)).toThrow('wait until a member welcomes you')
    // Neither who waits nor who is outside welcomes anybody.
    chidi.signs('group.welcome', group.id, { person: chidi.id })
    dewi.signs('group.welcome', group.id, { person: chidi.id })
    expect(group.ignored(ada)).toEqual(['not a party', 'not a party'])
    expect(() => say(dewi, group, 'welcome', { about: chidi.id })).toThrow('not a member of this group')
    say(ben, group, 'welcome')
    expect(membersOf(group, dewi)).toEqual(['Ada', 'Ben', 'Chidi'])
    say(chidi, group, 'welcome', { about: emre.id })
    emre.accepts(group)
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben', 'Chidi', 'Emre'])
    expect(onDesk(group, ben)).toEqual([])
  })

  test('nobody takes a welcome back, and who never was welcomed is bound to nothing [G4]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    dewi.accepts(group)
    say(ben, group, 'welcome', { about: chidi.id })
    ben.stepsOut(group)
    expect(membersOf(group, ada)).toEqual(['Ada', 'Chidi'])
    dewi.withdraws(group)
    say(ada, group, 'welcome', { about: dewi.id })
    expect(membersOf(group, ada)).toEqual(['Ada', 'Chidi'])
    expect(group.agreement(ada).pairs.flatMap(({ between: two }) => two)).not.toContain(dewi.id)
  })

  test('a charter that lists its author alone holds with the first who is welcomed, who is then one of its people [G24]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = calls(ada, 'Law')
    charters(ada, group, [], { joining: 'welcome' })
    expect(() => say(dewi, group, 'welcome', { about: dewi.id })).toThrow('not a member of this group')
    ben.accepts(group)
    chidi.accepts(group)
    expect(viewOf(group, ben)).toMatchObject({ mine: 'waits' })
    expect(() => ben.accepts(group)).toThrow('wait until a member welcomes you')
    // Who waits welcomes nobody; who offered it is asked.
    expect(() => say(ben, group, 'welcome', { about: chidi.id })).toThrow('not a member of this group')
    chidi.signs('group.welcome', group.id, { person: ben.id })
    expect(group.ignored(ada)).toEqual(['not a party'])
    expect(group.asSeenBy(ada)).toMatchObject({ state: 'forming', needsMe: 'welcome' })
    expect(onDesk(group, ada)).toEqual(['welcome', 'welcome'])
    expect(() => say(ada, group, 'welcome')).toThrow('More than one person waits')
    say(ada, group, 'welcome', { about: ben.id })
    expect(group.asSeenBy(ada).state).toBe('active')
    expect(membersOf(group, dewi)).toEqual(['Ada', 'Ben'])
    expect(group.asSeenBy(ada).parties.map(({ name }) => name)).toEqual(['Ada', 'Ben'])
    say(ben, group, 'welcome', { about: chidi.id })
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben', 'Chidi'])
  })

  test('a welcome to words that hold with nobody lets nobody into the words of others [G6, G24]', async () => {
    const { ada, ben, chidi, dewi, world } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = calls(ada, 'Law')
    world.partition([ada, ben], [chidi, dewi])
    charters(ada, group, [ben], { joining: 'welcome' })
    ben.accepts(group)
    const apart = charters(chidi, group, [], { joining: 'welcome', words: 'On Sundays.' })
    say(chidi, group, 'welcome', { about: dewi.id })
    world.heal()
    const [first] = group.agreement(ada).inForce
    dewi.accepts(group, first)
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben'])
    expect(viewOf(group, dewi).mine).toBe('waits')
    // Chidi knows now that words hold between others: only who holds them says welcome.
    expect(() => say(chidi, group, 'welcome', { about: ben.id })).toThrow('not a member of this group')
    dewi.accepts(group, apart)
    expect(between(group, chidi, dewi)).toEqual([apart])
    expect(between(group, ada, dewi)).toEqual([])
  })

  test('an accepting that its author took back while the welcome was under way stays taken back [G4]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    world.partition([ada, ben], [chidi])
    say(ada, group, 'welcome')
    chidi.stepsOut(group)
    world.heal()
    expect(membersOf(group, ben)).toEqual(['Ada', 'Ben'])
    expect(viewOf(group, chidi).mine).toBe('left')
  })
})
