// The story, continued: what the sample's people look after, decide, try out and do together in groups.
import type { Said } from './cast.ts'
import type { Stage } from './story.ts'

/** What two of them look after, and one that waits for somebody to go on with it. */
export async function roles({ people: { Ada, Ben, Dewi }, day, date }: Stage): Promise<void> {
  day(-75, '09:20')
  await Ben.opens('role', {
    title: 'Keeper of the mother dough', why: 'She is forty years old, and bread depends on her every night of the year.',
    voices: { 'looks after': 'Feeding her, her book, and a sister of hers in the cold store.', 'may decide': 'What flour she gets, and when a batch is thrown away.' },
    fields: { review: date(100) },
  })
  day(-74, '16:00')
  const orders = await Dewi.opens('role', {
    title: 'Orders from the mill', why: 'So that there is flour for ten days, and never money in sacks for more than thirty.',
    voices: { 'looks after': 'The list beside the silo, and the ring with the mill on Mondays.', 'may decide': 'How much, and from which of the two mills.' },
  })
  day(-2, '17:40')
  await Dewi.gives(orders.id, 'handon', { text: 'The books grow. You see the silo every day, and I only its bill.', to: [Ada.id] })
}

/** One taken after advice, one that looks for mine, and one of mine that is not ready. */
export async function decisions({ people: { Ada, Ben, Chidi, Dewi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-36, '10:30')
  const square = await Femke.opens('decision', {
    title: 'Move the stall to the station square',
    voices: {
      noticed: 'Since the bridge is closed the town walks past the station, and not past the church.', intend: 'I move the stall to the station square from the first of next month, on the same days.',
      'if not': 'We sell a third less until the bridge is open again, which nobody can date.', 'look back': 'After six weeks: whether we sell what we sold before the bridge.',
    },
    fields: { reach: 'few', undo: 'easy', review: date(9) },
  })
  await Femke.gives(square.id, 'ask', { people: [Ada.id, Chidi.id], as: 'affected' })
  await Femke.gives(square.id, 'ask', { people: [Dewi.id], as: 'expert' })
  day(-35, '07:50')
  await Chidi.gives(square.id, 'advise', { text: 'The van may stand there until nine only. I would have to come ten minutes earlier, which I can.' })
  await Ada.gives(square.id, 'advise', { text: 'Leave a board at the church for a month, so that nobody thinks we are gone.' })
  day(-34, '18:20')
  await Dewi.gives(square.id, 'pass', { text: 'The fee is the same. I have nothing to add.' })
  day(-33, '09:00')
  await Femke.gives(square.id, 'answer', { about: Chidi.id, used: 'yes', text: 'I am there at half past eight to unload with you.' })
  await Femke.gives(square.id, 'answer', { about: Ada.id, used: 'yes', text: 'The board is painted, with an arrow.' })
  await Femke.gives(square.id, 'decide', { text: 'From the first, then.' })

  day(-3, '12:10')
  const round = await Chidi.opens('decision', {
    title: 'Drive the short round by cargo bike',
    voices: { noticed: 'Seven of twelve stops lie within four kilometres.', intend: 'I take the seven by cargo bike on dry days, and the van drives the other five.', 'look back': 'After the first month.' },
    fields: { reach: 'few', undo: 'easy', spend: 'some', adviceBy: date(4) },
  })
  await Chidi.gives(round.id, 'ask', { people: [Ada.id, Emre.id], as: 'affected' })

  day(-9, '11:00')
  const oven = await Ada.opens('decision', {
    title: 'Buy the second oven from the mill',
    voices: {
      noticed: 'On Fridays the rolls wait for the rye, and the school waits for the rolls.', intend: 'I buy the mill’s old stone oven for 6,800 and have it set up in the back room before winter.',
      'if not': 'We say no to the second school.', 'look back': 'In spring: whether Fridays end before noon.',
    },
    fields: { reach: 'many', undo: 'hard', spend: 'much', adviceBy: date(5), review: date(150) },
  })
  await Ada.gives(oven.id, 'ask', { people: [Ben.id, Emre.id], as: 'affected' })
  await Ada.gives(oven.id, 'ask', { people: [Dewi.id], as: 'expert' })
  day(-7, '20:15')
  await Ben.gives(oven.id, 'advise', { text: 'It holds its heat better than ours. The floor under it needs a beam; my brother-in-law builds such things.' })
  day(-6, '08:40')
  await Ada.gives(oven.id, 'answer', { about: Ben.id, used: 'yes', text: 'The beam is in the sum now, 6,800 with it.' })
  day(-2, '19:05')
  await Dewi.gives(oven.id, 'advise', { text: 'It is affordable if the second school signs for a year. I would not sign before they do.', concern: true })
}

/** One that runs, one that was dropped with what it taught, one that looks for company. */
export async function experiments({ people: { Ada, Ben, Dewi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-30, '13:00')
  const week = await Ben.opens('experiment', {
    title: 'A quarter of an hour on Fridays',
    voices: {
      question: 'Do we see sooner what goes wrong if we look back each week?',
      believe: 'We believe that fewer things go wrong twice if we ask each Friday: what went well, what did not, what do I want to try?',
      test: 'Fifteen minutes at the long table on Fridays after the rolls, for six weeks. Who has no time stays away.',
      hurt: 'Nobody; the shop is closed until noon.', undo: 'We stop, and have a quarter of an hour more.', stop: 'When fewer than two of us come.',
    },
    fields: {
      from: date(-28), until: date(14), spendHours: 8, topics: [{ id: 'a1', topic: 'Weekly reflection' }],
      measures: [
        { id: 'm1', measure: 'Things that went wrong twice', unit: 'a week', baseline: '5', hoped: '2', direction: 'down', every: '7' },
        { id: 'm2', measure: 'People at the table', unit: 'people', baseline: '0', hoped: '4', stop: '1', direction: 'up', every: '7' },
      ],
    },
  }, [Ada])
  await Ada.gives(week.id, 'accept')
  await Emre.gives(week.id, 'accept')
  await Ben.gives(week.id, 'start', { on: date(-28) })
  for (const [days, wrong, there, note] of [[-26, '5', '4'], [-19, '4', '3'], [-12, '4', '4', 'The bridge, three times. We counted it once.'], [-5, '2', '3']] as const) {
    day(days, '12:20')
    await Ben.gives(week.id, 'reading', { stone: 'm1', value: wrong, on: date(days), ...(note && { text: note }) })
    await Emre.gives(week.id, 'reading', { stone: 'm2', value: there, on: date(days) })
  }
  day(-12, '12:40')
  await Ada.gives(week.id, 'note', { on: date(-12), text: 'What helps most is the third question. Last week’s answer was the list on the silo, and nobody has run out of salt since.' })

  day(-70, '16:30')
  const post = await Femke.opens('experiment', {
    title: 'Bread by post',
    voices: {
      believe: 'We believe that twenty people a week would order our rye if it came by post.', test: 'Four weeks, rye only, sent on Mondays.',
      hurt: 'Our name, if it comes stale.', undo: 'We pay back whoever asks.', stop: 'Two complaints in one week.',
    },
    fields: {
      from: date(-68), until: date(-40), spendHours: 20, topics: [{ id: 'a1', topic: 'Selling elsewhere' }],
      measures: [{ id: 'm1', measure: 'Loaves sent', unit: 'a week', baseline: '0', hoped: '20', stop: '5', direction: 'up', every: '7' }],
    },
  }, [Dewi])
  await Dewi.gives(post.id, 'accept')
  await Femke.gives(post.id, 'start', { on: date(-68) })
  for (const [days, loaves] of [[-61, '11'], [-54, '9'], [-47, '6']] as const) {
    day(days, '17:00')
    await Femke.gives(post.id, 'reading', { stone: 'm1', value: loaves, on: date(days) })
  }
  day(-40, '19:00')
  await Femke.gives(post.id, 'conclude', {
    as: 'drop', text: 'The postage costs more than the loaf, and by Wednesday it tastes of cardboard. Those who wrote to us would rather collect it on Saturdays.',
    next: 'A shelf at the station where one collects what one has ordered.',
  })
  day(-39, '08:30')
  await Dewi.gives(post.id, 'conclude', { as: 'drop', text: 'We lost 1.90 a loaf. It was a cheap way to find that out.' })

  day(-6, '14:00')
  await Dewi.opens('experiment', {
    title: 'Open the books on the wall',
    voices: {
      believe: 'We believe that flour and wages are talked about sooner if this month’s numbers hang beside the door.', test: 'One sheet, changed on Mondays, for eight weeks.',
      hurt: 'Whoever does not want visitors to read it. It hangs on the inside.', undo: 'I take it down.', stop: 'When somebody asks me to.',
    },
    fields: { until: date(60), spendHours: 6, topics: [{ id: 'a1', topic: 'Cash flow' }], measures: [{ id: 'm1', measure: 'Questions about the numbers', unit: 'a week', baseline: '1', hoped: '4', direction: 'up', every: '7' }] },
  })
}

/** One for a new law, with minutes of a meeting; one that is done and thanked; one that looks for people. */
export async function groups({ people: { Ada, Ben, Chidi, Dewi, Emre, Femke }, day, date }: Stage): Promise<void> {
  day(-45, '12:30')
  const labels = await Emre.calls('working group', 'Allergens, the new law', 'From next year every loaf needs its allergens beside it, also on the stall. None of us has read the law.', ['Allergens'])
  day(-44, '08:10')
  await Ada.gives(labels.id, 'interest', { text: 'I know the recipes.' })
  await Femke.gives(labels.id, 'interest', { text: 'I write the labels anyway.' })
  day(-43, '17:30')
  const charter: Said = {
    title: 'Allergens, the new law', why: 'So that nobody gets ill from our bread, and nobody is afraid of the inspector.',
    voices: {
      'looks after': 'Reading the law, one sheet a recipe, and labels for shop and stall.', 'not ours': 'Changing recipes. Whoever bakes it decides that.',
      'how we work': 'Half an hour on Thursdays after the shop. Who facilitates changes each month.', 'when it ends': 'When every loaf has its sheet, at the latest on the day above.',
    },
    fields: {
      from: date(-43), review: date(11), until: date(75), hours: 1, joining: 'open', deciding: 'consent', share: 66, facilitation: 'order', turnWeeks: 4,
      turns: [Emre, Femke, Ada].map(({ id }, i) => ({ id: `t${i}`, person: id })), topics: [{ id: 'a1', topic: 'Allergens' }],
      criteria: [{ id: 'c1', sort: 'success', words: 'The inspector finds nothing to write down.' }, { id: 'c2', sort: 'closing', words: 'Every loaf has its sheet.' }],
    },
  }
  await Emre.amends(labels, charter, [Emre, Ada, Femke])
  await Ada.gives(labels.id, 'accept')
  await Femke.gives(labels.id, 'accept')
  await Emre.gives(labels.id, 'facilitate')
  day(-20, '18:00')
  await Dewi.gives(labels.id, 'accept')
  day(-13, '18:40')
  await Femke.opens('minutes', {
    title: 'Allergens: what the law says',
    voices: {
      agenda: 'What Emre read. What is on the stall already.', said: 'Fourteen allergens, of which we use five. Spelt counts as wheat. A sign that one may ask is not enough.',
      'to do': 'Ada writes down what is in the twelve loaves. Femke draws a label. Dewi asks the printer what a hundred cost.',
    },
    fields: { on: date(-13), links: [{ id: 'l1', how: 'of group', record: labels.id, title: charter.title }] },
  }, [Ada, Emre, Dewi])
  day(-6, '19:10')
  await Ada.gives(labels.id, 'output', { title: 'Sheets of the twelve loaves' })

  day(-80, '11:15')
  const terrace = await Femke.calls('working group', 'The tables outside', 'Nine tables, three parasols and a wind from the river.', ['Guests'])
  const outside: Said = { title: 'The tables outside', why: 'So that people stay for a second cup.', fields: { from: date(-79), until: date(-25), facilitation: 'none' } }
  day(-79, '09:00')
  await Femke.amends(terrace, outside, [Femke, Ben])
  await Ben.gives(terrace.id, 'accept')
  day(-26, '18:30')
  await Femke.gives(terrace.id, 'close', { text: 'Wind needs hedges, not parasols. People stay where there is a wall behind them.' })
  await Ben.gives(terrace.id, 'agree', { text: 'With thanks. The hedge is in the ground.' })

  day(-4, '07:30')
  const winter = await Chidi.calls('working group', 'Bread in the snow', 'Last winter the upper village had no bread on nine days. I would like to find out what else is possible.', ['Delivery'])
  await Ben.gives(winter.id, 'interest', { text: 'I have a sledge.' })
}
