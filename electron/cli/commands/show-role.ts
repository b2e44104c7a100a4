// A role as text: who has it, whom they ask to go on with it, what it was announced after.
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { indent, oneLine, shortId, table } from '../text.ts'

/** Empty of what is no role. */
export function roleText({ role, state }: RecordDetail): string {
  if (!role) return ''
  const named = (all: readonly { readonly name: string; readonly you: boolean }[]): string => all.map(({ name, you }) => (you ? 'you' : oneLine(name))).join(' and ')
  const asked = role.handons.flatMap(({ by, to, text }) => to.map((one) => [
    `${by.you ? 'you' : oneLine(by.name)} asked ${one.you ? 'you' : oneLine(one.name)} to go on with it`, one.passed ? `not for them${one.text ? `: "${oneLine(one.text)}"` : ''}` : 'no answer yet', text ? `"${oneLine(text)}"` : '',
  ]))
  return [
    role.holders.length > 0 ? `Who has it: ${named(role.holders)}` : state === 'draft' ? '' : 'Nobody has it now.',
    role.held.length > 1 ? `Before: ${role.held.slice(0, -1).map(({ name, you }) => (you ? 'you' : oneLine(name))).join(', ')}` : '',
    asked.length > 0 ? `Handing on\n${indent(table(asked))}` : '',
    state === 'draft' ? '' : role.decidedBy.length > 0 ? `Announced after: ${role.decidedBy.map(({ title, record }) => `${oneLine(title)} (${shortId(record)})`).join(', ')}` : 'Announced without advice: it names no decision.',
  ].filter((line) => line !== '').join('\n')
}
