// The host's state: identity, open workspaces, the meeting point, joins under way, and what it tells its clients.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { signAct, verifyAct, type VerifiedAct } from '#shared/acts/act.ts'
import { randomBytes as secretBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { CalendarDate, Clock } from '#shared/base/clock.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { fail, orThrow, problem, ProblemError, type Result } from '#shared/base/result.ts'
import type { Overview, SearchState } from '#shared/protocol/contract.ts'
import { readAddress } from '#shared/protocol/address.ts'
import { betterAddress, kindOf, systemOf } from '#shared/protocol/interface-kind.ts'
import type { EventHub } from './contract/events.ts'
import type { Reports } from './contract/handlers.ts'
import { MeetingPoint } from './exchange/meeting-point.ts'
import { Timeline } from './exchange/timeline.ts'
import { Verifier } from './exchange/verify.ts'
import { searchState, Ways } from './exchange/ways.ts'
import { Witness } from './exchange/witness.ts'
import { Bundles } from './bundle/bundles.ts'
import { Desks } from './desk/desks.ts'
import { Held } from './held.ts'
import { Joins, type Admitted } from './joins.ts'
import { forkingLinks, SpareChild, type Spawner } from './link-process/index.ts'
import { real } from './sample/guard.ts'
import { Sample } from './sample/make.ts'
import { Settings } from './settings/settings.ts'
import { HighWater } from './vault/high-water.ts'
import { Vault, type Keyring } from './vault/vault.ts'
import { Shown } from './shown.ts'
import { offerCharter, type FoundingCharter } from './workspace/founding-charter.ts'
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
  #day = { second: NaN, date: '' }
  #sampling: Promise<Workspace> | null = null

  constructor(options: CoreOptions) {
    this.options = options
    this.hub = options.hub
    this.settings = new Settings(options.data)
    this.marks = new HighWater(options.stateFolder)
    this.timeline = new Timeline(options.data, () => options.clock.now())
    this.#links = new SpareChild(options.spawnLink ?? forkingLinks(options.log))
    this.meeting = options.network ? this.#openMeeting() : null
    this.ways = new Ways(this.meeting)
    this.witness = new Witness({ timeline: this.timeline, ways: this.ways, workspaces: () => this.workspaces.values(), now: () => options.clock.now() })
    if (this.meeting) this.witness.followMeeting(this.meeting)
    this.meeting?.onDialled.on(() => this.shown.status())
    this.shown = new Shown(this)
    this.desks = new Desks(this)
    this.held = new Held(this)
    this.joins = new Joins({
      vault: () => this.identity(), settings: this.settings, meeting: this.meeting, clock: options.clock,
      has: (workspace) => this.workspaces.has(workspace), log: options.log, online: () => this.addresses().length > 0, search: () => this.search,
      ways: (owner) => this.ways.of(owner), expect: () => this.#expectLedger(), admitted: (admitted) => this.#admitted(admitted),
    })
    this.timeline.onItem.on((item) => this.shown.timeline(item))
    this.joins.onChange.on((view) => {
      this.hub.publish({ event: 'join', join: view })
      this.shown.overview()
    })
  }

  /** Whether people are looked for beside the known addresses. */
  get search(): SearchState {
    return searchState(this.meeting?.interfaces ?? [])
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
    const listed = this.settings.data.workspaces.map(({ id }) => id as WorkspaceId)
    // The vault knows them too: settings that were set aside must not hide what people signed.
    for (const id of new Set([...listed, ...vault.workspaces()])) if (vault.workspaceSecret(id)) this.#open(id)
    this.joins.resume()
    this.shown.overview()
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

  async found(name: string, charter: FoundingCharter): Promise<Workspace> {
    const vault = this.identity()
    const provisional = `join:${toHex(secretBytes(8))}` as const
    const key = vault.deviceKey(provisional)
    const founding = signAct({
      v: 1, workspace: '', circle: 'workspace', type: 'workspace.found', subject: '',
      body: { name, person: { name: vault.name, spare: vault.spare, label: vault.device }, nonce: toHex(secretBytes(16)) },
      person: '', device: key.id, seq: 0, prev: '', seen: [], at: this.options.clock.now(),
    }, key)
    const id = founding.id as string as WorkspaceId
    const workspace = await this.#begin(id, founding.id as string as PersonId, [founding], () => {
      this.settings.update((data) => data.workspaces.push({ id, addresses: [] }))
      vault.adopt(provisional, id, secretBytes(32))
    })
    await offerCharter(workspace, name, charter)
    this.shown.overview()
    return workspace
  }

  /** The one that is here, else a new one. */
  async makeSample(): Promise<Workspace> {
    const known = [...this.workspaces.values()].find((workspace) => workspace.sample)
    if (known) return known
    return (this.#sampling ??= this.#newSample().finally(() => { this.#sampling = null }))
  }

  async #newSample(): Promise<Workspace> {
    const vault = this.identity()
    const sample = new Sample(this.options.clock.now())
    const founding = sample.founds()
    const id = founding.id as string as WorkspaceId
    const workspace = await this.#begin(id, sample.eyes.id, [founding], () => {
      const provisional = `join:${toHex(secretBytes(8))}` as const
      vault.useDeviceKey(provisional, sample.eyes.seed)
      vault.adopt(provisional, id, secretBytes(32))
      this.settings.update((data) => data.workspaces.push({ id, addresses: [] }))
    }, true)
    await sample.tellIn(workspace, this.today())
    this.shown.overview()
    return workspace
  }

  /** With its files, its keys and what the page kept of it. Throws `sample.not`. */
  async removeSample(id: string): Promise<void> {
    const workspace = this.workspace(id)
    if (!workspace.sample) orThrow(fail('sample.not', `${workspace.name} is no sample: nothing was removed.`, 'Leave it instead; what you signed stays.'))
    this.workspaces.delete(workspace.id)
    this.held.drop(workspace.id)
    await workspace.dispose()
    this.settings.forget(workspace.id)
    this.identity().forget(workspace.id)
    rmSync(join(this.options.data, 'workspaces', workspace.id), { recursive: true, force: true })
    this.shown.overview()
  }

  /** Looks for people now instead of at the next turn. */
  look(): void {
    this.meeting?.look()
    this.meeting?.retry()
  }

  overview(): Overview {
    const vault = this.vault
    return {
      version: this.options.version, data: this.options.data,
      identity: vault && { name: vault.name, device: vault.device },
      locked: vault?.locked ?? false, keyStorage: vault?.storage ?? (this.options.keyring ? 'keyring' : 'file'),
      ...(this.options.keyNote !== null && vault?.storage !== 'passphrase' && { keyNote: this.options.keyNote }),
      workspaces: [...this.workspaces.values()].map((workspace) => workspace.summary()), joins: this.joins.views(), held: this.held.views(), theme: this.settings.data.theme,
    }
  }

  /** Asked for with every row, so the day is worked out once a second. */
  today = (): CalendarDate => {
    const now = this.options.clock.now()
    const second = Math.floor(now / 1000)
    if (this.#day.second !== second) this.#day = { second, date: localDate(new Date(now)) }
    return this.#day.date
  }

  /** `host:port` under which colleagues may find this host, best first. */
  addresses = (): string[] => {
    const port = this.meeting?.port
    if (!port) return []
    const only = this.options.rendezvousHost
    if (only !== undefined && !isWildcard(only)) return [inBrackets(only, port)]
    // The child has looked closer at what each is; which addresses there are is not left to its word.
    const kinds = new Map(this.meeting?.interfaces.map(({ name, kind }) => [name, kind]))
    const all = Object.entries(networkInterfaces()).flatMap(([name, entries]) => (entries ?? []).map((entry) => ({
      ...entry, kind: kinds.get(name) ?? kindOf({ name, internal: entry.internal, mac: entry.mac, system: systemOf(process.platform), device: null }),
    })))
    return all.filter((entry) => !entry.internal && !entry.address.startsWith('fe80')).sort(betterAddress)
      .map(({ address }) => inBrackets(address, port))
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

  #openMeeting(): MeetingPoint {
    const { rendezvousPort, rendezvousHost, log, clock, spawnRendezvous } = this.options
    const meeting = new MeetingPoint({
      port: rendezvousPort ?? this.settings.data.rendezvousPort ?? 0, host: rendezvousHost ?? '::',
      onPort: (port) => { if (this.settings.data.rendezvousPort !== port) this.settings.note((data) => { data.rendezvousPort = port }) },
      refused: this.refused, log, now: () => clock.now(), spawn: spawnRendezvous,
    })
    meeting.onListening.on(() => {
      for (const workspace of this.workspaces.values()) workspace.connect()
      this.shown.status()
    })
    meeting.onMeeting.on(({ topic, data }) => {
      for (const workspace of this.workspaces.values()) {
        workspace.invites.answer(topic, data).then((reply) => { if (reply) meeting.publish(topic, reply) }, (error: unknown) => this.options.log(`invite: ${(error as Error).name}`))
      }
    })
    meeting.onDialled.on(({ address }) => {
      if (meeting.dialled.get(address)?.outcome !== 'connected') return
      const source = meeting.sourceOf(address) ?? 'told'
      for (const id of this.workspaces.keys()) {
        if (meeting.addressesOf(id).includes(address)) this.settings.remember(id, [address], { source, at: clock.now(), answered: true })
      }
    })
    // Where one network comes up or goes, others may be reached that a moment ago were not.
    meeting.onInterfaces.on(() => this.shown.status())
    return meeting
  }

  #make(id: WorkspaceId, sample = false): Workspace {
    return new Workspace({
      id, sample, folder: join(this.options.data, 'workspaces', id), vault: this.identity(), marks: this.marks, clock: this.options.clock, today: this.today,
      reports: this.reports, meeting: this.meeting, addresses: this.addresses, runId: this.runId, verifier: this.verifier, spawnLink: this.#links.spawner, documentPace: this.options.documentPace,
      remember: (addresses, device) => {
        this.settings.hear(id, addresses, this.options.clock.now())
        const workspace = this.workspaces.get(id)
        const by = workspace?.people.ownerOf(device)
        if (by) this.ways.told(device, by.name, addresses)
        if (workspace) this.#wish(workspace)
      },
    })
  }

  #open(id: WorkspaceId): Workspace {
    const known = this.workspaces.get(id)
    if (known) return known
    const workspace = this.#make(id)
    this.#listen(workspace)
    void workspace.ready().then(() => {
      this.#wish(workspace)
      workspace.joinWhenAdmitted()
    }).catch((error: unknown) => this.options.log(`opening: ${(error as Error).name}`))
    return workspace
  }

  #listen(workspace: Workspace): void {
    this.workspaces.set(workspace.id, workspace)
    this.shown.follow(workspace)
    this.desks.follow(workspace)
    this.witness.follow(workspace)
    workspace.onTaken.on((batch) => { if (batch.acts.some((act) => act.type.startsWith('membership.'))) this.#wish(workspace) })
    if (workspace.ledger.loaded) this.#wish(workspace)
    if (this.meeting?.port) workspace.connect()
  }

  #wish(workspace: Workspace): void {
    if (!this.meeting || workspace.sample || !this.workspaces.has(workspace.id)) return
    this.meeting.wish(workspace.id, {
      topics: [workspace.topic()], meet: [], addresses: this.settings.candidatesOf(workspace.id), every: false, beacons: [workspace.beacon()],
    })
    // Newcomers are met at once, whoever of the two can reach the other.
    const topics = workspace.invites.topics()
    this.meeting.wish(`invites of ${workspace.id}`, { topics, meet: topics, addresses: [], every: true, beacons: workspace.invites.beacons() })
  }

  /** What a person types. Problems: `network.address`, `workspace.unknown`. */
  addAddress(id: string, text: string): Result<string> {
    const workspace = real(this.workspace(id), 'address')
    const address = readAddress(text)
    if (!address.ok) return address
    this.settings.remember(workspace.id, [address.value], { source: 'by hand', at: this.options.clock.now(), answered: false })
    this.#wish(workspace)
    this.meeting?.retry()
    return address
  }

  /** A whole ledger may be about to arrive: what takes it in comes up meanwhile. */
  #expectLedger(): void {
    this.#links.ahead()
    this.verifier.warm()
  }

  /** Admitted by a member: the workspace opens here, and `join` is given once the admit has arrived. */
  async #admitted({ invite, person, founding, reply, keyName }: Admitted): Promise<void> {
    const genesis = verifyAct(reply.genesis!)
    const id = genesis.id as string as WorkspaceId
    if (id !== invite.workspace) throw new ProblemError(problem('join.other', 'The answer came from another workspace, so nothing was joined.', 'Ask for a new invite.'))
    if (this.workspaces.has(id)) return
    const workspace = await this.#begin(id, person, [genesis, founding], () => {
      const at = this.options.clock.now()
      this.settings.hear(id, reply.addresses, at)
      this.settings.remember(id, invite.addresses, { source: 'invite', at, answered: false })
      for (const address of new Set([...reply.addresses, ...invite.addresses])) {
        if (this.meeting?.answers(address)) this.settings.remember(id, [address], { source: this.meeting.sourceOf(address) ?? 'told', at, answered: true })
      }
      this.identity().adopt(keyName, id, reply.secret!)
    })
    workspace.joinWhenAdmitted()
  }

  /** The first acts are on disk before anything says that the workspace is here; where that fails, it is not. */
  async #begin(id: WorkspaceId, me: PersonId, acts: readonly VerifiedAct[], enter: () => void, sample = false): Promise<Workspace> {
    const workspace = this.#make(id, sample)
    try {
      workspace.me = me
      await workspace.ledger.take(acts.map((verified) => ({ verified, texts: [] })), 'own')
      enter()
    } catch (error) {
      await workspace.dispose()
      throw error
    }
    workspace.mirrorOwn([acts.at(-1)!.id])
    this.#listen(workspace)
    return workspace
  }
}

/** `host:port`, IPv6 in brackets. */
const inBrackets = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/** All of a machine's addresses. */
const isWildcard = (host: string): boolean => host === '::' || host === '0.0.0.0'

function localDate(date: Date): CalendarDate {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(String) as [string, string, string]
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
