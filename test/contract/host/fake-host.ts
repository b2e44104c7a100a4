// A host whose handlers are a test's own, with its reports counted.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requests, type HostEndpoint } from '#shared/protocol/contract.ts'
import { createEndpoint } from '#host/contract/endpoint.ts'
import { EventHub } from '#host/contract/events.ts'
import type { Handlers, Refusal, Reports } from '#host/contract/handlers.ts'

export interface FakeHost {
  readonly endpoint: HostEndpoint
  readonly hub: EventHub
  readonly reports: Reports
  readonly counts: Map<Refusal, number>
  readonly lines: string[]
}

export function fakeHost(given: Partial<Handlers> = {}): FakeHost {
  const rest = Object.fromEntries(Object.keys(requests).map((method) => [method, () => { throw new Error(`${method} is not part of this test`) }]))
  const hub = new EventHub()
  const counts = new Map<Refusal, number>()
  const lines: string[] = []
  const reports: Reports = {
    count: (refusal) => void counts.set(refusal, (counts.get(refusal) ?? 0) + 1),
    log: (line) => void lines.push(line),
  }
  return { endpoint: createEndpoint({ ...rest, ...given } as Handlers, hub, reports), hub, reports, counts, lines }
}

export function temporaryFolder(name = 'parley-test-'): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), name))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const ID = 'a'.repeat(64)
export const OTHER = 'b'.repeat(64)
