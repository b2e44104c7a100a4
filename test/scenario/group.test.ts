import { describe, expect, test } from 'vitest'
import { utf8 } from '#shared/base/bytes.ts'
import { group as concept } from '#shared/domain/group/index.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { between, calls, charters, membersOf, names, onDesk, runs, say, stateOf, viewOf } from '../harness/group.ts'
import { contextOf as contextFor } from '../harness/letter.ts'
import { people } from '../harness/people.ts'

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

  test('is taken back by stepping out of what one would have joined, until one says it anew [G2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = calls(ada, 'Law')
    say(ben, group, 'interest')
    charters(ada, group, [ben])
    ada.stepsOut(group)
    expect(viewOf(group, ben)).toMatchObject({ size: 1, interested: [{ name: 'Ben' }], left: [{ name: 'Ada' }] })
    expect(viewOf(group, ada).mine).toBe('left')
    say(ada, group, 'interest', { text: 'I am back' })
    expect(viewOf(group, ben)).toMatchObject({ size: 2, interested: [{ name: 'Ada', text: 'I am back' }, { name: 'Ben' }], left: [] })
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
    expect(membersOf(group, dewi)).toEqual(['Ada', 'Ben', 'Chidi'])
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

  test('makes one of its people of who came later: the next words name them too [G3]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben])
    chidi.accepts(group)
    expect(group.asSeenBy(ada).parties.map(({ name, role }) => [name, role])).toEqual([['Ada', 'gives'], ['Ben', 'gives'], ['Chidi', 'gives']])
    chidi.stepsOut(group)
    expect(group.asSeenBy(ada).parties.map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  })
})

describe('leaving', () => {
  test('counts at once, with words to hand over; who left is not asked about what follows [G5]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi])
    chidi.stepsOut(group, 'The harvest needs me', { handover: 'The list is on the shelf', asking: [ben] })
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben'])
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
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben', 'Chidi'])
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
    expect(membersOf(group, chidi)).toEqual(['Ada', 'Chidi'])
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
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben', 'Chidi', 'Dewi'])
    expect(between(group, ada, ben)).toEqual([one])
    expect(between(group, chidi, dewi)).toEqual([other])
    expect(between(group, ada, dewi)).toEqual([])
    const both = charters(dewi, group, [ada, ben, chidi], { words: 'The best of both.' }, [one, other])
    for (const person of [ada, ben, chidi]) person.accepts(group, both)
    for (const person of [ben, chidi, dewi]) expect(between(group, ada, person)).toEqual([both])
    expect(group.asSeenBy(ben).flags).toEqual([])
  })

  test('are not begun beside one that holds: outsiders who know it put nobody into the group [G6, AG12]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben], { joining: 'welcome' })
    expect(() => charters(chidi, group, [ada, dewi], { words: 'Ours.' })).toThrow('This is between other people')
    const terms = group.agreement(chidi).revisions[0]!.terms
    chidi.signs('group.offer', group.id, { kind: 'working group', people: [ada.id, chidi.id, dewi.id], to: [], terms, parents: [], opener: ada.id, nonce: group.nonce })
    expect(group.ignored(ada)).toEqual(['not a party'])
    expect(membersOf(group, dewi)).toEqual(['Ada', 'Ben'])
  })
})

describe('the share that changing a charter needs', () => {
  test('stands in its words and counts from the next change on; silent words carry it on, and it is lowered only under itself [G23]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Law', [ada, ben, chidi], { share: 66 })
    const next = ada.amends(group, { words: 'And we meet on Tuesdays.', share: undefined })
    const holdsAt = (revision: string) => group.asSeenBy(ben).revisions.find(({ id }) => id === revision)!.holdsAt
    expect(group.asSeenBy(ben).revisions[0]!.holdsAt).toEqual({ needed: 2, accepted: 3, share: 0, changing: 66 })
    expect(holdsAt(next)).toEqual({ needed: 2, accepted: 1, share: 66, changing: 66 })
    ben.accepts(group)
    expect(holdsAt(next)).toEqual({ needed: 2, accepted: 2, share: 66, changing: 66 })
    expect(group.agreement(ada).revisions.find(({ id }) => id === next)!.share).toBe(66)
    chidi.accepts(group)
    const loose = chidi.amends(group, { words: 'Any two.', share: 0 })
    expect(holdsAt(loose)).toMatchObject({ share: 66 })
    ada.accepts(group)
    ben.accepts(group)
    const after = ada.amends(group, { words: 'By any two.', share: undefined })
    expect(holdsAt(after)).toEqual({ needed: 2, accepted: 1, share: 0, changing: 0 })
  })

  test('of four who name all of them, three do not change it [G23]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Law', [ada, ben, chidi, dewi], { share: 100 })
    const next = ada.amends(group, { words: 'Otherwise.', share: 0 })
    ben.accepts(group)
    chidi.accepts(group)
    expect(between(group, ada, ben)).not.toEqual([next])
    expect(group.asSeenBy(ada).revisions.find(({ id }) => id === next)).toMatchObject({ state: 'offered', holdsAt: { needed: 4, accepted: 3, share: 100, changing: 0 } })
    dewi.accepts(group)
    expect(between(group, ada, dewi)).toEqual([next])
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
    expect(membersOf(group, ada)).toEqual(['Ada', 'Ben', 'Chidi'])
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
