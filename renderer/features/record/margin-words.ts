// What stands in the margin beside each voice. Keys of the locale, whole, so that a search finds them.
import type { Voice } from '../../../shared/domain/record/kinds.ts'

export const MARGIN_WORDS: Readonly<Record<Exclude<Voice, 'promises'>, string>> = {
  why: 'voice.why', words: 'voice.words', term: 'voice.term', slips: 'voice.slips',
  'looks after': 'margin.looksAfter', 'not ours': 'margin.notOurs', 'may decide': 'margin.mayDecide', 'how we work': 'margin.howWeWork',
  'coming and going': 'margin.comingAndGoing', 'when it ends': 'margin.whenItEnds', resources: 'margin.resources',
  question: 'margin.question', believe: 'margin.believe', test: 'margin.test', hurt: 'margin.hurt', undo: 'margin.undo', stop: 'margin.stop', learning: 'margin.learning',
  noticed: 'margin.noticed', need: 'margin.need', intend: 'margin.intend', 'if not': 'margin.ifNot', 'look back': 'margin.lookBack',
  agenda: 'margin.agenda', said: 'margin.said', 'to do': 'margin.toDo',
}

/** What an empty voice of a draft suggests. */
export const MARGIN_HINTS: Readonly<Record<Voice, string>> = {
  why: 'draft.hintWhy', promises: 'draft.hintPromises', term: 'draft.hintTerm', slips: 'draft.hintSlips', words: 'draft.hintWords',
  'looks after': 'hint.looksAfter', 'not ours': 'hint.notOurs', 'may decide': 'hint.mayDecide', 'how we work': 'hint.howWeWork', 'coming and going': 'hint.comingAndGoing',
  'when it ends': 'hint.whenItEnds', resources: 'hint.resources', question: 'hint.question', believe: 'hint.believe', test: 'hint.test', hurt: 'hint.hurt', undo: 'hint.undo',
  stop: 'hint.stop', learning: 'hint.learning', noticed: 'hint.noticed', need: 'hint.need', intend: 'hint.intend', 'if not': 'hint.ifNot', 'look back': 'hint.lookBack',
  agenda: 'hint.agenda', said: 'hint.said', 'to do': 'hint.toDo',
}
