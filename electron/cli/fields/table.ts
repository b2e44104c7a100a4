// Every field of a record as the command line says it: its flag, its words for --help, how it is read, and where it lands.
// A command of a kind offers what KINDS says that the kind has; a new field of a record is one row here.
import { SINGLES, type ListName, type SingleName } from '#shared/domain/record/fields.ts'
import type { RecordLink } from '#shared/domain/record/field-shapes.ts'
import { KINDS, type RecordKind, type Voice } from '#shared/domain/record/kinds.ts'
import type { OptionSpec } from '../command.ts'
import * as read from './items.ts'
import type { Item, ItemReader } from './items.ts'

export type Lands =
  | { readonly as: 'title' }
  /** The words without a voice: the host puts them where the kind says. */
  | { readonly as: 'words' }
  | { readonly as: 'voice'; readonly voice: Voice }
  /** `means`: what a flag without a value says. */
  | { readonly as: 'single'; readonly single: SingleName; readonly means?: string }
  /** `whose`: which of the items that stand there already are said anew with it; all where left out. */
  | { readonly as: 'list'; readonly list: ListName; readonly each: ItemReader; readonly prefix: string; readonly whose?: (item: Item, me: string) => boolean }
  | { readonly as: 'link'; readonly how: RecordLink['how'] }

export interface Field extends OptionSpec {
  readonly flag: string
  readonly lands: Lands
}

/** `of`: only for these kinds, else for all that have it. `says` by kind where it reads differently; `else` for the others. */
interface Row {
  readonly flag: string
  readonly lands: Lands
  readonly says: string | (Partial<Record<RecordKind, string>> & { readonly else: string })
  readonly value?: string
  readonly of?: readonly RecordKind[]
  readonly several?: true
}

const GROUPS = ['working group', 'team'] as const
const COMMITMENTS = ['promise', 'mutual', 'letter', 'open offer', 'open request'] as const

const inGroups = <Says>(says: Says) => ({ 'working group': says, team: says })

const voice = (flag: string, to: Voice, says: Row['says'], of?: readonly RecordKind[]): Row => ({ flag, says, lands: { as: 'voice', voice: to }, ...(of && { of }) })
const single = (flag: string, to: SingleName, says: Row['says'], more: Partial<Row> = {}): Row => ({ flag, says, lands: { as: 'single', single: to }, ...more })
const mark = (flag: string, to: SingleName, means: string, says: string): Row => ({ flag, says, lands: { as: 'single', single: to, means } })
const link = (flag: string, how: RecordLink['how'], says: Row['says'], more: Partial<Row> = {}): Row => ({ flag, says, value: 'ID', lands: { as: 'link', how }, ...more })
const list = (flag: string, to: ListName, each: ItemReader, prefix: string, value: string, says: Row['says'], whose?: (item: Item, me: string) => boolean): Row =>
  ({ flag, says, value, several: true, lands: { as: 'list', list: to, each, prefix, ...(whose && { whose }) } })

const mine = (item: Item, me: string): boolean => item['person'] === me
const ofSort = (sort: string) => (item: Item): boolean => item['sort'] === sort

const ROWS: readonly Row[] = [
  { flag: 'title', lands: { as: 'title' }, says: { ...inGroups('its name'), decision: 'what it is about, in a line', minutes: 'what they are called', else: 'its title' } },
  { flag: 'text', lands: { as: 'words' }, says: { ...inGroups('what it is for'), experiment: 'the words, as what you believe', decision: 'what you intend to do', else: 'the words' }, of: [...COMMITMENTS, ...GROUPS, 'charter', 'experiment', 'decision'] },

  // What is said, by the margin voice it stands in.
  voice('why', 'why', { charter: 'what it is for', else: 'why' }, [...COMMITMENTS, 'charter']), voice('purpose', 'why', 'what it is for', ['role']),
  voice('term', 'term', 'how long it holds, in words'), voice('slips', 'slips', 'what happens when it slips'),
  voice('noticed', 'noticed', 'what you noticed'), voice('need', 'need', 'what is needed, and by whom'),
  voice('if-not', 'if not', 'what happens if it is not done'), voice('look-back', 'look back', 'how you will see whether it was right'),
  voice('question', 'question', 'what you want to find out'), voice('believe', 'believe', 'what you believe will happen, and why'), voice('test', 'test', 'the smallest test of it'),
  voice('hurt', 'hurt', 'who could be hurt'), voice('undo', 'undo', 'how it is undone'), voice('stop', 'stop', 'when you stop, in words'), voice('learning', 'learning', 'what is known from before'),
  voice('looks-after', 'looks after', { role: 'what you look after; a blank line parts paragraphs', else: 'what it looks after' }), voice('not-ours', 'not ours', 'what is not its own'),
  voice('may-decide', 'may decide', { role: 'what you decide in it', else: 'what it may decide' }), voice('how', 'how we work', 'how it works'),
  voice('coming', 'coming and going', 'how one comes and goes'), voice('ends', 'when it ends', 'when it ends'),
  voice('resources', 'resources', 'what it takes: people, money, tools'), voice('agenda', 'agenda', 'what is before the meeting'), voice('said', 'said', 'what was said'),
  { ...voice('todo', 'to do', 'what is left to do; it binds nobody until somebody promises it'), several: true },
  voice('more', 'words', 'what else belongs to it', [...GROUPS, 'role', 'experiment', 'decision', 'minutes']),

  // Single fields, read as fields.ts says that they are.
  single('by', 'due', 'until when: 2026-05-22, friday, +10d'), single('by', 'adviceBy', 'until when you wait for advice'),
  single('review', 'review', { ...inGroups('when to look at it together'), role: 'when to look at it again', experiment: 'when to look at it together', decision: 'when you look back at it', else: 'when to look at it together again' }),
  single('hours', 'hours', { ...inGroups('hours a week it asks of each'), experiment: 'hours a week it asks of each', role: 'hours a week it takes of you', 'open request': 'hours a week that are needed of each', else: 'hours a week it takes' }),
  single('begins', 'from', 'from when it holds'),
  single('until', 'until', { 'working group': 'its last day, unless renewed', experiment: 'when it ends, whatever was found', role: 'until when you have it (else it is open-ended)', 'open request': 'until when it is needed', else: 'until when it holds (else it is open-ended)' }),
  { ...single('review-on', 'reviews', 'the days of its reviews, where there are several'), several: true },
  single('every', 'everyMonths', 'look at it together every so many months', { value: 'MONTHS' }), single('rhythm', 'rhythm', 'how often people meet about it, in words'),
  single('priority', 'priority', 'the priority it serves'), single('places', 'places', { 'open request': 'how many are needed', else: 'how many may take it up' }, { of: ['open offer', 'open request'] }),
  mark('verbal', 'medium', 'verbal', 'it was said, and is noted here; the others acknowledge it by accepting'), mark('formal', 'formality', 'formal', 'it is formal'),
  single('joining', 'joining', 'who accepts is in, or waits for a welcome'), single('deciding', 'deciding', 'how it decides'),
  single('share', 'share', 'of a hundred of those named, who have to accept changed words; two in any case'),
  single('facilitation', 'facilitation', 'how facilitating goes round'), single('turn-weeks', 'turnWeeks', 'weeks a turn lasts'),
  single('touches', 'reach', 'how many it touches'), single('undo', 'undo', 'how hard it is to undo', { of: ['decision'] }), single('hard-to-undo', 'undo', 'how hard it is to undo', { of: ['experiment'] }),
  single('spend', 'spend', 'how much time or money it takes'), single('spend', 'spendHours', 'hours it may take in all'), single('on', 'on', 'the day of the meeting (else today)'),
  mark('second', 'rolePart', 'second', 'it is a second role, beside your main one'), mark('steward', 'rolePart', 'steward', 'it is the stewardship of a process'),
  single('own-share', 'twentyPercent', 'of a hundred hours, how many are everybody\'s own'), single('without-advice', 'withoutAdvice', 'what follows a decision that was taken without advice'),

  // Lists: each time it is given, one item.
  list('stone', 'stones', read.stone, 's', '"MEASURE; TARGET UNIT; DATE"', 'a stepping stone of yours; all but the measure may be left out', mine),
  list('activity', 'activities', read.activity, 'a', '"WHAT; act|recommend|decide"', 'what you do in it, and how far you decide it (else act)', mine),
  list('goal', 'goals', read.goal, 'g', '"WORDS; DATE"', 'what you want to learn; the date may be left out', mine),
  list('condition', 'conditions', read.sorted('condition'), 'c', 'TEXT', 'on what it depends', ofSort('condition')),
  list('boundary', 'conditions', read.sorted('boundary'), 'b', 'TEXT', 'where it ends', ofSort('boundary')),
  list('time', 'time', read.time, 'h', '"NAME; N"', 'the hours a week of one person, where they differ'),
  list('season', 'seasons', read.season, 'n', '"FROM; TO; N"', 'other hours a week between two dates'),
  list('measure', 'measures', read.measure, 'm', '"MEASURE; WAS; HOPED; STOP; UNIT; DAYS"', 'what you measure: how it was, what you hope for, the stop line, the unit, days between readings; all but the first may be left out'),
  list('success', 'criteria', read.sorted('success'), 'w', 'TEXT', 'by what one sees that it went well', ofSort('success')),
  list('closing', 'criteria', read.sorted('closing'), 'd', 'TEXT', 'by what one sees that it is done with', ofSort('closing')),
  list('turn', 'turns', read.turn, 'u', 'NAME', 'the order of turns'),
  list('topic', 'topics', read.topic, 't', 'TOPIC', { decision: 'what one should know about to advise on it', else: 'what it is about' }),
  list('output', 'outputs', read.output, 'o', '"TEXT; ID"', 'what is to come out of it, and the record that it is; that may be left out'),
  link('group', 'of group', { 'open request': 'the group that needs it', role: 'the group or team it belongs to', else: 'the group it belongs to' }, { of: [...COMMITMENTS, ...GROUPS, 'role', 'experiment', 'decision'] }),
  link('decided-by', 'decided by', { role: 'the decision by advice it is announced after; without one it says that none was sought', else: 'the decision it comes from' }), link('learned-in', 'learned in', 'the experiment it comes from'),
  link('serves', 'serves', 'the record whose priority it serves'), link('link', 'relates to', 'what else it has to do with', { several: true }),
]

const has = (kind: RecordKind, lands: Lands): boolean => {
  const { voices, singles, lists } = KINDS[kind]
  switch (lands.as) {
    case 'title': case 'words': return true
    case 'voice': return voices.includes(lands.voice)
    case 'single': return singles.includes(lands.single)
    case 'list': return lists.includes(lands.list)
    case 'link': return lists.includes('links')
  }
}

/** How the value of a single field reads in the usage line. */
function valueOf(name: SingleName): string {
  const spec = SINGLES[name]
  switch (spec.is) {
    case 'date': case 'dates': return 'DATE'
    case 'whole': return 'N'
    case 'one of': return spec.values.join('|')
    default: return 'TEXT'
  }
}

function fieldOf(kind: RecordKind, { flag, lands, says, value, several }: Row): Field {
  const words = typeof says === 'string' ? says : says[kind] ?? says.else
  if (lands.as === 'single' && lands.means !== undefined) return { flag, lands, says: words, type: 'flag' }
  return { flag, lands, says: words, type: several ? 'texts' : 'text', value: value ?? (lands.as === 'single' ? valueOf(lands.single) : 'TEXT') }
}

/** What can be said of a kind's words, in the order in which help lists it. */
export const fieldsOf = (kind: RecordKind): readonly Field[] => ROWS.filter(({ of, lands }) => (of?.includes(kind) ?? true) && has(kind, lands)).map((row) => fieldOf(kind, row))

/** As options of a command: all of a kind, or only those flags. */
export const optionsOf = (kind: RecordKind, flags?: readonly string[]): Readonly<Record<string, OptionSpec>> =>
  Object.fromEntries(fieldsOf(kind).filter(({ flag }) => flags?.includes(flag) ?? true).map(({ flag, lands: _, ...spec }) => [flag, spec]))
