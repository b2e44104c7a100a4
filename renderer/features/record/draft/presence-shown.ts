// Whether others may see where I read and write: one choice for this device, off with one press.
import { keptSwitch } from '../../../stores/kept-switch.ts'

/** Nothing is shown before it is known that it may be. */
export const usePresenceShown = keptSwitch('presence', false)
