import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { ProblemError, problem } from '#shared/base/result.ts'
import { readMeta, writeMeta } from '#shared/document/draft.ts'
import type { DraftMeta, HostEvent, Method } from '#shared/protocol/contract.ts'
import { DraftSession, type DraftHost } from '../../../renderer/features/record/draft/session.ts'
import { isFieldEmpty, termsIn } from '../../../renderer/features/record/draft/words.ts'

const WS = 'c'.repeat(64)
const DRAFT = 'd'.repeat(64)
const [ADA, BEN] = ['a'.repeat(64), 'b'.repeat(64)]
const META: DraftMeta = { title: 'Bread', kind: 'mutual', gives: [ADA!, BEN!], receives: [] }

/** A host that keeps one draft and passes what one page sends to the other. */
class DraftDesk {
  readonly doc = new Y.Doc()
  readonly #pages = new Set<Page>()
  constructor() {
    writeMeta(this.doc, META, null)
  }

  page(): Page {
    const page = new Page(this)
    this.#pages.add(page)
    return page
  }

  push(from: Page, update: string): void {
    Y.applyUpdate(this.doc, fromBase64(update)!)
    for (const page of this.#pages) if (page !== from) page.tell({ event: 'draft', workspace: WS, id: DRAFT, update })
  }
}

class Page implements DraftHost {
  online = true
  readonly asked: Method[] = []
  readonly #desk: DraftDesk
  #listener: (event: HostEvent) => void = () => {}
  #back: () => void = () => {}

  constructor(desk: DraftDesk) {
    this.#desk = desk
  }

  tell(event: HostEvent): void {
    if (this.online) this.#listener(event)
  }

  comesBack(): void {
    this.online = true
    this.#back()
  }

  hear(listener: (event: HostEvent) => void): () => void {
    this.#listener = listener
    return () => { this.#listener = () => {} }
  }

  whenBack(run: () => void): () => void {
    this.#back = run
    run()
    return () => {}
  }

  call = (async (method: Method, params: unknown): Promise<unknown> => {
    if (!this.online) throw new ProblemError(problem('connection lost', '', ''))
    this.asked.push(method)
    if (method === 'draft.open') return { update: toBase64(Y.encodeStateAsUpdate(this.#desk.doc)), meta: readMeta(this.#desk.doc), circle: 'workspace' }
    if (method === 'draft.push') this.#desk.push(this, (params as { update: string }).update)
    if (method === 'draft.meta') writeMeta(this.#desk.doc, Object.fromEntries(Object.entries((params as { meta: DraftMeta }).meta).map(([key, value]) => [key, value ?? undefined])), null)
    return null
  }) as DraftHost['call']
}

const listener = () => ({ meta: vi.fn(), present: vi.fn(), circle: vi.fn(), moved: vi.fn() })

async function opened(desk: DraftDesk) {
  const page = desk.page()
  const heard = listener()
  const session = new DraftSession(page, WS, DRAFT, heard)
  await session.open()
  return { page, session, heard }
}

function write(session: DraftSession, field: string, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  session.doc.getXmlFragment(field).push([paragraph])
}
const read = (session: DraftSession, field: string): string => session.doc.getXmlFragment(field).toString().replace(/<[^>]*>/g, '')

describe('a draft that is open on two pages', () => {
  it('shows on the one what is typed on the other', async () => {
    const desk = new DraftDesk()
    const [ada, ben] = [await opened(desk), await opened(desk)]
    write(ada.session, 'why', 'Nobody goes hungry.')
    await ada.session.settled()
    expect(read(ben.session, 'why')).toBe('Nobody goes hungry.')
    await Promise.all([ada.session.dispose(), ben.session.dispose()])
  })

  it('sends what is typed in one turn as one', async () => {
    const desk = new DraftDesk()
    const ada = await opened(desk)
    for (let i = 0; i < 20; i++) write(ada.session, 'why', `${i} `)
    await ada.session.settled()
    expect(ada.page.asked.filter((method) => method === 'draft.push').length).toBeLessThanOrEqual(3)
    expect(desk.doc.getXmlFragment('why').length).toBe(20)
    await ada.session.dispose()
  })

  it('loses nothing that either types while one is cut off', async () => {
    const desk = new DraftDesk()
    const [ada, ben] = [await opened(desk), await opened(desk)]
    ada.page.online = false
    write(ada.session, 'why', 'Typed alone. ')
    await ada.session.settled()
    write(ben.session, 'slips', 'We talk.')
    await ben.session.settled()
    expect(read(ada.session, 'slips')).toBe('')
    ada.page.comesBack()
    await expect.poll(() => read(ben.session, 'why')).toBe('Typed alone. ')
    expect(read(ada.session, 'slips')).toBe('We talk.')
    await Promise.all([ada.session.dispose(), ben.session.dispose()])
  })

  it('tells a page about others by what the host says of them', async () => {
    const ada = await opened(new DraftDesk())
    ada.page.tell({ event: 'presence', workspace: WS, id: DRAFT, others: [{ client: 9, person: BEN!, name: 'Ben', state: 'nonsense' }] })
    expect(ada.heard.present).toHaveBeenLastCalledWith([{ client: 9, person: BEN, name: 'Ben', at: null, writes: false }])
    expect(ada.session.awareness.getStates().get(9)).toMatchObject({ user: { name: 'Ben' }, cursor: null })
    ada.page.tell({ event: 'presence', workspace: WS, id: DRAFT, others: [] })
    expect(ada.session.awareness.getStates().has(9)).toBe(false)
    await ada.session.dispose()
  })

  it('hears nothing of other drafts', async () => {
    const ada = await opened(new DraftDesk())
    ada.page.tell({ event: 'presence', workspace: WS, id: 'e'.repeat(64), others: [{ client: 9, person: BEN!, name: 'Ben', state: '{}' }] })
    expect(ada.heard.present).not.toHaveBeenCalled()
    await ada.session.dispose()
  })

  it('leaves the draft when it is closed', async () => {
    const ada = await opened(new DraftDesk())
    await ada.session.dispose()
    expect(ada.page.asked.slice(-2)).toEqual(['draft.presence', 'draft.close'])
  })

  it('changes one fact and keeps the others as they are', async () => {
    const desk = new DraftDesk()
    const ada = await opened(desk)
    await ada.session.setMeta({ due: '2026-05-22' })
    expect(readMeta(desk.doc)).toMatchObject({ ...META, due: '2026-05-22' })
    await ada.session.dispose()
  })

  it('keeps a title that was typed while the host was away', async () => {
    const desk = new DraftDesk()
    const ada = await opened(desk)
    ada.page.online = false
    await expect(ada.session.setMeta({ title: 'Bread and salt' })).rejects.toThrow()
    ada.page.comesBack()
    await expect.poll(() => readMeta(desk.doc).title).toBe('Bread and salt')
    expect(ada.session.meta.title).toBe('Bread and salt')
    await ada.session.dispose()
  })

  it('has sent a title by the time it is settled', async () => {
    const desk = new DraftDesk()
    const ada = await opened(desk)
    void ada.session.setMeta({ title: 'Bread and butter' })
    await ada.session.settled()
    expect(readMeta(desk.doc).title).toBe('Bread and butter')
    await ada.session.dispose()
  })
})

describe('a draft as it would be signed', () => {
  it('holds the sections with words in them, in reading order', async () => {
    const ada = await opened(new DraftDesk())
    write(ada.session, 'slips', 'We talk.')
    write(ada.session, `promises:${ADA}`, 'I bake.')
    expect(termsIn(ada.session.doc, ada.session.meta, (person) => person).sections.map((section) => section.person ?? section.voice)).toEqual([ADA, 'slips'])
    expect(isFieldEmpty(ada.session.doc, 'why')).toBe(true)
    expect(isFieldEmpty(ada.session.doc, 'slips')).toBe(false)
    await ada.session.dispose()
  })
})
