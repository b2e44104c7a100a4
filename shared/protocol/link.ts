// What the host and its keyless children (one link per open workspace, one rendezvous) say to each other over process
// messages. The child may be hostile: the host validates shapes where it reads them and never hands out a signature
// except over a handshake transcript it encodes itself.
import type { DeviceId, PersonId, WorkspaceId } from '../base/ids.ts'
import type { InterfaceKind } from './interface-kind.ts'

/** Names one live connection of the link. Never reused within a link's life. */
export type ConnectionId = number

/** What both ends of a peer link sign. All fields are fixed-length; the host encodes and signs it, nothing else. */
export interface HandshakeTranscript {
  readonly workspace: WorkspaceId
  /** The signer's device and its fresh 32-byte nonce. */
  readonly device: DeviceId
  readonly nonce: Uint8Array
  /** SHA-256 fingerprint of the signer's own DTLS certificate, 32 bytes, read from its local description. */
  readonly fingerprint: Uint8Array
  /** The other end, as the signer saw it. */
  readonly peerDevice: DeviceId
  readonly peerNonce: Uint8Array
  readonly peerFingerprint: Uint8Array
}

/** Why something from outside was refused. Counted by name and shown in `parley status`. */
export type Refusal = string

export type HostToLink =
  | {
      readonly t: 'start'
      readonly workspace: WorkspaceId
      readonly device: DeviceId
      /** y-webrtc room name and signalling password, both derived from the workspace secret. */
      readonly topic: string
      readonly password: string
      /** `ws://127.0.0.1:<port>` of the own rendezvous. */
      readonly rendezvous: string
      /** Full state of the workspace document as a V1 update. */
      readonly document: Uint8Array
      readonly presence: string | null
    }
  | { readonly t: 'document'; readonly update: Uint8Array }
  /** Own presence as JSON text, or null when away. */
  | { readonly t: 'presence'; readonly state: string | null }
  /** Answer to `sign`. */
  | { readonly t: 'signature'; readonly connection: ConnectionId; readonly signature: Uint8Array }
  /** Answer to `verify`. `ledger` lets only the ledger channel pass until a later verdict says `full`. */
  | { readonly t: 'verdict'; readonly connection: ConnectionId; readonly admit: 'full' | 'ledger' | 'refuse'; readonly person?: PersonId }
  /** One message on the ledger channel. */
  | { readonly t: 'send'; readonly connection: ConnectionId; readonly message: Uint8Array; readonly ticket: number }
  /** So many bytes of the connection's ledger messages are dealt with. Until then its peer waits, past a bound. */
  | { readonly t: 'taken'; readonly connection: ConnectionId; readonly bytes: number }
  | { readonly t: 'close'; readonly connection: ConnectionId; readonly reason: string }
  | { readonly t: 'ping'; readonly n: number }
  | { readonly t: 'stop' }

export interface PeerStats {
  readonly connection: ConnectionId
  readonly device: DeviceId | null
  readonly address: string | null
  readonly bytesIn: number
  readonly bytesOut: number
  /** Whole messages of ledger and document that were sent. */
  readonly messagesOut: number
  /** Milliseconds, from the link's own acknowledgements; null before the first. */
  readonly roundTrip: number | null
}

export type LinkToHost =
  | { readonly t: 'ready' }
  | { readonly t: 'pong'; readonly n: number; readonly peers: readonly PeerStats[] }
  | { readonly t: 'sign'; readonly connection: ConnectionId; readonly transcript: HandshakeTranscript }
  /** The peer's proof: `transcript` as the peer must have signed it, `signature` as it came. */
  | {
      readonly t: 'verify'
      readonly connection: ConnectionId
      readonly transcript: HandshakeTranscript
      readonly signature: Uint8Array
      readonly address?: string | null
    }
  /** Both ends are authenticated and admitted; messages may flow. */
  | { readonly t: 'open'; readonly connection: ConnectionId; readonly device: DeviceId; readonly address: string | null }
  | { readonly t: 'closed'; readonly connection: ConnectionId; readonly reason: string }
  | { readonly t: 'message'; readonly connection: ConnectionId; readonly message: Uint8Array }
  /** So many bytes of this connection's are about to be read: should nothing follow, that is what the link died of. */
  | { readonly t: 'reading'; readonly connection: ConnectionId; readonly bytes: number }
  /** The peer's link has acknowledged the whole of the message sent with this ticket. */
  | { readonly t: 'delivered'; readonly connection: ConnectionId; readonly ticket: number }
  | { readonly t: 'document'; readonly update: Uint8Array }
  /** Others' presence, JSON text by connection-independent client number; absent ones are away. */
  | { readonly t: 'presence'; readonly states: readonly string[] }
  | { readonly t: 'refused'; readonly what: Refusal; readonly connection: ConnectionId | null; readonly address?: string | null }

export type HostToRendezvous =
  | {
      readonly t: 'start'
      /** 0 lets the system choose. */
      readonly port: number
      /** `::` in life, for IPv4 and IPv6 (IPv4 alone where the system has no IPv6); `127.0.0.1` where nothing may be reachable. */
      readonly host: string
    }
  /** Topics that may be subscribed and published here. Replaces the earlier list. */
  | { readonly t: 'topics'; readonly topics: readonly string[] }
  /**
   * Where other hosts' rendezvous may be (`host:port`), best first. `first` are tried all and kept, as for a join under
   * way; of `addresses` a few are chosen to keep a socket to, for the topics above. Replaces the earlier lists.
   */
  | { readonly t: 'dial'; readonly first: readonly string[]; readonly addresses: readonly string[] }
  /** Try every address now instead of at its next turn. */
  | { readonly t: 'retry' }
  /** A peer was lost: sockets may lead nowhere any more, and whoever answered before is looked for in a hurry. */
  | { readonly t: 'doubt' }
  /** Receive what is published on this topic (it must be in `topics`), as `meeting`. */
  | { readonly t: 'meet'; readonly topic: string }
  | { readonly t: 'part'; readonly topic: string }
  | { readonly t: 'publish'; readonly topic: string; readonly data: Uint8Array }
  /** Keys to be found by, and to find others who hold them. Replaces the earlier list. */
  | { readonly t: 'beacon'; readonly keys: readonly BeaconKey[] }
  /** Look at the interfaces now, and ask on all of them. */
  | { readonly t: 'look' }
  | { readonly t: 'ping'; readonly n: number }
  | { readonly t: 'stop' }

/** A beacon key is derived one way from a secret and tells nothing of it: whoever holds it can be found, and find, that is all. */
export interface BeaconKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Names the key to the host, in `found`. Never leaves the machine. */
  readonly about: string
}

/** One address of an interface, and how beacons fare on it. */
export interface InterfaceReport {
  readonly name: string
  readonly kind: InterfaceKind
  readonly address: string
  readonly family: 'IPv4' | 'IPv6'
  /** Whether beacons leave here: `no` where none are meant to, else the system's code (`EHOSTUNREACH`, `EPERM`). */
  readonly sent: string
  /** The same for listening: `no`, `yes`, or the code with which joining or binding failed. */
  readonly joined: string
  /** Beacons of others that could be read, since it came up. */
  readonly heard: number
  /** Whether the own beacon came back, as it does where nothing on this machine drops it. */
  readonly own: boolean
}

/** What became of trying an address, in a word; the page has the sentence. */
export type DialOutcome = 'connected' | 'no answer' | 'refused' | 'unknown host' | 'not parley' | 'closed'

export type RendezvousToHost =
  | { readonly t: 'listening'; readonly port: number }
  | { readonly t: 'failed'; readonly code: string; readonly message: string }
  | { readonly t: 'pong'; readonly n: number }
  | { readonly t: 'meeting'; readonly topic: string; readonly data: Uint8Array }
  | { readonly t: 'dialled'; readonly address: string; readonly outcome: DialOutcome; readonly nextTryInMs: number | null }
  /** A remote rendezvous or peer connected from this address. */
  | { readonly t: 'visitor'; readonly address: string }
  /** Somebody who holds the key named `about` said that their rendezvous is at `address` (`host:port`). */
  | { readonly t: 'found'; readonly about: string; readonly address: string; readonly interface: string }
  /** All interfaces, whenever something about them has changed. */
  | { readonly t: 'interfaces'; readonly list: readonly InterfaceReport[] }
  | { readonly t: 'refused'; readonly what: Refusal }
