// What the children may say, checked on arrival: they are where foreign bytes land.
import { z } from 'zod'
import { isId } from '#shared/base/ids.ts'
import { INTERFACE_KINDS, MOST_REPORTED } from '#shared/protocol/interface-kind.ts'
import type { LinkToHost, RendezvousToHost } from '#shared/protocol/link.ts'

const bytes = (most: number) => z.instanceof(Uint8Array).refine((value) => value.length <= most)
const id = z.string().refine(isId)
const count = z.int().min(0)
const connection = z.int().min(1)
const text = z.string().max(500)
const MiB = 1024 * 1024

const transcript = z.strictObject({
  workspace: id, device: id, nonce: bytes(32), fingerprint: bytes(32),
  peerDevice: id, peerNonce: bytes(32), peerFingerprint: bytes(32),
})

const stats = z.strictObject({
  connection, device: id.nullable(), address: text.nullable(), bytesIn: count, bytesOut: count, messagesOut: count,
  roundTrip: z.number().nullable(),
})

const fromLink = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready') }),
  z.strictObject({ t: z.literal('pong'), n: count, peers: z.array(stats).max(1000) }),
  z.strictObject({ t: z.literal('sign'), connection, transcript }),
  z.strictObject({ t: z.literal('verify'), connection, transcript, signature: bytes(64), address: text.nullable().optional() }),
  z.strictObject({ t: z.literal('open'), connection, device: id, address: text.nullable() }),
  z.strictObject({ t: z.literal('closed'), connection, reason: text }),
  z.strictObject({ t: z.literal('message'), connection, message: bytes(16 * MiB) }),
  z.strictObject({ t: z.literal('reading'), connection, bytes: count }),
  z.strictObject({ t: z.literal('delivered'), connection, ticket: z.number() }),
  z.strictObject({ t: z.literal('document'), update: bytes(256 * MiB) }),
  z.strictObject({ t: z.literal('presence'), states: z.array(z.string().max(32 * 1024)).max(1000) }),
  z.strictObject({ t: z.literal('refused'), what: text, connection: connection.nullable(), address: text.nullable().optional() }),
])

const interfaceReport = z.strictObject({
  name: text, kind: z.enum(INTERFACE_KINDS), address: text, family: z.enum(['IPv4', 'IPv6']),
  sent: z.string().max(40), joined: z.string().max(40), heard: count, own: z.boolean(),
})

const fromRendezvous = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('listening'), port: z.int().min(1).max(65535) }),
  z.strictObject({ t: z.literal('failed'), code: text, message: text }),
  z.strictObject({ t: z.literal('pong'), n: count }),
  z.strictObject({ t: z.literal('meeting'), topic: z.string().max(256), data: bytes(MiB) }),
  z.strictObject({
    t: z.literal('dialled'), address: text, nextTryInMs: z.number().nullable(),
    outcome: z.enum(['connected', 'no answer', 'refused', 'unknown host', 'not parley', 'closed']),
  }),
  z.strictObject({ t: z.literal('visitor'), address: text }),
  z.strictObject({ t: z.literal('found'), about: z.string().max(200), address: text, interface: text }),
  z.strictObject({ t: z.literal('interfaces'), list: z.array(interfaceReport).max(MOST_REPORTED) }),
  z.strictObject({ t: z.literal('refused'), what: text }),
])

/** The message as it came if it is one, else null. Bytes are not copied. */
export const checkLinkMessage = (message: unknown): LinkToHost | null =>
  fromLink.safeParse(message).success ? (message as LinkToHost) : null

export const checkRendezvousMessage = (message: unknown): RendezvousToHost | null =>
  fromRendezvous.safeParse(message).success ? (message as RendezvousToHost) : null
