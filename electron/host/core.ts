// The host's state: identity, open workspaces, the meeting point, joins under way, and what it tells its clients.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { CalendarDate, Clock } from '#shared/base/clock.ts'
import type { WorkspaceId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { Overview } from '#shared/protocol/contract.ts'
import type { EventHub } from './contract/events.ts'
import type { Reports } from './contract/handlers.ts'
import type { MeetingPoint } from './exchange/meeting-point.ts'
import { Timeline } from './exchange/timeline.ts'
import { Verifier } from './exchange/verify.ts'
import { Ways } from './exchange/ways.ts'
import { Witness } from './exchange/witness.ts'
import { Beginnings } from './beginnings.ts'
import { Bundles } from './bundle/bundles.ts'
import { Desks } from './desk/desks.ts'
import { Finding } from './finding.ts'
import { Held } from './held.ts'
import { Joins } from './joins.ts'
import { LongWork } from './long-work.ts'
import { forkingLinks, SpareChild, type Spawner } from './link-process/index.ts'
import { Settings } from './settings/settings.ts'
import { HighWater } from './vault/high-water.ts'
import { Vault, type Keyring } from './vault/vault.ts'
import { Shown } from './shown.ts'
import { todayBy } from './today.ts'
import type { DocumentPace } from './workspace/shared-document.ts'
import { Workspace } from './workspace/workspace.ts'

export interface CoreOptions {
  readonly data: string
  readonly version: string
  readonly clock: Clock
  readonly network: boolean
  readonly rendezvousPort?: number | undefined
  readonly rendezvousHost?: string | undefined
  readonly stateFolder: string
  readonly keyring: Keyring | null
  readonly keyNote: string | null
  readonly hub: EventHub
  readonly log: (line: string) => void
  readonly spawnLink?: Spawner | undefined
  readonly spawnRendezvous?: Spawner | undefined
  readonly documentPace?: Partial<DocumentPace> | undefined
}

export class Core {
  readonly options: CoreOptions
  readonly settings: Settings
  readonly marks: HighWater
  readonly hub: EventHub
  readonly runId = randomBytes(8).toString('hex')
  readonly workspaces = new Map<WorkspaceId, Workspace>()
  /** Foreign or faulty input turned away since the host started, by name. */
  readonly refusals = new Map<string, number>()
  readonly today: () => CalendarDate
  readonly beginnings = new Beginnings(this)
  readonly work = new LongWork()
  readonly finding: Finding
  readonly meeting: MeetingPoint | null
  readonly joins: Joins
  readonly held: Held
  readonly bundles = new Bundles(this)
  readonly desks: Desks
  readonly shown: Shown
  readonly timeline: Timeline
  readonly ways: Ways
  readonly witness: Witness
  readonly verifier = new Verifier()
  readonly #links: SpareChild
  vault: Vault | null = null

  constructor(options: CoreOptions) {
    this.options = options
    this.hub = options.hub
    this.settings = new Settings(options.data)
    if (this.settings.setAside) this.refused('settings.unreadable')
    this.marks = new HighWater(options.stateFolder)
    this.timeline = new Timeline(options.data, () => options.clock.now())
    this.#links = new SpareChild(options.spawnLink ?? forkingLinks(options.log))
    this.today = todayBy(options.clock)
    this.finding = new Finding(this)
    this.meeting = this.finding.meeting
    this.ways = new Ways(this.meeting)
    this.witness = new Witness({ timeline: this.timeline, ways: this.ways, workspaces: () => this.workspaces.values(), now: () => options.clock.now() })
    if (this.meeting) this.witness.followMeeting(this.meeting)
    this.meeting?.onDialled.on(() => this.shown.status())
    this.shown = new Shown(this)
    this.desks = new Desks(this)
    this.held = new Held(this)
    this.joins = new Joins({
      vault: () => this.identity(), settings: this.settings, meeting: this.meeting, clock: options.clock,
      has: (workspace) => this.workspaces.has(workspace), log: options.log, online: () => this.finding.addresses().length > 0, search: () => this.finding.search,
      ways: (owner) => this.ways.of(owner), expect: () => this.#expectLedger(), admitted: (admitted) => this.beginnings.admitted(admitted),
    })
    this.timeline.onItem.on((item) => this.shown.timeline(item))
    this.joins.onChange.on((view) => {
      this.hub.publish({ event: 'join', join: view })
      this.shown.overview()
    })
  }

  get reports(): Reports & { refused(what: string): void } {
    return { count: this.refused, refused: this.refused, log: this.options.log }
  }

  refused = (what: string): void => {
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1)
    this.shown?.status()
  }

  /** Reads the vault and, where it is open, every workspace. */
  async start(): Promise<void> {
    this.vault = await Vault.read(this.options.data, this.options.keyring)
    if (this.vault && !this.vault.locked) this.openAll()
  }

  openAll(): void {
    const vault = this.identity()
    this.beginnings.clearUnfinished()
    const listed = this.settings.data.workspaces.map(({ id }) => id as WorkspaceId)
    // The vault knows them too: settings that were set aside must not hide what people signed.
    for (const id of new Set([...listed, ...vault.workspaces()])) if (vault.workspaceSecret(id)) this.#open(id)
    this.joins.resume()
    this.expectWorkspace()
    this.shown.overview()
  }

  /** Who is in none founds or joins one soon, most likely: its link is there by then. */
  expectWorkspace(): void {
    if (this.meeting && this.workspaces.size === 0) this.#links.ahead()
  }

  /** The unlocked vault. Throws `identity.none`, `identity.locked`. */
  identity(): Vault {
    if (!this.vault) orThrow(fail('identity.none', 'There is no identity on this device yet.', 'Say your name first.'))
    if (this.vault!.locked) orThrow(fail('identity.locked', 'Your key is behind a passphrase.', 'Give the passphrase first.'))
    return this.vault!
  }

  workspace(id: string): Workspace {
    this.identity()
    const workspace = this.workspaces.get(id as WorkspaceId)
    return workspace ?? orThrow(fail('workspace.unknown', 'That workspace is not on this device.', 'Choose one from the list, or join it with an invite.'))
  }

  overview(): Overview {
    const vault = this.vault
    return {
      version: this.options.version, data: this.options.data,
      identity: vault && { name: vault.name, device: vault.device },
      locked: vault?.locked ?? false, ...(vault?.words && { wordsWait: true }), keyStorage: vault?.storage ?? (this.options.keyring ? 'keyring' : 'file'),
      ...(this.options.keyNote !== null && vault?.storage !== 'passphrase' && { keyNote: this.options.keyNote }),
      workspaces: [...this.workspaces.values()].filter((workspace) => !this.beginnings.isTelling(workspace)).map((workspace) => workspace.summary()), joins: this.joins.views(), held: this.held.views(), theme: this.settings.data.theme,
      ...(this.settings.data.sample.cut && { sampleCut: true }),
    }
  }

  async dispose(): Promise<void> {
    this.joins.dispose()
    this.#links.dispose()
    this.held.dispose()
    this.shown.dispose()
    this.desks.dispose()
    for (const workspace of this.workspaces.values()) await workspace.dispose()
    this.workspaces.clear()
    this.verifier.dispose()
    await this.meeting?.dispose()
    this.timeline.dispose()
    this.marks.dispose()
  }

  folderOf(id: WorkspaceId): string {
    return join(this.options.data, 'workspaces', id)
  }

  /** Not one of this host's yet: whoever makes it hands it to `enter` once it has its first acts. */
  make(id: WorkspaceId, sample = false): Workspace {
    return new Workspace({
      id, sample, folder: this.folderOf(id), vault: this.identity(), marks: this.marks, clock: this.options.clock, today: this.today,
      reports: this.reports, meeting: this.meeting, addresses: this.finding.addresses, runId: this.runId, verifier: this.verifier, spawnLink: this.#links.spawner, documentPace: this.options.documentPace,
      remember: (addresses, device) => {
        this.settings.hear(id, addresses, this.options.clock.now())
        const workspace = this.workspaces.get(id)
        const by = workspace?.people.ownerOf(device)
        if (by) this.ways.told(device, by.name, addresses)
        if (workspace) this.finding.wish(workspace)
      },
    })
  }

  #open(id: WorkspaceId): Workspace {
    const known = this.workspaces.get(id)
    if (known) return known
    const workspace = this.make(id)
    this.enter(workspace)
    void workspace.ready().then(() => {
      this.finding.wish(workspace)
      workspace.joinWhenAdmitted()
    }).catch((error: unknown) => this.options.log(`opening: ${(error as Error).name}`))
    return workspace
  }

  /** From now on it is one of this host's. */
  enter(workspace: Workspace): void {
    this.workspaces.set(workspace.id, workspace)
    this.shown.follow(workspace)
    this.desks.follow(workspace)
    this.witness.follow(workspace)
    workspace.onTaken.on((batch) => { if (batch.acts.some((act) => act.type.startsWith('membership.'))) this.finding.wish(workspace) })
    if (workspace.ledger.loaded) this.finding.wish(workspace)
    if (this.meeting?.port) workspace.connect()
  }

  /** A whole ledger may be about to arrive: what takes it in comes up meanwhile. */
  #expectLedger(): void {
    this.#links.ahead()
    this.verifier.warm()
  }
}
