// What stays of the connections of a machine that has moved.
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { Wires } from '../../../electron/link/rendezvous/wires.ts'

class Connection extends EventEmitter {
  destroyed = false
  readonly localAddress: string | undefined

  constructor(localAddress?: string) {
    super()
    this.localAddress = localAddress
  }

  resetAndDestroy(): void {
    this.destroyed = true
    this.emit('close')
  }
}

it('is what goes out from an address that is still there, or never left the machine', () => {
  const wires = new Wires()
  const all = ['192.168.1.24', '::ffff:192.168.1.24', '::ffff:10.0.0.4', '10.0.0.4', 'fe80::1%eth0', '2001:db8::9', '127.0.0.1', '::ffff:127.0.0.7', undefined]
    .map((address) => new Connection(address))
  for (const one of all) wires.add(one as unknown as Socket)
  wires.keepThoseFrom(new Set(['192.168.1.24', 'fe80::1', '127.0.0.1']))
  expect(all.filter(({ destroyed }) => destroyed).map(({ localAddress }) => localAddress)).toEqual(['::ffff:10.0.0.4', '10.0.0.4', '2001:db8::9'])
  expect(wires.size).toBe(6)
})

it('is nothing of those that closed by themselves', () => {
  const wires = new Wires()
  const one = new Connection('10.0.0.4')
  wires.add(one as unknown as Socket)
  one.emit('close')
  expect(wires.size).toBe(0)
})
