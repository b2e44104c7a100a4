// Two people say who they are, what they can help with and when to ask; one asks the other, is answered, and says what helped.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { picture } from '../../harness/picture.ts'
import { officeStory } from '../../harness/office-story.ts'
import { look } from '../../harness/workbench-look.ts'
import { button } from '../../harness/workbench-steps.ts'
import { pair } from '../../harness/workbench-pair.ts'
import type { Office, Workbench } from '../../harness/workbench.ts'

describe('people, topics and questions at two screens', () => {
  let office: Office
  let ada: Workbench
  let ben: Workbench

  const step = officeStory('people', async (opened) => {
    office = opened
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await pair(ada, ben)
  })
  const list = (bench: Workbench) => bench.page.getByRole('region', { name: 'People', exact: true })
  const openPerson = async (bench: Workbench, name: string): Promise<void> => {
    if (!await list(bench).isVisible()) await bench.page.keyboard.press('Alt+3')
    await list(bench).getByRole('button', { name: new RegExp(name) }).first().click()
    await bench.page.getByRole('heading', { name: new RegExp(name), level: 2 }).first().waitFor()
  }

  step('Ben says who he is, with a picture that is cut small, and Ada sees it', async () => {
    await openPerson(ben, 'Ben')
    await button(ben.page, 'Edit your profile').click()
    const form = ben.page.getByRole('form', { name: 'What you say of yourself' })
    await form.getByLabel('How to speak of you').fill('he/him')
    await form.getByLabel('What you do here, in a line').fill('Maintenance and steam, mostly on Line 2')
    await form.getByLabel('Languages').fill('Dutch, English')
    await form.getByLabel('How you like to be asked').fill('I like being asked early, when it still only whistles.')
    await form.getByLabel('Hours a week you have').fill('28')
    const file = join(office.folder, 'ben.png')
    writeFileSync(file, picture(700))
    await form.locator('input[type=file]').setInputFiles(file)
    await button(form, 'Choose another photo').waitFor()
    await look(ben, 'people-1-own-form')
    await button(form, 'Say it').click()
    await ben.page.getByText('28 h a week, only on this device').waitFor()
    await openPerson(ada, 'Ben')
    await ada.page.getByText('Maintenance and steam, mostly on Line 2').waitFor()
    expect(await ada.page.getByText('28 h a week').count()).toBe(0)
    const photo = ada.page.locator('article header img').first()
    await photo.waitFor()
    await expect.poll(() => photo.evaluate((image) => [(image as HTMLImageElement).naturalWidth, (image as HTMLImageElement).naturalHeight])).toEqual([256, 256])
  })

  step('Ben claims a topic by keys alone, and says when to ask and what he wants to learn', async () => {
    const { page } = ben
    await button(page, 'Add what you can help with').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Steam traps')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Finding the one that leaks, and sizing the next.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('I’ll come and look')
    await page.keyboard.press('Control+Enter')
    await button(page, 'Edit: Steam traps').waitFor()
    await button(page, 'Add what you want to learn').click()
    await page.getByLabel('Topic', { exact: true }).fill('Holding a circle')
    await page.getByLabel('In your words').fill('And when to say nothing.')
    // What is typed and not said yet is there again, wherever it is typed.
    await page.reload()
    await button(page, 'Add what you want to learn').click()
    await expect.poll(() => page.getByLabel('In your words').inputValue()).toBe('And when to say nothing.')
    expect(await page.getByLabel('Topic', { exact: true }).inputValue()).toBe('Holding a circle')
    await button(page, 'Say it').click()
    await button(page, 'Take away: Holding a circle').waitFor()
    await button(page, 'Set your week').click()
    await button(page, /^Mon, Mornings/).click()
    await button(page, /^Tue, Mornings/).click()
    await button(page, /^Tue, Mornings/).click()
    await button(page, 'Say it').click()
    await button(page, 'Set your week').waitFor()
    await look(ben, 'people-2-own', { narrow: true })
  })

  step('Ada names him for it, finds him by topic, and asks him; what she types is kept', async () => {
    const { page } = ada
    await button(page, 'I have seen Ben do this: Steam traps').click()
    await page.getByText('Named for it by you').waitFor()
    await list(ada).getByLabel('A topic, a name, a word').fill('steam')
    await list(ada).getByText('Can help with it').waitFor()
    await list(ada).getByText('Finding the one that leaks').waitFor()
    const form = page.getByRole('form', { name: 'Ask a question' })
    await form.getByLabel('Your question, in a line').fill('The trap by column 4 ticks. Is that the one you flagged in March?')
    await form.getByLabel('Topics').fill('Steam traps')
    await look(ada, 'people-3-profile', { narrow: true })
    // Another page, and a page that begins anew: what was typed stands there as it was left.
    await page.keyboard.press('Alt+2')
    await openPerson(ada, 'Ben')
    await expect.poll(() => form.getByLabel('Topics').inputValue()).toBe('Steam traps')
    await page.reload()
    await form.waitFor()
    await expect.poll(() => form.getByLabel('Your question, in a line').inputValue()).toBe('The trap by column 4 ticks. Is that the one you flagged in March?')
    expect(await form.getByLabel('Topics').inputValue()).toBe('Steam traps')
    await form.getByLabel('Your question, in a line').press('Control+Enter')
    await page.getByRole('heading', { name: /The trap by column 4/, level: 2 }).waitFor()
    await page.getByText('on their device').or(page.getByText('not reached yet')).first().waitFor()
  })

  step('Ben is asked, answers, and Ada says that it helped', async () => {
    await list(ben).getByRole('button', { name: /Questions/ }).click()
    await ben.page.getByRole('heading', { name: 'Asked of you' }).waitFor()
    await look(ben, 'people-4-questions')
    await ben.page.getByRole('button', { name: /The trap by column 4/ }).last().click()
    await ben.page.getByLabel('Your answer').fill('The same. The grey gasket, not the red one: the red one lies.')
    await button(ben.page, 'Answer').click()
    await ada.page.getByText('the red one lies').first().waitFor()
    await button(ada.page, 'This helped').click()
    await button(ada.page, 'Take “helped” back').waitFor()
    await ben.page.getByText('Helped', { exact: true }).waitFor()
    await look(ada, 'people-5-question')
  })

  step('they talk about the question beside its answers, and tag it', async () => {
    const talk = ada.page.getByRole('region', { name: 'Conversation' })
    await talk.getByLabel('Comment or ask; @ names somebody').fill('Should we paint the grey ones?')
    await button(talk, 'Say it').click()
    await ben.page.getByRole('region', { name: 'Conversation' }).getByText('Should we paint the grey ones?').waitFor()
    await ben.page.getByLabel('Add a tag').fill('steam')
    await ben.page.getByLabel('Add a tag').press('Enter')
    await ada.page.getByText('steam', { exact: true }).waitFor()
    await look(ada, 'people-5b-question-talk', { narrow: true })
  })

  step('the directory shows the topic, who can help, and who turned to whom', async () => {
    await button(list(ada), 'Topics').click()
    await ada.page.getByRole('button', { name: /Steam traps/ }).filter({ hasText: 'Ben' }).first().waitFor()
    await look(ada, 'people-6-topics')
    await ada.page.getByRole('button', { name: /Steam traps/ }).filter({ hasText: 'Ben' }).first().click()
    await ada.page.getByText('You asked, Ben helped:').waitFor()
    await ada.page.getByLabel('Another word for it').fill('Condensate')
    await ada.page.reload()
    await expect.poll(() => ada.page.getByLabel('Another word for it').inputValue()).toBe('Condensate')
    await button(ada.page, 'Say it').click()
    await ada.page.getByText('Also called Condensate, you say').waitFor()
    await look(ada, 'people-7-topic')
    await ada.page.getByRole('tab', { name: 'Steam traps' }).press('Enter')
    await ada.page.keyboard.press('Alt+1')
    await ada.page.reload()
    await ada.page.getByRole('tab', { name: 'Steam traps' }).waitFor()
    await ada.page.keyboard.press('Control+K')
    await ada.page.keyboard.type('condensate')
    await ada.page.getByRole('option', { name: /Ben/ }).first().waitFor()
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Control+P')
    await ada.page.keyboard.type('steam tra')
    await ada.page.getByRole('option', { name: /^Steam traps/ }).click()
    await ada.page.getByText('Also called Condensate, you say').waitFor()
  })

  step('Ben is away: Ada sees it before she asks', async () => {
    await openPerson(ben, 'Ben')
    await button(ben.page, 'Away or busy').click()
    const form = ben.page.getByRole('form', { name: 'Away or busy' })
    const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)
    await form.getByLabel('Last day of it').fill(day)
    await form.getByLabel('A word to the others').fill('On the river')
    await form.getByLabel('Whom to ask meanwhile').selectOption({ label: 'Ada' })
    await button(form, 'Say it').click()
    await ben.page.getByTestId('away').waitFor()
    await openPerson(ada, 'Ben')
    await ada.page.getByTestId('away').filter({ hasText: 'On the river' }).first().waitFor()
    await look(ada, 'people-8-away')
    await list(ada).getByRole('radio', { name: 'Away' }).click()
    await list(ada).getByRole('button', { name: /Ben/ }).waitFor()
  })

  step('who left is said to have left, and stays readable', async () => {
    await ben.does('leave')
    await ada.page.getByText('Ben has left this workspace').waitFor()
    await ada.page.getByText('Finding the one that leaks').first().waitFor()
    await look(ada, 'people-9-left')
    expect([...ada.errors, ...ben.errors]).toEqual([])
  })
})
