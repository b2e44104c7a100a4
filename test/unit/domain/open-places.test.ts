// What a template leaves to be filled in is told until it is filled in, and nothing else is.
import { describe, expect, test } from 'vitest'
import { openPlaces } from '#shared/domain/record/open-places.ts'
import { paragraphs } from '#shared/domain/record/terms.ts'
import type { TermsView } from '#shared/domain/record/view.ts'
import type { Block } from '#shared/domain/record/words.ts'
import { BUILT_IN } from '#shared/domain/template/index.ts'

const letter = (words: readonly Block[], more: Partial<TermsView> = {}): TermsView => ({ title: 'Bread', kind: 'letter', sections: [{ voice: 'why', words }], ...more })

describe('places that wait to be filled in', () => {
  test('are beginnings that nothing follows, and gaps between words: in the title, the words and the fields', () => {
    expect(openPlaces(letter(paragraphs('Why now:\nFor whom:\nThe whole valley.\nWhat it costs:'), {
      title: 'To buy ...',
      goals: [{ id: 'g1', person: 'ab'.repeat(32), words: 'To learn ... this year' }],
    }))).toEqual(['To buy ...', 'Why now:', 'What it costs:', 'To learn ... this year'])
  })

  test('are not where words follow: on the line, on the next, as a list or a table; nor where a sentence trails off', () => {
    expect(openPlaces(letter(paragraphs('Why now: the mill closes.\nFor whom:\nThe whole valley, and then...')))).toEqual([])
    expect(openPlaces(letter([...paragraphs('I bring:'), { type: 'bullets', items: [paragraphs('Milk')] }]))).toEqual([])
    expect(openPlaces(letter([...paragraphs('By day:'), { type: 'table', head: false, rows: [[paragraphs('Mon'), paragraphs('Rye')]] }]))).toEqual([])
  })

  test('are told once each', () => {
    expect(openPlaces(letter(paragraphs('What I bring:'), { sections: [1, 2].map(() => ({ voice: 'words' as const, words: paragraphs('What I bring:') })) }))).toEqual(['What I bring:'])
  })

  test('stand in the templates where something is left to whoever takes them', () => {
    const left = (id: string) => openPlaces(BUILT_IN.find((one) => one.id === id)!.terms)
    expect(left('yearly-letter')).toEqual([
      'My mission here, and how it serves our shared purpose:', 'What I look after, and what my colleagues can count on:',
      'An activity of mine: ...', 'How one can see that it goes well: ...', 'What I want to learn this year: ...',
    ])
    expect(left('between-teams')).toEqual(['What my team gives, when, and in which state:'])
    expect(left('group-course')).toEqual([])
  })
})
