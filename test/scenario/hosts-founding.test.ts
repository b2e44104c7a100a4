// Founding with a charter: its words, the share that changes it, and that newcomers are asked.
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import { charterTemplate } from '#shared/domain/charter/templates/index.ts'
import { actsOnDisk, Someone } from '../harness/hosts.ts'
import { clock, folder, opened } from '../harness/stage.ts'

async function someone(name: string): Promise<Someone> {
  const one = opened(await new Someone(name, folder.path, { clock }).open())
  await one.call('identity.create', { name })
  return one
}
const charterOf = async (one: Someone, workspace: string) => {
  const [row] = await one.call('records.list', { workspace, concept: 'charter' })
  return one.call('records.show', { workspace, id: row!.id })
}
const words = (sections: readonly { words: readonly unknown[] }[]): string => JSON.stringify(sections)

describe('a workspace is founded', () => {
  it('with the words of a template, a purpose and a day to look at them again', async () => {
    const ada = await someone('Ada')
    const made = await ada.call('workspace.create', { name: 'Hollin Bank', purpose: 'Bread for the valley.', template: 'advice' })
    const { revisions, review } = await charterOf(ada, made.id)
    const { terms } = revisions[0]!
    expect(words(terms!.sections)).toContain('Bread for the valley.')
    for (const rule of charterTemplate('advice')!.rules) expect(words(terms!.sections)).toContain(rule.words)
    expect(terms).toMatchObject({ twentyPercent: 20, withoutAdvice: charterTemplate('advice')!.withoutAdvice })
    expect(review).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('with rules as the founder changed them, and the share they ask for', async () => {
    const ada = await someone('Ada')
    const made = await ada.call('workspace.create', { name: 'Hollin Bank', charter: { rules: [{ title: 'How we decide', words: 'Over soup.' }], share: 75 } })
    expect(words((await charterOf(ada, made.id)).revisions[0]!.terms!.sections)).toContain('Over soup.')
    const [offer] = actsOnDisk(ada.data).filter(({ act }) => act.type === 'charter.offer')
    expect(offer!.act.body).toMatchObject({ share: 75 })
  })

  it('with nothing but a name where no template is wanted, and not at all with one that does not exist', async () => {
    const ada = await someone('Ada')
    const made = await ada.call('workspace.create', { name: 'Hollin Bank' })
    expect((await charterOf(ada, made.id)).revisions[0]!.terms!.sections.flatMap(({ words }) => words)).toEqual([])
    const refused = await ada.call('workspace.create', { name: 'Mill Lane', template: 'kingdom' }).catch((error: ProblemError) => error.problem.code)
    expect(refused).toBe('charter.template')
    expect((await ada.call('workspace.list', {})).map(({ name }) => name)).toEqual(['Hollin Bank'])
  })
})
