// What is typed is kept until it is sent: the form begins where it was left.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import type { HostConnection, Reach } from '../../../renderer/host/connection.ts'
import { useHost } from '../../../renderer/stores/host.ts'
import { keyOf, putBack, typedIn, useKept, type KeptKey } from '../../../renderer/stores/kept.ts'

/** A host that keeps, as the real one does. */
class KeepingHost implements HostConnection {
  reach: Reach = 'connected'
  readonly closed = new Promise<void>(() => {})
  readonly kept = new Map<string, string>()
  call = ((method: string, { key, value }: { key: string; value: string }) => {
    // What else is asked is not answered in time.
    if (method !== 'app.kept' && method !== 'app.keep') return new Promise(() => {})
    return Promise.resolve(this.#answer(method, key, value))
  }) as unknown as HostConnection['call']

  #answer(method: string, key: string, value: string): { value: string | null } | null {
    if (method === 'app.kept') return { value: this.kept.get(key) ?? null }
    if (value === '') this.kept.delete(key)
    else this.kept.set(key, value)
    return null
  }

  onEvent = () => ({ dispose: () => {} })
  onReach = () => ({ dispose: () => {} })
  retry(): void {}
  close(): void {}
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('what is typed', () => {
  let host: KeepingHost
  beforeEach(() => {
    setActivePinia(createPinia())
    host = new KeepingHost()
    useHost().use(host)
  })
  const form = (about: () => KeptKey): { scope: EffectScope; text: { value: string }; sure: { value: string }; clear: () => void } => {
    const scope = effectScope()
    return scope.run(() => {
      const [text, sure] = [ref(''), ref('')]
      return { scope, text, sure, ...useKept(about, { text, sure }) }
    })!
  }

  it('is there again in the same form, and in no other', async () => {
    const first = form(() => ['checkin', 'oats'])
    first.text.value = 'Two weeks late.'
    first.scope.stop()
    await settled()
    const [again, other] = [form(() => ['checkin', 'oats']), form(() => ['checkin', 'rye'])]
    await settled()
    expect([again.text.value, again.sure.value, other.text.value]).toEqual(['Two weeks late.', '', ''])
  })

  it('follows the record that the form is about', async () => {
    const about = ref('oats')
    const one = form(() => ['checkin', about.value])
    one.text.value = 'Two weeks late.'
    about.value = 'rye'
    await nextTick()
    await settled()
    expect(one.text.value).toBe('')
    one.text.value = 'On time.'
    about.value = 'oats'
    await nextTick()
    await settled()
    expect(one.text.value).toBe('Two weeks late.')
  })

  it('is gone once it was sent', async () => {
    const one = form(() => ['checkin', 'oats'])
    one.text.value = 'Two weeks late.'
    one.clear()
    expect(one.text.value).toBe('')
    await settled()
    expect(host.kept.size).toBe(0)
  })

  it('stands there at once where the form was left in this page', () => {
    const first = form(() => ['checkin', 'oats'])
    first.text.value = 'Two weeks late.'
    first.scope.stop()
    expect(form(() => ['checkin', 'oats']).text.value).toBe('Two weeks late.')
  })

  it('is not written over by what arrives late', async () => {
    host.kept.set(keyOf('', ['checkin', 'oats']), '{"text":"Before"}')
    const one = form(() => ['checkin', 'oats'])
    one.text.value = 'Now'
    await settled()
    expect(one.text.value).toBe('Now')
  })

  it('is kept by this tab at once, for a reload in the middle of a word', () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) })
    try {
      form(() => ['checkin', 'oats']).text.value = 'Two we'
      expect(host.kept.size).toBe(0)
      expect(form(() => ['checkin', 'oats']).text.value).toBe('Two we')
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('is only what differs from how the form begins, so that what is newer elsewhere stands', () => {
    const start = { typed: { name: 'Ada', does: 'Bread' }, shown: false, to: [] as string[] }
    const kept = typedIn(start, { ...start, typed: { name: 'Ada', does: 'Bread and rolls' } })
    expect(kept).toEqual({ typed: { does: 'Bread and rolls' } })
    expect(putBack({ ...start, typed: { name: 'Ada N.', does: 'Bread' } }, kept)).toEqual({ typed: { name: 'Ada N.', does: 'Bread and rolls' } })
    for (const wrong of [null, 'x', [1], { typed: 'x', shown: 1, to: {}, other: 1 }]) expect(putBack(start, wrong)).toEqual({})
  })
})
