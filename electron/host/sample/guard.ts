// What would let a sample out of this device, or take it for real, is refused in words.
import { fail, orThrow } from '#shared/base/result.ts'
import type { Workspace } from '../workspace/workspace.ts'

const SAYS = {
  invite: 'Nobody can be invited into the sample: its people are made up, and it never leaves this device.',
  export: 'What was signed in the sample was signed by made-up people, so it is not written to a file that others could take for real.',
  address: 'The sample looks for nobody: its people are made up, and it never leaves this device.',
  leave: 'Nobody waits for you in the sample, so there is nothing to step out of.',
} as const

/** The workspace, where it is a real one. Throws `sample.only-here`. */
export function real(workspace: Workspace, what: keyof typeof SAYS): Workspace {
  if (!workspace.sample) return workspace
  const way = what === 'leave' ? 'Remove it; it can be made again at any time.' : 'Do it in a workspace of your own.'
  return orThrow(fail('sample.only-here', SAYS[what], way))
}
