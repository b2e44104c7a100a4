// A page some of whose files do not arrive: browsers drop what they are loading when the network of the machine changes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Office, type Workbench } from '../../harness/workbench.ts'

describe('a page that could not begin', () => {
  let office: Office
  let ada: Workbench
  beforeAll(async () => {
    office = await Office.open()
    ada = office.seat('Ada')
    await ada.open()
  })
  afterAll(() => office.dispose())

  it('is loaded again, and its link is not spent by what came to nothing', async () => {
    const page = await ada.browser.context.newPage()
    let dropped = 0
    await page.route(/\/assets\/.*\.js$/, (route) => (dropped++ < 2 ? route.abort('internetdisconnected') : route.continue()))
    await page.goto((await ada.does<{ url: string }>('open')).url)
    await page.getByLabel('Your name, as colleagues say it').waitFor()
    expect(dropped).toBeGreaterThan(2)
  })

  it('is left alone once a person can see and type in it', async () => {
    const name = ada.page.getByLabel('Your name, as colleagues say it')
    await name.fill('Ada')
    await ada.page.evaluate(() => {
      const late = document.createElement('script')
      late.src = '/assets/none.js'
      const failed = new Promise((resolve) => { late.addEventListener('error', resolve) })
      document.head.append(late)
      return failed
    })
    expect(await ada.page.evaluate(() => sessionStorage.getItem('parley.begin'))).toBeNull()
    expect(await name.inputValue()).toBe('Ada')
  })
})
