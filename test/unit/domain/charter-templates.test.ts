import { describe, expect, it } from 'vitest'
import { CHARTER_TEMPLATES, charterSections, charterTemplate } from '#shared/domain/charter/templates/index.ts'
import { encodeTerms, parseTerms } from '#shared/domain/record/terms.ts'
import type { Block } from '#shared/domain/record/view.ts'

const plain = (blocks: readonly Block[]): string[] => blocks.map((block) => (block.type === 'paragraph' ? block.content.map(({ text }) => text).join('') : ''))

describe('charter templates', () => {
  it('offer at least three ways of working, each found by its name', () => {
    expect(CHARTER_TEMPLATES.length).toBeGreaterThanOrEqual(3)
    expect(new Set(CHARTER_TEMPLATES.map(({ id }) => id)).size).toBe(CHARTER_TEMPLATES.length)
    for (const template of CHARTER_TEMPLATES) expect(charterTemplate(template.id)).toBe(template)
    expect(charterTemplate('kingdom')).toBeNull()
  })

  it.each(CHARTER_TEMPLATES.map((template) => [template.id, template] as const))('%s says how to leave, to disagree and to change it, and can be signed as it is', (_, template) => {
    const titles = template.rules.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['Coming and going', 'When we disagree', 'Changing this charter']))
    const sections = charterSections(template.rules)
    const terms = encodeTerms({ title: 'Hollin Bank', kind: 'charter', sections, parties: [] })
    expect(terms.ok && parseTerms(terms.value)?.sections).toEqual(sections)
    const all = template.rules.map(({ words }) => words).join(' ')
    expect(all).not.toMatch(/!|\bmust\b|\bmanager\b|\bapprov/i)
  })

  it('become paragraphs that begin with the name of the rule; a rule without words is left out', () => {
    const [section] = charterSections([
      { title: 'Money', words: 'Each keeps their own.\n\nWhat is shared is written down.' }, { title: 'Guests', words: '  ' }, { title: '', words: 'We eat together.' },
    ])
    expect(plain(section!.words)).toEqual(['Money. Each keeps their own.', 'What is shared is written down.', 'We eat together.'])
    expect(charterSections([{ title: 'Guests', words: '' }])).toEqual([])
  })
})
