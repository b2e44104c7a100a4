// Two who have never seen Parley come to a letter of understanding: written together, countered, signed, renegotiated and kept. They
// find everything by the words that stand on their screens: what is pressed is pressed where its words are seen, and nothing is
// known to them of test ids, commands or keys.
import { describe, expect } from 'vitest'
import { officeStory } from '../../harness/office-story.ts'
import { byWords } from '../../harness/by-words.ts'
import type { Workbench } from '../../harness/workbench.ts'

const TITLE = 'How we run the early bake'
const STONE = 'Days with bread on the shelf by six'

describe('two who have never seen it', () => {
  let ada: Workbench
  let ben: Workbench
  const see = (bench: Workbench) => byWords(bench.page)

  const step = officeStory('newcomer', async (office) => {
    ada = office.seat('Ada')
    ben = office.seat('Ben')
    await Promise.all([ada.open(), ben.open()])
  })

  /** The field for the name has the focus; whoever begins to type fills it in. */
  async function begin(bench: Workbench, way: string): Promise<void> {
    const at = see(bench)
    await at.sees('Your name, as colleagues say it')
    await at.type(bench.name)
    await at.press(way)
    await at.press('I have written them down')
    await at.press('Carry on')
  }
  const signNow = (bench: Workbench): Promise<void> => see(bench).press('Send now')

  step('Ada founds a workspace by a charter she reads, and invites Ben, who is let in', async () => {
    const [a, b] = [see(ada), see(ben)]
    await begin(ada, 'Start a new workspace')
    await a.fill('What is it called?', 'Hollin Bank')
    await a.press('A company by advice')
    await a.replace('How we decide', 'How we decide things')
    await a.press('Start it')
    await a.press('Invite someone')
    await a.press('Write an invite')
    const link = await a.read(/^parley:\/\/join/)
    await begin(ben, 'Join with an invite')
    await b.fill('The invite', link)
    await b.sees('Ada invites you to Hollin Bank')
    await b.press('Ask to join')
    await b.press('Go to Hollin Bank')
    await b.sees('1 connected')
    await a.sees(/^Ben joined/)
    await b.press('Charter of Hollin Bank')
    await b.press('Accept rev 1')
    await signNow(ben)
    await a.press('Charter of Hollin Bank')
    for (const at of [a, b]) await at.sees('2 of 2')
  })

  step('she writes a letter of understanding: an activity and who decides, a stepping stone, hours, a season', async () => {
    const at = see(ada)
    await at.press('Desk')
    await at.press('Write a letter')
    await at.press('Letter of understanding')
    await at.fill('What is it about?', TITLE)
    // He stands beside the desk as well.
    await at.press('Ben', 'last')
    await at.press('Yearly letter of understanding')
    await at.press('Open the paper')
    await at.add(/^My mission here/, ' warm bread before the school opens.')
    await at.replace('An activity of mine: ...', 'The early bake')
    await at.choose('decides', 'recommends')
    await at.replace('How one can see that it goes well: ...', STONE)
    await at.fill('Now', '4')
    await at.fill('Wanted', '6')
    await at.fill('Unit', 'of 7 days')
    await at.replace('What I want to learn this year: ...', 'Rye')
    await at.press('Hours a week')
    await at.fill('Hours a week', '12')
    await at.press('A season with other hours')
    await at.fill('From', '01/12/2026')
    await at.fill('To', '06/01/2027')
    await at.fill('Hours a week', '18', 'last')
    await at.press('Write it together')
  })

  step('Ben hears of it, comments and suggests; she answers, takes it, reads the whole and offers it', async () => {
    const [a, b] = [see(ada), see(ben)]
    await b.press(TITLE)
    await b.press(/warm bread before the school opens/)
    await b.press('Suggest')
    await b.type(' I bring the milk by five.')
    await a.sees('1 suggestion')
    await a.press('Take')
    await b.press('Suggest')
    await b.chooseWord(/warm bread before the school opens/)
    await b.pressIcon('Comment on these words')
    await b.type('Also on market days?')
    await b.press('Say it')
    await a.sees('Also on market days?')
    await a.press('Settled')
    await a.press('Read rev 1 before offering')
    await a.sees('12 hours a week')
    await a.sees('18 hours a week')
    await a.sees('One line reads as if something were still to be filled in:')
    await a.press('Keep writing')
    await a.add('What I look after, and what my colleagues can count on:', ' bread at seven.')
    await a.press('Read rev 1 before offering')
    await a.sees(/^You sign rev 1 exactly/)
    await a.gone('One line reads as if something were still to be filled in:')
    await a.press('Offer rev 1')
    await signNow(ada)
  })

  step('Ben offers other words, Ada sees what changed and signs; it holds for both', async () => {
    const [a, b] = [see(ada), see(ben)]
    await b.sees('Ada offers you these words')
    await b.press('Offer other words')
    await b.fill('Wanted', '5')
    await b.press('Read rev 2 before offering')
    await b.sees('Ada is asked to accept it.')
    await b.press('Offer rev 2')
    await signNow(ben)
    await a.sees('Changed since you accepted')
    await a.press('Accept rev 2')
    await signNow(ada)
    for (const at of [a, b]) await at.sees('2 of 2')
  })

  step('she checks in and says it is at risk; they change the words, by a button that says so', async () => {
    const [a, b] = [see(ada), see(ben)]
    await a.press('Check-ins')
    await a.fill(new RegExp(`^${STONE}`), '4', 'last')
    await a.fill('How is it going, in your words?', 'The new dough rises slower.')
    await a.press('Send')
    await b.sees('4 now')
    await a.press('It is at risk')
    await a.fill('What is in the way, if you like', 'The second oven is down.')
    await a.press('It is at risk', 'last')
    await b.sees('Ada says that it is at risk')
    await b.sees(/ at risk · review /)
    await a.press('Change the words')
    await a.fill('Wanted', '4')
    await a.press('Read rev 3 before offering')
    await a.press('Offer rev 3')
    await signNow(ada)
    await b.sees('Rev 2 holds until everyone has signed these words.')
    await b.press('Accept rev 3')
    await signNow(ben)
    for (const at of [a, b]) await at.sees('rev 3')
  })

  step('she has kept it, Ben agrees, and it is found again by a word that stands in it', async () => {
    const [a, b] = [see(ada), see(ben)]
    await a.press('I have kept it')
    await a.press('I have kept it', 'last')
    await signNow(ada)
    await b.sees('says it is kept')
    await b.press('Yes, it was kept')
    await b.press('Yes, it was kept', 'last')
    await signNow(ben)
    await a.press('Search')
    await a.type('school')
    await a.press(TITLE, 'last')
    for (const at of [a, b]) await at.sees('Kept')
    for (const bench of [ada, ben]) expect(bench.errors).toEqual([])
  })
})
