import { describe, expect, it } from 'vitest'
import { ProblemError, problem } from '#shared/base/result.ts'
import type { HostEvent } from '#shared/protocol/contract.ts'
import { fakeHost, ID, OTHER } from './fake-host.ts'

const draftEvent = (id: string): HostEvent => ({ event: 'draft', workspace: ID, id, update: '' })

describe('the endpoint', () => {
  it('fills in defaults and hands validated params to the handler', async () => {
    const seen: unknown[] = []
    const { endpoint } = fakeHost({ search: (params) => (seen.push(params), []) })
    const answer = await endpoint.openSession().handle({ id: 7, method: 'search', params: { text: 'oats' } })
    expect(answer).toEqual({ id: 7, ok: true, result: [] })
    expect(seen).toEqual([{ text: 'oats', limit: 50 }])
  })

  it.each([
    ['not an object', 'call.malformed', 0], [null, 'call.malformed', 0], [{ id: 3, method: 5 }, 'call.malformed', 3],
    [{ id: -1, method: 'status', params: {} }, 'call.malformed', 0],
    [{ id: 3, method: 'app.overview', params: {}, extra: 1 }, 'call.malformed', 3],
    [{ id: 4, method: 'app.destroy', params: {} }, 'call.unknown', 4],
    [{ id: 4, method: 'toString', params: {} }, 'call.unknown', 4],
    [{ id: 4, method: '__proto__', params: {} }, 'call.unknown', 4],
    [{ id: 5, method: 'status', params: { workspace: 'short' } }, 'call.params', 5],
    [{ id: 5, method: 'app.overview', params: { more: 1 } }, 'call.params', 5],
    [{ id: 5, method: 'app.overview' }, 'call.malformed', 5],
  ])('refuses %j with a sentence, a remedy and a counter', async (request, code, id) => {
    const { endpoint, counts } = fakeHost()
    const answer = await endpoint.openSession().handle(request)
    expect(answer).toMatchObject({ id, ok: false, problem: { code } })
    const { message, remedy } = (answer as { problem: { message: string; remedy: string } }).problem
    expect(message).toMatch(/\.$/)
    expect(remedy).toMatch(/\.$/)
    expect(counts.get(code as 'call.params')).toBe(1)
  })

  it('never repeats in a refusal what was given, which may be a passphrase', async () => {
    const { endpoint, lines } = fakeHost()
    const answer = await endpoint.openSession().handle({ id: 1, method: 'identity.create', params: { name: 'Ada', passphrase: 'hunter2' } })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'call.params', details: { fields: ['passphrase'] } } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
    expect(lines.join()).not.toContain('hunter2')
  })

  it('passes on the problem a handler throws', async () => {
    const own = problem('people.ambiguous', 'Two people are called Ben.', 'Say which.')
    const { endpoint, counts } = fakeHost({ 'app.overview': () => { throw new ProblemError(own) } })
    expect(await endpoint.openSession().handle({ id: 1, method: 'app.overview', params: {} })).toEqual({ id: 1, ok: false, problem: own })
    expect(counts.size).toBe(0)
  })

  it('turns any other exception into a bug, logs where it came from and nothing of what it says', async () => {
    const { endpoint, lines, counts } = fakeHost({ 'app.overview': async () => { throw new TypeError('the key is deadbeef') } })
    const answer = await endpoint.openSession().handle({ id: 1, method: 'app.overview', params: {} })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bug', details: { method: 'app.overview' } } })
    expect(JSON.stringify(answer) + lines.join()).not.toContain('deadbeef')
    expect(lines.join()).toContain('app.overview: TypeError')
    expect(lines.join()).toContain('endpoint.test.ts')
    expect(counts.get('call.bug')).toBe(1)
  })

  it.each([{ code: 'ENOSPC' }, { code: 'EDQUOT' }, { code: 'ERR_SQLITE_ERROR', errcode: 13 }])('tells a full disk (%j) from a bug', async (more) => {
    const { endpoint, counts } = fakeHost({ 'app.overview': () => { throw Object.assign(new Error('write'), more) } })
    const answer = await endpoint.openSession().handle({ id: 1, method: 'app.overview', params: {} })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'disk.full', remedy: 'Free some space and try again.' } })
    expect([counts.get('disk.full'), counts.get('call.bug')]).toEqual([1, undefined])
  })

  it('gives null for a handler that returns nothing', async () => {
    const { endpoint } = fakeHost({ 'app.theme': () => null })
    expect(await endpoint.openSession().handle({ id: 1, method: 'app.theme', params: { theme: 'dark' } })).toEqual({ id: 1, ok: true, result: null })
  })
})

describe('events', () => {
  const open = () => {
    const host = fakeHost({
      'draft.open': ({ workspace, id }, session) => {
        session.subscribe({ workspace, id })
        return { update: '', meta: { title: '', kind: 'mutual', gives: [], receives: [] }, circle: 'me' }
      },
      'draft.close': (draft, session) => (session.unsubscribe(draft), null),
      'draft.push': ({ workspace, id, update }, session) => (host.hub.publish({ event: 'draft', workspace, id, update }, session), null),
    })
    const join = () => {
      const session = host.endpoint.openSession()
      const heard: HostEvent[] = []
      session.onEvent((event) => heard.push(event))
      return { ...session, heard }
    }
    return { host, join }
  }

  it('of drafts reach only the sessions that have the draft open, and not the one that wrote', async () => {
    const { host, join } = open()
    const [writer, reader, other] = [join(), join(), join()]
    for (const session of [writer, reader]) await session.handle({ id: 1, method: 'draft.open', params: { workspace: ID, id: ID } })
    await other.handle({ id: 1, method: 'draft.open', params: { workspace: ID, id: OTHER } })
    await writer.handle({ id: 2, method: 'draft.push', params: { workspace: ID, id: ID, update: 'AAA' } })
    expect([writer.heard.length, reader.heard.length, other.heard.length]).toEqual([0, 1, 0])
    await reader.handle({ id: 3, method: 'draft.close', params: { workspace: ID, id: ID } })
    host.hub.publish(draftEvent(ID))
    expect([writer.heard.length, reader.heard.length]).toEqual([1, 1])
  })

  it('of everything else reach everybody until their session ends', () => {
    const { host, join } = open()
    const [one, two] = [join(), join()]
    host.hub.publish({ event: 'held', held: [] })
    two.dispose()
    two.dispose()
    host.hub.publish({ event: 'held', held: [] })
    expect([one.heard.length, two.heard.length, host.hub.size]).toEqual([2, 1, 1])
  })

  it('tells a handler when the session of a call ends, and numbers windows', async () => {
    const ended: number[] = []
    const { endpoint } = fakeHost({ 'app.theme': (_params, session) => (session.onClose(() => ended.push(session.client)), null) })
    const [one, two] = [endpoint.openSession(), endpoint.openSession()]
    for (const session of [one, two]) await session.handle({ id: 1, method: 'app.theme', params: { theme: 'dark' } })
    two.dispose()
    expect(ended).toEqual([2])
    one.dispose()
    expect(ended).toEqual([2, 1])
    expect(await one.handle({ id: 2, method: 'app.theme', params: { theme: 'dark' } })).toMatchObject({ ok: false, problem: { code: 'session.ended' } })
  })
})
