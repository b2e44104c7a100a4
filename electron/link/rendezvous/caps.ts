// What anybody may ask of a rendezvous. It is reachable from the network, so nothing here may grow with a stranger's will.
export interface Caps {
  /** Largest message, in bytes. */
  readonly message: number
  readonly topicsPerSocket: number
  readonly socketsPerAddress: number
  readonly sockets: number
  /** Sustained messages a second and how many may come at once. */
  readonly messagesPerSecond: number
  readonly messageBurst: number
  /** Sustained bytes a second and how many may come at once. */
  readonly bytesPerSecond: number
  readonly byteBurst: number
  /** Bytes that may wait for a slow reader before it is cut off. */
  readonly backlog: number
  /** How often a socket is asked for a sign of life, in ms. One unanswered closes it. */
  readonly ping: number
  /** Addresses dialled at once. */
  readonly dials: number
}

export const CAPS: Caps = {
  message: 64 * 1024,
  topicsPerSocket: 64,
  socketsPerAddress: 32,
  sockets: 256,
  messagesPerSecond: 200,
  messageBurst: 2000,
  bytesPerSecond: 1024 * 1024,
  byteBurst: 8 * 1024 * 1024,
  backlog: 1024 * 1024,
  ping: 20_000,
  dials: 64,
}
