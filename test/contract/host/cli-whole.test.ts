// Every command about groups, minutes, roles, experiments, decisions and charters, each really run against a host by one of three
// people who carry files to one another. A command that is added and not walked here fails the last test.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarDate } from '../../../electron/cli/dates.ts'
import { COMMANDS } from '../../../electron/cli/commands/index.ts'
import { fieldsOf } from '../../../electron/cli/fields/table.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { story } from '../../harness/story.ts'
import { temporaryFolder } from './fake-host.ts'

const WALKED = ['group', 'minutes', 'role', 'experiment', 'decision', 'charter', 'ls', 'show']
/** As it was asked for: these and no fewer. */
const ASKED = [
  ...['call', 'offer', 'join', 'welcome', 'leave', 'facilitate', 'minutes', 'close'].map((name) => `group ${name}`),
  ...['new', 'offer', 'join', 'log', 'reading', 'pause', 'conclude', 'fork'].map((name) => `experiment ${name}`),
  ...['new', 'ask', 'advise', 'answer', 'waive', 'decide', 'review'].map((name) => `decision ${name}`), 'ls', 'show',
]
const root = temporaryFolder()
const walked = new Set<string>()
const told = (name: string) => COMMANDS.find((one) => one.name === name)

type Name = 'Ada' | 'Ben' | 'Chidi'
const at = (name: Name): string => join(root.path, name.toLowerCase())

async function does(name: Name, ...args: string[]): Promise<Record<string, unknown>> {
  const words = [2, 1].map((n) => args.slice(0, n).join(' ')).find((one) => told(one))
  const { exit, out, note } = await parleyHere([...args, '--json'], at(name))
  if (exit !== 0) throw new Error(`${name}: parley ${args.join(' ')}: ${out}${note}`)
  if (words) walked.add(words)
  return JSON.parse(out) as Record<string, unknown>
}

/** What one has and the other may lack, in a file. */
async function carries(from: Name, ...to: Name[]): Promise<void> {
  for (const one of to) {
    const file = join(root.path, `${from}-${one}`)
    await does(from, 'bundle', 'make', '--to', one, '--file', file, '--force')
    await does(one, 'bundle', 'take', file)
  }
}

async function joins(name: Name, by: Name): Promise<void> {
  await does(name, 'init', '--name', name)
  const { link } = await does(by, 'invite')
  const file = join(root.path, `${name}-asks`)
  await does(name, 'bundle', 'request', link as string, '--file', file)
  const { reply } = await does(by, 'bundle', 'take', file)
  await does(name, 'bundle', 'take', reply as string)
  await carries(name, by)
}

const day = (days: number): string => calendarDate(new Date(Date.now() + days * 86_400_000))
const terms = (record: Record<string, unknown>): Record<string, unknown> => (record['revisions'] as { terms: Record<string, unknown> }[]).at(-1)!.terms
const voices = (record: Record<string, unknown>): string[] => (terms(record)['sections'] as { voice: string }[]).map(({ voice }) => voice)

beforeAll(async () => {
  process.env['PARLEY_STATE'] = join(root.path, 'state')
  await does('Ada', 'init', '--name', 'Ada')
})
afterAll(() => root.remove())

describe('the command line, walked by three people', () => {
  const step = story()

  step('founds a workspace with fields in its charter, and offers others', async () => {
    await does('Ada', 'workspace', 'create', 'Hollin Bank', '--purpose', 'Bread for the valley', '--template', 'advice', '--own-share', '10', '--share', '60')
    const founded = await does('Ada', 'show', 'Hollin Bank')
    expect(terms(founded)).toMatchObject({ twentyPercent: 10, withoutAdvice: expect.stringMatching(/\w/) as unknown, review: expect.stringMatching(/^\d/) as unknown })
    const offered = await does('Ada', 'charter', 'offer', '--own-share', '25', '--without-advice', 'We look at it together within a week.', '--review', '+90d')
    expect(terms(offered)).toMatchObject({ twentyPercent: 25, withoutAdvice: 'We look at it together within a week.', review: day(90) })
    for (const name of ['Ben', 'Chidi'] as const) await joins(name, 'Ada')
    await carries('Ada', 'Ben', 'Chidi')
  })

  step('calls a group, charters it in every field, and joins by yes and by welcome', async () => {
    await does('Ada', 'group', 'call', '--title', 'Steam', '--text', 'The boiler is old.', '--topic', 'Boilers')
    await carries('Ada', 'Ben', 'Chidi')
    await does('Ben', 'group', 'interest', 'Steam')
    await does('Ben', 'group', 'uninterest', 'Steam')
    await does('Ada', 'promise', 'Keep the boiler safe', '--to', 'Ben')
    const offered = await does(
      'Ada', 'group', 'offer', 'Steam', '--text', 'Steam for all.', '--looks-after', 'The boiler', '--not-ours', 'The ovens', '--may-decide', 'When it rests', '--how', 'On Tuesdays', '--coming', 'As one likes',
      '--ends', 'When it is replaced', '--resources', 'A wrench', '--slips', 'We say so', '--more', 'Tea', '--joining', 'welcome', '--deciding', 'consent', '--share', '60', '--facilitation', 'time', '--turn', 'Ada', '--turn', 'Ben',
      '--turn-weeks', '2', '--hours', '2', '--begins', 'today', '--review', '+4w', '--review-on', day(28), '--every', '3', '--rhythm', 'Each Tuesday', '--priority', 'Safety', '--until', '+20w', '--time', 'Ben; 1.5', '--season', `${day(10)}; ${day(20)}; 4`,
      '--measure', 'Leaks; 4; 0; 6; a week; 7', '--success', 'No leaks; none at all', '--closing', 'It is replaced', '--output', 'A manual', '--serves', 'Keep the boiler', '--member', 'Ben',
    )
    expect(terms(offered)).toMatchObject({
      joining: 'welcome', deciding: 'consent', share: 60, facilitation: 'time', turnWeeks: 2, hours: 2, from: day(0), review: day(28), reviews: [day(28)], everyMonths: 3, rhythm: 'Each Tuesday', priority: 'Safety',
      measures: [{ measure: 'Leaks', baseline: '4', hoped: '0', stop: '6', unit: 'a week', every: '7' }], criteria: [{ sort: 'success', words: 'No leaks; none at all' }, { sort: 'closing', words: 'It is replaced' }],
      outputs: [{ words: 'A manual' }], links: [{ how: 'serves', title: 'Keep the boiler safe' }], time: [{ hours: '1.5' }], seasons: [{ hours: '4' }], topics: [{ topic: 'Boilers' }],
    })
    expect(voices(offered).toSorted()).toEqual(['coming and going', 'how we work', 'looks after', 'may decide', 'not ours', 'resources', 'slips', 'when it ends', 'why', 'words'])
    await carries('Ada', 'Ben', 'Chidi')
    expect(await does('Ben', 'group', 'join', 'Steam')).toMatchObject({ state: 'active' })
    await carries('Ben', 'Ada', 'Chidi')
    expect(await does('Chidi', 'group', 'join', 'Steam')).toMatchObject({ group: { waiting: [{ name: 'Chidi' }] } })
    await carries('Chidi', 'Ada')
    expect(await does('Ada', 'group', 'welcome', 'Steam', '--who', 'Chidi')).toMatchObject({ group: { size: 3, waiting: [] } })
    await carries('Ada', 'Ben', 'Chidi')
  })

  step('runs the group: its turns, its minutes, what comes out of it', async () => {
    await does('Ada', 'group', 'facilitate', 'Steam', '--until', '+2w')
    const shown = await does('Ada', 'group', 'facilitate', 'Steam', '--let-go')
    const turns = (shown['group'] as { facilitation: { turns: { from: string; person: { you: boolean } }[] } }).facilitation.turns
    await does('Ada', 'group', 'swap', 'Steam', '--who', 'Ben', '--mine', turns.find(({ person }) => person.you)!.from, '--theirs', turns.find(({ person }) => !person.you)!.from)
    await carries('Ada', 'Ben')
    await does('Ben', 'group', 'agree', 'Steam', '--to', 'swap')
    await carries('Ben', 'Ada')
    await does('Ben', 'group', 'publish', 'Steam', '--topic', 'Boilers', '--title', 'Bleeding the valve', '--text', 'Slowly.')
    await does('Ada', 'group', 'output', 'Steam', '--title', 'The manual', '--text', 'On the shelf')
    await does('Ada', 'group', 'learned', 'Steam', '--text', 'Valves wear.')
    await carries('Ben', 'Ada')
    expect(await does('Ada', 'group', 'how', '--topic', 'Boilers')).toMatchObject([{ title: 'Bleeding the valve' }])
    await does('Ben', 'group', 'unpublish', 'Steam')
    const minutes = await does('Ada', 'group', 'minutes', 'Steam', '--agenda', 'Trap 4', '--said', 'It leaks.', '--todo', 'Order a trap', '--todo', 'Tell Ben', '--more', 'Tea', '--topic', 'Boilers', '--there', 'Ben', '--link', 'Keep the boiler')
    expect(minutes).toMatchObject({ minutes: { toDos: [{ words: 'Order a trap' }, { words: 'Tell Ben' }] } })
    expect(terms(minutes)['links']).toMatchObject([{ how: 'of group', title: 'Steam' }, { how: 'relates to' }])
    const begun = await does('Ada', 'group', 'minutes', 'Steam', '--title', 'Next time', '--agenda', 'Trap 5', '--draft')
    await does('Ada', 'minutes', 'sign', begun['id'] as string)
    await carries('Ada', 'Ben')
    const { id } = minutes as { id: string }
    await does('Ben', 'minutes', 'sowas', id)
    await does('Ben', 'minutes', 'remember', id, '--text', 'It was trap 5.')
    expect(await does('Ben', 'minutes', 'promise', id, '--line', '1', '--by', '+5d')).toMatchObject({ state: 'in force' })
  })

  step('designs a role, hands it on, takes it and lays it down', async () => {
    const role = await does(
      'Ada', 'role', 'new', 'Steward of the boiler', '--purpose', 'Warm water', '--looks-after', 'The boiler', '--may-decide', 'When it rests', '--resources', 'A wrench', '--term', 'A year', '--slips', 'I say so', '--more', 'Tea',
      '--begins', 'today', '--until', '+52w', '--review', '+26w', '--hours', '4', '--priority', 'Safety', '--topic', 'Boilers', '--group', 'Steam', '--steward',
    )
    expect(terms(role)).toMatchObject({ rolePart: 'steward', hours: 4, from: day(0), priority: 'Safety', links: [{ how: 'of group', title: 'Steam' }] })
    const changed = await does('Ada', 'role', 'offer', 'Steward', '--hours', '5')
    expect(terms(changed)).toMatchObject({ hours: 5, priority: 'Safety', links: [{ title: 'Steam' }] })
    await does('Ada', 'role', 'handon', 'Steward', '--to', 'Ben', 'Chidi')
    await does('Ada', 'role', 'keep', 'Steward')
    await does('Ada', 'role', 'handon', 'Steward', '--to', 'Ben', 'Chidi')
    await carries('Ada', 'Ben', 'Chidi')
    await does('Chidi', 'role', 'pass', 'Steward')
    expect(await does('Ben', 'role', 'take', 'Steward')).toMatchObject({ role: { holders: [{ name: 'Ben' }] } })
    await does('Ben', 'role', 'laydown', 'Steward')
    await carries('Ben', 'Ada')
  })

  step('tries something together, measured, paused, concluded, and tried again by another group', async () => {
    const { id: drafted } = await does(
      'Ada', 'experiment', 'new', '--title', 'Crates that come back', '--question', 'Do they?', '--believe', 'They do.', '--test', 'One farm.', '--hurt', 'Nobody', '--undo', 'Boxes again', '--stop', 'Anyone is hurt.', '--resources', 'Sixty crates',
      '--learning', 'Lids were lost before.', '--more', 'Tea', '--measure', 'Crates back; 40; 57; 51; of 60; 7', '--success', 'They come back', '--closing', 'Six weeks are over', '--begins', 'today', '--until', '+40d', '--review', '+20d', '--hours', '2',
      '--spend', '60', '--touches', 'few', '--hard-to-undo', 'easy', '--priority', 'Less waste', '--rhythm', 'Mondays', '--topic', 'Waste', '--group', 'Steam', '--output', 'A note', '--ask', 'Ben',
    )
    await does('Ada', 'experiment', 'offer', drafted as string)
    const offered = await does('Ada', 'experiment', 'offer', 'Crates', '--success', 'Nine of ten come back')
    expect(terms(offered)).toMatchObject({
      from: day(0), spendHours: 60, reach: 'few', undo: 'easy', priority: 'Less waste', links: [{ how: 'of group', title: 'Steam' }],
      criteria: [{ sort: 'closing', words: 'Six weeks are over' }, { sort: 'success', words: 'Nine of ten come back' }],
    })
    expect(voices(offered).toSorted()).toEqual(['believe', 'hurt', 'learning', 'question', 'resources', 'stop', 'test', 'undo', 'words'])
    await carries('Ada', 'Ben', 'Chidi')
    await does('Ben', 'experiment', 'join', 'Crates')
    await does('Ben', 'experiment', 'start', 'Crates')
    await does('Ben', 'experiment', 'reading', 'Crates', '--value', '52')
    await does('Ben', 'experiment', 'note', 'Crates', '--text', 'Rain')
    await does('Ben', 'experiment', 'log', 'Crates', '--hours', '1:30', '--share')
    await does('Ben', 'experiment', 'pause', 'Crates')
    await does('Ben', 'experiment', 'resume', 'Crates')
    await does('Ben', 'experiment', 'conclude', 'Crates', '--as', 'drop', '--learned', 'Lids do not like rain.', '--tell', 'Chidi')
    await does('Ben', 'experiment', 'leave', 'Crates')
    await carries('Ben', 'Ada', 'Chidi')
    expect(await does('Chidi', 'experiment', 'learned', '--topic', 'Waste')).toMatchObject({ learned: [{ title: 'Crates that come back' }] })
    await does('Chidi', 'group', 'call', '--title', 'Ovens', '--text', 'They smoke.')
    const { id: again } = await does('Chidi', 'experiment', 'fork', 'Crates', '--group', 'Ovens', '--title', 'Crates with seals', '--until', '+60d')
    const tried = await does('Chidi', 'experiment', 'offer', again as string)
    expect(tried).toMatchObject({ title: 'Crates with seals', until: day(60) })
    expect((terms(tried)['links'] as { how: string; title: string }[]).map(({ how, title }) => [how, title]).toSorted()).toEqual([['forks', 'Crates that come back'], ['of group', 'Ovens']])
  })

  step('decides after advice, with every field said', async () => {
    const fields = [
      '--noticed', 'Gloves tear.', '--need', 'Whole hands', '--if-not', 'More cuts', '--resources', '90 a year', '--look-back', 'Count the cuts', '--more', 'Tea', '--touches', 'few', '--undo', 'easy', '--spend', 'some', '--topic', 'Gloves', '--by', '+5d',
      '--review', '+60d', '--begins', '+6d', '--until', '+300d', '--priority', 'Safety', '--measure', 'Cuts; 4; 0', '--success', 'No cuts', '--closing', 'A year is over', '--output', 'A list', '--group', 'Steam', '--serves', 'Keep the boiler', '--link', 'Crates that',
    ]
    const made = await does('Ada', 'decision', 'new', '--title', 'New gloves', '--text', 'To buy gloves.', ...fields)
    expect(voices(made).toSorted()).toEqual(['if not', 'intend', 'look back', 'need', 'noticed', 'resources', 'words'])
    expect(terms(made)).toMatchObject({ reach: 'few', undo: 'easy', spend: 'some', adviceBy: day(5), review: day(60), priority: 'Safety', measures: [{ hoped: '0' }], criteria: [{}, {}], outputs: [{ words: 'A list' }] })
    expect((terms(made)['links'] as { how: string }[]).map(({ how }) => how).toSorted()).toEqual(['of group', 'relates to', 'serves'])
    const next = await does('Ada', 'decision', 'propose', 'New gloves', '--noticed', 'Gloves tear at the thumb.', '--link', 'Steward')
    expect((terms(next)['links'] as { how: string; title: string }[]).filter(({ how }) => how === 'relates to').map(({ title }) => title)).toEqual(['Steward of the boiler'])
    expect(await does('Ada', 'decision', 'suggest', 'New gloves')).toMatchObject({ groups: [{ title: 'Steam' }] })
    await does('Ada', 'decision', 'ask', 'New gloves', '--of', 'Ben')
    expect(await does('Ada', 'decision', 'ask', 'New gloves', '--group', 'Steam', '--text', 'You lift them.')).toMatchObject({ decision: { advisers: [{ name: 'Ben', groups: [] }, { name: 'Chidi', groups: [expect.any(String)] }] } })
    expect((await parleyHere(['decision', 'ask', 'New gloves', '--everybody', '--json'], at('Ada'))).out).toContain('ask.already')
    expect((await parleyHere(['decision', 'ask', 'New gloves', '--group', 'Crates', '--json'], at('Ada'))).out).toContain('group.none')
    await carries('Ada', 'Ben', 'Chidi')
    await does('Ben', 'decision', 'touches', 'New gloves', '--text', 'I peel.')
    await does('Ben', 'decision', 'advise', 'New gloves', '--text', 'Thick ones.', '--concern')
    await does('Chidi', 'decision', 'pass', 'New gloves')
    await carries('Ben', 'Ada')
    await does('Ada', 'decision', 'answer', 'New gloves', '--to', 'Ben', '--used', 'yes', '--why', 'Thick ones it is.')
    await does('Ada', 'decision', 'waive', 'New gloves', '--who', 'Chidi', '--why', 'Away')
    expect(await does('Ada', 'decision', 'decide', 'New gloves', '--text', 'Bought.', '--tell', 'Chidi')).toMatchObject({ state: 'decided' })
    expect(await does('Ada', 'decision', 'review', 'New gloves', '--as', 'keep', '--text', 'Fewer cuts.')).toMatchObject({ state: 'reviewed' })
  })

  step('notes what was said aloud, hands on, disputes, drops, and decides without advice', async () => {
    await does('Ada', 'decision', 'new', '--title', 'A van', '--text', 'To buy the blue van.')
    await does('Ada', 'decision', 'note', 'A van', '--by', 'Ben', '--text', 'Buy the red one.')
    await does('Ada', 'decision', 'propose', 'A van', '--text', 'To buy the blue van now.', '--wording')
    await does('Ada', 'decision', 'handon', 'A van', '--to', 'Ben')
    await carries('Ada', 'Ben')
    await does('Ben', 'decision', 'confirm', 'A van')
    await does('Ben', 'decision', 'dispute', 'A van', '--text', 'Now is new.')
    await does('Ben', 'decision', 'takeon', 'A van')
    expect(await does('Ben', 'decision', 'decide', 'A van', '--without-advice', '--why', 'It goes today.')).toMatchObject({ decision: { outcomes: [{ withoutAdvice: true }] } })
    await does('Ben', 'decision', 'new', '--title', 'A second van', '--text', 'To buy another.')
    expect(await does('Ben', 'decision', 'drop', 'A second van')).toMatchObject({ state: 'dropped' })
    for (const what of ['commitments', 'drafts', 'offers', 'requests', 'charters', 'groups', 'roles', 'minutes', 'experiments', 'decisions', 'people', 'topics', 'questions', 'invites', 'templates']) {
      expect(Array.isArray(await does('Ben', 'ls', what)), what).toBe(true)
    }
    expect(await does('Ben', 'show', 'New gloves')).toMatchObject({ state: 'reviewed', possible: expect.arrayContaining([expect.objectContaining({ verb: 'decide', reason: expect.stringMatching(/\w/) as unknown })]) as unknown })
  })

  step('pauses, goes on and closes, and one leaves', async () => {
    await carries('Ada', 'Ben', 'Chidi')
    await does('Ada', 'group', 'pause', 'Steam', '--text', 'Harvest', '--until', '+3w')
    await carries('Ada', 'Ben')
    await does('Ben', 'group', 'pass', 'Steam', '--to', 'pause')
    await does('Ben', 'group', 'agree', 'Steam', '--to', 'pause')
    await does('Ben', 'group', 'resume', 'Steam')
    await carries('Ben', 'Ada')
    await does('Ada', 'group', 'agree', 'Steam', '--to', 'resume')
    await does('Chidi', 'group', 'leave', 'Steam', '--why', 'Ovens')
    await carries('Chidi', 'Ada')
    expect(await does('Ada', 'group', 'close', 'Steam', '--learned', 'Boilers end.', '--home', 'The shelf')).toMatchObject({ group: { proposals: expect.arrayContaining([expect.objectContaining({ what: 'close' })]) as unknown } })
    await carries('Ada', 'Ben')
    expect(await does('Ben', 'group', 'agree', 'Steam', '--to', 'close')).toMatchObject({ state: 'closed' })
  })

  step('and left out none', async () => {
    expect(ASKED.filter((name) => !told(name))).toEqual([])
    expect(COMMANDS.map(({ name }) => name).filter((name) => WALKED.includes(name.split(' ')[0]!) && !walked.has(name))).toEqual([])
  })
})

describe('help', () => {
  const of = COMMANDS.filter(({ name }) => WALKED.includes(name.split(' ')[0]!))

  it.each(of.map((one) => [one.name, one] as const))('of "%s" says what it takes, every option with its words, and what its JSON is', async (name, { options = {}, takes = [] }) => {
    const { exit, out } = await parleyHere([...name.split(' '), '--help'], at('Ada'))
    expect(exit).toBe(0)
    for (const word of takes) expect(out).toContain(word)
    for (const [flag, { says, type, value }] of Object.entries(options)) {
      expect(out).toContain(`--${flag}`)
      expect(says).toMatch(/\w/)
      expect(type === 'flag' || value !== undefined, flag).toBe(true)
    }
    expect(out).toContain('JSON: ')
  })
})

describe('the table of fields', () => {
  it.each(['promise', 'open offer', 'open request', 'charter', 'working group', 'team', 'role', 'experiment', 'decision', 'minutes'] as const)('names each field of a %s once', (kind) => {
    const flags = fieldsOf(kind).map(({ flag }) => flag)
    expect(flags.filter((flag, i) => flags.indexOf(flag) !== i)).toEqual([])
    expect(fieldsOf(kind).filter(({ says }) => says.trim() === '')).toEqual([])
  })
})
