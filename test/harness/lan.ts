// A small network of its own: machines, each a network namespace with one address, joined by a bridge in another. All of
// them belong to processes that end with the test, so nothing is left behind, and no packet can leave. Machines may have
// more than one network, a bridge for containers as Docker makes it, and addresses that change.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AT_ONCE } from './netns.ts'

const run = promisify(execFile)

/** Established, begun, closing in one of three ways (include/net/tcp_states.h). */
const SPEAKING: ReadonlySet<string> = new Set(['01', '02', '04', '09', '0B'])

/** Keeps a namespace open until the test's end of the pipe closes, however that comes about. */
const HOLD = `ip link set lo up && ${AT_ONCE} && echo ready && cat >/dev/null`

async function hold(command: string, args: readonly string[]): Promise<ChildProcess> {
  const holder = spawn(command, [...args, 'sh', '-c', HOLD], { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  holder.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  const ready = once(holder.stdout, 'data').then(() => true)
  const failed = Promise.race([once(holder, 'error'), once(holder, 'exit')]).then(() => false, () => false)
  if (await Promise.race([ready, failed])) return holder
  throw new Error(`no network namespace: ${said.trim() || `${command} failed`}`)
}

async function release(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  const gone = once(holder, 'exit')
  holder.stdin?.end()
  await gone
}

const enter = (holder: ChildProcess): string[] => ['-t', String(holder.pid), '-U', '-n', '--preserve-credentials']

/** Why a test that needs nftables can't run here; null where it can. */
export const lacksNftables = (): Promise<string | null> => run('nft', ['--version']).then(() => null, () => 'nft is not installed (package nftables)')

/** Why a test that needs a long line can't run here; null where it can. */
export const lacksLongLine = (): Promise<string | null> =>
  run('unshare', ['-rn', 'python3', '-c', 'open("/dev/net/tun", "rb+", buffering=0)']).then(() => null, () => 'a line with delay needs python3 and /dev/net/tun')

/** The interface by which a machine is on the network. */
export const CABLE = 'cable'

/** One machine of the network. Beside loopback it has the one address it was given, and IPv6's own of the link. */
export class Machine {
  #address: string
  readonly #holder: ChildProcess
  readonly #cable: (up: boolean) => Promise<void>

  constructor(address: string, holder: ChildProcess, cable: (up: boolean) => Promise<void>) {
    this.#address = address
    this.#holder = holder
    this.#cable = cable
  }

  get address(): string {
    return this.#address
  }

  get pid(): number {
    return this.#holder.pid!
  }

  async ip(...args: readonly string[]): Promise<void> {
    await run('nsenter', [...enter(this.#holder), 'ip', ...args])
  }

  /** As after a move to another place at the table: the old address is gone. */
  async moveTo(address: string): Promise<void> {
    await this.ip('addr', 'del', `${this.#address}/24`, 'dev', CABLE)
    await this.ip('addr', 'add', `${address}/24`, 'dev', CABLE)
    this.#address = address
  }

  /** A bridge as Docker makes it, with a container at it, and all that is not for a known network sent there. */
  async addContainerBridge(address: string, name = 'docker0'): Promise<void> {
    await this.ip('link', 'add', name, 'type', 'bridge')
    await this.ip('addr', 'add', `${address}/16`, 'dev', name)
    await this.ip('link', 'add', 'veth1a2b', 'type', 'veth', 'peer', 'name', 'inside')
    await this.ip('link', 'set', 'veth1a2b', 'master', name, 'up')
    await this.ip('link', 'set', 'inside', 'up')
    await this.ip('link', 'set', name, 'up')
    await this.ip('route', 'add', 'default', 'dev', name)
    await this.ip('route', 'add', '224.0.0.0/4', 'dev', name)
  }

  /** Leaves the machine with IPv6 alone. */
  async dropIPv4(): Promise<void> {
    await this.ip('-4', 'addr', 'flush', 'dev', CABLE)
  }

  /** How Node is started on it. */
  get inside(): { readonly execPath: string; readonly execArgv: string[] } {
    return { execPath: 'nsenter', execArgv: [...enter(this.#holder), process.execPath] }
  }

  /** Takes its cable out; nothing on the machine itself ends. */
  unplug(): Promise<void> {
    return this.#cable(false)
  }

  plugIn(): Promise<void> {
    return this.#cable(true)
  }

  /** Its TCP connections with other machines over which something may leave yet, as Linux lists them: local and remote address, state. */
  async tcpBeyond(): Promise<string[]> {
    const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/${this.pid}/net/${table}`, 'utf8')))
    const rows = tables.flatMap((table) => table.trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/).slice(1, 4)))
    return rows.filter(([, remote, state]) => SPEAKING.has(state!) && !/^0*(FFFF0000)?0100007F:|^0{24}01000000:/.test(remote!)).map((row) => row.join(' '))
  }

  end(): Promise<void> {
    return release(this.#holder)
  }
}

export class Lan {
  readonly machines: readonly Machine[]
  readonly #bridge: ChildProcess
  readonly #ends: ChildProcess[] = []
  readonly #lines: string[] = []

  private constructor(bridge: ChildProcess, machines: readonly Machine[]) {
    this.#bridge = bridge
    this.machines = machines
  }

  /** A machine per address, such as 10.78.0.1, all in one /24. Throws with the reason where the system allows none. */
  static async open(...addresses: readonly string[]): Promise<Lan> {
    const bridge = await hold('unshare', ['-rn'])
    const machines: Machine[] = []
    try {
      const ip = (...args: string[]) => run('nsenter', [...enter(bridge), 'ip', ...args])
      await ip('link', 'add', 'bridge', 'type', 'bridge')
      await ip('link', 'set', 'bridge', 'up')
      for (const [at, address] of addresses.entries()) machines.push(await connect(bridge, ip, `port${at}`, address))
    } catch (error) {
      await Promise.all(machines.map((machine) => machine.end()))
      await release(bridge)
      throw error
    }
    return new Lan(bridge, machines)
  }

  /** The network falls into two: these machines see one another and nobody else. Their cables stay in. */
  async split(away: readonly Machine[]): Promise<void> {
    await run('nsenter', [...enter(this.#bridge), 'ip', 'link', 'add', 'apart', 'type', 'bridge'])
    await run('nsenter', [...enter(this.#bridge), 'ip', 'link', 'set', 'apart', 'up'])
    await this.#attach(away, 'apart')
  }

  /** Whole again. */
  async heal(): Promise<void> {
    await this.#attach(this.machines, 'bridge')
    await run('nsenter', [...enter(this.#bridge), 'ip', 'link', 'del', 'apart'])
  }

  async #attach(machines: readonly Machine[], bridge: string): Promise<void> {
    for (const machine of machines) {
      await run('nsenter', [...enter(this.#bridge), 'ip', 'link', 'set', `port${this.machines.indexOf(machine)}`, 'master', bridge])
    }
  }

  /** The cables of these machines grow long: every packet either way is late by so much, and some are lost. Before hosts are started on them. */
  async lengthen(machines: readonly Machine[], delayMs: number, lossPercent: number): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-line-'))
    this.#lines.push(folder)
    for (const machine of machines) {
      const at = this.machines.indexOf(machine)
      const [near, far] = [join(folder, `near${at}`), join(folder, `far${at}`)]
      await machine.ip('link', 'del', CABLE)
      await this.#end(machine.pid, CABLE, near, far, delayMs, lossPercent)
      await this.#end(this.#bridge.pid!, `port${at}`, far, near, delayMs, lossPercent)
      await machine.ip('addr', 'add', `${machine.address}/24`, 'dev', CABLE)
      await machine.ip('link', 'set', CABLE, 'up')
      await run('nsenter', [...enter(this.#bridge), 'ip', 'link', 'set', `port${at}`, 'master', 'bridge', 'up'])
    }
  }

  /** One end of a long line, in the namespace of a process. */
  async #end(pid: number, name: string, own: string, other: string, delayMs: number, lossPercent: number): Promise<void> {
    const script = fileURLToPath(new URL('./long-line.py', import.meta.url))
    const command = ['-t', String(pid), '-U', '-n', '--preserve-credentials', 'python3', script, name, own, other, String(delayMs), String(lossPercent)]
    const end = spawn('nsenter', command, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#ends.push(end)
    await once(end.stdout, 'data')
  }

  /** Another network: each machine gets one more interface, `cable2`, with this address. */
  async wireAgain(addresses: readonly (readonly [Machine, string])[]): Promise<void> {
    const ip = (...args: string[]) => run('nsenter', [...enter(this.#bridge), 'ip', ...args])
    await ip('link', 'add', 'bridge2', 'type', 'bridge')
    await ip('link', 'set', 'bridge2', 'up')
    for (const [at, [machine, address]] of addresses.entries()) {
      await ip('link', 'add', `second${at}`, 'type', 'veth', 'peer', 'name', 'cable2', 'netns', String(machine.pid))
      await ip('link', 'set', `second${at}`, 'master', 'bridge2', 'up')
      await machine.ip('addr', 'add', `${address}/24`, 'dev', 'cable2')
      await machine.ip('link', 'set', 'cable2', 'up')
    }
  }

  /** The network carries nothing any more that is for everybody or for a group, as guest networks do; needs nftables. */
  dropMulticast(): Promise<void> {
    return this.#drop('meta l4proto udp meta pkttype { multicast, broadcast }')
  }

  /** The network carries no UDP at all, as some firewalls have it; needs nftables. */
  dropUdp(): Promise<void> {
    return this.#drop('meta l4proto udp')
  }

  async #drop(what: string): Promise<void> {
    await run('nsenter', [...enter(this.#bridge), 'nft', `table bridge quiet { chain forward { type filter hook forward priority 0; ${what} drop; }; }`])
  }

  async passMulticast(): Promise<void> {
    await run('nsenter', [...enter(this.#bridge), 'nft', 'delete', 'table', 'bridge', 'quiet'])
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#ends.map(release))
    for (const folder of this.#lines) rmSync(folder, { recursive: true, force: true })
    await Promise.all(this.machines.map((machine) => machine.end()))
    await release(this.#bridge)
  }
}

type Ip = (...args: string[]) => Promise<unknown>

async function connect(bridge: ChildProcess, ip: Ip, port: string, address: string): Promise<Machine> {
  const holder = await hold('nsenter', [...enter(bridge), 'unshare', '-n'])
  const machine = new Machine(address, holder, async (up) => { await ip('link', 'set', port, up ? 'up' : 'down') })
  try {
    await ip('link', 'add', port, 'type', 'veth', 'peer', 'name', CABLE, 'netns', String(holder.pid))
    await ip('link', 'set', port, 'master', 'bridge', 'up')
    const own = (...args: string[]) => run('nsenter', [...enter(holder), 'ip', ...args])
    await own('addr', 'add', `${address}/24`, 'dev', CABLE)
    await own('link', 'set', CABLE, 'up')
  } catch (error) {
    await machine.end()
    throw error
  }
  return machine
}

/** Process ids of the children of a host that run this entry, `peers` or `rendezvous`. */
export async function childrenOf(host: number, entry: 'peers' | 'rendezvous'): Promise<number[]> {
  const children = (await readFile(`/proc/${host}/task/${host}/children`, 'utf8')).trim().split(' ').filter(Boolean)
  const commands = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return children.filter((_, at) => commands[at]!.includes(`/${entry}.`)).map(Number)
}
