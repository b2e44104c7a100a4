// Any bytes and any text at all, of no particular origin: every decoder gives a value, says no in its own way, or throws
// the one error it documents.
import fc from 'fast-check'
import { beforeAll, describe, it } from 'vitest'
import * as Y from 'yjs'
import { ActError, decodeAct } from '#shared/acts/act.ts'
import { cryptoReady, deviceKeyFromSeed } from '#shared/acts/crypto.ts'
import { unpackAct } from '#shared/acts/packed.ts'
import type { WorkspaceId } from '#shared/base/ids.ts'
import { readPictureHead } from '#shared/base/picture-head.ts'
import { draftImage, imageType, shownImages } from '#shared/document/draft-images.ts'
import { hasSuggestions } from '#shared/document/draft-suggestions.ts'
import { readThreads } from '#shared/document/draft-threads.ts'
import { fragmentNames, readAside, readMeta, readOrigin, readSections } from '#shared/document/draft.ts'
import { DRAFT_CAPS, readUpdate } from '#shared/document/update-guard.ts'
import { readPhoto } from '#shared/domain/profile/photo.ts'
import { LIST_NAMES, LISTS, SINGLE_NAMES } from '#shared/domain/record/fields.ts'
import { readTerms } from '#shared/domain/record/terms.ts'
import { parseInvite } from '#shared/formats/invite.ts'
import { verifyRecord } from '#shared/formats/record.ts'
import { readAddress } from '#shared/protocol/address.ts'
import { decodeBundle } from '#shared/protocol/bundle.ts'
import { decodeControl } from '#shared/protocol/control.ts'
import { decodeFrame, FrameError } from '#shared/protocol/frames.ts'
import { decodeHandshake } from '#shared/protocol/handshake.ts'
import { readJoinReply, readJoinRequest } from '#shared/protocol/join.ts'
import { decodeLedgerMessage } from '#shared/protocol/ledger.ts'
import { decodeSpread } from '#shared/protocol/spread.ts'
import { fromWire } from '../../electron/host/exchange/ledger-wire.ts'
import { checkLinkMessage, checkRendezvousMessage } from '../../electron/host/link-process/messages.ts'
import { readPresence } from '../../electron/host/workspace/signed-presence.ts'
import { openBeacon } from '../../electron/link/discovery/packet.ts'
import { judgeSignal } from '../../electron/link/peers/dial-rule.ts'
import { readDocumentMessage } from '../../electron/link/peers/guard.ts'
import { Breach } from '../../electron/link/peers/refusal.ts'
import { parseLinkState } from '../../electron/link/rendezvous/link-state.ts'
import { parseSignalMessage } from '../../electron/link/rendezvous/signal-message.ts'
import { readCaret, readField } from '../../renderer/features/record/draft/presence.ts'
import { holds, only, PATIENCE } from './cases.ts'

const key = (): ReturnType<typeof deviceKeyFromSeed> => deviceKeyFromSeed(new Uint8Array(32).fill(3))
const secret = new Uint8Array(32).fill(7)
const workspace = '5'.repeat(64) as WorkspaceId

const OF_BYTES: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  'a frame': (bytes) => only(FrameError, () => decodeFrame(bytes)),
  'a control': (bytes) => only(FrameError, () => decodeControl(bytes)),
  'a handshake': decodeHandshake,
  'a ledger message': decodeLedgerMessage,
  'a ledger message on the wire': fromWire,
  'an act': (bytes) => only(ActError, () => decodeAct(bytes)),
  'a packed act': unpackAct,
  'a hint': (bytes) => only(FrameError, () => decodeSpread(bytes)),
  'a document message': (bytes) => only(Breach, () => readDocumentMessage(bytes)),
  'an update': (bytes) => readUpdate(bytes),
  'an update of a draft': (bytes) => readUpdate(bytes, DRAFT_CAPS),
  'terms': readTerms,
  'a bundle': decodeBundle,
  'a beacon': (bytes) => openBeacon(bytes, '10.0.0.4', [secret]),
  'a request to join': (bytes) => readJoinRequest(bytes, secret),
  'the head of a picture': readPictureHead,
  'a photo': readPhoto,
  'a picture of a draft': imageType,
  'a reply to one': (bytes) => readJoinReply(bytes, secret, new Set(), key().id, key()),
}
const OF_TEXT: Readonly<Record<string, (text: string) => unknown>> = {
  'an invite': parseInvite,
  'signalling': parseSignalMessage,
  'a record': (text) => verifyRecord(text, '2026-05-22'),
  'an address': readAddress,
  'presence': (text) => readPresence(workspace, text),
  'a caret': (text) => [readCaret(text), readField(text)],
}
const OF_VALUES: Readonly<Record<string, (value: unknown) => unknown>> = {
  'a signal': (value) => judgeSignal(value, { id: 'me', has: () => false, mayConnect: () => true } as unknown as Parameters<typeof judgeSignal>[1]),
  'a message of the link': checkLinkMessage,
  'a message of the rendezvous': checkRendezvousMessage,
  'a state of another host': (value) => (typeof value === 'object' && value !== null ? parseLinkState(value as Record<string, unknown>, 16) : null),
}

const KEYS = [
  'title', 'kind', 'gives', 'receives', 'witnesses', 'opener', 'nonce', 'openedAt', 'aside', 'discarded', ...SINGLE_NAMES, 't', 't/e', 't/state', '0'.repeat(64),
  ...LIST_NAMES.flatMap((list) => ['rank', ...Object.keys(LISTS[list])].map((field) => `${list}/s1/${field}`)),
]

/** A draft in whose maps anything stands under the keys that are looked at, and others. */
const anyDraft = fc.array(fc.tuple(fc.constantFrom('meta', 'fields', 'threads', 'images'), fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 20 })), fc.anything({ maxDepth: 2 })), { maxLength: 12 }).map((entries) => {
  const draft = new Y.Doc()
  for (const [map, key, value] of entries) {
    try {
      draft.getMap(map).set(key, value)
    } catch {
      // Not every value can be in a document.
    }
  }
  return draft
})

function readDraft(draft: Y.Doc): void {
  const meta = readMeta(draft)
  readSections(draft, meta)
  readThreads(draft)
  readOrigin(draft)
  readAside(draft)
  hasSuggestions(draft, fragmentNames(meta))
  for (const hash of [...shownImages(draft), '0'.repeat(64)]) draftImage(draft, hash)
}

beforeAll(() => cryptoReady)

/** Begins like something that is understood now and then, and goes on as it likes. */
const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.tuple(fc.nat(20), fc.uint8Array({ maxLength: 100 })).map(([first, rest]) => Uint8Array.of(first, ...rest)))

describe.each([
  ...Object.entries(OF_BYTES).map(([name, read]) => [name, fc.property(bytes, (value) => void read(value))] as const),
  ...Object.entries(OF_TEXT).map(([name, read]) => [name, fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 100 }), fc.json()), (value) => void read(value))] as const),
  ...Object.entries(OF_VALUES).map(([name, read]) => [name, fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => void read(value))] as const),
  ['a draft', fc.property(anyDraft, readDraft)] as const,
])('as %s', (kind, property) => {
  it('is read or refused', { timeout: PATIENCE }, () => {
    holds(kind, property as fc.IRawProperty<unknown>)
  })
})
