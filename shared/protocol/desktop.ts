// What Electron's main process and the host in its utility process say to each other. Ports travel beside a message:
// a page's with `page`, a child's with `child`. Main holds no keys but the one that seals the vault, and keeps no copy.

/** The two keyless children a host asks for. In Electron the peers run in a hidden window. */
export type ChildKind = 'peers' | 'rendezvous'

export type MainToHost =
  | {
      readonly t: 'open'
      /** The data folder, absolute. */
      readonly data: string
      /** 32 bytes that seal the vault, base64url; null where the system has no keyring. */
      readonly sealKey: string | null
      /** Why there is none, in a sentence; null where all is well. */
      readonly keyNote: string | null
    }
  /** A page asks to talk to the host; its port comes with this. */
  | { readonly t: 'page' }
  /** The child that was asked for is up; its port comes with this. */
  | { readonly t: 'child'; readonly child: number }
  | { readonly t: 'child ended'; readonly child: number; readonly reason: string }
  | { readonly t: 'close' }

export type HostToMain =
  | { readonly t: 'opened' }
  /** The folder could not be opened: for a person to read. */
  | { readonly t: 'failed'; readonly message: string; readonly remedy: string }
  | { readonly t: 'spawn'; readonly child: number; readonly kind: ChildKind }
  | { readonly t: 'kill'; readonly child: number }
