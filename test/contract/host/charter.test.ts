// What the workspace's charter says in fields: drafted, agreed on, and then counted with.
import { describe, expect, it } from 'vitest'
import { founds, joins } from '../../harness/hosts.ts'
import { clock, folder, network, opened } from '../../harness/stage.ts'

describe('the fields of a charter', () => {
  it('count once they hold, for hours and beside a decision without advice; drafted like any words [CH5, HR3]', async () => {
    const ada = opened(await founds('Ada', folder.path, { network, clock }))
    const ben = opened(await joins('Ben', ada))
    const [row] = await ada.in('records.list', { concept: 'charter' })
    const id = row!.id
    expect(await ada.in('charter.says', {})).toEqual({ record: null, title: null, twentyPercent: null, withoutAdvice: null })
    expect(await ada.in('hours.mine', { weeks: 1 })).toMatchObject({ percent: 20, byCharter: false })
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { twentyPercent: 15, withoutAdvice: 'Whoever did it meets first with those it touched.' } })
    const offered = await ada.gives(id, 'offer')
    // What nobody wrote is no voice of it: the page freezes the same words and compares.
    expect(offered.revisions.at(-1)!.terms!.sections.filter(({ voice }) => voice === 'why')).toEqual([])
    expect(offered.revisions.at(-1)!.terms).toMatchObject({ kind: 'charter', twentyPercent: 15, withoutAdvice: 'Whoever did it meets first with those it touched.' })
    await ben.seesRecord(id, 'the words', (seen) => seen.revisions.length === offered.revisions.length && seen.needsMe !== null)
    await ben.gives(id, 'accept', { revision: offered.revisions.at(-1)!.id })
    await ada.seesRecord(id, 'that it holds', (seen) => seen.state === 'in force')
    for (const one of [ada, ben]) {
      expect(await one.in('charter.says', {})).toMatchObject({ record: id, twentyPercent: 15, withoutAdvice: 'Whoever did it meets first with those it touched.' })
      expect(await one.in('hours.mine', { weeks: 1 })).toMatchObject({ percent: 15, byCharter: true })
    }
    // [CH6] The share that changing it needs is drafted like them, and counts from the words that hold on.
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { share: 100 } })
    const shared = (await ada.gives(id, 'offer')).revisions.at(-1)!
    expect(shared).toMatchObject({ terms: { share: 100 }, holdsAt: { needed: 2, changing: 100 } })
    await ben.seesRecord(id, 'the share', (seen) => seen.revisions.some((one) => one.id === shared.id))
    await ben.gives(id, 'accept', { revision: shared.id })
    await ada.seesRecord(id, 'that it holds', (seen) => seen.revisions.at(-1)!.state === 'in force')
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { share: null } })
    expect((await ada.gives(id, 'offer')).revisions.at(-1)).toMatchObject({ holdsAt: { share: 100, changing: 100 } })
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { twentyPercent: null } })
    expect((await ada.in('draft.preview', { id })).terms).not.toHaveProperty('twentyPercent')
  })
})
