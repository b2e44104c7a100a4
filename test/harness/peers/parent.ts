// A parent with a rendezvous for a child, to be killed.
import { fork } from 'node:child_process'
import { entryOf } from '../../../electron/host/link-process/index.ts'

const child = fork(entryOf('rendezvous'), [], { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
child.on('message', (message: { readonly t: string }) => { if (message.t === 'pong') process.send?.(child.pid) })
child.send({ t: 'ping', n: 1 })
