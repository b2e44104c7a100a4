// Working groups over whole hosts and in a terminal: what no fold of one group knows, and what commands ask for.
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import type { Call } from '../../../electron/cli/command.ts'
import type { Meant } from '../../../electron/cli/commands/group-charter.ts'
import { replyIn } from '../../../electron/cli/commands/group-replies.ts'
import { groupText } from '../../../electron/cli/commands/show-group.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { codeOf } from '../../harness/hosts.ts'
import { adaAndBen } from '../../harness/stage.ts'
import { temporaryFolder } from './fake-host.ts'

describe('a working group', () => {
  it('goes from a call to a charter drafted together, is joined, and knows what belongs to it [G1, G3]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('group.call', { title: 'New packaging law', text: 'It holds from January.', topics: ['Law'] })
    await ben.seesRecord(id, 'the call', (seen) => seen.state === 'called')
    await ben.gives(id, 'interest', { text: 'Tuesdays suit me' })
    await ada.seesRecord(id, 'that Ben would join', (seen) => seen.group?.interested.length === 2)
    expect((await ada.in('draft.amend', { id, sections: [{ voice: 'how we work', text: 'On Tuesdays' }] })).id).toBe(id)
    const draft = await ada.in('draft.open', { id })
    expect(draft.meta).toMatchObject({ kind: 'working group', title: 'New packaging law', gives: [a, b], topics: [{ topic: 'Law' }] })
    await ada.in('draft.meta', { id, meta: { hours: 2, until: '2031-12-31', review: '2031-09-01' } })
    const preview = await ada.in('draft.preview', { id })
    expect(preview.problem).toBeNull()
    expect(preview.terms.sections).toMatchObject([{ voice: 'why' }, { voice: 'how we work' }])
    await ada.gives(id, 'offer', { words: preview.words })
    await ben.seesRecord(id, 'the charter', (seen) => seen.needsMe === 'answer')
    const joined = await ben.gives(id, 'accept')
    expect(joined).toMatchObject({ state: 'active', revision: 1, group: { mine: 'member', hours: 2, sunset: '2031-12-31', topics: ['Law'] } })
    expect(await ben.in('capacity.mine', {})).toMatchObject({ promised: [{ record: id, hours: 2 }] })
    const exported = await ben.in('export.record', { id })
    expect(await ben.client.call('verify.record', { record: exported.record })).toMatchObject({ valid: true, title: 'New packaging law', state: 'active' })

    const made = await ben.in('commitment.offer', {
      meta: { title: 'A list of what changes', kind: 'promise', gives: [b], receives: [a], links: [{ id: 'l', how: 'of group', record: id, title: 'New packaging law' }] }, sections: [],
    })
    expect(await ben.in('group.around', { id })).toMatchObject([{ row: { id: made.id, title: 'A list of what changes' }, mine: true }])
    // What is concluded is nothing that one would leave behind.
    const trial = await ben.in('commitment.offer', {
      meta: { title: 'Aloud or alone', kind: 'experiment', gives: [b], receives: [], until: '2031-12-31', links: [{ id: 'l', how: 'of group', record: id, title: 'New packaging law' }] },
      sections: [{ voice: 'question', text: 'Which is faster?' }],
    })
    const around = async () => (await ben.in('group.around', { id })).find(({ row }) => row.id === trial.id)?.mine
    expect(await around()).toBe(true)
    await ben.gives(trial.id, 'start', { on: '2026-05-01' })
    await ben.gives(trial.id, 'conclude', { as: 'drop', text: 'Neither' })
    expect(await around()).toBe(false)

    // [HR4] Hours in a group are told as a total, and follow what is taken back.
    await ben.in('hours.log', { id, hours: '1:30', share: true })
    const { entries } = await ben.in('hours.mine', {})
    await ada.seesRecord(id, 'the hours', (seen) => seen.spent === 90 && groupText(seen).includes('1.5 h shared'))
    await ben.in('hours.drop', { entry: entries[0]!.id })
    await ada.seesRecord(id, 'that there were none', (seen) => seen.spent === undefined)
    await ben.gives(id, 'publish', { topic: 'Reading laws', title: 'We read aloud', text: 'Each a paragraph.' })
    await ada.seesRecord(id, 'how they do it', (seen) => seen.group?.how.length === 1)
    expect(await ada.in('group.how', { topic: 'reading LAWS' })).toMatchObject([{ group: id, groupTitle: 'New packaging law', title: 'We read aloud', by: { name: 'Ben' } }])
    expect(await ada.in('group.how', { topic: 'Bees' })).toEqual([])
    const asked = await ada.in('group.ask', { id, title: 'How long a paragraph?', topic: 'Reading laws' })
    expect(await ada.in('question.show', { id: asked.id })).toMatchObject({ to: [{ id: b }], topics: ['Reading laws'] })
    expect((await ada.in('find', { text: 'read aloud' })).hits).toMatchObject([{ id }])

    const { held } = await ada.in('records.give', { id, verb: 'close', text: 'Suppliers first', home: 'The purchasing shelf', hold: true })
    expect(held).toMatchObject({ verb: 'close', record: id })
    await ada.client.call('held.send', { held: held!.id })
    await ben.sees('that Ada would close it', async () => (await ben.in('desk.show', {})).needs.some(({ kind, record, text }) => kind === 'closing' && record === id && text === 'Suppliers first'))
    expect(await ben.gives(id, 'agree')).toMatchObject({ state: 'closed', group: { home: { words: 'The purchasing shelf' }, learned: [{ name: 'Ada', text: 'Suppliers first' }] } })
    expect(await ben.in('capacity.mine', {})).toMatchObject({ promised: [{ record: made.id }] })
    await ada.seesRecord(id, 'that it is closed', (seen) => seen.state === 'closed')
    expect(await codeOf(ada.gives(id, 'output', { title: 'Too late' }))).toBe('person.not-member')
  })

  it('says beforehand that it fits whoever joins unnamed, and asks nobody who is not in it', async () => {
    const { ada, ben, a } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Ovens', kind: 'team', gives: [a], receives: [], hours: 3, joining: 'welcome' }, sections: [{ voice: 'why', text: 'Bread' }] })
    const seen = await ben.seesRecord(id, 'the team')
    expect(seen).toMatchObject({ kind: 'team', needsMe: null, group: { joining: 'welcome', mine: null } })
    expect(await codeOf(ben.gives(id, 'welcome', { about: a }))).toBe('person.not-member')
    expect(await codeOf(ada.in('group.ask', { id, title: 'How?' }))).toBe('group.nobody')
    expect(await codeOf(ada.in('group.around', { id: a }))).not.toBe('done')
    await ben.in('profile.set', { hours: { amount: 20, shown: false } })
    // [HR3] Of his own fifth he would give three hours of four; an experiment that does not name him is told of as well.
    expect(await ben.in('capacity.fits', { id, revision: seen.revisions[0]!.id })).toContainEqual(expect.objectContaining({ you: true, fits: true, own: { percent: 20, own: 4, asked: 3 } }))
    const trial = await ada.in('commitment.offer', { meta: { title: 'Longer fermenting', kind: 'experiment', gives: [a], receives: [], hours: 2 }, sections: [{ voice: 'question', text: 'Is it better?' }] })
    const tried = await ben.seesRecord(trial.id, 'the experiment')
    expect(await ben.in('capacity.fits', { id: trial.id, revision: tried.revisions[0]!.id })).toContainEqual(expect.objectContaining({ you: true, own: { percent: 20, own: 4, asked: 2 } }))
  })
})

describe('a charter that its author offered alone', () => {
  it('is held by the first who is welcomed, and the next words name and ask whoever joined since they were begun [G3, G24]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('draft.create', { meta: { title: 'Ovens', kind: 'working group', gives: [a], receives: [], joining: 'welcome' }, words: 'Bread.' })
    await ada.in('draft.share', { id })
    await ada.gives(id, 'offer', { words: (await ada.in('draft.preview', { id })).words })
    await ben.seesRecord(id, 'the charter', (seen) => seen.possible.some(({ verb, allowed }) => verb === 'accept' && allowed))
    expect(await ben.gives(id, 'accept')).toMatchObject({ group: { mine: 'waits' } })
    await ada.seesRecord(id, 'that Ben waits', (seen) => seen.needsMe === 'welcome' && seen.possible.some(({ verb, allowed }) => verb === 'welcome' && allowed))
    expect((await ada.in('desk.show', {})).needs).toContainEqual(expect.objectContaining({ kind: 'welcome', record: id }))
    const welcomed = await ada.gives(id, 'welcome')
    expect(welcomed).toMatchObject({ state: 'active', group: { members: [{ id: a }, { id: b }] } })
    // The draft that was open before he joined names him, and is no other words for it.
    expect(welcomed.flags).not.toContain('edited since offer')
    expect((await ada.in('draft.preview', { id })).effect!.needs).toMatchObject([{ id: a }, { id: b }])
    await ada.in('draft.amend', { id, words: 'Bread and rolls.' })
    expect((await ada.in('draft.open', { id })).meta.gives).toEqual([a, b])
    await ada.gives(id, 'offer', { words: (await ada.in('draft.preview', { id })).words })
    await ben.seesRecord(id, 'the changed charter', (seen) => seen.needsMe === 'accept again')
  })
})

describe('a charter begun from a template', () => {
  it('is offered as it is, and renewed by its members with a later last day', async () => {
    const { ada, ben, b } = await adaAndBen()
    const { id } = await ada.in('template.begin', { template: 'group-legislation', people: [b] })
    await ada.in('draft.share', { id })
    const preview = await ada.in('draft.preview', { id })
    expect(preview).toMatchObject({ problem: null, terms: { kind: 'working group', joining: 'open', facilitation: 'knows most' } })
    await ada.gives(id, 'offer', { words: preview.words })
    await ben.seesRecord(id, 'the charter', (seen) => seen.needsMe === 'answer')
    const first = await ben.gives(id, 'accept')
    const renewed = await ben.gives(id, 'renew', { until: '2041-12-31', review: '2041-06-01' })
    expect(renewed).toMatchObject({ revision: 1, offer: 2 })
    await ada.seesRecord(id, 'the renewal', (seen) => seen.needsMe === 'accept again')
    expect(await ada.gives(id, 'accept')).toMatchObject({ state: 'active', revision: 2, group: { sunset: '2041-12-31', size: 2 } })
    expect(first.group!.sunset).not.toBe('2041-12-31')
    // Who left the workspace is waited for by nobody: the list says so without anything having been said in the group.
    await ben.in('workspace.leave', {})
    await ada.sees('one alone', async () => (await ada.in('records.list', {})).find((row) => row.id === id)?.state === 'forming')
  })
})

describe('the command line about groups', () => {
  it('names what it answers where there is more than one thing, and never answers another', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', {
      meta: { title: 'Ovens', kind: 'team', gives: [a, b], receives: [], from: '2026-05-04', facilitation: 'time', turns: [{ id: 't0', person: a }, { id: 't1', person: b }] }, sections: [{ voice: 'why', text: 'Bread' }],
    })
    await ben.seesRecord(id, 'the team')
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'Ben in it', (seen) => seen.group?.size === 2)
    await ada.gives(id, 'close', { text: 'It is done' })
    await ada.gives(id, 'swap', { about: b, mine: '2026-05-04', theirs: '2026-06-01' })
    await ben.seesRecord(id, 'both', (seen) => seen.group?.facilitation.swaps.length === 1 && seen.state === 'closing')
    const named = async (reply: 'agree' | 'pass', to?: string): Promise<Record<string, string> | ProblemError['problem']> => {
      const detail = await ben.in('records.show', { id })
      try {
        return replyIn(reply)({ given: { text: () => to } } as unknown as Call, { detail } as Meant)
      } catch (error) {
        return (error as ProblemError).problem
      }
    }
    const { group } = await ben.in('records.show', { id })
    const [closing, swap] = [group!.proposals[0]!.act, group!.facilitation.swaps[0]!.act]
    expect(await named('agree')).toMatchObject({ code: 'reply.choose', remedy: expect.stringMatching(/--to.*close \(Ada.*, \w{8}\), swap \(Ada/) as unknown })
    expect(await named('agree', 'pause')).toMatchObject({ code: 'reply.none', remedy: expect.stringContaining('swap (Ada') as unknown })
    expect(await named('agree', swap.slice(0, 8))).toEqual({ what: swap })
    expect(await named('agree', 'close')).toEqual({ what: closing })
    await ben.gives(id, 'pass', await named('pass', 'swap') as Record<string, string>)
    expect(await named('agree')).toEqual({ what: closing })
    expect(await ben.gives(id, 'agree', await named('agree') as Record<string, string>)).toMatchObject({ state: 'closed', group: { mine: 'left', facilitation: { swaps: [] } } })
    expect(await named('pass', 'close')).toEqual({ what: closing })
  })

  it('calls, charters, runs and closes one alone, and tells what is wrong', async () => {
    const root = temporaryFolder()
    process.env['PARLEY_STATE'] = `${root.path}/state`
    const run = (...args: string[]) => parleyHere(args, root.path)
    const json = async (...args: string[]): Promise<unknown> => {
      const { exit, out } = await run(...args, '--json')
      if (exit !== 0) throw new Error(`${args.join(' ')}: ${out}`)
      return JSON.parse(out)
    }
    const problemOf = async (...args: string[]): Promise<string> => (JSON.parse((await run(...args, '--json')).out) as { error: { code: string } }).error.code
    await json('init', '--name', 'Ada')
    await json('workspace', 'create', 'Hollin Bank')
    expect(await json('group', 'call', '--title', 'Law', '--text', 'From January', '--topic', 'Rules')).toMatchObject({ state: 'called', group: { call: { why: 'From January' }, size: 1 } })
    expect(await json('ls', 'groups')).toMatchObject([{ title: 'Law', state: 'called' }])
    expect(await problemOf('group', 'join', 'Law')).toBe('offer.none')
    expect(await problemOf('group', 'offer', 'Law', '--joining', 'never')).toBe('usage.choice')
    expect(await problemOf('group', 'facilitate', 'Law')).toBe('person.not-member')
    expect(await json('group', 'offer', 'Law', '--text', 'So that nothing is sent back', '--how', 'On Tuesdays', '--joining', 'welcome', '--deciding', 'consent', '--share', '75', '--until', '2031-12-31')).toMatchObject({
      state: 'forming', revisions: [{ terms: { share: 75 }, holdsAt: { needed: 2, accepted: 1, share: 0 } }], group: { joining: 'welcome', deciding: 'consent', sunset: '2031-12-31', topics: ['Rules'] },
    })
    expect(await problemOf('group', 'offer', 'Law', '--share', '101')).toMatch(/^usage/)
    const { out } = await run('show', 'Law')
    expect(out).toMatch(/to change it \(of 100\) +75/)
    expect(out).toContain('Called by you: From January')
    expect(out).toContain('who accepts waits for a welcome')
    expect(await problemOf('group', 'close', 'Law', '--learned', 'Nothing')).toBe('person.not-member')
    expect(await json('group', 'uninterest', 'Law', '--text', 'No time')).toMatchObject({ group: { interested: [] } })
    expect(await json('group', 'leave', 'Law', '--why', 'No time')).toMatchObject({ state: 'closed' })
    expect(await problemOf('group', 'interest', 'Hollin')).toBe('group.none')
    expect(await json('group', 'how')).toEqual([])
    expect((await run('group', 'call', '--help')).out).toContain('why now')
    root.remove()
  })
})
