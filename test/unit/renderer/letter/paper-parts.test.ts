import { describe, expect, it } from 'vitest'
import { KINDS, RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { SINGLE_NAMES } from '#shared/domain/record/fields.ts'
import type { TermsView } from '#shared/domain/record/view.ts'
import { FACTS, partsOf } from '../../../../renderer/features/record/paper/paper-parts.ts'

const said = [{ type: 'paragraph' as const, content: [{ text: 'x' }] }]
const voicesOf = (terms: TermsView, before = terms): string[] => partsOf({ before, after: terms }).map(({ voice }) => voice)

describe('what stands on the paper', () => {
  it.each(RECORD_KINDS)('of %s leaves out no words', (kind) => {
    const sections = KINDS[kind].voices.map((voice) => ({ voice, ...(voice === 'promises' && { person: 'p' }), words: said }))
    const shown = partsOf({ before: { kind, title: '', sections }, after: { kind, title: '', sections } })
    expect(new Set(shown.flatMap(({ section }) => section ?? []))).toEqual(new Set(sections))
  })

  it('of an experiment reads from the question to what was learned', () => {
    const sections = (['learning', 'test', 'question', 'believe'] as const).map((voice) => ({ voice, words: said }))
    const terms: TermsView = {
      kind: 'experiment', title: '', sections, spendHours: 20, until: '2026-12-20',
      measures: [{ id: 'm', measure: 'Burnt loaves' }], criteria: [{ id: 'c', sort: 'success', words: 'Fewer' }], topics: [{ id: 't', topic: 'Baking' }],
    }
    expect(voicesOf(terms)).toEqual(['question', 'believe', 'test', 'measures', 'success', 'budget', 'term', 'learning', 'topics'])
  })

  it('has a place for a field that only one of two sets of words knows', () => {
    const terms: TermsView = { kind: 'decision', title: '', sections: [], reach: 'many' }
    expect(voicesOf(terms, { ...terms, undo: 'hard' })).toEqual(['size', 'term'])
    const [size] = partsOf({ before: { ...terms, undo: 'hard' }, after: terms })
    expect(size!.facts).toEqual([{ name: 'reach', before: 'many', after: 'many' }, { name: 'undo', before: 'hard', after: undefined }])
  })
})

describe('a paper that marks what changed', () => {
  const section = (voice: 'why' | 'slips', text = 'x') => ({ voice, words: [{ type: 'paragraph' as const, content: [{ text }] }] })
  const before: TermsView = { kind: 'mutual', title: '', sections: [section('why'), section('slips')], stones: [{ id: 'a', person: 'p', measure: 'Notes' }] }
  const after: TermsView = { kind: 'mutual', title: '', sections: [section('why', 'y')], conditions: [{ id: 'c', sort: 'boundary', words: 'Not on Sundays' }] }
  it('shows what was taken out beside what came, each once', () => {
    const parts = partsOf({ before, after })
    expect(parts.map(({ voice }) => voice)).toEqual(['why', 'promises', 'boundaries', 'term', 'slips'])
    expect(parts[0]!.section).toBe(after.sections[0])
    expect(parts.at(-1)!.section).toBe(before.sections[1])
    expect(parts[1]!.items.stones).toEqual([{ id: 'a', before: before.stones![0], after: null }])
  })
})

describe('what is signed', () => {
  it('stands on the paper, every single field of every kind', () => {
    const shown = new Set<string>([
      ...Object.values(FACTS).flat(),
      // Sentences of the term, and lines of their own.
      'from', 'until', 'review', 'reviews', 'everyMonths', 'rhythm', 'formality', 'due', 'hours', 'priority', 'places', 'medium',
    ])
    expect(SINGLE_NAMES.filter((name) => !shown.has(name))).toEqual([])
  })
})
