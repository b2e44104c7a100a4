// Where a decision stands, as text.
import type { RecordDetail } from '#shared/protocol/contract.ts'
import type { AdviserView, DecisionView, OutcomeView } from '#shared/domain/decision/view.ts'
import { indent, oneLine, table } from '../text.ts'

const USED = { yes: 'taken up', partly: 'taken up in part', no: 'not taken up' } as const
const KEPT = { keep: 'kept', adjust: 'to be adjusted', undo: 'undone' } as const

const quoted = (text: string | null): string => (text === null ? '' : `"${oneLine(text)}"`)

/** Empty for a record that is none. */
export function decisionText({ decision, title }: Pick<RecordDetail, 'decision' | 'title'>): string {
  if (!decision) return ''
  const { deciders, nobodyDecides, breadth, advisers, open, outcomes, handed, adviceBy, wording } = decision
  const parts = [
    `${oneLine(title)}: ${decision.phase}. ${deciders.map(({ name, you }) => `${oneLine(name)}${you ? ' (you)' : ''}`).join(' and ')} ${deciders.length === 1 ? 'decides' : 'decide'}.${adviceBy ? ` Advice by ${adviceBy}.` : ''}`,
    ...(nobodyDecides ? ['Nobody decides this now: who had it has left. "parley commitment duplicate ID --supersede" begins one of your own in its place.'] : []),
    ...(breadth ? [breadth.says] : []),
    ...outcomes.map(outcomeText),
    ...(advisers.length > 0 ? [`Advice\n${indent(advisers.map(adviserText).join('\n'))}`] : []),
    ...wording.filter(({ disputes }) => disputes.length > 0).map(({ revision, disputes }) => `Rev ${revision} is said to differ in wording only. ${disputes.map(({ name }) => oneLine(name)).join(', ')} ${disputes.length === 1 ? 'says' : 'say'} otherwise.`),
    ...handed.map(({ name, to }) => `${oneLine(name)} hands it on to ${oneLine(to.name)}, who has not taken it.`),
    ...(open.length > 0 ? [`Before it is decided\n${indent(table(open.map(({ says, next }) => [says, next])))}`] : readyText(decision)),
  ]
  return parts.join('\n\n')
}

const readyText = ({ phase, outcomes }: DecisionView): string[] =>
  (phase === 'considering' ? ['Everybody asked has been heard. It is open to be decided.'] : phase === 'contested' && outcomes.length > 1 ? ['It was decided twice, apart. Deciding once more, knowing both, settles it.'] : [])

function outcomeText({ name, revision, withoutAdvice, text, tell, review, since }: OutcomeView): string {
  return [
    `${oneLine(name)} decided rev ${revision}${withoutAdvice ? ' without advice' : ''}${text ? `: ${quoted(text)}` : ''}.`,
    ...(tell.length > 0 ? [`  Should know: ${tell.map((one) => oneLine(one.name)).join(', ')}`] : []),
    ...(review ? [`  Looked back at, and ${KEPT[review.outcome]}: ${quoted(review.text)}`] : []),
    ...since.map((one) => `  Said since, by ${oneLine(one.name)}: ${one.what === 'touches' ? 'it touches them' : ''} ${quoted(one.text)}`.trimEnd()),
  ].join('\n')
}

function adviserText({ name, you, reach, as, advice, passed, waived, unconfirmed }: AdviserView): string {
  const said = [
    ...advice.flatMap((one) => [
      `  ${quoted(one.text)}${one.concern ? ', a concern' : ''}${one.notedBy ? `, noted by ${oneLine(one.notedBy.name)}` : ''}`,
      ...(one.answers.length > 0 ? one.answers.map((answer) => `    ${USED[answer.used]}: ${quoted(answer.text)}`) : ['    not answered yet']),
    ]),
    ...passed.filter(({ text }) => text !== null).map(({ text }) => `  ${quoted(text)}`),
    ...waived.map((one) => `  waived by ${oneLine(one.name)}: ${quoted(one.text)}`),
    ...unconfirmed.map((one) => `  noted by ${oneLine(one.name)}, not confirmed: ${quoted(one.text)}`),
  ]
  return [`${oneLine(name)}${you ? ' (you)' : ''}, ${as.length > 0 ? as.join(', ') : 'unasked'}: ${reach}`, ...said].join('\n')
}
