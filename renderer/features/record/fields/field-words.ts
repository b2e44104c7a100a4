// Fields as a person reads them: amounts, dates and choices in the language of the page.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Amount, ListName, Measure, SingleName, Stone } from '../../../../shared/domain/record/fields.ts'
import { useNames } from '../../../ui/names.ts'
import { firstNameOf } from '../../../ui/people.ts'
import { useWhen } from '../../../ui/when.ts'

/** Keys of the words for choices, by field and value. */
const CHOICES: Readonly<Record<string, string>> = {
  'authority:act': 'field.authorityAct', 'authority:recommend': 'field.authorityRecommend', 'authority:decide': 'field.authorityDecide',
  'sort:condition': 'field.sortCondition', 'sort:boundary': 'field.sortBoundary', 'direction:up': 'field.directionUp', 'direction:down': 'field.directionDown',
  'how:answers': 'field.howAnswers', 'how:supersedes': 'field.howSupersedes', 'how:serves': 'field.howServes', 'how:relates to': 'field.howRelates',
  'formality:informal': 'field.informal', 'formality:formal': 'field.formal', 'medium:written': 'field.written', 'medium:verbal': 'field.verbal',
  'how:of group': 'fields.howOfGroup', 'how:forks': 'fields.howForks', 'how:decided by': 'fields.howDecidedBy', 'how:learned in': 'fields.howLearnedIn', 'how:home of': 'fields.howHomeOf',
  'sort:success': 'fields.sortSuccess', 'sort:closing': 'fields.sortClosing', 'joining:open': 'fields.joiningOpen', 'joining:welcome': 'fields.joiningWelcome',
  'deciding:consent': 'fields.decidingConsent', 'deciding:advice': 'fields.decidingAdvice', 'deciding:unanimous': 'fields.decidingUnanimous', 'deciding:majority': 'fields.decidingMajority',
  'facilitation:none': 'fields.facilitationNone', 'facilitation:order': 'fields.facilitationOrder', 'facilitation:time': 'fields.facilitationTime',
  'facilitation:knows most': 'fields.facilitationKnows', 'reach:one': 'fields.reachOne', 'reach:few': 'fields.reachFew', 'reach:many': 'fields.reachMany', 'reach:all': 'fields.reachAll',
  'undo:easy': 'fields.undoEasy', 'undo:effort': 'fields.undoEffort', 'undo:hard': 'fields.undoHard', 'spend:none': 'fields.spendNone', 'spend:some': 'fields.spendSome', 'spend:much': 'fields.spendMuch',
  'rolePart:second': 'role.second', 'rolePart:steward': 'role.steward',
}
const DATES: ReadonlySet<string> = new Set(['due', 'review', 'from', 'until', 'by', 'to', 'adviceBy', 'on'])
const AMOUNTS: ReadonlySet<string> = new Set(['baseline', 'target', 'hoped', 'stop'])

/** Names of fields and lists, where they stand alone: in a list of changes, beside an input. */
export const LIST_WORDS: Readonly<Record<ListName, string>> = {
  activities: 'field.activities', stones: 'field.stones', conditions: 'field.conditions', time: 'field.time', seasons: 'field.seasons', goals: 'field.goals', links: 'field.links',
  measures: 'fields.measures', criteria: 'fields.criteria', turns: 'fields.turns', topics: 'fields.topics', outputs: 'fields.outputs',
}
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  person: 'field.person', what: 'field.what', authority: 'field.authority', measure: 'field.measure', unit: 'field.unit', baseline: 'field.baseline',
  target: 'field.target', direction: 'field.direction', by: 'field.by', sort: 'field.sort', words: 'field.words', hours: 'field.hours', from: 'field.from', to: 'field.to',
  how: 'field.how', record: 'field.record', title: 'field.title', hoped: 'fields.hoped', stop: 'fields.stop', every: 'fields.every', topic: 'fields.topic',
}
export const SINGLE_WORDS: Readonly<Record<SingleName, string>> = {
  due: 'voice.due', review: 'voice.review', hours: 'voice.hours', priority: 'field.priority', from: 'field.from', until: 'field.until', reviews: 'field.reviews',
  everyMonths: 'field.everyMonths', rhythm: 'field.rhythm', formality: 'field.formality', medium: 'field.medium', places: 'field.places', joining: 'fields.joining', deciding: 'fields.deciding', share: 'fields.share', facilitation: 'fields.facilitation', turnWeeks: 'fields.turnWeeks',
  spendHours: 'fields.spendHours', adviceBy: 'fields.adviceBy', reach: 'fields.reach', undo: 'fields.undo', spend: 'fields.spend', on: 'fields.on', rolePart: 'role.part', twentyPercent: 'fields.twentyPercent', withoutAdvice: 'fields.withoutAdvice',
}

/** Shares that have a name of their own; any other is said in a hundred. Two of three are two thirds: 66. */
const NAMED_SHARES: Readonly<Record<number, string>> = { 0: 'fields.shareTwo', 50: 'fields.shareHalf', 66: 'fields.shareTwoThirds', 75: 'fields.shareThreeQuarters', 100: 'fields.shareAll' }
export const shareWords = (share: number, say: (key: string, n: number) => string): string => say(NAMED_SHARES[share] ?? 'fields.sharePart', share)
/** A share that comes to fewer than two asks for nobody by name: then any two are enough [R12]. */
export const isAnyTwo = (share: number, named: number): boolean => Math.ceil((share * named) / 100) < 2
/** Those to choose from, and the one that stands there. */
export const sharesBeside = (share: number | undefined): readonly number[] => [...new Set([...Object.keys(NAMED_SHARES).map(Number), ...(share === undefined ? [] : [share])])].sort((a, b) => a - b)

export interface FieldWords {
  /** The value of a field; empty where there is none. */
  value(field: string, value: unknown): string
  amount(value: Amount): string
  hours(value: Amount | number): string
  /** "18 of 20", "2 a month or fewer": what is wanted of a stone; empty without a target. */
  wanted(stone: Pick<Stone, 'unit' | 'target' | 'direction'>): string
  /** "20 of 100 now, 10 hoped for, stop at 30": everything that is said of a measure. */
  watched(measure: Pick<Measure, 'unit' | 'baseline' | 'hoped' | 'stop' | 'every'>): string
}

export function useFieldWords(nameOf: (person: string) => string): ComputedRef<FieldWords> {
  const { t, n } = useI18n()
  const when = useWhen()
  const names = useNames()
  return computed(() => {
    const amount = (value: Amount): string => (Number.isFinite(Number(value)) ? n(Number(value)) : value)
    const hours = (value: Amount | number): string => t('paper.hours', { n: Number(value) }, Number(value) === 1 ? 1 : 2)
    return {
      amount, hours,
      wanted: ({ unit = '', target, direction }) => {
        if (target === undefined) return ''
        const key = direction === 'down' ? (unit ? 'field.wantedDownOf' : 'field.wantedDown') : unit ? 'field.wantedOf' : 'field.wanted'
        return t(key, { n: amount(target), unit })
      },
      watched: ({ unit = '', baseline, hoped, stop, every }) => [
        ...(baseline === undefined ? [] : [t('fields.watchedNow', { n: amount(baseline), unit })]), ...(hoped === undefined ? [] : [t('fields.watchedHoped', { n: amount(hoped), unit })]),
        ...(stop === undefined ? [] : [t('fields.watchedStop', { n: amount(stop), unit })]), ...(every === undefined ? [] : [t('fields.days', { n: Number(every) }, Number(every))]),
      ].map((part) => part.trim()).join(', '),
      value: (field, value) => {
        if (value === undefined || value === null || value === '') return ''
        if (Array.isArray(value)) return names.value(value.map((one) => (typeof one === 'string' ? when.value.day(one) : String(one))))
        const choice = CHOICES[`${field}:${String(value)}`]
        if (choice) return t(choice)
        if (DATES.has(field)) return when.value.day(String(value))
        if (AMOUNTS.has(field)) return amount(String(value))
        if (field === 'hours') return hours(value as Amount | number)
        if (field === 'every') return t('fields.days', { n: Number(value) }, Number(value))
        if (field === 'share') return shareWords(Number(value), (key, part) => t(key, { n: part }))
        if (field === 'turnWeeks') return t('fields.weeks', { n: Number(value) }, Number(value))
        if (field === 'spendHours') return t('fields.hoursInAll', { n: Number(value) }, Number(value) === 1 ? 1 : 2)
        if (field === 'twentyPercent') return t('fields.ownPercent', { n: Number(value) })
        if (field === 'everyMonths') return t('field.months', { n: Number(value) }, Number(value))
        if (field === 'person') return firstNameOf(nameOf(String(value)))
        return String(value)
      },
    }
  })
}

/** What an empty field suggests, by list and field. */
export const FIELD_HINTS: Readonly<Record<string, string>> = {
  'activities:what': 'field.hintActivity', 'stones:measure': 'field.hintStone', 'stones:unit': 'field.hintUnit', 'conditions:words': 'field.hintCondition', 'goals:words': 'field.hintGoal',
  'measures:measure': 'field.hintStone', 'measures:unit': 'field.hintUnit', 'criteria:words': 'fields.hintCriterion', 'outputs:words': 'fields.hintOutput', 'topics:topic': 'fields.hintTopic',
}

/** Values of a choice with the keys of their words. */
export const optionsOf = (field: string, values: readonly string[]): readonly { readonly value: string; readonly words: string }[] =>
  values.flatMap((value) => (CHOICES[`${field}:${value}`] ? [{ value, words: CHOICES[`${field}:${value}`]! }] : []))
