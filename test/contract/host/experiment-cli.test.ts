// The command line about experiments and one's own hours; one person alone, whose host opens for each command.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LibraryView, OwnHoursView, RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { temporaryFolder } from './fake-host.ts'

const root = temporaryFolder()
const run = (...args: string[]) => parleyHere(args, root.path)
async function json<Value = RecordDetail>(...args: string[]): Promise<Value> {
  const { exit, out } = await run(...args, '--json')
  if (exit !== 0) throw new Error(`${args.join(' ')}: ${out}`)
  return JSON.parse(out) as Value
}
const codeOf = async (...args: string[]): Promise<string> => (JSON.parse((await run(...args, '--json')).out) as { error: { code: string } }).error.code
let id = ''

beforeAll(async () => {
  process.env['PARLEY_STATE'] = `${root.path}/state`
  await json('init', '--name', 'Ada')
  await json('workspace', 'create', 'Hollin Bank')
  await json('profile', 'set', '--hours', '40')
})
afterAll(() => root.remove())

describe('the command line about experiments', () => {
  it('drafts one in its voices, says what is missing, and offers it', async () => {
    expect(await codeOf('experiment', 'new', '--test', 'One farm')).toBe('usage.missing')
    expect(await codeOf('experiment', 'new', '--title', 'X', '--measure', 'Crates; many')).toBe('usage.measure')
    const made = await json<{ id: string }>(
      'experiment', 'new', '--title', 'Crates that come back', '--believe', 'We throw away less.', '--test', 'One farm, six weeks.', '--stop', 'Anyone is hurt.',
      '--measure', 'Crates back; 40; 57; 51; of 60; 7', '--until', '+40d', '--hours', '2', '--spend', '60', '--topic', 'Waste',
    )
    const offered = await json('experiment', 'offer', made.id)
    id = offered.id
    expect(offered).toMatchObject({ state: 'looking', experiment: { mine: true, shown: 1, budget: 60, doubts: ['nobody hurt asked', 'no way back'], measures: [{ measure: 'Crates back', unit: 'of 60', hoped: '57', stop: '51', every: 7, direction: 'up' }] } })
    expect(offered.revisions[0]!.terms!.sections.map(({ voice }) => voice)).toEqual(['believe', 'test', 'stop'])
    expect(await json<RecordRow[]>('ls', 'experiments')).toMatchObject([{ id, state: 'looking', experimentRow: { started: null, topics: ['Waste'] } }])
    expect(await json<RecordRow[]>('ls', 'commitments')).toEqual([])
  })

  it('starts it, takes readings and notes, speaks up at the stop line, and goes on', async () => {
    expect(await json('experiment', 'start', id)).toMatchObject({ state: 'running' })
    expect(await codeOf('experiment', 'start', id)).toBe('experiment.started')
    expect(await codeOf('experiment', 'reading', id, '--value', 'lots')).toBe('usage.number')
    expect(await codeOf('experiment', 'reading', id, '--value', '3', '--measure', 'Loading')).toBe('measure.unknown')
    expect(await codeOf('experiment', 'reading', id, '--value', '3', '--date', '+3d')).toBe('usage.ahead')
    expect(await json('experiment', 'reading', id, '--value', '51', '--text', 'it rained')).toMatchObject({ flags: ['stop line reached'], experiment: { stops: [{ value: '51' }] } })
    expect((await run('desk')).out).toContain('a stop line is reached')
    await json('experiment', 'note', id, '--text', 'Lids lost')
    await json('experiment', 'pause', id, '--why', 'Rain')
    expect(await json('experiment', 'resume', id)).toMatchObject({ state: 'running', experiment: { notebook: [{ text: 'Lids lost' }], stops: [{ goneOn: true }] } })
    const { out } = await run('show', id)
    for (const line of ['week 1 of 6', '51 on', 'Stop line reached', 'Notebook', 'Takes part']) expect(out).toContain(line)
  })

  it('logs hours against one\'s own part of the week, refuses absurd ones, and shares only a total', async () => {
    for (const [hours, code] of [['0', 'hours.none'], ['-4', 'hours.none'], ['400', 'hours.day'], ['soon', 'hours.number']] as const) {
      expect(await codeOf('experiment', 'log', id, `--hours=${hours}`)).toBe(code)
    }
    expect(await codeOf('experiment', 'log', id, '--hours', '1', '--date', '+2d')).toBe('hours.ahead')
    expect(await json<OwnHoursView>('experiment', 'log', id, '--hours', '1:30', '--note', 'Packed')).toMatchObject({ percent: 20, byCharter: false, own: 480, records: [{ record: id, minutes: 90, shared: null }] })
    expect((await json('show', id)).spent).toBeUndefined()
    const logged = await json<OwnHoursView>('experiment', 'log', id, '--hours', '2', '--share')
    expect(logged).toMatchObject({ records: [{ minutes: 210, shared: 210 }] })
    expect(logged.weeks.at(-1)).toMatchObject({ minutes: 210, left: 270, by: [{ title: 'Crates that come back' }] })
    expect((await json('show', id)).spent).toBe(210)
    expect((await run('spent')).out).toMatch(/3 h 30 .*4 h 30 left/)
    const slip = logged.entries.find(({ minutes }) => minutes === 120)!.id
    expect(await json<OwnHoursView>('spent', '--forget', slip.slice(0, 12))).toMatchObject({ records: [{ minutes: 90, shared: 90 }] })
    expect(await codeOf('spent', '--forget', slip)).toBe('hours.unknown')
    // What is logged stays on the own devices, and is nobody's news.
    expect((await run('activity')).out).not.toContain('hours.log')
  })

  it('concludes, finds what was learned by topic, and tries it again', async () => {
    expect(await codeOf('experiment', 'conclude', id, '--as', 'win', '--learned', 'x')).toBe('usage.as')
    expect(await codeOf('experiment', 'conclude', id, '--as', 'drop')).toBe('usage.missing')
    expect(await json('experiment', 'conclude', id, '--as', 'drop', '--learned', 'Lids do not like rain.', '--next', 'Lids with a seal')).toMatchObject({ state: 'concluded', experimentRow: { concluded: ['drop'], learned: 'Lids do not like rain.' } })
    await json('topic', 'alias', 'Waste', 'Rubbish')
    const found = await json<LibraryView>('experiment', 'learned', '--topic', 'rubbish')
    expect(found).toMatchObject({ topics: ['Waste'], learned: [{ id, conclusions: [{ name: 'Ada', as: 'drop', next: 'Lids with a seal' }], triedAgain: [] }] })
    expect(await json<LibraryView>('experiment', 'learned', '--as', 'adopt')).toMatchObject({ learned: [] })
    expect(await json<LibraryView>('experiment', 'learned', '--find', 'SEAL')).toMatchObject({ learned: [{ id }] })
    const again = await json<{ id: string }>('experiment', 'fork', id)
    const second = await json('experiment', 'offer', again.id)
    expect(second).toMatchObject({ state: 'looking', until: null, links: [{ how: 'forks', record: id }] })
    expect(second.revisions[0]!.terms!.sections.map(({ voice }) => voice)).toEqual(['believe', 'test', 'stop', 'learning'])
    expect(await json<LibraryView>('experiment', 'learned')).toMatchObject({ learned: [{ triedAgain: [{ id: second.id }] }] })
    expect(await json('experiment', 'leave', second.id, '--why', 'No time')).toMatchObject({ experiment: { takingPart: [] } })
  })

  it('begins from templates, and asks nothing of other records', async () => {
    for (const template of ['ab-way-of-working', 'starter-course', 'small-pilot']) {
      const made = await json<{ id: string }>('experiment', 'new', '--template', template)
      expect(await json('experiment', 'offer', made.id), template).toMatchObject({ state: 'looking' })
    }
    const { id: promise } = await json<{ id: string }>('promise', 'Water the beans', '--myself')
    expect(await codeOf('experiment', 'join', promise)).toBe('experiment.only')
    expect((await run('experiment', '--help')).out).toContain('parley experiment')
  })
})
