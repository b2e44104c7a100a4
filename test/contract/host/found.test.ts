// What was said of experiments, decisions, minutes and groups is found on another's host by its words; and a template that its
// maker takes off the list is off everybody's.
import { describe, expect, it } from 'vitest'
import type { Someone } from '../../harness/hosts.ts'
import { adaAndBen } from '../../harness/stage.ts'

const finds = (one: Someone, text: string, id: string): Promise<unknown> =>
  one.sees(`"${text}" found`, async () => (await one.in('search', { text })).some((hit) => hit.id === id))

describe('search on another host', () => {
  it('finds what an experiment taught: what was learned, what comes next, and the notebook', async () => {
    const { ada, ben, a } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Crates', kind: 'experiment', gives: [a], receives: [], measures: [{ id: 'm', measure: 'Crates back' }] }, sections: [{ voice: 'believe', text: 'They come back.' }] })
    await ada.gives(id, 'start', { on: '2026-05-20' })
    await ada.gives(id, 'note', { on: '2026-05-20', text: 'Zinc handles rust.' })
    await ada.gives(id, 'reading', { stone: 'm', value: '38', on: '2026-05-21', text: 'Counted by torchlight.' })
    await ada.gives(id, 'conclude', { as: 'drop', text: 'Lids dislike hail.', next: 'Seals of beeswax.' })
    for (const words of ['torchlight', 'zinc handles', 'dislike hail', 'beeswax']) await finds(ben, words, id)
    expect(await ben.in('search', { text: 'limestone' })).toEqual([])
  })

  it('finds why a decision was taken: advice, how it was used, the reasons, and what came of it', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Gloves', kind: 'decision', gives: [a], receives: [] }, sections: [{ voice: 'intend', text: 'To buy gloves.' }] })
    await ada.gives(id, 'ask', { people: [b], as: 'affected', text: 'Because of the peelers.' })
    await ben.seesRecord(id, 'that he is asked', ({ needsMe }) => needsMe === 'advise')
    await ben.gives(id, 'advise', { text: 'Buffalo leather.' })
    await ada.seesRecord(id, 'the advice', ({ decision }) => decision!.advisers[0]!.advice.length === 1)
    await ada.gives(id, 'answer', { about: b, used: 'no', text: 'Too slippery.' })
    await ada.gives(id, 'decide', { text: 'Knitted cotton it is.' })
    await ada.gives(id, 'review', { outcome: 'keep', text: 'Seven cuts fewer.' })
    for (const words of ['peelers', 'buffalo', 'slippery', 'knitted cotton', 'seven cuts']) for (const one of [ada, ben]) await finds(one, words, id)
  })

  it('finds the lines of minutes, what others remember, and what a group learned', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id: group } = await ada.in('commitment.offer', { meta: { title: 'Steam', kind: 'working group', gives: [a, b], receives: [] }, sections: [{ voice: 'why', text: 'Steam for all.' }] })
    await ben.seesRecord(group, 'the charter')
    await ben.gives(group, 'accept')
    await ada.seesRecord(group, 'that it holds', ({ state }) => state === 'active')
    await ada.gives(group, 'learned', { text: 'Valves wear.' })
    await ada.gives(group, 'publish', { topic: 'Boilers', title: 'Bleeding', text: 'Slowly anticlockwise.' })
    await ada.gives(group, 'output', { title: 'Handbook of traps' })
    const { id } = await ada.in('commitment.offer', {
      meta: { title: 'Steam, Tuesday', kind: 'minutes', gives: [a], receives: [b], on: '2026-05-19', links: [{ id: 'group', how: 'of group', record: group, title: 'Steam' }] },
      sections: [{ voice: 'agenda', text: 'Flange four.' }, { voice: 'said', text: 'It whistles.' }, { voice: 'to do', text: 'Order gaskets.\n\nTell the plumber.' }],
    })
    await ben.seesRecord(id, 'the minutes')
    await ben.gives(id, 'remember', { text: 'It hummed.' })
    for (const words of ['flange', 'whistles', 'gaskets', 'plumber', 'hummed']) for (const one of [ada, ben]) await finds(one, words, id)
    for (const words of ['valves wear', 'anticlockwise', 'handbook of traps']) await finds(ben, words, group)
  })
})

describe('a template of the workspace', () => {
  it('is on everybody\'s list until whoever saved it takes it off; what was begun from it stays', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'The milk round', kind: 'mutual', gives: [a, b], receives: [] }, words: 'I bring the milk.' })
    const { id: template } = await ada.in('template.save', { id, name: 'A round' })
    const listed = async (one: Someone): Promise<boolean> => (await one.in('template.list', {})).some((row) => row.id === template)
    await ben.sees('the template', () => listed(ben))
    const { id: begun } = await ben.in('template.begin', { template, people: [a] })
    await expect(ben.in('template.retire', { template })).rejects.toThrow()
    await ada.in('template.retire', { template })
    expect(await listed(ada)).toBe(false)
    await ben.sees('that it is off the list', async () => !(await listed(ben)))
    await expect(ben.in('template.begin', { template, people: [a] })).rejects.toThrow()
    expect((await ben.in('records.list', {})).some((row) => row.id === begun)).toBe(true)
    // And after a restart, from what lies on the disk.
    await ben.close()
    await ben.open()
    expect(await listed(ben)).toBe(false)
  })
})
