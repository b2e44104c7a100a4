import { describe, expect, test } from 'vitest'
import { utf8 } from '#shared/base/bytes.ts'
import { deskOf } from '#shared/domain/desk/index.ts'
import { group as concept } from '#shared/domain/group/index.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { calls, charters, names, runs, say, stateOf, viewOf } from '../harness/group.ts'
import { contextOf as contextFor, type Letter } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

const members = (group: Letter, by: Person): string[] => names(viewOf(group, by).members).sort()
const between = (group: Letter, x: Person, y: Person) =>
  group.agreement(x).pairs.find((pair) => pair.between.includes(x.id) && pair.between.includes(y.id))?.revisions ?? []
/** Kinds of what stands on a person's desk that day. */
function onDesk(group: Letter, by: Person, today = '2026-05-22'): string[] {
  const facts = concept.desk!(stateOf(group, by), { me: by.id, member: true, text: (hash) => by.device.replica.texts.get(hash) ?? null })
  return deskOf([{ record: group.id, title: '', facts }], { today, later: new Map() }).needs.map(({ kind }) => kind)
}

describe('a call', () => {
  test('is anybody\'s, says why now, and whoever it reaches may offer the first charter [G1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = calls(ada, 'New packaging law', { why: 'It holds from January.', under: ['Law'] })
    expect(group.asSeenBy(ben)).toMatchObject({ state: 'called', kind: 'working group', title: 'New packaging law', needsMe: null })
    expect(viewOf(group, ben).call).toMatchObject({ name: 'Ada', why: 'It holds from January.' })
    charters(ben, group, [])
    expect(group.asSeenBy(ada)).toMatchObject({ state: 'forming', needsMe: 'answer' })
    ada.accepts(group)
    expect(group.asSeenBy(ben)).toMatchObject({ state: 'active', revision: 1 })
  })

  test('in another\'s name, or a second one, has no effect [G1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = calls(ada, 'Law')
    const body = { opener: ada.id, nonce: group.nonce, kind: 'team', title: 'Mine now', topics: [] }
    ben.signs('group.call', group.id, body)
    ada.signs('group.call', group.id, { ...body, title: 'Otherwise' })
    expect(group.ignored(ben)).toEqual(['other record', 'too many'])
    expect(group.asSeenBy(ben).title).toBe('Law')
  })

  test('finds who would join, which binds them to nothing; one\'s newest word stands [G2]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = calls(ada, 'Law')
    say(ben, group, 'interest', { text: 'Tuesdays suit me' })
    say(chidi, group, 'interest')
    say(chidi, group, 'uninterest', { text: 'No time after all' })
    expect(viewOf(group, ada)).toMatchObject({ size: 2, members: [], interested: [{ name: 'Ada' }, { name: 'Ben', text: 'Tuesdays suit me' }] })
    expect(group.asSeenBy(ada).state).toBe('forming')
    expect(group.agreement(ada).pairs).toEqual([])
    for (const person of [ada, ben]) say(person, group, 'uninterest')
    expect(group.asSeenBy(chidi).state).toBe('closed')
    expect(() => say(ben, group, 'uninterest')).toThrow('have not said that you would join')
  })

  test('that nobody can read on breaks nothing: acts of who does not know it have no effect [G1]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    world.partition([ada], [ben])
    const group = calls(ada, 'Law')
    ben.signs('group.interest', group.id, {})
    world.heal()
    expect(group.ignored(ada)).toEqual(['other record'])
  })
})

describe('joining', () => {
  test('is accepting the words that hold; nobody is asked whom it does not concern [G3]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben])
    expect(group.asSeenBy(chidi).needsMe).toBeNull()
    expect(onDesk(group, chidi)).toEqual([])
    chidi.accepts(group)
    expect(members(group, dewi)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(viewOf(group, dewi).mine).toBeNull()
  })

  test('while a new revision is on offer means the words that hold; the new ones then ask the newcomer too [G3]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    const first = group.agreement(ada).revisions[0]!.id
    const second = ada.amends(group, { words: 'And we meet on Tuesdays.' })
    chidi.accepts(group)
    expect(stateOf(group, ada).members.find(({ person }) => person === chidi.id)).toMatchObject({ revision: first })
    expect(between(group, ada, chidi)).toEqual([first])
    expect(group.asSeenBy(chidi).needsMe).toBe('accept again')
    expect(onDesk(group, chidi)).toEqual(['accept again'])
    ben.accepts(group)
    // It holds between the others; who came in between stays under what they signed.
    expect(between(group, ada, ben)).toEqual([second])
    expect(between(group, ada, chidi)).toEqual([first])
    expect(viewOf(group, ada).members.find(({ name }) => name === 'Chidi')).toMatchObject({ revision: 1, behind: true })
    chidi.accepts(group, second)
    expect(between(group, ada, chidi)).toEqual([second])
  })

  test('waits for a welcome where the charter says so; a member gives it, before or after [G4]', async () => {
    const { ada, ben, chidi, dewi, emre } = await people('Ada', 'Ben', 'Chidi', 'Dewi', 'Emre')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    expect(viewOf(group, chidi)).toMatchObject({ mine: 'waits', joining: 'welcome' })
    expect(members(group, ada)).toEqual(['Ada', 'Ben'])
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
    expect(members(group, dewi)).toEqual(['Ada', 'Ben', 'Chidi'])
    say(chidi, group, 'welcome', { about: emre.id })
    emre.accepts(group)
    expect(members(group, ada)).toEqual(['Ada', 'Ben', 'Chidi', 'Emre'])
    expect(onDesk(group, ben)).toEqual([])
  })

  test('nobody takes a welcome back, and who never was welcomed is bound to nothing [G4]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    dewi.accepts(group)
    say(ben, group, 'welcome', { about: chidi.id })
    ben.stepsOut(group)
    expect(members(group, ada)).toEqual(['Ada', 'Chidi'])
    dewi.withdraws(group)
    say(ada, group, 'welcome', { about: dewi.id })
    expect(members(group, ada)).toEqual(['Ada', 'Chidi'])
    expect(group.agreement(ada).pairs.flatMap(({ between: two }) => two)).not.toContain(dewi.id)
  })

  test('an accepting that its author took back while the welcome was under way stays taken back [G4]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    chidi.accepts(group)
    world.partition([ada, ben], [chidi])
    say(ada, group, 'welcome')
    chidi.stepsOut(group)
    world.heal()
    expect(members(group, ben)).toEqual(['Ada', 'Ben'])
    expect(viewOf(group, chidi).mine).toBe('left')
  })
})

describe('leaving', () => {
  test('counts at once, with words to hand over; who left is not asked about what follows [G5]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi])
    chidi.stepsOut(group, 'The harvest needs me', { handover: 'The list is on the shelf', asking: [ben] })
    expect(members(group, ada)).toEqual(['Ada', 'Ben'])
    expect(viewOf(group, ada).left).toMatchObject([{ name: 'Chidi', how: 'stepped out', text: 'The harvest needs me', handover: 'The list is on the shelf', to: [{ name: 'Ben' }] }])
    ada.amends(group, { words: 'And we meet on Tuesdays.', people: [ada, ben] })
    expect(group.asSeenBy(chidi).needsMe).toBeNull()
    expect(onDesk(group, chidi)).toEqual([])
    expect(group.asSeenBy(ada).parties.map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  })

  test('a facilitator who leaves facilitates no more, and coming back does not bring that back [G5, G11]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi])
    say(ben, group, 'facilitate')
    expect(names(viewOf(group, ada).facilitation.now)).toEqual(['Ben'])
    ben.stepsOut(group)
    expect(viewOf(group, ada).facilitation.now).toEqual([])
    ben.accepts(group)
    expect(members(group, ada)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(viewOf(group, ada).facilitation.now).toEqual([])
  })

  test('one alone holds a charter with nobody: it forms again, and holds with the next who joins [G7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    ben.stepsOut(group)
    expect(group.asSeenBy(ada).state).toBe('forming')
    expect(group.agreement(ada).pairs).toEqual([])
    chidi.accepts(group, group.agreement(ada).revisions[0]!.id)
    expect(group.asSeenBy(ada).state).toBe('active')
    expect(members(group, chidi)).toEqual(['Ada', 'Chidi'])
  })

  test('when the last member leaves it is closed, nothing is lost, and who was there may still say what they learned [G8, G17]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    say(ada, group, 'output', { title: 'A list of what changes' })
    ada.stepsOut(group)
    ben.stepsOut(group)
    expect(group.asSeenBy(chidi)).toMatchObject({ state: 'closed', title: 'Law' })
    expect(viewOf(group, chidi).outputs).toMatchObject([{ title: 'A list of what changes', by: { name: 'Ada' } }])
    say(ben, group, 'learned', { text: 'Begin with the suppliers' })
    expect(viewOf(group, chidi).learned).toMatchObject([{ name: 'Ben', text: 'Begin with the suppliers' }])
    expect(() => say(chidi, group, 'learned', { text: 'I know better' })).toThrow('not a member')
    chidi.signs('group.learned', group.id, { text: textHash(utf8('I know better')) })
    expect(group.ignored(ada)).toEqual(['not a party'])
  })
})

describe('two charters offered at once', () => {
  test('both stand, each between those who accept it, until one that names both is accepted [G6]', async () => {
    const { ada, ben, chidi, dewi, world } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = calls(ada, 'Law')
    world.partition([ada, ben], [chidi, dewi])
    const one = charters(ada, group, [ben, chidi, dewi])
    ben.accepts(group)
    const other = charters(chidi, group, [ada, ben, dewi], { words: 'Otherwise.' })
    dewi.accepts(group)
    world.heal()
    expect(members(group, ada)).toEqual(['Ada', 'Ben', 'Chidi', 'Dewi'])
    expect(between(group, ada, ben)).toEqual([one])
    expect(between(group, chidi, dewi)).toEqual([other])
    expect(between(group, ada, dewi)).toEqual([])
    const both = charters(dewi, group, [ada, ben, chidi], { words: 'The best of both.' }, [one, other])
    for (const person of [ada, ben, chidi]) person.accepts(group, both)
    for (const person of [ben, chidi, dewi]) expect(between(group, ada, person)).toEqual([both])
    expect(group.asSeenBy(ben).flags).toEqual([])
  })
})

describe('facilitating', () => {
  const turns = (by: Person, others: readonly Person[]) => ({
    facilitation: 'time' as const, turnWeeks: 4, from: '2026-05-04', turns: [by, ...others].map(({ id }, at) => ({ id: `t${at}`, person: id })),
  })

  test('is taken by who does it; the turn that the order has is shown and makes nobody facilitator [G9]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], turns(ada, [ben, chidi]))
    const inMay = viewOf(group, ada).facilitation
    expect(inMay.turns.map(({ person, from, now }) => [person.name, from, now])).toEqual([['Ada', '2026-05-04', true], ['Ben', '2026-06-01', false], ['Chidi', '2026-06-29', false]])
    expect(inMay).toMatchObject({ now: [], yours: true })
    expect(viewOf(group, ben, '2026-06-01').facilitation.yours).toBe(true)
    expect(onDesk(group, ben, '2026-05-31')).toEqual([])
    expect(onDesk(group, ben, '2026-06-01')).toEqual(['turn'])
    expect(onDesk(group, ben, '2026-06-29')).toEqual([])
    say(ada, group, 'facilitate', { until: '2026-05-31' })
    expect(names(viewOf(group, ben).facilitation.now)).toEqual(['Ada'])
    expect(viewOf(group, ben, '2026-06-01').facilitation.now).toEqual([])
    // Nobody signs it for another.
    ben.signs('group.facilitate', group.id, { person: chidi.id })
    expect(group.ignored(ada)).toEqual(['malformed body'])
  })

  test('passes on only by the act of who was asked; taken unasked it is shown beside [G10]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { facilitation: 'knows most' })
    say(ada, group, 'facilitate', { text: 'Until we know the law' })
    say(ada, group, 'handon', { about: ben.id, text: 'You know packaging best' })
    expect(names(viewOf(group, chidi).facilitation.now)).toEqual(['Ada'])
    expect(viewOf(group, ben)).toMatchObject({ facilitation: { asked: [{ name: 'Ben', by: { name: 'Ada' }, text: 'You know packaging best' }] } })
    expect(onDesk(group, ben)).toEqual(['facilitate'])
    say(ben, group, 'pass', { text: 'Not this month' })
    expect(viewOf(group, ada).facilitation.asked).toEqual([])
    say(ada, group, 'handon', { about: ben.id })
    say(ben, group, 'facilitate', { text: 'The packaging phase' })
    expect(viewOf(group, chidi).facilitation.now).toMatchObject([{ name: 'Ben', phase: 'The packaging phase' }])
    say(chidi, group, 'facilitate')
    expect(names(viewOf(group, ada).facilitation.now)).toEqual(['Ben', 'Chidi'])
  })

  test('ends when who took it lets go, and by nobody else [G11]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = runs('Law', [ada, ben])
    say(ada, group, 'facilitate')
    expect(() => say(ben, group, 'letgo')).toThrow('do not facilitate')
    ben.signs('group.letgo', group.id, {})
    expect(group.ignored(ada)).toEqual(['nothing to undo'])
    expect(names(viewOf(group, ben).facilitation.now)).toEqual(['Ada'])
    say(ada, group, 'letgo')
    expect(viewOf(group, ben).facilitation.now).toEqual([])
  })

  test('goes round without dates in the order of the charter, past those who left [G9]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { ...turns(ada, [ben, chidi]), facilitation: 'order' })
    const round = (by: Person) => viewOf(group, by).facilitation.turns.map(({ person }) => person.name)
    expect(round(ada)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(onDesk(group, ada)).toEqual(['turn'])
    say(ada, group, 'facilitate')
    expect(round(ben)).toEqual(['Ada', 'Ben', 'Chidi'])
    say(ada, group, 'letgo')
    expect(round(ben)).toEqual(['Ben', 'Chidi', 'Ada'])
    expect(viewOf(group, ben).facilitation.yours).toBe(true)
    ben.stepsOut(group)
    expect(round(ada)).toEqual(['Chidi', 'Ada'])
  })

  test('two swap turns when both say so [G12]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], turns(ada, [ben, chidi]))
    const order = () => viewOf(group, ada).facilitation.turns.map(({ person, swapped }) => [person.name, swapped])
    say(ben, group, 'swap', { about: chidi.id, mine: '2026-06-01', theirs: '2026-06-29' })
    expect(order().map(([name]) => name)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect(onDesk(group, chidi)).toEqual(['swap'])
    ada.signs('group.agree', group.id, { what: stateOf(group, ada).swaps[0]!.act })
    expect(group.ignored(ben)).toEqual(['not for them'])
    say(chidi, group, 'agree')
    expect(order()).toEqual([['Ada', false], ['Chidi', true], ['Ben', true]])
    // Of turns that are not theirs a swap says nothing.
    say(ada, group, 'swap', { about: chidi.id, mine: '2026-06-01', theirs: '2026-05-05' })
    say(chidi, group, 'agree')
    expect(order()).toEqual([['Ada', false], ['Chidi', true], ['Ben', true]])
    say(ben, group, 'pass', { what: stateOf(group, ben).swaps[0]!.act })
    expect(order().map(([name]) => name)).toEqual(['Ada', 'Ben', 'Chidi'])
  })
})

describe('closing', () => {
  test('holds once two agree, or the share of the charter; it binds only those, and the others go on [G13, G14]', async () => {
    const { ada, ben, chidi, dewi, emre } = await people('Ada', 'Ben', 'Chidi', 'Dewi', 'Emre')
    const group = runs('Law', [ada, ben, chidi, dewi, emre], { share: 60 })
    expect(() => say(ada, group, 'close')).toThrow('says what was learned')
    say(ada, group, 'close', { text: 'Suppliers first', home: 'The purchasing shelf' })
    expect(viewOf(group, ben)).toMatchObject({ proposals: [{ what: 'close', needed: 3, holds: false, home: 'The purchasing shelf' }] })
    expect(group.asSeenBy(ben)).toMatchObject({ state: 'closing', needsMe: 'agree' })
    expect(onDesk(group, ben)).toEqual(['closing'])
    say(ben, group, 'agree')
    expect(members(group, ada)).toContain('Ada')
    say(chidi, group, 'agree')
    expect(members(group, ada)).toEqual(['Dewi', 'Emre'])
    expect(group.asSeenBy(ada).state).toBe('closing')
    say(dewi, group, 'pass', { text: 'We are not done' })
    say(emre, group, 'pass')
    expect(group.asSeenBy(ada).state).toBe('active')
    expect(viewOf(group, ada)).toMatchObject({ mine: 'left', home: { words: 'The purchasing shelf' }, learned: [{ name: 'Ada', text: 'Suppliers first' }] })
    emre.stepsOut(group)
    expect(group.asSeenBy(ada).state).toBe('closed')
  })

  test('one who goes on alone holds it with nobody: it is closed [G14]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi])
    say(ada, group, 'close', { text: 'It is done' })
    say(ben, group, 'agree')
    expect(group.asSeenBy(chidi).state).toBe('closed')
    expect(group.asSeenBy(ada).state).toBe('closed')
  })

  test('a group of one is closed by that one; outsiders close nothing [G13]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    chidi.signs('group.close', group.id, { text: textHash(utf8('Enough')) })
    expect(group.ignored(ada)).toEqual(['not a party'])
    ben.stepsOut(group)
    say(ada, group, 'close', { text: 'Two were too few' })
    expect(viewOf(group, ben).proposals).toMatchObject([{ needed: 1, holds: true }])
    expect(group.asSeenBy(ben).state).toBe('closed')
  })

  test('agreeing goes on counting after its author left or took it back, and is taken back for oneself [G13, G16]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben, chidi, dewi], { share: 75 })
    say(ada, group, 'close', { text: 'It is done' })
    say(ben, group, 'agree')
    say(ben, group, 'pass', { text: 'One more thing' })
    expect(viewOf(group, ada).proposals[0]).toMatchObject({ agreed: [{ name: 'Ada' }], passed: [{ name: 'Ben', text: 'One more thing' }], holds: false })
    say(chidi, group, 'agree')
    expect(viewOf(group, ada).proposals[0]).toMatchObject({ holds: true })
    expect(members(group, ada)).toEqual(['Ben', 'Dewi'])
    // Who comes back accepts the charter again, and is a member again.
    ada.withdraws(group)
    ada.accepts(group)
    expect(members(group, ben)).toEqual(['Ada', 'Ben', 'Dewi'])
  })
})

describe('a pause', () => {
  test('holds between those who agree and asks no hours of them; going on ends it [G13, G15, G20]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { hours: 2 })
    const giving = () => concept.given!(stateOf(group, ada), (hash) => ada.device.replica.texts.get(hash) ?? null).map(({ person }) => group.asSeenBy(ada).parties.find(({ id }) => id === person)!.name)
    expect(giving()).toEqual(['Ada', 'Ben', 'Chidi'])
    say(ada, group, 'pause', { text: 'Harvest' })
    expect(group.asSeenBy(ben).state).toBe('active')
    say(ben, group, 'agree')
    expect(group.asSeenBy(ben).state).toBe('paused')
    expect(giving()).toEqual(['Chidi'])
    expect(() => say(ben, group, 'pause')).toThrow('pauses already')
    say(chidi, group, 'resume')
    say(ada, group, 'agree', { what: stateOf(group, ada).proposals.at(-1)!.act })
    expect(group.asSeenBy(ben).state).toBe('active')
    expect(giving()).toEqual(['Ada', 'Ben', 'Chidi'])
  })

  test('is over on its own date, as shown [G15, G21]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = runs('Law', [ada, ben], { hours: 2 })
    say(ada, group, 'pause', { until: '2026-06-30' })
    say(ben, group, 'agree')
    expect(group.asSeenBy(ada, '2026-06-30').state).toBe('paused')
    expect(group.asSeenBy(ada, '2026-07-01').state).toBe('active')
    expect(concept.given!(stateOf(group, ada), (hash) => ada.device.replica.texts.get(hash) ?? null)[0]!.hours).toEqual([{ weekly: 2, from: '2026-07-01', until: null }])
  })
})

describe('besides', () => {
  test('members say how they do it; who said it takes it back [G18]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    say(ada, group, 'publish', { topic: 'Reading laws', title: 'We read aloud', text: 'Each a paragraph.' })
    expect(viewOf(group, chidi).how).toMatchObject([{ topic: 'Reading laws', title: 'We read aloud', text: 'Each a paragraph.', by: { name: 'Ada' } }])
    expect(() => say(chidi, group, 'publish', { topic: 'X', title: 'Y' })).toThrow('not a member')
    ben.signs('group.unpublish', group.id, { what: stateOf(group, ben).published[0]!.act })
    expect(group.ignored(ada)).toEqual(['not for them'])
    say(ada, group, 'unpublish')
    expect(viewOf(group, chidi).how).toEqual([])
  })

  test('how it decides is words for its members: a revision holds for who accepts it, whatever they say [G19]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { deciding: 'majority' })
    const second = ada.amends(group, { words: 'And we meet on Tuesdays.' })
    ben.accepts(group)
    expect(viewOf(group, ada).deciding).toBe('majority')
    expect(between(group, ada, ben)).toEqual([second])
    expect(between(group, ada, chidi)).not.toEqual([second])
    chidi.declines(group)
    expect(members(group, ada)).toEqual(['Ada', 'Ben', 'Chidi'])
  })

  test('review and last day are judged where they are shown; contradictory ones break nothing [G21]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = runs('Law', [ada, ben], { from: '2026-05-01', review: '2026-07-02', until: '2026-06-30' })
    expect(group.asSeenBy(ada, '2026-06-01')).toMatchObject({ state: 'active', flags: [] })
    expect(onDesk(group, ada, '2026-06-15')).toEqual([])
    expect(onDesk(group, ada, '2026-06-16')).toEqual(['sunset'])
    expect(group.asSeenBy(ada, '2026-07-01')).toMatchObject({ state: 'review', flags: ['lapsed'] })
    expect(group.asSeenBy(ada, '2026-07-02')).toMatchObject({ state: 'review', flags: ['review due', 'lapsed'] })
    const team = runs('Ovens', [ada, ben], { kind: 'team' })
    expect(team.asSeenBy(ada, '2036-05-22')).toMatchObject({ state: 'active', kind: 'team', flags: [], review: null, until: null })
    expect(onDesk(team, ada, '2036-05-22')).toEqual([])
  })

  test('who left the workspace steps out and agrees to a closing all the same, and says nothing new [G22]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi])
    say(chidi, group, 'close', { text: 'It is done' })
    ben.leaves()
    expect(() => say(ben, group, 'publish', { topic: 'X', title: 'Y' })).toThrow('have left this workspace')
    ben.signs('group.interest', group.id, {})
    expect(group.ignored(ada)).toEqual(['not a member'])
    say(ben, group, 'agree')
    expect(group.asSeenBy(ada).state).toBe('closed')
  })

  test('who left the workspace is waited for by nobody [G22]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = runs('Law', [ada, ben])
    ben.leaves()
    const state = stateOf(group, ada)
    const seen = (asOf = '2026-05-22') => concept.detail(state, { ...contextFor(ada, asOf), isHere: (person) => person !== ben.id })
    expect(seen().state).toBe('forming')
    expect(seen().group!.members).toMatchObject([{ name: 'Ada' }, { name: 'Ben', gone: true }])
    say(ada, group, 'close', { text: 'Two were too few' })
    const closed = concept.detail(stateOf(group, ada), { ...contextFor(ada), isHere: (person) => person !== ben.id })
    expect(closed.state).toBe('closed')
    expect(closed.group!.proposals[0]!.silent).toEqual([])
  })
})
