// Tests that tell one story in order: after a step that failed the others would only fail late and for its reason.
import { it } from 'vitest'

/** An `it` whose steps stop at the first that fails; those after it are shown as skipped, with why. */
export function story(): (name: string, step: () => Promise<void>) => void {
  let broken: string | null = null
  return (name, step) => it(name, async (context) => {
    if (broken !== null) context.skip(`the step before it failed: ${broken}`)
    try {
      await step()
    } catch (error) {
      broken = name
      throw error
    }
  })
}
