// A decision that touches a thousand people: one press asks them all, and another goes on without those who say nothing. The
// record is the domain's own; only what carries it to a page is played.
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import type { ActId, PersonId, RecordId, TextHash } from '../../../shared/base/ids.ts'
import { problem, ProblemError } from '../../../shared/base/result.ts'
import { contextOf, type Letter } from '../../harness/letter.ts'
import type { PresentContext } from '../../../shared/domain/fold.ts'
import type { PersonView, RecordDetail } from '../../../shared/protocol/contract.ts'
import { people, type Person } from '../../harness/people.ts'
import { story } from '../../harness/story.ts'
import { look } from '../../harness/workbench-look.ts'
import { overviewOf, Scene, statusOf } from '../../harness/workbench-scene.ts'
import { button } from '../../harness/workbench-steps.ts'
import { row } from '../group/cast.ts'
import { idOf, person } from '../network/casts.ts'

const idAt = (n: number): PersonId => n.toString(16).padStart(64, '0') as PersonId
const [BOILER, DAIRY] = [idOf(70), idOf(71)]

describe('a decision that touches a thousand people', () => {
  const step = story()
  let scene: Scene
  let ada: Person
  let roof: Letter
  let crowd: PersonView[]
  /** How many more acts go through before one fails. */
  let left = Infinity

  const context = (): PresentContext => ({ ...contextOf(ada), name: (id) => (id === ada.id ? 'Ada Novak' : crowd.find((one) => one.id === id)?.name ?? '') })
  const detail = (): RecordDetail => roof.concept.detail(roof.state(ada), context())
  const suggested = (of: readonly PersonView[]) => of.map(({ id, name }) => ({ id, name, you: false, asked: false, attention: null }))
  const asked = () => scene.calls.filter(({ method }) => method === 'records.give').map(({ params }) => params as { verb: string; people: string[]; group?: string })

  beforeAll(async () => {
    ({ ada } = await people('Ada'))
    roof = ada.drafts('A new roof for the dairy', { kind: 'decision', reach: 'all', undo: 'hard' })
    ada.offers(roof).toAnyone()
    crowd = Array.from({ length: 999 }, (_, n) => ({ ...person(2, `Person ${String(n + 1).padStart(3, '0')}`), id: idAt(n + 1) }))
    const me = { ...person(0, 'Ada Novak', { you: true }), id: ada.id }
    const group = (record: string, title: string, of: readonly PersonView[]) => ({ record, title, why: 'linked' as const, people: suggested(of) })
    scene = await Scene.open({
      'app.overview': () => overviewOf({ workspaces: [{ ...overviewOf().workspaces[0]!, me: ada.id, members: 1000 }] }),
      'status': () => statusOf(),
      'people.list': () => [me, ...crowd],
      'records.list': () => [roof.concept.row(roof.state(ada), context()), row(BOILER, 'Boiler'), row(DAIRY, 'Dairy')],
      'records.show': detail,
      'talk.show': ({ id }) => ({ id, threads: [], tags: [], links: [], namedIn: [], closed: null }),
      'talk.addressed': () => [],
      'talk.tags': () => [],
      'capacity.fits': () => [],
      'decision.suggest': () => ({
        affected: [], experts: [],
        groups: [{ record: null, title: '', why: 'everybody', people: suggested(crowd) }, group(BOILER, 'Boiler', crowd.slice(0, 3)), group(DAIRY, 'Dairy', crowd.slice(0, 250))],
      }),
      'records.give': ({ verb, people: some, text, group: as, revision, words, hold: _, id: _id, workspace: _w, as: why }) => {
        if (left-- <= 0) throw new ProblemError(problem('disk.full', 'The disk is full.', 'Make room.'))
        roof.give(ada, verb, {
          ...(some && { people: some as PersonId[] }), ...(text && { text }), ...(as && { group: as as RecordId }), ...(why && { as: why }), ...(revision && { revision: revision as ActId }), ...(words && { words: words as TextHash }),
        })
        return { record: detail(), held: null }
      },
    })
    await scene.page.getByRole('navigation').getByRole('button', { name: 'Advice', exact: true }).click()
    await scene.page.locator('[data-record]', { hasText: 'A new roof' }).dblclick()
  }, 60_000)
  afterAll(() => scene?.dispose())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await scene.browser.shot(scene.page, 'failed-decision-many')
    expect(scene.errors).toEqual([])
  })

  const page = () => scene.page
  const form = (name: string) => page().getByRole('form', { name })
  const box = (name: RegExp) => form('Ask for advice').getByRole('checkbox', { name })

  step('two groups and everybody are chosen, and one is taken out again', async () => {
    await button(page(), 'Ask somebody').first().click()
    await box(/Boiler/).check()
    await box(/Dairy/).check()
    await button(form('Ask for advice'), 'Ask 250 people').waitFor()
    await box(/Everybody here/).check()
    await button(form('Ask for advice'), 'Ask 999 people').waitFor()
    await look(scene, 'decision-many-ask')
  })

  step('what fails in the middle leaves asked who was, and the others chosen', async () => {
    left = 2
    await button(form('Ask for advice'), 'Ask 999 people').click()
    await form('Ask for advice').getByText('Asked so far. The others are still chosen: ask again.', { exact: true }).waitFor()
    await form('Ask for advice').getByText('203 of 999', { exact: true }).waitFor()
    await look(scene, 'decision-many-failed')
    left = Infinity
    await button(form('Ask for advice'), 'Ask 796 people').click()
    await page().getByText('You asked 796 people.').waitFor()
    // The third failed, and is said again.
    expect(asked().map((one) => [one.people.length, one.group ?? null])).toEqual([[3, BOILER], [200, DAIRY], [47, DAIRY], [47, DAIRY], [200, null], [200, null], [200, null], [149, null]])
  })

  step('the many stand in lines, and open', async () => {
    const touched = page().getByRole('list', { name: 'Touched by it' })
    expect(await touched.getByRole('listitem').count()).toBeLessThan(12)
    await look(scene, 'decision-many-asked', { narrow: true })
    await button(touched, '749 more').click()
    expect(await touched.getByRole('listitem').count()).toBeGreaterThan(700)
    await button(touched, '749 more').click()
    await page().getByText('999 people have said nothing on these words.').waitFor()
  })

  step('whoever said nothing is gone on without, by one reason in as many acts', async () => {
    await button(page(), 'Write down why not').click()
    const waive = form('Go on without their advice')
    await waive.getByLabel('Why', { exact: true }).fill('Ten days are over.')
    await look(scene, 'decision-many-waive')
    await button(waive, 'Go on without 999 people').click()
    await page().getByText('Everybody asked has been heard.').waitFor()
    expect(asked().filter(({ verb }) => verb === 'waive').map(({ people: some }) => some.length)).toEqual([200, 200, 200, 200, 199])
    expect(await button(page(), 'Decide').getAttribute('aria-disabled')).not.toBe('true')
    expect(await page().getByRole('group', { name: '999 people' }).count()).toBe(1)
    await look(scene, 'decision-many-waived')
  })
})
