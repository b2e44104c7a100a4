// What the commands of decisions share: choices, words, and what is told afterwards.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import type { OptionSpec, Outcome } from '../command.ts'
import { decisionText } from './show-decision.ts'
import { showValue } from './show.ts'

export function oneOf<const Of extends readonly string[]>(name: string, of: Of, said: string | undefined): Of[number] | undefined {
  if (said === undefined || of.includes(said)) return said
  throw new ProblemError(problem('usage.choice', `--${name} can't be ${said}.`, `Say one of ${of.join(', ')}.`))
}

export const TEXT = (says: string, required = false): OptionSpec => ({ type: 'text', value: 'TEXT', says, ...(required && { required }) })

export const saidOf = (record: RecordDetail, what: string): Outcome => ({ value: showValue(record), text: `${what}\n\n${decisionText(record)}` })
