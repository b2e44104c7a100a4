// Waiting for what a running host shows, by its own events.
import type { HostClient, Results } from '#shared/protocol/contract.ts'
import { connectSocket } from '#host/contract/connect.ts'

type Asked = 'records.show' | 'people.list' | 'status'

export interface Sight<M extends Asked> {
  /** For the message where it is waited for in vain. */
  readonly what: string
  holds(seen: Results[M]): boolean
  readonly within?: number
}

/** Resolves with what the host of the folder answers once it is as wanted. Asks again whenever the host tells of a change. */
export async function untilSeen<M extends Asked>(data: string, method: M, more: object, { what, holds, within = 60_000 }: Sight<M>): Promise<Results[M]> {
  const host = await connectSocket(data)
  if (!host) throw new Error(`no host runs for ${data}`)
  try {
    const workspace = (await host.call('workspace.list', {})).find(({ left }) => !left)!.id
    return await watch(host, method, { workspace, ...more }, { what, holds, within })
  } finally {
    host.close()
  }
}

function watch<M extends Asked>(host: HostClient, method: M, params: object, { what, holds, within }: Required<Sight<M>>): Promise<Results[M]> {
  return new Promise((resolve, reject) => {
    let last = 'nothing'
    const look = (): void => {
      host.call(method, params as never).then((seen) => {
        last = JSON.stringify(seen)
        if (!holds(seen)) return
        clearTimeout(timer)
        resolve(seen)
      }, () => {})
    }
    const timer = setTimeout(() => reject(new Error(`waited in vain for: ${what}. Last seen: ${last}`)), within)
    host.onEvent(look)
    look()
  })
}
