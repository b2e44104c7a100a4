// What keeps `decide` closed, in words.
import { fail, type Result } from '../../base/result.ts'
import type { Lack } from './sheet.ts'

export interface LackWords {
  readonly says: string
  readonly next: string
}

/** `left`: the person it is about has left the workspace, and can say nothing new. */
export function lackWords(lack: Lack, name: (person: string) => string, left = false): LackWords {
  if (lack.what === 'silent' && left) return { says: `${name(lack.person)} was asked, and has left without a word on these.`, next: 'Write down why you go on without it.' }
  switch (lack.what) {
    case 'nobody asked': return { says: 'Nobody has been asked for advice yet.', next: 'Ask whom it touches, and somebody who knows about it.' }
    case 'silent': return { says: `${name(lack.person)} was asked and has said nothing on these words.`, next: `Wait, note what ${name(lack.person)} says aloud, or write down why not.` }
    case 'unanswered': return { says: `${name(lack.person)}'s advice has no answer.`, next: 'Say how it was used.' }
  }
}

/** Without names: who knows them says each by itself. */
export function lackFault(lacks: readonly Lack[]): Result<never> {
  const people = [...new Set(lacks.flatMap((lack) => ('person' in lack ? [lack.person] : [])))]
  const silent = lacks.filter(({ what }) => what === 'silent').length
  const unanswered = lacks.filter(({ what }) => what === 'unanswered').length
  const parts = [
    ...(lacks.some(({ what }) => what === 'nobody asked') ? ['nobody has been asked for advice yet'] : []),
    ...(silent > 0 ? [silent === 1 ? 'one person who was asked has said nothing' : `${silent} people who were asked have said nothing`] : []),
    ...(unanswered > 0 ? [unanswered === 1 ? 'one advice has no answer' : `${unanswered} pieces of advice have no answer`] : []),
  ]
  const says = parts.join(', and ')
  return fail('decide.advice', `${says.charAt(0).toUpperCase()}${says.slice(1)}.`,
    'Answer each, or waive with a reason who says nothing. Deciding without advice is open too, with a reason that all see.', { people, lacks: lacks.map(({ what }) => what) })
}
