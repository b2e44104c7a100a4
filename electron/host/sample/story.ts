// The story of the sample workspace, in the order in which it happened: six people of a small bakery and one who left it,
// seen through Ada's eyes. Days count from today. Add to it what a new concept needs to be seen in each of its states.
import type { Player, Said } from './cast.ts'
import { decisions, experiments, groups, roles } from './story-ways.ts'

export const SAMPLE_NAME = 'Hollin Bank bakery'
export const SAMPLE_PURPOSE = 'Good bread for the valley, baked by people who enjoy it.'
/** Ada founds it, and it is seen through her eyes. */
export const SAMPLE_PEOPLE = ['Ada', 'Ben', 'Chidi', 'Dewi', 'Emre', 'Femke', 'Goran'] as const
export type SampleName = (typeof SAMPLE_PEOPLE)[number]

export interface Stage {
  readonly people: Readonly<Record<SampleName, Player>>
  /** From now on it is that many days from today, at `HH:MM`. */
  day(days: number, time: string): void
  /** The calendar date that many days from today. */
  date(days: number): string
  /** A draft in Ada's hands: on her device alone, or where those it names see it too. */
  drafts(where: 'me' | 'workspace', said: Said, gives: readonly Player[]): void
}

const CHAPTERS = [spring, kept, endings, thisWeek, people, moved, roles, decisions, experiments, groups, drafts] as const
export const CHAPTERS_TOLD = CHAPTERS.length

/** `next`: before each chapter. */
export async function tell(stage: Stage, next: () => Promise<void>): Promise<void> {
  for (const chapter of CHAPTERS) {
    await next()
    await chapter(stage)
  }
}

/** What the year is built on, in force. */
async function spring({ people: { Ada, Ben, Chidi, Dewi }, day, date }: Stage): Promise<void> {
  day(-84, '09:10')
  const round = await Ada.offersLetter([Chidi], {
    title: 'The delivery round', why: 'So that the village shops have bread before they open.',
    words: {
      Ada: 'I have the crates packed and labelled by half past five, Tuesday to Saturday.',
      Chidi: 'I drive the round and am back by eight. I tell Ada the evening before if the van is needed elsewhere.',
    },
    term: 'Until the clocks go back; then we look at the hours again.', slips: 'Whoever is late rings the shops, so that nobody waits at a closed door.', review: date(41), hours: 9,
    fields: {
      stones: [
        { id: 'a1', person: Chidi.id, measure: 'Mornings back by eight', unit: 'of twenty', baseline: '14', target: '19', by: date(41) },
        { id: 'a2', person: Chidi.id, measure: 'Crates that came back', unit: 'of a hundred', baseline: '71', target: '95', by: date(41) },
      ],
    },
  })
  day(-83, '07:40')
  await Chidi.accepts(round)
  for (const [days, mornings, crates, text] of [
    [-58, '15', '78', 'The first loop is too long. I begin at the mill end now.'], [-44, '18', '90', 'Better. The shops put the crates out the evening before.'],
  ] as const) {
    day(days, '17:20')
    await Chidi.reads(round, { a1: mornings, a2: crates }, date(days))
    await Chidi.checksIn(round, text, 3)
  }
  day(-43, '08:10')
  await Ada.checksIn(round, 'Labelled by five most days. The printer jams when it is cold.', 4)
  day(-30, '17:20')
  await Chidi.reads(round, { a1: '19' }, date(-30))
  await Chidi.checksIn(round, 'Back by eight on nineteen mornings of twenty. The bridge was closed on one.', 4)
  day(-70, '14:00')
  const books = await Dewi.offersLetter([Ada, Ben], {
    title: 'Letter of understanding: the books', why: 'Everyone here reads the same numbers, and reads them in time to act.',
    words: {
      Dewi: 'I close each month by the tenth and explain it to whoever asks, at the long table. I say early when flour or wages would not be covered.',
      Ada: 'My receipts are in the blue folder by the third.', Ben: 'I count the stores on the last evening of the month.',
    },
    term: 'For a year, with a look at it each quarter.', slips: 'We talk on the day we notice, and not at the end of the month.', review: date(12), hours: 6,
  })
  await Ada.accepts(books)
  day(-69, '18:05')
  await Ben.accepts(books)
}

/** Promises that were made and kept, or wait to be seen as kept. */
async function kept({ people: { Ada, Ben, Dewi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-21, '10:00')
  const braid = await Ada.promises([Emre], { title: 'Teach Emre the six-strand braid', due: date(-7) })
  day(-8, '15:30')
  await Ada.claims(braid, 'Three afternoons, and the last two loaves were his alone.')
  day(-7, '08:15')
  await Emre.acknowledges(braid, 'They sold out by nine. Thank you for not taking the dough out of my hands.')
  day(-18, '12:00')
  const oven = await Ben.promises([Ada, Dewi], { title: 'Have the old oven looked at', due: date(-3) })
  day(-3, '16:45')
  await Ben.claims(oven, 'Jonas came on Monday. The door seal is new, and it holds its heat to within five degrees.')
  await Dewi.acknowledges(oven, 'The gas bill will tell, but the loaves already do.')
  day(-12, '09:00')
  await Femke.promises([Ada], { title: 'Paint the sign for the market stall', due: date(-1) })
}

/** What did not come to be, was let go, or ended early. Each is as much part of the record as what was kept. */
async function endings({ people: { Ada, Ben, Chidi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-60, '11:00')
  const mondays = await Ben.offersLetter([Ada], {
    title: 'Open on Mondays too', words: { Ben: 'I run the shop alone on Mondays until noon.', Ada: 'I bake a small Monday batch on Sunday night.' },
  })
  day(-59, '19:30')
  await Ada.declines(mondays, 'Sunday night is the only evening all of us are at home. Ask me again in winter.')
  day(-50, '08:00')
  const crates = await Emre.promises([Ada], { title: 'Build two more proving crates', due: date(-20) })
  day(-26, '13:10')
  await Ada.releases(crates, 'The mill gave us theirs. Keep the wood for something better.')
  day(-48, '08:30')
  const nights = await Chidi.offersLetter([Ada, Femke], {
    title: 'Night shifts in spring', words: { Chidi: 'Tuesdays.', Ada: 'Thursdays.', Femke: 'Saturdays.' }, term: 'Until the end of spring.',
  })
  await Ada.accepts(nights)
  await Femke.accepts(nights)
  day(-15, '20:00')
  await Chidi.stepsOut(nights, 'My son sleeps badly just now and I want to be at home at night. Femke knows someone who would like the Tuesdays.')
}

/** What is open today: an offer, words that changed, a question, days to come. */
async function thisWeek({ people: { Ada, Ben, Chidi, Dewi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-40, '09:00')
  const fridays: Said = {
    title: 'Bread on Fridays', why: 'The school kitchen asked for eighty rolls a week. It is our first customer who pays before they eat.',
    words: {
      Ben: 'I bake eighty rolls by ten on Fridays.', Ada: 'I bring them to the school in the cool boxes and take the empty ones back.',
    },
    term: 'For the school year.', slips: 'We ring the school by eight. They have toast for a day like that.', review: date(25), hours: 4,
  }
  const bread = await Ben.offersLetter([Ada], fridays)
  await Ada.accepts(bread)
  day(-1, '18:40')
  await Ben.amends(bread, {
    ...fridays,
    words: {
      Ben: 'I bake a hundred and twenty rolls by half past nine on Fridays, forty of them without wheat.',
      Ada: 'I bring them to the school in the cool boxes and take the empty ones back.',
    },
    slips: 'We ring the school by half past seven. They have toast for a day like that.', hours: 6,
  })
  day(-2, '10:20')
  await Chidi.offersLetter([Ada, Emre], {
    title: 'Who opens the shop', why: 'The door was still locked at seven twice this month, and people stood in the rain.',
    words: {
      Chidi: 'I open on the days I drive, Tuesday to Thursday.', Ada: 'I open on Fridays and Saturdays.', Emre: 'I keep the spare key and come when one of you rings me before half past six.',
    },
    term: 'Until the summer, then we draw it up anew.', slips: 'Ring Emre first, then hang the note on the door.', review: date(33), hours: 2,
  })
  day(-4, '16:00')
  const market = await Ada.offersLetter([Femke, Dewi], {
    title: 'The Sunday market', why: 'To see whether the town would buy our rye.', words: {
      Ada: 'I bake forty rye on Saturday night.', Femke: 'I stand at the stall from eight to one.', Dewi: 'I bring change, and count with Femke afterwards.',
    },
    term: 'Six Sundays, then we say whether to go on.', review: date(45), hours: 5,
  })
  await Dewi.accepts(market)
  day(-3, '21:10')
  await Femke.asks(market, 'Could Emre stand in for me on the third Sunday? My sister marries that day.')
  day(-5, '11:30')
  await Ada.promises([Chidi], { title: 'Order flour from the mill', due: date(1) })
  await Emre.promises([Ada], { title: 'Fix the brakes of the delivery bike', due: date(3) })
  await Dewi.promises([Ada], { title: 'Work out what the second oven would cost', due: date(6) })
}

/** Who they are, what they can help with, and what they ask one another. */
async function people({ people: { Ada, Ben, Chidi, Dewi, Emre, Femke }, day }: Stage): Promise<void> {
  day(-80, '10:00')
  await Ada.tells({ does: 'Bread, and the people who eat it', about: 'I sing in the choir, badly, and keep bees behind the oven house.', languages: ['English', 'Dutch'] })
  await Ben.tells({ does: 'The oven', asking: 'Come by before nine, or leave a note on the flour bin.' })
  await Dewi.tells({ does: 'The books', pronouns: 'she/her', about: 'I like a column that adds up, and hills that do not.' })
  await Chidi.tells({ does: 'The delivery round, and rye' })
  await Emre.tells({ does: 'Bicycles, crates, whatever is loose' })
  await Femke.tells({ does: 'The stall and the shop window' })
  day(-60, '15:00')
  await Ben.knows('Sourdough', 'Twelve years of it. I keep the mother dough and know what she wants on a cold day.')
  await Ada.knows('Braided breads', 'From three strands to nine.')
  await Dewi.knows('Cash flow', 'Reading it early, and saying it plainly.')
  await Emre.knows('Sourdough', 'I would like to keep a mother dough of my own.', 'wish')
  day(-8, '16:00')
  await Emre.vouches(Ada, 'Braided breads', 'She took her hands away at the right moment.')
  day(-6, '09:30')
  const rye = await Chidi.wonders('Why does the rye split on Saturdays?', 'Only on Saturdays, and only the first batch.', ['Sourdough'])
  day(-6, '19:00')
  await Ben.gives(rye, 'answer', { text: 'The oven stands empty on Friday night, so the stone is colder. Give it twenty minutes more, or bake the rolls first.' })
  day(-1, '20:15')
  await Femke.wonders('Which loaf would you send to a wedding?', 'My sister leaves it to us. Eighty people, outdoors.', ['Braided breads'], [Ada])
}

/** Goran was here, kept what he promised, and moved away: what he said and signed stays readable. */
async function moved({ people: { Ada, Ben, Goran }, day, date }: Stage): Promise<void> {
  day(-82, '09:30')
  await Goran.tells({ does: 'Coffee, and the tables outside', about: 'I came for one summer.' })
  await Goran.knows('Coffee', 'I can take the machine apart and put it together again.')
  day(-58, '10:15')
  const tables = await Goran.promises([Ada], { title: 'Sand and oil the tables outside', due: date(-40) })
  day(-41, '17:00')
  await Goran.claims(tables, 'All nine. The tenth is firewood.')
  await Ada.acknowledges(tables, 'They shine. People ask where we bought them.')
  day(-33, '12:00')
  await Ben.vouches(Goran, 'Coffee', 'He heard what was wrong with it from the door.')
  day(-28, '18:30')
  await Goran.leaves('We move to the coast. The notes about the machine hang behind it, and I come for a loaf when I pass.')
}

function drafts({ people: { Ada, Femke }, drafts: draft, date }: Stage): void {
  draft('me', { title: 'A quieter Tuesday', why: 'I would like one day a week without a shop in it. What would I have to hand on for that?', words: { Ada: 'I write down everything I do on a Tuesday.' } }, [Ada])
  draft('workspace', {
    title: 'Jam in July', why: 'The berries are ripe for three weeks, and the shelf beside the till is empty.',
    words: { Ada: 'I cook on two evenings a week.', Femke: 'I pick, and design the label.' }, review: date(60),
  }, [Ada, Femke])
}
