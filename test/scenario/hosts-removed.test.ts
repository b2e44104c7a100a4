// What can be removed for good, and what nobody can remove for another.
import { describe, expect, it } from 'vitest'
import { codeOf } from '../harness/hosts.ts'
import { adaAndBen } from '../harness/stage.ts'

describe('drafts', () => {
  it('of mine alone are gone for good where I say so of one that I put aside; a shared one never is', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const letter = await ada.drafts({ title: 'Bread on Fridays', kind: 'mutual', gives: [a, b] }, 'As we said.')
    const { id } = await ada.in('draft.create', { meta: { title: 'Mine', kind: 'mutual', gives: [a, b], receives: [] }, words: 'A thought to forget.', circle: 'me' })
    expect(await codeOf(ada.in('draft.remove', { id }))).toBe('draft.not-aside')
    await ada.in('draft.aside', { id, aside: true })
    await ada.in('draft.remove', { id })
    const listed = async (): Promise<boolean> => (await ada.in('records.list', {})).some((row) => row.id === id)
    expect([await listed(), await codeOf(ada.in('draft.open', { id })), await codeOf(ada.in('draft.remove', { id }))]).toEqual([false, 'draft.unknown', 'draft.unknown'])
    await ada.close()
    await ada.open()
    expect([await listed(), await codeOf(ada.in('records.show', { id }))]).toEqual([false, 'record.unknown'])
    await ben.sees('the shared draft', async () => (await ben.in('records.list', {})).some((row) => row.id === letter))
    for (const one of [ada, ben]) {
      await one.in('draft.aside', { id: letter, aside: true })
      expect(await codeOf(one.in('draft.remove', { id: letter }))).toBe('draft.shared')
    }
    expect((await ada.in('draft.preview', { id: letter })).terms.sections).toHaveLength(1)
  })
})
