import { describe, expect, test } from 'vitest'
import { RECORD_KINDS, type RecordKind } from '#shared/domain/record/kinds.ts'
import { toldType, verbOf, wayOf, wayOfDraft, wayOfKind } from '#shared/domain/record/told.ts'

describe('what an act is called when it is told of', () => {
  test('nobody offers what they promise, ask for, announce or sign for themselves', () => {
    expect(wayOf({ kind: 'promise', people: ['ada'] }, 'ada')).toBe('promise')
    expect(wayOf({ kind: 'promise', people: ['ada'] }, 'ben')).toBe('ask')
    expect(wayOf({ kind: 'promise', people: ['ada', 'ben'], gives: ['ada'] }, 'ada')).toBe('note')
    expect(wayOf({ kind: 'promise', people: ['ada', 'ben'], gives: ['ada'] }, 'ben')).toBe('note')
    expect(wayOf({ kind: 'letter', people: ['ada', 'ben'] }, 'ada', true)).toBe('note')
    expect(Object.fromEntries(RECORD_KINDS.map((kind) => [kind, wayOf({ kind, people: ['ada'] }, 'ada')]))).toEqual({
      promise: 'promise', mutual: 'offer', letter: 'offer', 'open offer': 'offer', charter: 'offer', 'open request': 'ask',
      'working group': 'offer', team: 'offer', role: 'announce', experiment: 'offer', decision: 'propose', minutes: 'sign',
    })
    expect(['promise', 'role', 'minutes', 'decision', 'letter', 'question'].map((kind) => wayOfKind(kind as never))).toEqual(['promise', 'announce', 'sign', 'propose', 'offer', 'offer'])
  })

  test('a draft is told by what its author would do as it stands', () => {
    const of = (kind: RecordKind, gives: string[], receives: string[], medium?: 'verbal') => wayOfDraft({ kind, gives, receives, ...(medium && { medium }) }, 'ada')
    expect([of('promise', ['ada'], ['ben']), of('promise', ['ben'], ['ada']), of('promise', [], ['ada']), of('promise', ['ben'], ['ada'], 'verbal')]).toEqual(['promise', 'ask', 'ask', 'note'])
    expect([of('letter', ['ada'], ['ben']), of('letter', ['ada'], ['ben'], 'verbal'), of('role', ['ada'], []), of('decision', ['ada'], [])]).toEqual(['offer', 'note', 'announce', 'propose'])
  })

  test('every other act goes by its own verb, and so does an offer that says nothing one could read', () => {
    const told = (type: string, body: Record<string, unknown> = {}): string => toldType({ type, body, person: 'ada' }, (terms) => terms === 'aloud')
    expect(told('role.offer', { kind: 'role', people: ['ada'] })).toBe('role.announce')
    expect(told('commitment.offer', { kind: 'promise', people: ['ben'] })).toBe('commitment.ask')
    expect(['aloud', 'written', 7, undefined].map((terms) => told('commitment.offer', { kind: 'letter', people: ['ada', 'ben'], terms }))).toEqual(['commitment.note', 'commitment.offer', 'commitment.offer', 'commitment.offer'])
    expect(told('commitment.accept', { kind: 'promise', people: ['ben'] })).toBe('commitment.accept')
    for (const body of [{}, { kind: 'toString', people: [] }, { kind: 'promise', people: 'ada' }, { kind: 'promise', people: ['ada'], gives: 5 }]) {
      expect(told('commitment.offer', body)).toBe('commitment.offer')
    }
    expect([verbOf('group.handon'), verbOf('odd')]).toEqual(['handon', 'odd'])
  })
})
