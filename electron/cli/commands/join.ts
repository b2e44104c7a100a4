import { problem, ProblemError, type Problem } from '#shared/base/result.ts'
import { explainJoin } from '#shared/formats/join-words.ts'
import type { HostClient, HostEvent, JoinView } from '#shared/protocol/contract.ts'
import type { Command, Surroundings } from '../command.ts'
import { readSpan } from '../dates.ts'
import { oneLine } from '../text.ts'

export const join: Command = {
  name: 'join',
  takes: ['LINK'],
  says: 'Join a workspace with a link somebody made for you. Waits until you are admitted.',
  options: {
    'timeout': { type: 'text', value: 'SPAN', says: 'how long to wait (else 60s)' },
    'rendezvous-host': { type: 'text', value: 'ADDRESS', says: 'where no Parley runs yet: the address others reach this device at (else all of them)' },
  },
  more: 'Progress goes to standard error. JSON: {"workspace","name","inviter","code","state":"admitted"}.\n'
    + 'Compare the code with the inviter by voice: it proves that the two of you met and nobody between.',
  run: async ({ given, around, host }) => {
    const until = Date.now() + readSpan('timeout', given.text('timeout') ?? '60s')
    const client = await host({ network: true, listen: true, rendezvousHost: given.text('rendezvous-host') })
    const started = await client.call('join.start', { link: given.at(0) })
    const wait = waiting(client, around, until)
    const view = await admission(started, wait, around)
    if (view.state !== 'admitted') throw new ProblemError(view.problem ?? refused(view))
    await membership(view, wait)
    return {
      value: { workspace: view.workspace, name: view.workspaceName, inviter: view.inviterName, code: view.code, state: view.state },
      text: `You are in ${oneLine(view.workspaceName)}. Compare this code with ${oneLine(view.inviterName)}: ${view.code ?? 'none'}`,
    }
  },
}

const isOver = ({ state }: JoinView): boolean => state === 'admitted' || state === 'refused' || state === 'cancelled'

type Wait = <T>(hear: (event: HostEvent) => T | undefined, late: () => Problem) => Promise<T>

/**
 * Waits until what is heard gives something. An overview is asked for first, since it may have happened already.
 * Rejects when time is up, the host goes, or the command is asked to end.
 */
const waiting = (client: HostClient, around: Surroundings, until: number): Wait => (hear, late) => new Promise((resolve, reject) => {
  const stop = (settle: () => void): void => {
    clearTimeout(timer)
    listening.dispose()
    settle()
  }
  const giveUp = (found: Problem): void => stop(() => reject(new ProblemError(found)))
  const listen = (event: HostEvent): void => {
    const found = hear(event)
    if (found !== undefined) stop(() => resolve(found))
  }
  const timer = setTimeout(() => giveUp(late()), Math.max(0, until - Date.now()))
  const listening = client.onEvent(listen)
  void client.closed.then(() => giveUp(gone))
  void around.ended().then(() => giveUp(ended))
  client.call('app.overview', {}).then((overview) => listen({ event: 'overview', overview }), () => {})
})

/** The join once it is over. */
async function admission(started: JoinView, wait: Wait, around: Surroundings): Promise<JoinView> {
  const tell = progress(around)
  let last = started
  const isNew = (view: JoinView): boolean => {
    if (view.id !== started.id) return false
    last = view
    tell(view)
    return isOver(view)
  }
  if (isNew(started)) return started
  return wait((event) => {
    const views = event.event === 'join' ? [event.join] : event.event === 'overview' ? event.overview.joins : []
    return views.find(isNew)
  }, () => nobody(last, around.now().getTime()))
}

/** Whoever admitted has said so; once their ledger has arrived here, this person is in it. */
function membership(view: JoinView, wait: Wait): Promise<true> {
  return wait((event) => {
    const all = event.event === 'overview' ? event.overview.workspaces : []
    return all.some(({ id, left }) => id === view.workspace && !left) || undefined
  }, () => problem(
    'join.timeout', `You were admitted to ${oneLine(view.workspaceName)}, but its content has not arrived yet.`,
    'It comes by itself while Parley runs here and there: "parley serve". "parley workspace list" shows when.',
  ))
}

/** One line for each thing that is new: where the join stands, and an address that answers otherwise than before. */
function progress({ note, now }: Surroundings): (view: JoinView) => void {
  let told: JoinView['stage'] | null = null
  const outcomes = new Map<string, string>()
  return (view) => {
    if (told === null) note(`Looking for ${oneLine(view.inviterName)} of ${oneLine(view.workspaceName)}.\n`)
    for (const { address, outcome: said } of view.attempts) {
      if (outcomes.get(address) === said) continue
      outcomes.set(address, said)
      note(`  ${oneLine(address)}: ${oneLine(said)}\n`)
    }
    if (view.stage !== told && !isOver(view)) note(`${oneLine(explainJoin(view, now().getTime()))}\n`)
    told = view.stage
  }
}

function nobody(view: JoinView, now: number): Problem {
  const inviter = oneLine(view.inviterName)
  return problem(
    'join.timeout', `${oneLine(explainJoin(view, now))} You are not in ${oneLine(view.workspaceName)} yet.`,
    view.stage === 'no network'
      ? `Connect it to the network that ${inviter} is on, then run the same command again. Where there is none: "parley bundle request LINK --file asks.parley-bundle" writes a file for ${inviter}.`
      : `Ask ${inviter} to have Parley running on the same network, then run the same command again; --timeout 10m waits longer. "parley doctor" says what could be in the way.`,
    { stage: view.stage, tried: [...new Set(view.attempts.map(({ address }) => oneLine(address)))] },
  )
}

const refused = (view: JoinView): Problem => problem(
  'join.refused', `You were not admitted to ${oneLine(view.workspaceName)}.`, `Ask ${oneLine(view.inviterName)} for a fresh link.`,
)
const gone = problem('host.gone', 'The running Parley ended while you were waiting to be admitted.', 'Run the same command again.')
const ended = problem('join.timeout', 'You stopped waiting before you were admitted.', 'Run the same command again to go on.')
