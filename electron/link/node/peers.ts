// The link as a child process of the host.
import wrtc from '@roamhq/wrtc'
import type { HostToLink, LinkToHost } from '#shared/protocol/link.ts'
import { Link } from '../peers/link.ts'
import { loadSilenced } from '../peers/signalling.ts'
import type { WebRtc } from '../peers/surroundings.ts'
import { parentPort } from './parent-port.ts'

const port = parentPort<HostToLink, LinkToHost>()
const link = new Link(port, wrtc as unknown as WebRtc, () => process.exit(0))
process.on('uncaughtException', (error) => link.caught(error))
process.on('unhandledRejection', (error) => link.caught(error))
// A spare link is started ahead of its workspace: by then it has what it needs.
void loadSilenced()
