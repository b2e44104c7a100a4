// One run of the command line: understand, do, print, and the exit code.
import { problem, ProblemError, type Problem } from '#shared/base/result.ts'
import { read } from './arguments.ts'
import type { Command, Outcome, Surroundings } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { dataFolder } from './data-folder.ts'
import { EXIT, exitFor } from './exits.ts'
import { commandHelp, groupHelp } from './help.ts'
import { reachHost, type Reached } from './host.ts'
import { jsonText, plain } from './text.ts'
import { VERSION } from './version.ts'
import type { Given } from './arguments.ts'

export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  // Where the line can't be understood, whether JSON is wanted is guessed from it.
  const wantsJson = args.includes('--json')
  const invocation = read(args, COMMANDS)
  if (!invocation.ok) return printProblem(invocation.problem, wantsJson, around)
  const { command, group, given } = invocation.value
  if (given.flag('version')) return print({ value: { version: VERSION }, text: `Parley ${VERSION}` }, given, around)
  if (!command || given.flag('help')) {
    const text = command ? commandHelp(command) : groupHelp(group, COMMANDS)
    const asked = command !== null || given.flag('help') || args.length === 0 || args[0] === 'help'
    return print({ value: { help: text }, text, exit: asked ? EXIT.ok : EXIT.usage }, given, around)
  }
  try {
    const outcome = await run(command, given, around)
    return outcome ? print(outcome, given, around) : EXIT.ok
  } catch (error) {
    if (error instanceof ProblemError) return printProblem(error.problem, wantsJson, around)
    around.note(`${(error as Error)?.stack ?? String(error)}\n`)
    return printProblem(bug, wantsJson, around)
  }
}

async function run(command: Command, given: Given, around: Surroundings): Promise<Outcome | null> {
  const data = dataFolder(given.text('data'), around)
  const reached: Reached[] = []
  try {
    return await command.run({
      given, around, data,
      host: async (need) => {
        const host = await reachHost(data, given, around, need)
        reached.push(host)
        return host.client
      },
    })
  } finally {
    for (const host of reached) await host.dispose()
  }
}

function print(outcome: Outcome, given: Given, around: Surroundings): number {
  const text = given.flag('json') ? jsonText(outcome.value) : outcome.text
  if (text !== '') around.out(`${text}\n`)
  return outcome.exit ?? EXIT.ok
}

function printProblem(found: Problem, asJson: boolean, around: Surroundings): number {
  if (asJson) around.out(`${jsonText({ error: found })}\n`)
  else around.note(`${plain(found.message)}\n${plain(found.remedy)}\n`)
  return exitFor(found)
}

const bug = problem(
  'bug', 'Something went wrong inside Parley that should not have. What was signed before is safe.',
  'Try again; if it happens again, "parley doctor" may say more.',
)
