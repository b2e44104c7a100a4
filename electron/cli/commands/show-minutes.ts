// Minutes as text: who kept them, what others say of them, what is left to do.
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { indent, oneLine, table } from '../text.ts'

/** Empty of what are no minutes. Lines have the numbers that `minutes promise` takes. */
export function minutesText({ minutes }: RecordDetail): string {
  if (!minutes) return ''
  const named = ({ name, you }: { readonly name: string; readonly you: boolean }): string => (you ? 'you' : oneLine(name))
  return [
    [minutes.on ?? '', minutes.groups.map(({ title }) => oneLine(title)).join(', '), minutes.keeper ? `kept by ${named(minutes.keeper)}` : '', minutes.there.length > 0 ? `with ${minutes.there.map(named).join(', ')}` : '']
      .filter(Boolean).join(', '),
    minutes.memories.length > 0 ? `What others say\n${indent(table(minutes.memories.map(({ person, says, text, revision, newest }) => [
      named(person), says === 'so it was' ? 'so it was' : 'remembers otherwise', newest ? '' : `of rev ${revision}`, text ? `"${oneLine(text)}"` : '',
    ])))}` : '',
    minutes.toDos.length > 0 ? `To do (it binds nobody; "parley minutes promise ID --line N" makes one yours)\n${indent(table(minutes.toDos.map(({ words, done }, at) => [`${at + 1}.`, done ? '[x]' : '[ ]', oneLine(words)])))}` : '',
  ].filter(Boolean).join('\n\n')
}
