// The rendezvous as a child process of the host.
import type { HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import { Rendezvous } from '../rendezvous/rendezvous.ts'
import { unforeseen } from '../unforeseen.ts'
import { parentPort } from './parent-port.ts'

const port = parentPort<HostToRendezvous, RendezvousToHost>()
new Rendezvous(port, () => process.exit(0))
const caught = (error: unknown): void => port.send({ t: 'refused', what: unforeseen('rendezvous', error) })
process.on('uncaughtException', caught)
process.on('unhandledRejection', caught)
