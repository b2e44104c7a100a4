// What a network interface is good for, by its name and what the system tells of it. Pure: whoever reads the system
// hands the facts in. Nothing here is certain: names are habits, so kinds only rank and spare noise, and forbid nothing.

/** `container`: a network inside this machine (containers, virtual machines). `other`: nobody can tell. */
export const INTERFACE_KINDS = ['lan', 'wifi', 'other', 'vpn', 'container', 'loopback'] as const
export type InterfaceKind = (typeof INTERFACE_KINDS)[number]

/** Addresses of interfaces that are told of at most; a machine full of containers has hundreds, and the best come first. */
export const MOST_REPORTED = 64

const SYSTEMS = ['linux', 'darwin', 'win32'] as const
export type System = (typeof SYSTEMS)[number] | 'other'

/** Of `process.platform`. */
export const systemOf = (platform: string): System => SYSTEMS.find((system) => system === platform) ?? 'other'

export interface InterfaceFacts {
  readonly name: string
  readonly internal: boolean
  /** `00:00:00:00:00:00` where it has none, as tunnels do. */
  readonly mac: string
  readonly system: System
  /** What Linux tells under /sys/class/net; null where nothing does. */
  readonly device: DeviceFacts | null
}

export interface DeviceFacts {
  readonly wireless: boolean
  /** Backed by hardware, or by what stands for it in a virtual machine. */
  readonly hardware: boolean
  readonly tunnel: boolean
  /** Names of the interfaces joined by this bridge; null where it is none. */
  readonly bridged: readonly string[] | null
}

interface Habit {
  readonly kind: InterfaceKind
  readonly name: RegExp
}

// Of systems in one list: a name that means something on one is not used for anything else on the others.
const HABITS: readonly Habit[] = [
  // Docker, Podman, LXC, libvirt, Kubernetes, VirtualBox, VMware, Hyper-V and WSL, Parallels, macOS's own machines.
  { kind: 'container', name: /^(docker|br-[0-9a-f]{12}$|veth[0-9a-f]|podman|cni|flannel|cali|cilium|lxc|lxd|incus|virbr|vnet\d|vboxnet|vmnet|vmenet|bridge1\d\d$|vnic\d|prl|kube|weave)/i },
  { kind: 'container', name: /^vEthernet|VirtualBox|VMware|Hyper-V|\bWSL\b|Parallels/i },
  // WireGuard, OpenVPN, Tailscale, ZeroTier, PPP, IPsec, corporate clients.
  { kind: 'vpn', name: /^(tun|tap|wg|utun|ipsec|ppp|tailscale|zt|nordlynx|nebula|proton|mullvad|gpd|cscotun|vpn)/i },
  { kind: 'vpn', name: /VPN|WireGuard|OpenVPN|Tailscale|ZeroTier|TAP-Windows|Wintun|AnyConnect|GlobalProtect|Fortinet|NordLynx/i },
  // Between neighbouring devices of one maker; nothing of ours comes back there.
  { kind: 'other', name: /^(awdl|llw|anpi|ap\d|gif|stf|sit\d|ip6tnl|Teredo|isatap)/i },
  { kind: 'wifi', name: /^(wl|ath\d|ra\d)|wi-?fi|wlan|wireless|drahtlos|sans fil|inal[aá]mbric/i },
  { kind: 'lan', name: /^(en|eth|em\d|bond|team|vmbr|br\d|br-?lan|bridge\d$|usb\d)|ethernet|local area connection|lan-verbindung/i },
]

/** Facts of the system before habits of naming, where the two can differ. */
export function kindOf({ name, internal, mac, system, device }: InterfaceFacts): InterfaceKind {
  if (internal) return 'loopback'
  const habit = HABITS.find((candidate) => candidate.name.test(name))?.kind
  if (device?.wireless) return 'wifi'
  if (device?.tunnel) return 'vpn'
  if (habit === 'container' || habit === 'vpn') return habit
  // A bridge is a way out only where a card is among what it joins; else it joins what runs on this machine.
  if (device?.bridged) return device.bridged.some((joined) => /^(en|eth|em\d|wl|bond|team)/.test(joined)) ? 'lan' : 'container'
  if (habit) return habit
  if (device?.hardware) return 'lan'
  // Point-to-point tunnels have no hardware address; Windows invents names in every language, for cards most of all.
  if (mac === '00:00:00:00:00:00') return 'vpn'
  return system === 'win32' ? 'lan' : 'other'
}

/** Small is better. */
export const rankOf = (kind: InterfaceKind): number => INTERFACE_KINDS.indexOf(kind)

/** An address that means something on its own link alone: fe80::/10 and 169.254.0.0/16. */
export const isLinkLocal = (address: string): boolean => /^fe[89ab][0-9a-f]:/i.test(address) || address.startsWith('169.254.')

export interface RankedAddress {
  readonly address: string
  readonly family: 'IPv4' | 'IPv6'
  readonly kind: InterfaceKind
}

/** Negative where `a` is the better address to be found at: on a real network, with a meaning beyond the link, IPv4 first. */
export function betterAddress(a: RankedAddress, b: RankedAddress): number {
  const linkLocal = Number(isLinkLocal(a.address)) - Number(isLinkLocal(b.address))
  return linkLocal || rankOf(a.kind) - rankOf(b.kind) || Number(a.family === 'IPv6') - Number(b.family === 'IPv6')
}
