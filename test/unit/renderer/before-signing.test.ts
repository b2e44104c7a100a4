import { expect, it } from 'vitest'
import en from '../../../renderer/locales/en/index.ts'

// That it stands beside each button that signs is looked for on every screen the browser tests look at (harness/before-signing.ts).
it('what is said before a signature says that it can’t be undone', () => {
  for (const words of [en.held.before, en.held.beforeAtOnce, en.stepout.undo]) expect(words).toMatch(/undone|can’t be taken back/)
})
