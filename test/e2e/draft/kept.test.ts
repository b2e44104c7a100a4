// Words of mine that a draft begun anew does not hold are shown, and nothing happens to them until I say so.
import * as Y from 'yjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toBase64 } from '../../../shared/base/bytes.ts'
import type { KeptTextView, RecordDetail, RecordRow } from '../../../shared/protocol/contract.ts'
import { look } from '../../harness/workbench-look.ts'
import { button } from '../../harness/workbench-steps.ts'
import { ME, Scene, overviewOf } from '../../harness/workbench-scene.ts'
import { ada, idOf, person } from '../network/casts.ts'

const DRAFT = idOf(90)
const WORDS = 'I bring the milk to the dairy before ten.\n\nOn Sundays my sister does.'
const meta = { title: 'The milk round', kind: 'mutual', gives: [ME, idOf(2)], receives: [] } as const
const row: RecordRow = {
  id: DRAFT, concept: 'commitment', kind: 'mutual', title: 'The milk round', state: 'draft', revision: null, offer: null, due: null, review: null, until: null, links: [],
  parties: [{ id: ME, name: 'Ada Novak', you: true }, { id: idOf(2), name: 'Ben Okafor', you: false }], needsMe: null, words: null, unavailable: false,
  onlyHere: false, flags: [], updatedAt: Date.now(),
}
const detail: RecordDetail = { ...row, parties: [], revisions: [], timeline: [], possible: [], keeping: null, changed: null, draft: null }

describe('words that were kept when a draft was begun anew', () => {
  let scene: Scene
  let kept: KeptTextView | null
  const notice = () => scene.page.getByTestId('kept')
  const asked = (method: string): number => scene.calls.filter((call) => call.method === method).length

  beforeAll(async () => {
    scene = await Scene.open({
      'app.overview': () => overviewOf(),
      'people.list': () => [ada, person(2, 'Ben Okafor')],
      'records.list': () => [row],
      'records.show': () => detail,
      'records.reach': () => [],
      'draft.open': () => ({ update: toBase64(Y.encodeStateAsUpdate(new Y.Doc())), meta: { ...meta, gives: [...meta.gives], receives: [] }, circle: 'workspace' }),
      'draft.close': () => null,
      'draft.push': () => null,
      'draft.presence': () => null,
      'draft.kept': () => kept,
      'draft.putBack': () => null,
      'draft.letGo': () => null,
    })
  })
  afterAll(() => scene?.dispose())
  beforeEach(async () => {
    kept = { at: Date.now() - 60_000, text: WORDS }
    await scene.enter()
    await scene.page.locator('[data-record]', { hasText: 'The milk round' }).dblclick()
  })

  it('stand there whole, and are put back on a press', async () => {
    await notice().getByText('On Sundays my sister does.').waitFor()
    await look(scene, '97-kept-words')
    await button(notice(), 'Put them back').click()
    await notice().waitFor({ state: 'detached' })
    expect(asked('draft.putBack')).toBe(1)
    expect(asked('draft.letGo')).toBe(0)
  })

  it('are let go on a press', async () => {
    await button(notice(), 'Let them go').click()
    await notice().waitFor({ state: 'detached' })
    expect(asked('draft.letGo')).toBe(1)
    expect(scene.errors).toEqual([])
  })
})
