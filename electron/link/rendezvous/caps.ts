// What anybody may ask of a rendezvous. It is reachable from the network, so nothing here may grow with a stranger's will.
export interface Caps {
  /** Largest message, in bytes. */
  readonly message: number
  readonly topicsPerSocket: number
  readonly socketsPerAddress: number
  readonly sockets: number
  /** Sustained messages a second and how many may come at once, for each socket. */
  readonly messagesPerSecond: number
  readonly messageBurst: number
  /** Sustained bytes a second and how many may come at once, for each socket. */
  readonly bytesPerSecond: number
  readonly byteBurst: number
  /** Publications a second, and at once, that are handed on for all sockets of one other machine together. */
  readonly relaysPerSecond: number
  readonly relayBurst: number
  /** How often a message is handed on from host to host, at the most. */
  readonly hops: number
  /** Bytes that may wait for a slow reader before it is cut off. */
  readonly backlog: number
  /** How often a socket is asked for a sign of life, in ms. One unanswered closes it. */
  readonly ping: number
  /** Outgoing sockets, those that are only tried among them. */
  readonly outgoing: number
  /** Addresses of a join under way, which are dialled beside those. */
  readonly first: number
  /** Addresses remembered as candidates: so many given by the host, and as many seen of those who came. */
  readonly candidates: number
  /** Hosts of one topic whose link states are kept. */
  readonly hostsPerTopic: number
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
  relaysPerSecond: 50,
  relayBurst: 1000,
  hops: 32,
  backlog: 1024 * 1024,
  ping: 20_000,
  outgoing: 4,
  first: 16,
  candidates: 64,
  hostsPerTopic: 256,
}
