// How an experiment goes, as text.
import type { ExperimentView, MeasureView } from '#shared/protocol/contract.ts'
import { indent, oneLine, plain, table } from '../text.ts'

export function experimentText({ takingPart, asked, box, measures, stops, pauses, conclusions, notebook, budget }: ExperimentView, spent: number | undefined): string {
  const facts = [
    box.from ? `${box.week === null ? 'From' : 'Since'} ${box.from}` : 'Not started', ...(box.week !== null && box.weeks !== null ? [`week ${box.week} of ${box.weeks}`] : []),
    box.until ? `until ${box.until}${box.over ? ' (over)' : ''}` : 'with no end',
    ...(spent !== undefined ? [`${Math.round(spent / 6) / 10} h shared${budget === null ? '' : ` of ${budget}`}`] : budget === null ? [] : [`${budget} h in all`]),
  ]
  const waiting = asked.map(({ name, declined }) => `${oneLine(name)}${declined ? ' (said no)' : ''}`)
  return [
    `Experiment\n${indent(facts.join(', '))}`,
    takingPart.length > 0 ? `Takes part\n${indent(table(takingPart.map(({ name, you, revision, concluded }) => [`${oneLine(name)}${you ? ' (you)' : ''}`, `rev ${revision}`, concluded ?? ''])))}` : 'Nobody takes part.',
    waiting.length > 0 ? `Asked to try\n${indent(waiting.join(', '))}` : '',
    measures.length > 0 ? `Measures\n${indent(table(measures.map(measureCells)))}` : '',
    stops.length > 0 ? `Stop line reached\n${indent(stops.map(({ title, value, unit, on, name, goneOn }) =>
      `${oneLine(title)}: ${value}${unit ? ` ${oneLine(unit)}` : ''} on ${on}, noted by ${oneLine(name)}${goneOn ? '; somebody went on knowing it' : ''}`).join('\n'))}` : '',
    pauses.length > 0 ? `Paused\n${indent(pauses.map(({ name, text }) => `${oneLine(name)}${text ? `: "${oneLine(text)}"` : ''}`).join('\n'))}` : '',
    conclusions.length > 0 ? `Concluded\n${indent(conclusions.map(({ name, as, learned, next, tell, goneOn }) => [
      `${oneLine(name)}, ${as}${goneOn ? ' (others went on)' : ''}: ${learned === null ? 'the words are not on this device' : plain(learned)}`,
      ...(next ? [`  Next: ${plain(next)}`] : []), ...(tell.length > 0 ? [`  Should know: ${tell.map((one) => oneLine(one.name)).join(', ')}`] : []),
    ].join('\n')).join('\n'))}` : '',
    notebook.length > 0 ? `Notebook\n${indent(notebook.map(({ on, name, text }) => `${on}  ${oneLine(name)}: ${text === null ? 'the words are not on this device' : plain(text)}`).join('\n'))}` : '',
  ].filter(Boolean).join('\n\n')
}

function measureCells({ measure, unit, baseline, hoped, stop, last, due, readings }: MeasureView): string[] {
  const of = (value: string | null, word: string): string => (value === null ? '' : `${word} ${value}`)
  const other = readings.filter((one) => one.otherUnit).length
  return [
    oneLine(measure), last ? `${last.value!} on ${last.on}` : 'no reading yet', unit ? oneLine(unit) : '', of(baseline, 'was'), of(hoped, 'hoped'), of(stop, 'stop at'),
    due ? `next ${due}` : '', other > 0 ? `${other} in another unit` : '',
  ]
}
