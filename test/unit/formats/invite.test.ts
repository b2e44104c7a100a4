// The invite link: read from whatever a person pastes, or refused in a sentence.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cryptoReady, hash, randomBytes } from '#shared/acts/crypto.ts'
import { concat, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { formatInvite, INVITE_PREFIX, meetingFrom, parseInvite, type Invite } from '#shared/formats/invite.ts'

beforeAll(() => cryptoReady)

const id = (n: number): string => n.toString(16).repeat(64)
const invite: Invite = {
  workspace: id(1) as WorkspaceId, workspaceName: 'Hollin Bank — Øst', inviter: id(2) as PersonId, inviterName: 'Ada "the baker"', inviterDevice: id(3) as DeviceId,
  seed: 'A'.repeat(43), addresses: ['192.168.1.24:47611', '[fd00::2]:47611'], expires: 1_779_400_000_000,
}
const link = (): string => formatInvite(invite)
const codeOf = (text: string): string => {
  const parsed = parseInvite(text)
  return parsed.ok ? 'read' : parsed.problem.code
}
/** A link with a sound check but another content. */
const forged = (content: unknown): string => {
  const bytes = utf8(typeof content === 'string' ? content : JSON.stringify(content))
  return INVITE_PREFIX + toBase64(concat(bytes, hash(bytes).slice(0, 4)))
}
const content = { v: 1, w: id(1), n: 'Hollin', p: id(2), i: 'Ada', d: id(3), s: 'A'.repeat(43), a: ['a:1'], e: 0 }

describe('an invite link', () => {
  it('says what it was made of', () => {
    expect(parseInvite(link())).toEqual({ ok: true, value: invite })
    expect(link().startsWith('parley://join/#')).toBe(true)
    expect(link()).toMatch(/^[\w:/#-]+$/)
  })

  it('is read though a mail program broke it into lines, quoted it or put spaces around it', () => {
    const broken = link().replace(/.{60}/g, '$&\r\n  ')
    for (const text of [`  ${link()}\n`, broken, `\u00a0${link()}\u2028`, broken.replaceAll('\r', '')]) expect(parseInvite(text)).toEqual({ ok: true, value: invite })
  })

  it('is refused cut short at any place, and with any letter changed', () => {
    const whole = link()
    for (let length = 0; length < whole.length; length++) expect(codeOf(whole.slice(0, length))).toBe('invite.unreadable')
    for (let at = INVITE_PREFIX.length; at < whole.length; at++) {
      const other = whole[at] === 'A' ? 'B' : 'A'
      expect(codeOf(whole.slice(0, at) + other + whole.slice(at + 1))).toBe('invite.unreadable')
    }
  })

  it.each([
    ['nothing', ''], ['another scheme', 'https://join/#AAAA'], ['words', 'Come and join us'], ['a prefix alone', INVITE_PREFIX],
    ['a link of another kind', 'parley://open/#AAAA'], ['no check', `${INVITE_PREFIX}AAAA`], ['padding', `${INVITE_PREFIX}AAAAAAAAAAA=`],
    ['far too much', INVITE_PREFIX + 'A'.repeat(20_000)],
  ])('that is %s is refused in a sentence', (_, text) => {
    const parsed = parseInvite(text)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.problem).toMatchObject({ code: 'invite.unreadable', remedy: expect.stringContaining('.') as string })
  })

  it.each<[string, unknown]>([
    ['another version', { ...content, v: 2 }], ['a short seed', { ...content, s: 'A' }], ['a seed with stray bits', { ...content, s: `${'A'.repeat(42)}B` }], ['a workspace that is no id', { ...content, w: 'x' }],
    ['no inviter', { ...content, i: '' }], ['an endless name', { ...content, n: 'x'.repeat(201) }], ['a date before time', { ...content, e: -1 }], ['a date after all time', { ...content, e: 9e15 }],
    ['too many addresses', { ...content, a: Array(33).fill('a:1') as string[] }], ['a field more', { ...content, z: 1 }], ['a list', []], ['null', null], ['half of it', '{"v":1'], ['bytes that are no text', '\u0000'],
  ])('with %s is refused, though its check is right', (_, value) => {
    expect(codeOf(forged(content))).toBe('read')
    expect(codeOf(forged(value))).toBe('invite.unreadable')
  })

  it('gives a link or a sentence for any text at all', () => {
    const pieces = fc.array(fc.constantFrom(INVITE_PREFIX, '#', ' ', '\n', 'parley', 'A', '=', '\ud800', link()), { maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), pieces), (text) => {
      const parsed = parseInvite(text)
      if (!parsed.ok) expect(parsed.problem.message.length).toBeGreaterThan(10)
    }), { numRuns: 1000 })
  })

  it('gives inviter and newcomer the same meeting, and nobody else', () => {
    const [seed, other] = [randomBytes(32), randomBytes(32)]
    expect(meetingFrom(seed)).toEqual(meetingFrom(seed.slice()))
    const [one, two] = [meetingFrom(seed), meetingFrom(other)]
    expect([one.topic === two.topic, toBase64(one.key) === toBase64(two.key), one.vouch.id === two.vouch.id]).toEqual([false, false, false])
    // None of the three tells another, nor the seed.
    expect(new Set([one.topic, Buffer.from(one.key).toString('hex'), one.vouch.id, Buffer.from(seed).toString('hex')]).size).toBe(4)
  })
})
