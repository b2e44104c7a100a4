import { stackOf } from '#shared/base/stack.ts'

/** Writes where an error arose that nothing expected, to what the host logs of its children. Returns the name it is counted under. */
export function unforeseen(child: 'link' | 'rendezvous', error: unknown): 'exception' {
  console.error(stackOf(child, error))
  return 'exception'
}
