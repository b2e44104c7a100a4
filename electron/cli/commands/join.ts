import { problem, ProblemError, type Problem } from '#shared/base/result.ts'
import type { HostClient, JoinView } from '#shared/protocol/contract.ts'
import type { Command, Surroundings } from '../command.ts'
import { readSpan } from '../dates.ts'
import { oneLine } from '../text.ts'

export const join: Command = {
  name: 'join',
  takes: ['LINK'],
  says: 'Join a workspace with a link somebody made for you. Waits until you are admitted.',
  options: { timeout: { type: 'text', value: 'SPAN', says: 'how long to wait (else 60s)' } },
  more: 'Progress goes to standard error. JSON: {"workspace","name","inviter","code","state":"admitted"}.\n'
    + 'Compare the code with the inviter by voice: it proves that the two of you met and nobody between.',
  run: async ({ given, around, host }) => {
    const patience = readSpan('timeout', given.text('timeout') ?? '60s')
    const client = await host({ network: true })
    const started = await client.call('join.start', { link: given.at(0) })
    const view = await outcome(client, started, patience, around)
    if (view.state !== 'admitted') throw new ProblemError(view.problem ?? refused(view))
    return {
      value: { workspace: view.workspace, name: view.workspaceName, inviter: view.inviterName, code: view.code, state: view.state },
      text: `You are in ${oneLine(view.workspaceName)}. Compare this code with ${oneLine(view.inviterName)}: ${view.code ?? 'none'}`,
    }
  },
}

const isOver = ({ state }: JoinView): boolean => state === 'admitted' || state === 'refused' || state === 'cancelled'

/** The join once it is over. Rejects when patience ends, the host goes, or the command is asked to end. */
function outcome(client: HostClient, started: JoinView, patience: number, around: Surroundings): Promise<JoinView> {
  let tell = progress(around)
  tell(started)
  if (isOver(started)) return Promise.resolve(started)
  return new Promise((resolve, reject) => {
    let last = started
    const stop = (settle: () => void): void => {
      clearTimeout(late)
      listening.dispose()
      tell = () => {}
      settle()
    }
    const giveUp = (found: Problem): void => stop(() => reject(new ProblemError(found)))
    const late = setTimeout(() => giveUp(nobody(last)), patience)
    const hear = (view: JoinView): void => {
      if (view.id !== started.id) return
      last = view
      tell(view)
      if (isOver(view)) stop(() => resolve(view))
    }
    const listening = client.onEvent((event) => {
      if (event.event === 'join') hear(event.join)
      else if (event.event === 'overview') event.overview.joins.forEach(hear)
    })
    void client.closed.then(() => giveUp(gone))
    void around.ended().then(() => giveUp(ended))
    // What happened between the answer and the listening.
    client.call('app.overview', {}).then(({ joins }) => joins.forEach(hear), () => {})
  })
}

/** One line for each thing that is new. */
function progress({ note }: Surroundings): (view: JoinView) => void {
  let state = ''
  let told = 0
  return (view) => {
    if (view.state !== state && view.state === 'waiting') note(`Looking for ${oneLine(view.inviterName)} of ${oneLine(view.workspaceName)}.\n`)
    if (view.state !== state && view.state === 'asking') note(`Found ${oneLine(view.inviterName)}. Asking to be admitted.\n`)
    state = view.state
    for (const { address, outcome: said, at } of view.attempts) {
      if (at <= told) continue
      told = at
      note(`  ${oneLine(address)}: ${oneLine(said)}\n`)
    }
  }
}

function nobody(view: JoinView): Problem {
  const tried = [...new Set(view.attempts.map(({ address }) => oneLine(address)))]
  const inviter = oneLine(view.inviterName)
  return problem(
    'join.timeout', `${inviter} was not reachable in time${tried.length > 0 ? `: tried ${tried.join(', ')}` : ''}. You are not in ${oneLine(view.workspaceName)} yet.`,
    `Ask ${inviter} to have Parley running on the same network, then run the same command again; --timeout 10m waits longer.`,
    { tried },
  )
}

const refused = (view: JoinView): Problem => problem(
  'join.refused', `You were not admitted to ${oneLine(view.workspaceName)}.`, `Ask ${oneLine(view.inviterName)} for a fresh link.`,
)
const gone = problem('host.gone', 'The running Parley ended while you were waiting to be admitted.', 'Run the same command again.')
const ended = problem('join.timeout', 'You stopped waiting before you were admitted.', 'Run the same command again to go on.')
