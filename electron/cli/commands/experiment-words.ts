// The words and fields of an experiment, as options of a command.
import { problem, ProblemError } from '#shared/base/result.ts'
import { readAmount, type Measure } from '#shared/domain/record/fields.ts'
import type { Call, OptionSpec } from '../command.ts'
import { readDate } from '../dates.ts'

/** What can be said of the words, by the margin voice it stands in. */
const VOICES = {
  question: 'what you want to find out', believe: 'what you believe will happen, and why', test: 'the smallest test of it', hurt: 'who could be hurt',
  'undo': 'how it is undone', stop: 'when you stop, in words',
} as const
type Voice = keyof typeof VOICES
const VOICE_NAMES = Object.keys(VOICES) as readonly Voice[]

export const WORDS: Readonly<Record<string, OptionSpec>> = {
  title: { type: 'text', value: 'TEXT', says: 'its title' },
  text: { type: 'text', value: 'TEXT', says: 'the words, as what you believe' },
  ...Object.fromEntries(VOICE_NAMES.map((voice) => [voice, { type: 'text', value: 'TEXT', says: VOICES[voice] } satisfies OptionSpec])),
  measure: { type: 'texts', value: '"MEASURE; WAS; HOPED; STOP; UNIT; DAYS"', says: 'what you measure: how it was, what you hope for, the stop line, the unit, days between readings; all but the first may be left out' },
  until: { type: 'text', value: 'DATE', says: 'when it ends, whatever was found' },
  hours: { type: 'text', value: 'N', says: 'hours a week it asks of each' },
  spend: { type: 'text', value: 'N', says: 'hours it may take in all' },
  topic: { type: 'texts', value: 'TOPIC', says: 'what it is about' },
}

/** Each keeps its place as its id, so that the same words make the same terms. */
const measuresFrom = ({ given }: Call): Measure[] => given.texts('measure').map((text, at) => {
  const [measure = '', was = '', hoped = '', stop = '', unit = '', days = ''] = text.split(';').map((part) => part.trim())
  const amounts = [was, hoped, stop].map((part) => (part === '' ? undefined : readAmount(part)))
  if (measure === '' || amounts.includes(null) || (days !== '' && !/^[1-9]\d{0,3}$/.test(days))) {
    throw new ProblemError(problem('usage.measure', `--measure takes a measure and numbers, and "${text}" reads otherwise.`, 'Write it like --measure "Crates back; 40; 57; 51; of 60; 7".'))
  }
  const [baseline, hope, line] = amounts as (string | undefined)[]
  return {
    id: `m${at + 1}`, measure, ...(unit !== '' && { unit }), ...(baseline !== undefined && { baseline }), ...(hope !== undefined && { hoped: hope }),
    ...(line !== undefined && { stop: line }), ...(days !== '' && { every: days }),
  }
})

export function fieldsFrom(call: Call) {
  const { given, around } = call
  const [until, title] = [given.text('until'), given.text('title')]
  const [hours, spendHours] = [given.whole('hours', 0, 168), given.whole('spend', 0, 100_000)]
  const measures = measuresFrom(call)
  const topics = given.texts('topic').map((topic, at) => ({ id: `t${at + 1}`, topic }))
  return {
    ...(title !== undefined && { title }), ...(until !== undefined && { until: readDate('until', until, around.now()) }), ...(hours !== undefined && { hours }),
    ...(spendHours !== undefined && { spendHours }), ...(measures.length > 0 && { measures }), ...(topics.length > 0 && { topics }),
  }
}

export function sectionsFrom({ given }: Call): { readonly voice: Voice; readonly text: string }[] {
  const text = given.text('text')
  return VOICE_NAMES.flatMap((voice) => {
    const said = given.text(voice) ?? (voice === 'believe' ? text : undefined)
    return said === undefined ? [] : [{ voice, text: said }]
  })
}
