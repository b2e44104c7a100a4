// Discovery on this machine's own networks.
import { randomBytes } from 'node:crypto'
import { Discovery, type DiscoveryEvents } from './discovery.ts'
import { ether } from './ether.ts'
import { readPlaces } from './places.ts'

export type { Discovery } from './discovery.ts'
export { isAttached, ownAddresses } from './places.ts'

export const openDiscovery = (events: DiscoveryEvents): Discovery => new Discovery(events, { ether, places: readPlaces, random: Math.random, randomBytes })
