// The hours a week that one has to give, and what is promised of them. For oneself, unless one shows them.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { CapacityView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { weeksAround } from '../dates.ts'
import { inWorkspace } from '../here.ts'
import { indent, oneLine, plain, rounded, shortId, table } from '../text.ts'

/** Shown where nobody says how many. */
const WEEKS = 8

const show: Command = {
  name: 'capacity',
  says: 'Show the hours a week you have and those you promised, week by week, what is promised to you, and what breaks if you leave.',
  options: { weeks: { type: 'text', value: 'N', says: 'how many weeks (else 8)' }, leaving: { type: 'flag', says: 'what breaks if you leave, with a draft of a handover' }, ...WORKSPACE },
  more: 'JSON: {"available","weeks","fit","promised","promisedToMe","oneSided","loops"}; with --leaving {"breaks","handover"}. For you alone.\nWeeks are counted as the region of your terminal does (LC_ALL, LC_TIME or LANG).',
  run: async (call) => {
    const { given } = call
    const weeks = given.whole('weeks', 1, 104) ?? WEEKS
    const rule = weeksAround(call.around)
    const { client, workspace } = await inWorkspace(call)
    if (given.flag('leaving')) {
      const view = await client.call('capacity.leaving', { workspace, rule })
      return { value: view, text: view.breaks.length === 0 ? 'Nothing that others count on.' : plain(view.handover) }
    }
    const view = await client.call('capacity.mine', { workspace, weeks, rule })
    return { value: view, text: hoursText(view) }
  },
}

function hoursText({ available, weeks, fit, promised, promisedToMe }: CapacityView): string {
  const rows = weeks.map(({ week, from, hours: sum, by }) => [week, from, `${rounded(sum)} h`, by.map((one) => `${oneLine(one.title)} ${rounded(one.hours)} h`).join(', ')])
  const fits = fit.over ? `${fit.over.week}, from ${fit.over.from}, holds ${rounded(fit.over.hours)} h, ${rounded(fit.over.hours - fit.over.available)} h too many.`
    : available === null ? 'You have set no hours, so nothing says whether it fits.' : `It fits in your ${rounded(available)} h a week.`
  const promises = (what: string, all: CapacityView['promised'], who: (one: CapacityView['promised'][number]) => string): string[] =>
    all.length === 0 ? [] : [`${what}\n${indent(table(all.map((one) => [shortId(one.record), oneLine(one.title), who(one)])))}`]
  return [
    table(rows), fits, ...promises('You promised', promised, ({ to }) => to.map(({ name }) => oneLine(name)).join(', ')),
    ...promises('Promised to you', promisedToMe, ({ person }) => oneLine(person.name)),
  ].join('\n\n')
}

const MOST = 168

const set: Command = {
  name: 'capacity set',
  takes: ['N|none'],
  says: 'Say how many hours a week you want to give. They stay on this device unless you show them; offers say then whether they fit.',
  options: {
    show: { type: 'flag', says: 'let the others see the number' },
    hide: { type: 'flag', says: 'no longer let the others see it' },
    ...WORKSPACE,
  },
  more: 'Without --show and --hide they are seen by whoever sees them now.\nJSON: what "parley capacity --json" prints.',
  run: async (call) => {
    const { given } = call
    const typed = given.at(0)
    const amount = typed === 'none' ? null : /^\d{1,3}$/.test(typed) ? Number(typed) : NaN
    if (Number.isNaN(amount) || (amount ?? 0) > MOST) throw new ProblemError(problem('usage', `"${typed}" is no number of hours in a week.`, `Say a whole number up to ${MOST}, or "none".`))
    if (given.flag('show') && given.flag('hide')) throw new ProblemError(problem('usage', 'Shown and hidden at once can not be.', 'Choose one of --show and --hide.'))
    const { client, workspace } = await inWorkspace(call)
    const { hours: before } = await client.call('profile.show', { workspace })
    const shown = amount !== null && (given.flag('show') || (!given.flag('hide') && before !== null && before.seen !== null))
    await client.call('profile.set', { workspace, change: {}, hours: { amount, shown } })
    const view = await client.call('capacity.mine', { workspace, weeks: WEEKS, rule: weeksAround(call.around) })
    const said = amount === null ? 'No hours are set any more.' : `${amount} h a week, ${shown ? 'which the others see' : 'known on this device only'}.`
    return { value: view, text: `${said}\n\n${hoursText(view)}` }
  },
}

export const capacityCommands: readonly Command[] = [show, set]
