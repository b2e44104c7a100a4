// One peer of the bench beside other libraries, in a process of its own; it does what it is told and says when it is done.
import { openReplica, openServer, type Replica, type Sent, type Setting, type System } from './replica.ts'

export type Order =
  | { readonly t: 'serve'; readonly system: Exclude<System, 'y-webrtc'> }
  | { readonly t: 'open'; readonly setting: Setting }
  | { readonly t: 'fill'; readonly count: number; readonly value: string }
  /** Answered once there are so many records. */
  | { readonly t: 'size'; readonly count: number }
  | { readonly t: 'put'; readonly key: string; readonly value: string }
  /** Answered once the record holds this. */
  | { readonly t: 'holds'; readonly key: string; readonly value: string }
  | { readonly t: 'sent' }

/** `at`: by the machine's clock that only grows, in ms, the same for every process. */
export interface Done { readonly n: number; readonly at: number; readonly value: string | Sent | null }

let replica: Replica | null = null
let serverSent: (() => Sent) | null = null

function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let over = false
    const look = (): void => {
      if (over || !holds()) return
      over = true
      resolve()
    }
    replica!.onChange(look)
    look()
  })
}

async function obey(order: Order): Promise<Done['value']> {
  switch (order.t) {
    case 'serve': {
      const { meet, sent } = await openServer(order.system)
      serverSent = sent
      return meet
    }
    case 'open':
      replica = await openReplica(order.setting)
      return null
    case 'fill':
      replica!.fill(order.count, order.value)
      return null
    case 'size':
      await until(() => replica!.size() >= order.count)
      return null
    case 'put':
      replica!.put(order.key, order.value)
      return null
    case 'holds':
      await until(() => replica!.get(order.key) === order.value)
      return null
    case 'sent': return replica?.sent() ?? serverSent?.() ?? { messages: 0, bytes: 0 }
  }
}

process.on('uncaughtException', () => { /* y-webrtc throws where a message is too long for a data channel, and goes on */ })
process.on('disconnect', () => process.exit(0))
process.on('message', ({ n, order }: { n: number; order: Order }) => {
  const began = Number(process.hrtime.bigint()) / 1e6
  void obey(order).then((value) => process.send!({ n, at: order.t === 'put' ? began : Number(process.hrtime.bigint()) / 1e6, value } satisfies Done))
})
