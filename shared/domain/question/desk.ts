// What a question says to the desk of one person. Rules: shared/domain/desk.
import { BARE_NEED, NO_FACTS, type DeskContext, type DeskFacts } from '../desk/index.ts'
import type { Question } from './fold.ts'

/** [Q10] Who was asked by name and has neither answered nor passed; nobody is told twice, and a closed question asks nobody. */
export function deskOfQuestion(of: Question, { me, member }: DeskContext): DeskFacts {
  const { ask } = of
  if (!ask) return NO_FACTS
  const open = of.state !== 'closed'
  const waiting = open ? ask.to.filter((person) => !hasReplied(of, person)) : []
  const mine = ask.person === me || ask.to.includes(me) || of.answers.some((one) => one.person === me)
  return {
    ...NO_FACTS, mine,
    waitsFor: member && ask.person === me ? waiting : [],
    needs: member && waiting.includes(me) ? [{
      ...BARE_NEED, key: `${of.id}:asked:${ask.act.slice(0, 16)}`, kind: 'asked', by: ask.person, people: ask.to.filter((one) => one !== me), text: ask.text, act: ask.act,
    }] : [],
  }
}

export const hasReplied = (of: Question, person: string): boolean =>
  of.answers.some((one) => one.person === person) || of.passed.some((one) => one.person === person)
