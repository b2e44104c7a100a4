// A private network namespace to run children in. WebRTC offers no candidate on the loopback interface, so its tests need
// an interface of their own; and nothing they do can reach the machine's network.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forking, forkingEntry, type ChildEntry, type ForkSettings, type Spawner } from '../../electron/host/link-process/index.ts'

/** The namespace's only address beside loopback. */
export const ADDRESS = '10.77.0.1'

/**
 * Addresses of interfaces made from now on are good at once. Otherwise the kernel asks around for a second or two whether
 * somebody else has them; a browser then sees its network change, and gives up whatever it was just loading.
 */
export const AT_ONCE = '{ echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad || true; } 2>/dev/null'

const SETUP = [
  'ip link set lo up',
  AT_ONCE,
  'ip link add v0 type veth peer name v1',
  `ip addr add ${ADDRESS}/24 dev v0`,
  'ip link set v0 up',
  'ip link set v1 up',
  'echo ready',
  // Holds the namespace open until the test's end of the pipe closes, however that comes about.
  'cat >/dev/null',
].join(' && ')

export class Namespace {
  /** Where children met what they had not foreseen, for whoever reads why a test failed. */
  readonly unforeseen: string[] = []
  readonly #holder: ChildProcess

  private constructor(holder: ChildProcess) {
    this.#holder = holder
  }

  /** Opens a namespace. Throws with the reason where the system allows none. */
  static async open(): Promise<Namespace> {
    const holder = spawn('unshare', ['-rn', 'sh', '-c', SETUP], { stdio: ['pipe', 'pipe', 'pipe'] })
    let said = ''
    holder.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
    const ready = once(holder.stdout, 'data').then(() => true)
    const failed = Promise.race([once(holder, 'error'), once(holder, 'exit')]).then(() => false)
    if (!(await Promise.race([ready, failed]))) throw new Error(`no private network namespace: ${said.trim() || 'unshare failed'}`)
    return new Namespace(holder)
  }

  /** The command through which any program is started in here. */
  get through(): readonly [string, ...string[]] {
    return ['nsenter', '-t', String(this.#holder.pid), '-U', '-n', '--preserve-credentials']
  }

  /** How `fork` starts Node in here. */
  get inside(): Pick<ForkSettings, 'execPath' | 'execArgv' | 'output'> {
    const [command, ...args] = this.through
    const output = (text: string): void => { if (/^(link|rendezvous): /m.test(text)) this.unforeseen.push(text) }
    return { execPath: command, execArgv: [...args, process.execPath], output }
  }

  /** Starts the real children of a host in here, or what stands in for one. */
  spawner(entry: ChildEntry, output?: (text: string) => void, standIn?: string): Spawner {
    return forkingEntry(entry, { ...this.inside, ...(output ? { output } : {}) }, standIn)
  }

  /** Starts a script of the tests in here; it talks by process messages. */
  script(path: string, output?: (text: string) => void): Spawner {
    return forking(path, { ...this.inside, ...(output ? { output } : {}) })
  }

  async dispose(): Promise<void> {
    const gone = once(this.#holder, 'exit')
    this.#holder.stdin?.end()
    await gone
  }
}
