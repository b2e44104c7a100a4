// A link that was opened outside Parley reaches the page as the desktop's preload script hands it in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Office, type Workbench } from '../../harness/workbench.ts'

describe('a link that was opened outside', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench
  let link: string

  const opens = (data: unknown) => ben.page.evaluate((message) => window.postMessage(message, location.origin), data)

  beforeAll(async () => {
    office = await Office.open()
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await ada.does('init', '--name', 'Ada')
    await ada.does('workspace', 'create', 'Hollin Bank')
    link = (await ada.does<{ link: string }>('invite')).link
    await ben.does('init', '--name', 'Ben')
    await ben.does('workspace', 'create', 'Kitchen')
    await ben.open()
    await ben.page.getByRole('navigation').first().waitFor()
  })
  afterAll(() => office?.dispose())

  it('is passed over where it is none', async () => {
    await opens({ parley: 'link', link: 7 })
    await opens({ parley: 'something else', link })
    await opens(link)
    expect(await ben.page.getByTestId('join-preview').count()).toBe(0)
  })

  it('opens a preview and nothing else', async () => {
    await opens({ parley: 'link', link })
    const preview = ben.page.getByTestId('join-preview')
    await preview.waitFor()
    expect(await preview.innerText()).toContain('Hollin Bank')
    await ben.browser.shot(ben.page, 'outside-link')
    const { workspaces, joins } = await overviewOf(ben)
    expect(workspaces).toEqual(['Kitchen'])
    expect(joins).toBe(0)
    expect(ben.errors).toEqual([])
  })
})

async function overviewOf(person: Workbench): Promise<{ workspaces: string[]; joins: number }> {
  const list = await person.does<readonly { readonly name: string }[]>('workspace', 'list')
  const pending = await person.page.getByText('Looking for Ada').count()
  return { workspaces: list.map(({ name }) => name), joins: pending }
}
