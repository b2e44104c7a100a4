import { describe, expect, test } from 'vitest'
import { utf8 } from '#shared/base/bytes.ts'
import { group as concept } from '#shared/domain/group/index.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { membersOf, names, onDesk, runs, say, stateOf, viewOf } from '../harness/group.ts'
import { people, type Person } from '../harness/people.ts'

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
    say(ada, group, 'handon', { to: [ben.id], text: 'You know packaging best' })
    expect(names(viewOf(group, chidi).facilitation.now)).toEqual(['Ada'])
    expect(viewOf(group, ben)).toMatchObject({ facilitation: { asked: [{ name: 'Ben', by: { name: 'Ada' }, text: 'You know packaging best' }] } })
    expect(onDesk(group, ben)).toEqual(['facilitate'])
    say(ben, group, 'pass', { text: 'Not this month' })
    expect(viewOf(group, ada).facilitation.asked).toEqual([])
    say(ada, group, 'handon', { to: [ben.id] })
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
    expect(membersOf(group, ada)).toContain('Ada')
    say(chidi, group, 'agree')
    expect(membersOf(group, ada)).toEqual(['Dewi', 'Emre'])
    expect(group.asSeenBy(ada).state).toBe('closing')
    say(dewi, group, 'pass', { text: 'We are not done' })
    say(emre, group, 'pass')
    expect(group.asSeenBy(ada).state).toBe('active')
    expect(viewOf(group, ada)).toMatchObject({ mine: 'left', home: { words: 'The purchasing shelf' }, learned: [{ name: 'Ada', text: 'Suppliers first' }] })
    emre.stepsOut(group)
    expect(group.asSeenBy(ada).state).toBe('closed')
  })

  test('of what is closed nothing is due, and it is nobody\'s turn, though one has said nothing to the closing [G14, G21]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { facilitation: 'order', review: '2026-05-10', until: '2026-05-31' })
    say(ada, group, 'close', { text: 'It is done' })
    say(ben, group, 'agree')
    expect(viewOf(group, chidi).facilitation).toMatchObject({ yours: false, turns: [] })
    expect(onDesk(group, chidi)).toEqual(['closing'])
  })

  test('who agreed to close is not asked about what the others agree, and nothing of it is lost [G14]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben, chidi, dewi])
    say(ada, group, 'close', { text: 'It is done' })
    say(ben, group, 'agree')
    const next = chidi.amends(group, { words: 'We two go on.' })
    dewi.accepts(group)
    expect(membersOf(group, ada)).toEqual(['Chidi', 'Dewi'])
    expect(stateOf(group, ada).members.every(({ revision }) => revision === next)).toBe(true)
    expect(group.asSeenBy(ada).needsMe).toBeNull()
    expect(onDesk(group, ada)).toEqual([])
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
    expect(membersOf(group, ada)).toEqual(['Ben', 'Dewi'])
    // Who comes back accepts the charter again, and is a member again.
    ada.withdraws(group)
    ada.accepts(group)
    expect(membersOf(group, ben)).toEqual(['Ada', 'Ben', 'Dewi'])
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
    const group = runs('Law', [ada, ben], { hours: 2, review: '2026-06-10' })
    say(ada, group, 'pause', { until: '2026-06-30' })
    say(ben, group, 'agree')
    expect(group.asSeenBy(ada, '2026-06-30').state).toBe('paused')
    expect(group.asSeenBy(ada, '2026-07-01').state).toBe('review')
    expect([onDesk(group, ada, '2026-06-30'), onDesk(group, ada, '2026-07-01')]).toEqual([[], ['review']])
    expect(concept.given!(stateOf(group, ada), (hash) => ada.device.replica.texts.get(hash) ?? null)[0]!.hours).toEqual([{ weekly: 2, from: '2026-07-01', until: null }])
  })
})
