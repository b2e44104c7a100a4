import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { tagsSource } from '../../../renderer/features/search/tags-source.ts'
import { useTalk } from '../../../renderer/stores/talk.ts'
import { ranked, readQuery, shownOf } from '../../../renderer/workbench/palette/ranking.ts'

describe('tags in the palette', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('are all listed for their sign alone, and found by their letters', () => {
    useTalk().tags = [{ tag: 'summer', records: 1 }, { tag: 'oven', records: 3 }]
    // As the palette asks whatever it matches itself: once, for everything.
    const found = [{ source: tagsSource, entries: tagsSource.find({ text: '', say: (key) => key }) as never }]
    const listed = (typed: string): string[] => shownOf(found.map((one) => ranked(one, readQuery(typed, ['#']).text, new Map(), true))).map(({ words }) => words)
    expect(listed('# ')).toEqual(['summer', 'oven'])
    expect(listed('#ov')).toEqual(['oven'])
  })
})
