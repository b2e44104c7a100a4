// Every kind of record there is, and what each may say: one table that drafts, terms, templates, command line and page read.
// A new concept adds its kinds here. What a kind does not name can stand in none of its signed words.
import { LIST_NAMES, type ListName, type SingleName } from './fields.ts'

export const RECORD_KINDS = [
  'promise', 'mutual', 'letter', 'open offer', 'charter', 'open request', 'working group', 'team', 'role', 'experiment', 'decision', 'minutes',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

export const isRecordKind = (value: unknown): value is RecordKind => RECORD_KINDS.includes(value as RecordKind)

/** What a row of a list may be: also what is no draft first, such as a question. */
export type RowKind = RecordKind | 'question'

/** Who speaks in the margin. `promises` stands once for each who gives; every other voice once. */
export const VOICES = [
  'words', 'why', 'promises', 'term', 'slips', 'looks after', 'not ours', 'may decide', 'how we work', 'coming and going', 'when it ends', 'resources',
  'question', 'believe', 'test', 'hurt', 'undo', 'stop', 'learning', 'noticed', 'need', 'intend', 'if not', 'look back', 'agenda', 'said', 'to do',
] as const
export type Voice = (typeof VOICES)[number]

export type TermsFormat =
  | 'parley/commitment/1' | 'parley/charter/1' | 'parley/group/1' | 'parley/role/1' | 'parley/experiment/1' | 'parley/decision/1' | 'parley/minutes/1'

export interface KindSpec {
  /** Of its signed words. */
  readonly format: TermsFormat
  /** Id of the concept that its records are of. */
  readonly concept: string
  /** In the order in which it is read and signed. */
  readonly voices: readonly Voice[]
  /** Plain text that comes without a voice, as from a command line, is put here. */
  readonly main: Voice
  readonly singles: readonly SingleName[]
  readonly lists: readonly ListName[]
  /**
   * Whose it is. `one`: of one person alone. `one to others`: the others it is made to are not needed. `all`: of everybody named;
   * `some`: the others sign beside those who give.
   */
  readonly people: 'one' | 'one to others' | 'all' | 'some'
  /** It is between people: with nobody else named there is nothing to offer. Everything else may begin with one. */
  readonly between?: true
}

type Words = Pick<KindSpec, 'format' | 'voices' | 'main' | 'singles' | 'lists'>

const lasting = ['from', 'until', 'review', 'reviews', 'everyMonths', 'rhythm'] as const

/** What stood in commitments before there were other kinds. Their hashes depend on the order of the voices. */
const commitment: Words = {
  format: 'parley/commitment/1', voices: ['words', 'why', 'promises', 'term', 'slips'], main: 'words',
  singles: ['due', 'review', 'hours', 'priority', 'from', 'until', 'reviews', 'everyMonths', 'rhythm', 'formality', 'medium', 'places'],
  lists: ['activities', 'stones', 'conditions', 'time', 'seasons', 'goals', 'links'],
}

const group: Words = {
  format: 'parley/group/1', main: 'why',
  voices: ['why', 'words', 'looks after', 'not ours', 'may decide', 'how we work', 'coming and going', 'resources', 'when it ends', 'slips'],
  singles: [...lasting, 'hours', 'priority', 'joining', 'deciding', 'share', 'facilitation', 'turnWeeks'],
  lists: ['time', 'seasons', 'measures', 'criteria', 'turns', 'topics', 'outputs', 'links'],
}

export const KINDS: Readonly<Record<RecordKind, KindSpec>> = {
  promise: { ...commitment, concept: 'commitment', people: 'one to others', between: true },
  mutual: { ...commitment, concept: 'commitment', people: 'all', between: true },
  letter: { ...commitment, concept: 'commitment', people: 'some', between: true },
  'open offer': { ...commitment, concept: 'openoffer', people: 'one' },
  'open request': { ...commitment, concept: 'openoffer', people: 'one' },
  charter: { format: 'parley/charter/1', concept: 'charter', voices: commitment.voices, main: 'words', singles: ['review', 'share', 'twentyPercent', 'withoutAdvice'], lists: [], people: 'all' },
  'working group': { ...group, concept: 'group', people: 'all' },
  // A team has no last day.
  team: {
    ...group, concept: 'group', people: 'all',
    voices: group.voices.filter((voice) => voice !== 'when it ends'), singles: group.singles.filter((name) => name !== 'until'),
  },
  role: {
    format: 'parley/role/1', concept: 'role', people: 'one', main: 'why',
    voices: ['why', 'words', 'looks after', 'may decide', 'resources', 'term', 'slips'],
    singles: [...lasting, 'hours', 'priority', 'rolePart'], lists: ['time', 'seasons', 'topics', 'outputs', 'links'],
  },
  experiment: {
    format: 'parley/experiment/1', concept: 'experiment', people: 'all', main: 'believe',
    voices: ['question', 'believe', 'test', 'hurt', 'undo', 'stop', 'resources', 'words', 'learning'],
    singles: [...lasting, 'hours', 'priority', 'spendHours', 'reach', 'undo'], lists: ['time', 'seasons', 'measures', 'criteria', 'topics', 'outputs', 'links'],
  },
  decision: {
    format: 'parley/decision/1', concept: 'decision', people: 'one', main: 'intend',
    voices: ['noticed', 'need', 'intend', 'if not', 'resources', 'words', 'look back'],
    singles: [...lasting, 'priority', 'adviceBy', 'reach', 'undo', 'spend'], lists: ['measures', 'criteria', 'topics', 'outputs', 'links'],
  },
  minutes: {
    format: 'parley/minutes/1', concept: 'minutes', people: 'one to others', main: 'said',
    voices: ['agenda', 'said', 'to do', 'words'], singles: ['on'], lists: ['topics', 'outputs', 'links'],
  },
}

/** Kinds whose words are commitment terms. */
export const isCommitmentKind = (kind: RowKind): boolean => kind !== 'question' && KINDS[kind].format === 'parley/commitment/1'

/** The concept that a kind of draft becomes a record of, by its id. */
export const conceptIdOfKind = (kind: RecordKind): string => KINDS[kind].concept

/** Lists of a kind in the one order in which lists are told everywhere. */
export const listsOf = (kind: RecordKind): readonly ListName[] => LIST_NAMES.filter((list) => KINDS[kind].lists.includes(list))
